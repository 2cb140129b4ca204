/** Who is in a photo, as its folder's notes, its file and its sidecar say. */
import type { PlacedSidecar } from '../../catalog/sidecars.ts';
import type { FolderNotes, Photo } from '../../photo.ts';

/** Names in the order of notes, file and sidecar, each once. */
export function knownPeople(
  { people: ofFolder }: FolderNotes,
  { existing }: Photo,
  sidecar: PlacedSidecar | undefined,
): readonly string[] {
  const beside = sidecar?.content.people ?? [];
  return [...new Set([...ofFolder, ...(existing.people ?? []), ...beside])];
}
