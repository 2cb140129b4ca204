/** The review without its screen, over a hundred thousand photos and a million: filtering, paging, jumping, deciding, undoing. */

import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Catalog, openCatalog } from '../src/catalog/catalog.ts';
import { countReviews } from '../src/catalog/review-totals.ts';
import { undoStep } from '../src/catalog/undo-log.ts';
import { makeList } from '../src/pipeline/review/list.ts';
import { applyTo, decide } from '../test/pipeline/review/actions.ts';
import { copyOfLargeCatalog } from './large-catalog.ts';
import { type Bench, type Measured, median, processorTime } from './measure.ts';

const rounds = 7;

/** What people type: a word, one that is nowhere, fields, several at once. */
const filters = [
  'ferry',
  'fo',
  'kw:bri',
  'kw:="red bridge"',
  'city:ashb -has:problem',
  'has:problem',
  'state:open date:2017-07',
  'title:cas kw:tra -sto usage:editorial',
];

/** Milliseconds, medians, by what was done. */
type Times = { readonly filters: ReadonlyMap<string, number>; readonly title: number };

const measured = new Map<number, Promise<{ readonly times: Times; readonly notes: string[] }>>();

function measureOnce(photos: number) {
  const known = measured.get(photos) ?? measureOver(photos);
  measured.set(photos, known);
  return known;
}

async function measureOver(photos: number) {
  const folder = await mkdtemp(join(tmpdir(), 'proofsheet-bench-review-'));
  await copyOfLargeCatalog(photos, folder);
  const catalog = openCatalog(folder);
  try {
    const memory = process.memoryUsage().rss;
    const times = new Map<string, number>();
    for (const filter of filters)
      times.set(filter, await often(() => makeList(catalog, { filter, sort: 'path' })));
    const title = await often(() => makeList(catalog, { filter: '', sort: 'title' }));
    const grown = Math.max(0, process.memoryUsage().rss - memory) / 1e6;
    const { size } = await stat(join(folder, 'catalog.sqlite'));
    const indexed = catalog.count(
      'SELECT (SELECT sum(length(terms)) FROM term_segment) + (SELECT sum(length(photos)) FROM term_photos)',
    );
    const notes = [
      ...[...times].map(([filter, time]) => `${time.toFixed(0)} ms for ${filter}`),
      `filtering added ${grown.toFixed(0)} MB to the memory of the process`,
      `the index takes ${(indexed / photos).toFixed(0)} bytes a photo, of ${(size / photos).toFixed(0)} for all`,
      ...(await besides(catalog, photos)),
    ];
    return { times: { filters: times, title }, notes };
  } finally {
    catalog.close();
    await rm(folder, { recursive: true });
  }
}

const large = 1_000_000;

const bench = (
  name: string,
  photos: number,
  what: string,
  most: number,
  value: (times: Times) => number,
): Bench => ({
  name,
  about: `${what} over ${photos.toLocaleString('en')} photos with 50 keywords each`,
  unit: 'ms of processor time',
  target: { kind: 'at most', value: most },
  isLarge: photos === large,
  async measure(): Promise<Measured> {
    const { times, notes } = await measureOnce(photos);
    return { value: value(times), notes };
  },
});

const slowest = ({ filters }: Times) => Math.max(...filters.values());
const ofFilters = `the slowest of ${filters.length} filters`;

export const reviewBenches: readonly Bench[] = [
  bench('review-filter', 100_000, ofFilters, 50, slowest),
  bench('review-filter-large', large, ofFilters, 250, slowest),
  bench('review-sort-large', large, 'sorting by title', 150, ({ title }) => title),
];

/** What else a key press waits for. */
async function besides(catalog: Catalog, photos: number): Promise<string[]> {
  const list = makeList(catalog, { filter: '', sort: 'path' });
  const middle = photos / 2;
  const id = list.idAt(middle) ?? 0;
  const some = list.ids.slice(0, 2000);
  const line = async (what: string, work: () => unknown) =>
    `${(await often(work)).toFixed(2)} ms for ${what}`;
  const undone = (work: () => unknown) => () => [work(), undoStep(catalog)];
  return [
    await line('36 rows of the list', () => list.rows(middle, 36)),
    await line('the next photo that needs a look', () => list.nextToLookAt(middle)),
    await line('the counts', () => countReviews(catalog)),
    await line('a word in the order of the titles', () =>
      makeList(catalog, { filter: 'fo', sort: 'title' }),
    ),
    await line(
      'accepting a photo and undoing it',
      undone(() => decide(catalog, [id], 'accepted')),
    ),
    await line(
      'accepting 2,000 photos and undoing it',
      undone(() => decide(catalog, some, 'accepted')),
    ),
    await line(
      'adding a keyword to 2,000 photos and undoing it',
      undone(() =>
        applyTo(catalog, some, { kind: 'addKeyword', keyword: 'boat', position: 'last' }),
      ),
    ),
  ];
}

async function often(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await processorTime(work));
  return median(times);
}
