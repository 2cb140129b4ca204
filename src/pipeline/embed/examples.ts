/** One embedded photo of each usage with what it said before and says now, for showing at the end of a rehearsal. */
import type { Catalog } from '../../catalog/catalog.ts';
import type { EmbeddingRow } from '../../catalog/journal.ts';
import { fieldTable } from '../../metadata/fields.ts';
import type { Usage } from '../../photo.ts';
import { changesOf } from './rows.ts';

export type Example = {
  readonly path: string;
  readonly usage: Usage;
  readonly fields: readonly {
    readonly field: string;
    readonly before: string;
    readonly after: string;
  }[];
};

/** Photos that had text before go first, so that there is something to compare. */
export function embeddedExamples(catalog: Catalog): Example[] {
  return (['editorial', 'commercial'] as const).flatMap((usage) => {
    const row = catalog.get<Pick<EmbeddingRow, 'path' | 'fields'>>(
      `SELECT path, fields FROM photo JOIN embedding ON photo_id = photo.id AND embedding.state = 'done'
       WHERE usage = ? ORDER BY json_extract(existing, '$.headline') IS NULL, path, embedding.id DESC LIMIT 1`,
      usage,
    );
    if (row === undefined) return [];
    const fields = changesOf(row).map(({ field, before, after }) => ({
      field: fieldTable[field].label,
      before: [before ?? ''].flat().join(', '),
      after: [after].flat().join(', '),
    }));
    return [{ path: row.path, usage, fields }];
  });
}
