/** Taking a suggestion into the review: the first text of a photo, or another one nobody has touched yet. */
import type { PhotoStatus, Suggestion, SuggestionSource } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { foundKeywords } from './existing-keywords.ts';
import { moveOn } from './photos.ts';
import { updateStatus } from './review-to-write.ts';
import { getReviewRow } from './reviews.ts';
import { indexPhoto } from './search.ts';
import { type Sql, sql } from './sql.ts';

/** What taking in a suggestion did to the photo's text. */
export type IntakeResult =
  /** The first text of the photo. */
  | 'created'
  /** It replaced text nobody had touched. */
  | 'refreshed'
  /** A person has edited or decided; the suggestion waits among the versions. */
  | 'kept';

/**
 * Takes in a suggestion that was stored as `suggestionId`: creates the photo's text, or refreshes it unless a person
 * has touched it, and moves the photo on to `review` if it was still on its way there.
 */
export function takeSuggestion(
  catalog: Catalog,
  photoId: number,
  suggestionId: number,
  suggestion: Suggestion,
  source: SuggestionSource,
): IntakeResult {
  return catalog.transaction(() => {
    const known = getReviewRow(catalog, photoId);
    const taken = known === undefined ? 'created' : known.version === 0 ? 'refreshed' : 'kept';
    if (taken !== 'kept') {
      if (taken === 'refreshed') forgetRedo(catalog, photoId);
      write(catalog, photoId, suggestionId, suggestion, source);
      indexPhoto(catalog, photoId);
    }
    if (taken !== 'created')
      catalog.run`UPDATE review SET came_from = NULL WHERE photo_id = ${photoId}`;
    advanceToReview(catalog, photoId, taken);
    return taken;
  });
}

/** What was undone in this photo was a decision about other text; it cannot be done again to the new one. */
function forgetRedo(catalog: Catalog, photoId: number): void {
  catalog.run`
    DELETE FROM step WHERE undone = 1 AND EXISTS (
      SELECT 1 FROM change JOIN step AS undone ON undone.id = change.step_id
      WHERE undone.undone = 1 AND row_table = 'review' AND row_key = ${String(photoId)})`;
}

function write(
  catalog: Catalog,
  photoId: number,
  suggestionId: number,
  suggestion: Suggestion,
  source: SuggestionSource,
): void {
  const { description, shortTitle, usage, usageReason, further = {} } = suggestion;
  const found = foundKeywords(catalog, photoId);
  catalog.run`
    INSERT INTO review
      (photo_id, suggestion_id, source, decision, title_decision, keywords_decision, description, short_title,
       keywords, model_usage, usage_reason, unsure, existing_keywords,
       further, kept, edited, version, changed_at, problems, open_names, stale)
    VALUES (${photoId}, ${suggestionId}, ${source}, 'open', 'open', 'open', ${description}, ${shortTitle},
      ${suggestion.keywords}, ${usage}, ${usageReason}, ${suggestion.unsure}, ${found},
      ${further}, '[]', '', 0, ${new Date()}, 0, 0, 1)
    ON CONFLICT DO UPDATE SET
      suggestion_id = excluded.suggestion_id, source = excluded.source, ${replaced(suggestion)},
      model_usage = excluded.model_usage, usage_reason = excluded.usage_reason, unsure = excluded.unsure,
      existing_keywords = excluded.existing_keywords, further = json_patch(further, excluded.further),
      changed_at = excluded.changed_at, stale = 1`;
  catalog.run`DELETE FROM existing_changed WHERE photo_id = ${photoId}`;
}

/** The part of the text that was not asked for stays as it is. */
function replaced({ left }: Suggestion): Sql {
  const title = sql`
    description = excluded.description, short_title = excluded.short_title, caption = NULL`;
  const keywords = sql`keywords = excluded.keywords`;
  if (left === undefined) return sql`${title}, ${keywords}`;
  return left === 'title' ? keywords : title;
}

const beforeReview: readonly PhotoStatus[] = ['prepare', 'submit', 'collect'];

function advanceToReview(catalog: Catalog, photoId: number, taken: IntakeResult): void {
  const photo = catalog.get<{ status: PhotoStatus }>`
    SELECT status FROM photo WHERE id = ${photoId}`;
  if (photo === undefined || !beforeReview.includes(photo.status)) return;
  moveOn(catalog, photoId, 'review');
  // Text that is new is open, and its photo stands right.
  const row = taken === 'created' ? undefined : getReviewRow(catalog, photoId);
  if (row !== undefined) updateStatus(catalog, row);
}
