/** Whether a photo's text was asked for with other notes than there are now. */
import type { Catalog } from '../../catalog/catalog.ts';
import { getRequest, type StoredRequest } from '../../catalog/requests.ts';
import { stored } from '../../catalog/stored.ts';
import type { StoredSuggestion } from '../../catalog/suggestions.ts';
import type { FolderNotes, Photo } from '../../photo.ts';
import type { Settings } from '../../settings.ts';
import { sentNotes } from '../archive/sent-notes.ts';

/** Of what a request tells the model. */
type AskedNotes = {
  readonly notes: string;
  readonly required?: readonly string[];
  readonly people?: readonly string[];
};

/**
 * @param answer that the text was made from
 * @param latest the photo's last request, which most often is the one that was answered
 * @param now what the folder's notes are
 */
export function haveNotesChanged(
  { catalog, settings }: { readonly catalog: Catalog; readonly settings: Settings },
  { usage }: Photo,
  answer: StoredSuggestion | undefined,
  latest: StoredRequest | undefined,
  now: FolderNotes,
): boolean {
  const id = answer?.requestId;
  if (id === undefined) return false;
  const request = latest?.id === id ? latest : getRequest(catalog, id);
  if (request === undefined) return false;
  const asked = stored<AskedNotes>('request.facts', request.facts, request);
  const { notes, required = [], people = [] } = asked;
  return (
    notes !== sentNotes(settings, now) ||
    required.join() !== now.keywords.join() ||
    (usage === 'editorial' && now.people.some((name) => !people.includes(name)))
  );
}
