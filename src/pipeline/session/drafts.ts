/** Typed text that has not been entered yet, kept so that a crash loses nothing. */
import { dropDraft, getDraft, saveDraft } from '../../catalog/drafts.ts';
import type { Archive } from '../archive/archive.ts';

export function draftOf({ catalog }: Archive, photoId: number, field: string): string | undefined {
  return getDraft(catalog, photoId, field)?.text;
}

/** @param text undefined, when it has been entered or given up */
export function keepDraft(
  { catalog }: Archive,
  photoId: number,
  field: string,
  text: string | undefined,
  cursor: number,
): void {
  if (text === undefined) dropDraft(catalog, photoId, field);
  else saveDraft(catalog, { photoId, field, text, cursor });
}
