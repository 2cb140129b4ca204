/** Where a reviewed text has been written, and where it goes next. */
import { createHash } from 'node:crypto';
import { isJpegName } from '../files/picture-kinds.ts';
import type { PhotoStatus } from '../photo.ts';
import { type Further, furtherField } from '../rules/answers/further.ts';
import type { Catalog } from './catalog.ts';
import { inReach } from './choice.ts';
import type { ReviewRow } from './reviews.ts';
import { sql } from './sql.ts';
import { stored } from './stored.ts';

/**
 * Moves a photo to where its text belongs: accepted ones to the first stage that has not yet written this very text; open and rejected ones back from those stages. Photos on their way to the review stay there.
 */
export function updateStatus(catalog: Catalog, row: ReviewRow): void {
  if (row.decision === 'accepted') {
    // Nor does it matter that the model was asked again in vain.
    const forgotten = catalog.run`
      DELETE FROM issue WHERE photo_id = ${row.photo_id} AND stage IN ('review', 'submit', 'collect')`
      .changes;
    // Checks that mentioned the issue are now out of date.
    if (forgotten > 0) catalog.run`UPDATE review SET stale = 1 WHERE photo_id = ${row.photo_id}`;
    const stage = stageToWrite(catalog, row);
    catalog.run`UPDATE photo SET status = ${stage} WHERE id = ${row.photo_id} AND status <> ${stage}`;
  } else
    catalog.run`
      UPDATE photo SET status = ${row.came_from ?? 'review'}
      WHERE id = ${row.photo_id} AND status IN ('sidecars', 'embed', 'done')`;
}

function stageToWrite(catalog: Catalog, row: ReviewRow): PhotoStatus {
  if (row.sidecar_version === null) return 'sidecars';
  const content = contentNumber(catalog, row);
  if (row.sidecar_version !== content) return 'sidecars';
  return row.embedded_version === content ? 'done' : statusAfterSidecars(catalog, row.photo_id);
}

/** Where a photo goes whose sidecar says what was accepted: nothing is embedded in other files than JPEGs. */
export function statusAfterSidecars(catalog: Catalog, photoId: number): 'embed' | 'done' {
  const row = catalog.get<{ path: string }>`SELECT path FROM photo WHERE id = ${photoId}`;
  return isJpegName(row?.path ?? '') ? 'embed' : 'done';
}

/** Equal for equal texts with equal facts, so far as they are accepted. 48 bits, which a number holds exactly. */
export function contentNumber(catalog: Catalog, row: ReviewRow): number {
  const { description, short_title, caption, keywords, title_decision, keywords_decision } = row;
  // What is written, or what the title is made from. The path is the name of the sidecar.
  const facts = catalog.get`
    SELECT path, usage, city, country, region, country_code, taken_on, taken_at FROM photo WHERE id = ${row.photo_id}`;
  const content = [
    description,
    short_title,
    caption,
    keywords,
    title_decision === 'accepted',
    keywords_decision === 'accepted',
    facts,
    ...writtenFurther(row),
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest().readUIntBE(0, 6);
}

/** Of what else was said, all that is written into files. */
function writtenFurther(row: ReviewRow): readonly unknown[] {
  if (row.further === '{}') return [];
  const all = Object.entries(stored<Further>('review.further', row.further, row));
  const written = all.filter(([name]) => furtherField(name)?.isWritten === true);
  return written.length === 0 ? [] : [written];
}

/**
 * The photos in reach that stand at a stage with text that a rehearsal made up, and whether that holds one back. Those
 * that something else holds back are left out: insisting does not write them.
 */
export function madeUpPhotos(
  catalog: Catalog,
  stage: PhotoStatus,
): readonly { readonly id: number; readonly held: boolean }[] {
  const rows = catalog.all<{ id: number; held: number }>`
    SELECT photo.id, EXISTS (${holding} AND code = ${rehearsalCode}) AS held
    FROM photo JOIN review ON photo_id = photo.id
    WHERE status = ${stage} AND ${inReach} AND source = 'rehearsal'
      AND NOT EXISTS (${holding} AND code <> ${rehearsalCode})`;
  return rows.map(({ id, held }) => ({ id, held: held === 1 }));
}

const holding = sql`
  SELECT 1 FROM issue WHERE photo_id = photo.id AND stage = photo.status AND blocking = 1`;

/** The issue of text that a rehearsal made up and that is kept out of real photos. */
export const rehearsalCode = 'rehearsal-text';
