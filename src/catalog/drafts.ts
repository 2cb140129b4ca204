/** Text in an open editor, saved while it is typed, so that nothing typed is lost however the program ends. */
import type { Catalog } from './catalog.ts';

export type Draft = {
  readonly photoId: number;
  readonly field: string;
  readonly text: string;
  /** Where the cursor stood, in whatever unit the editor counts. */
  readonly cursor: number;
};

export function saveDraft(catalog: Catalog, draft: Draft): void {
  catalog.insert('draft', { ...draft, at: new Date() }, 'update');
}

/** The draft of a field, which stays until it is dropped. */
export function getDraft(catalog: Catalog, photoId: number, field: string): Draft | undefined {
  return catalog.get<Draft>`
    SELECT photo_id AS photoId, field, text, cursor FROM draft WHERE photo_id = ${photoId} AND field = ${field}`;
}

/** Forgets a draft whose text was entered or given up. */
export function dropDraft(catalog: Catalog, photoId: number, field: string): void {
  catalog.run`DELETE FROM draft WHERE photo_id = ${photoId} AND field = ${field}`;
}
