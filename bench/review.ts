/** The review without its screen, over a hundred thousand photos: filtering, paging, jumping, deciding, undoing. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Catalog } from '../src/catalog/catalog.ts';
import { countReviews } from '../src/catalog/reviews.ts';
import { undoStep } from '../src/catalog/undo-log.ts';
import { makeList } from '../src/pipeline/review/list.ts';
import { applyTo, decide } from '../test/pipeline/review/actions.ts';
import { type Bench, type Measured, median, timed } from './measure.ts';
import { fillCatalog } from './review-catalog.ts';

const photos = 100_000;
const rounds = 7;

/** What people type: a word, one that is nowhere, fields, several at once. */
const filters = [
  'ferry',
  'fo',
  'kw:bro',
  'kw:=bacedi',
  'city:"city 12" -has:problem',
  'has:problem',
  'state:open date:2017-07',
  'title:cla kw:tri -sto usage:editorial',
];

export const reviewFilterBench: Bench = {
  name: 'review-filter',
  about: `the slowest of ${filters.length} filters over ${photos.toLocaleString('en')} photos with 50 keywords each`,
  unit: 'ms',
  target: { kind: 'at most', value: 150 },
  measure,
};

async function measure(): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'proofsheet-bench-review-'));
  const catalog = fillCatalog(folder, photos);
  try {
    const memory = process.memoryUsage().rss;
    const times = new Map<string, number>();
    for (const filter of filters)
      times.set(filter, await often(() => makeList(catalog, { filter, sort: 'path' })));
    const slowest = [...times].sort(([, a], [, b]) => b - a)[0] ?? ['', 0];
    const grown = Math.max(0, process.memoryUsage().rss - memory) / 1e6;
    return {
      value: slowest[1],
      notes: [
        ...[...times].map(([filter, time]) => `${time.toFixed(0)} ms for ${filter}`),
        `filtering added ${grown.toFixed(0)} MB to the memory of the process`,
        ...(await besides(catalog)),
      ],
    };
  } finally {
    catalog.close();
    await rm(folder, { recursive: true });
  }
}

/** What else a key press waits for. */
async function besides(catalog: Catalog): Promise<string[]> {
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
    await line('sorting by title', () => makeList(catalog, { filter: '', sort: 'title' })),
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
  for (let round = 0; round < rounds; round++) times.push(await timed(work));
  return median(times);
}
