/** What embedding would do, in numbers and examples, for the confirmation. Reads the catalog alone. */
import { approvedText } from '../../catalog/approved.ts';
import { undoableRuns } from '../../catalog/journal.ts';
import { countReady, readyPhotos } from '../../catalog/photos.ts';
import { fieldTable } from '../../metadata/fields.ts';
import type { Archive } from '../archive/archive.ts';
import { type Rehearsed, rehearsedOutside } from '../review/rehearsed.ts';
import { policiesOf } from './policy.ts';
import { earlierIn } from './rows.ts';
import { fieldsOf } from './wanted.ts';

export type EmbedFacts = {
  readonly ready: number;
  readonly fields: readonly { readonly name: string; readonly policy: string }[];
  readonly headlinesReplaced: number;
  readonly keywordsReplaced: number;
  readonly examples: readonly {
    readonly name: string;
    readonly field: string;
    readonly before: string;
    readonly after: string;
  }[];
  /** Text that a rehearsal made up, for photos that are no sample. */
  readonly rehearsed: Rehearsed;
  /** Runs that can be undone, the latest first. */
  readonly runs: readonly { readonly id: string; readonly at: Date; readonly photos: number }[];
};

const exampleCount = 3;

/** The facts of the embed screen. */
export async function embedFacts(archive: Archive, _signal: AbortSignal): Promise<EmbedFacts> {
  const { catalog, settings } = archive;
  const ready = countReady(catalog, 'embed');
  const policies = policiesOf(settings);
  const having = (what: string) =>
    catalog.count(
      `SELECT count(*) FROM photo WHERE standing = 'embed' AND missing = 0 AND ${what}`,
    );
  const replaces = (policy: string, what: string) => (policy === 'fill' ? 0 : having(what));
  return {
    ready,
    fields: fieldsOf(settings).map((field) => ({
      name: fieldTable[field].label,
      policy: policies[field],
    })),
    headlinesReplaced: replaces(
      policies.headline,
      "coalesce(json_extract(existing, '$.headline'), '') <> ''",
    ),
    keywordsReplaced: replaces(policies.keywords, "json_array_length(existing, '$.keywords') > 0"),
    examples: examplesOf(archive),
    rehearsed: await rehearsedOutside(archive, 'embed'),
    runs: undoableRuns(catalog).map(({ id, at, photos }) => ({
      id: String(id),
      at: new Date(at),
      photos,
    })),
  };
}

/** The first photos with text already come first: there something is at stake. */
function examplesOf({ catalog }: Archive): EmbedFacts['examples'] {
  const photos = readyPhotos(catalog, 'embed', '', 200);
  const withText = photos.filter(({ existing }) => (existing.headline ?? '') !== '');
  const chosen = [...new Set([...withText, ...photos])].slice(0, exampleCount);
  return chosen.flatMap((photo) => {
    const text = approvedText(catalog, photo.id);
    const { last } = earlierIn(catalog, photo.id);
    const headline = [last.headline ?? photo.existing.headline ?? ''].flat().join('');
    const keywords = [last.keywords ?? photo.existing.keywords].flat().join(', ');
    const name = photo.path.slice(photo.path.lastIndexOf('/') + 1);
    if (text === undefined) return [];
    return [
      ...(text.title === undefined
        ? []
        : [{ name, field: 'Headline', before: headline, after: text.title }]),
      ...(text.keywords === undefined
        ? []
        : [
            {
              name,
              field: 'Keywords',
              before: keywords,
              after: text.keywords.join(', '),
            },
          ]),
    ].filter(({ before, after }) => before !== after);
  });
}
