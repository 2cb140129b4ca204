/** Reading the sidecar of a photo for a person to see. */
import { approvedText } from '../../catalog/approved.ts';
import { getPhoto } from '../../catalog/photos.ts';
import { forgetSidecar, forgetSidecarFaults } from '../../catalog/sidecars.ts';
import { FolderListing } from '../../files/folder-listing.ts';
import type { Issue, Photo } from '../../photo.ts';
import { type Archive, secondLanguage } from '../archive/archive.ts';
import { followExisting } from '../review/existing.ts';
import { freshLocator, readSidecarAt } from './locate.ts';
import { merge } from './merge.ts';
import { issueFrom } from './problem.ts';
import { knownAsSeen, type Remembered, recall, remember, type Seen } from './sidecar-row.ts';

/**
 * Reads the sidecar of a photo from the disk for a person to see, and remembers it. What was seen before anything was
 * accepted or written counts as known: text accepted afterwards may replace it. Where the accepted text stands against
 * what the sidecar says, that is a conflict from then on.
 * @param listing one for many photos, so that their folder is listed once and when it has changed
 * @returns the issue when it cannot be read
 */
export async function lookAtSidecar(
  archive: Archive,
  photoId: number,
  listing = new FolderListing(),
): Promise<Issue | undefined> {
  const photo = getPhoto(archive.catalog, photoId);
  if (photo === undefined) return undefined;
  let path = photo.path;
  try {
    const place = await freshLocator(archive, listing)(photo);
    path = place.path;
    const found = await readSidecarAt(place, secondLanguage(archive));
    const seen = found && withSeen(archive, photo, found.seen);
    if (seen === undefined) forgetSidecar(archive.catalog, photoId);
    else remember(archive.catalog, photoId, seen);
    followExisting(archive, [photoId]);
    if ((seen?.conflicts ?? []).length === 0) forgetSidecarFaults(archive.catalog, photoId);
    return undefined;
  } catch (error) {
    return issueFrom(error, path);
  }
}

/**
 * What a person has seen is the base, until text has been accepted or written: from then on only our own writing, or a
 * person's choice, sets it.
 */
function withSeen(archive: Archive, photo: Photo, seen: Seen): Remembered {
  const earlier = recall(archive.catalog, photo.id);
  const approved = approvedText(archive.catalog, photo.id);
  const { conflicts } = merge(archive, photo, approved, earlier?.base, seen.content);
  if (approved !== undefined || earlier?.writtenAt !== undefined)
    return { ...earlier, ...seen, conflicts };
  return knownAsSeen(seen);
}
