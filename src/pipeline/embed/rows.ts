/** Rows of the journal as what was proved, and back. */
import type { Catalog } from '../../catalog/catalog.ts';
import { type EmbeddingRow, fieldsEmbedded, type NewEmbedding } from '../../catalog/journal.ts';
import { metadataFrom } from '../../metadata/metadata.ts';
import type { Earlier, FieldChange } from './policy.ts';
import type { Prepared } from './prepare-embed.ts';
import type { Undoable } from './prepare-undo.ts';
import type { Fingerprint } from './prove-copy.ts';

/** The row for a copy that waits to take its photo's place. */
export function newRow(
  prepared: Prepared,
  runId: number,
  photoId: number,
  version: number,
): NewEmbedding {
  const { before, after, recipe, described } = prepared;
  return {
    run_id: runId,
    photo_id: photoId,
    text_version: version,
    before: JSON.stringify(before),
    after: JSON.stringify(after),
    head: recipe.head,
    tail_same: recipe.tail?.same ?? null,
    tail_rest: recipe.tail?.rest ?? null,
    fields: JSON.stringify(described),
  };
}

/** What undoing needs of a row. */
export function undoableOf(row: EmbeddingRow): Undoable {
  return {
    before: JSON.parse(row.before) as Fingerprint,
    after: JSON.parse(row.after) as Undoable['after'],
    recipe: {
      head: Buffer.from(row.head),
      ...(row.tail_same !== null && row.tail_rest !== null
        ? { tail: { same: row.tail_same, rest: Buffer.from(row.tail_rest) } }
        : {}),
    },
  };
}

/** The fields that were written, before and after. */
export function changesOf(row: Pick<EmbeddingRow, 'fields'>): FieldChange[] {
  return JSON.parse(row.fields) as FieldChange[];
}

/** What stands in a photo because of us, out of everything that was embedded in it and not undone. */
export function earlierIn(catalog: Catalog, photoId: number): Earlier {
  const changes = fieldsEmbedded(catalog, photoId).flatMap((fields) => changesOf({ fields }));
  const latest = new Map(changes.map(({ field, after }) => [field, after]));
  const last = metadataFrom((field) => latest.get(field));
  const added = changes
    .filter(({ field }) => field === 'keywords')
    .flatMap(({ before = [], after }) => {
      const there = new Set([before].flat());
      return [after].flat().filter((keyword) => !there.has(keyword));
    });
  return { last, addedKeywords: [...new Set(added)] };
}
