/** One embedded photo of each usage with what it said before and says now, for showing at the end of a rehearsal. */
import type { Catalog } from '../../catalog/catalog.ts';
import { embeddedExample } from '../../catalog/journal.ts';
import { fieldTable } from '../../metadata/fields.ts';
import { textsOf } from '../../metadata/metadata.ts';
import type { Usage } from '../../photo.ts';

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
    const example = embeddedExample(catalog, usage);
    if (example === undefined) return [];
    const fields = example.changes.map(({ field, before, after }) => ({
      field: fieldTable[field].label,
      before: textsOf(before).join(', '),
      after: textsOf(after).join(', '),
    }));
    return [{ path: example.path, usage, fields }];
  });
}
