/** Whether a photo's text was asked for with other notes than there are now. */
import { notesFor } from '../../catalog/folder-notes.ts';
import { notesAskedWith } from '../../catalog/suggestions.ts';
import type { Photo } from '../../photo.ts';
import type { Archive } from '../archive/archive.ts';
import { sentNotes } from '../archive/sent-notes.ts';

/** @param suggestionId the answer that its text was made from */
export function haveNotesChanged(
  { catalog, settings }: Archive,
  { path, usage }: Photo,
  suggestionId: number | undefined,
): boolean {
  const asked = suggestionId === undefined ? undefined : notesAskedWith(catalog, suggestionId);
  if (asked === undefined) return false;
  const now = notesFor(catalog, path);
  const { notes, required = [], people = [] } = asked;
  return (
    notes !== sentNotes(settings, now) ||
    required.join() !== now.keywords.join() ||
    (usage === 'editorial' && now.people.some((name) => !people.includes(name)))
  );
}
