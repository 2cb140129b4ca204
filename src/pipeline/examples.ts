/** One embedded photo of each usage with what it said before and says now, for showing at the end of a rehearsal. */
import type { Catalog } from '../catalog/catalog.ts';
import { lastEmbedding } from '../catalog/journal.ts';
import { fieldNames } from '../exiftool/fields.ts';
import type { Usage } from '../photo.ts';
import { changesOf } from './embed/rows.ts';

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
    const photo = catalog.get<{ id: number; path: string }>(
      `SELECT photo.id, path FROM photo JOIN embedding ON photo_id = photo.id AND embedding.state = 'done'
       WHERE usage = ? ORDER BY json_extract(existing, '$.headline') IS NULL, path LIMIT 1`,
      usage,
    );
    const row = photo === undefined ? undefined : lastEmbedding(catalog, photo.id);
    if (photo === undefined || row === undefined) return [];
    const fields = changesOf(row).map(({ field, before, after }) => ({
      field: fieldNames[field].label,
      before: [before ?? ''].flat().join(', '),
      after: [after].flat().join(', '),
    }));
    return [{ path: photo.path, usage, fields }];
  });
}
