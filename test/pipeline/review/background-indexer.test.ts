/** The work beside the screen: what is asked for before it is done comes late, but right. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Archive, openArchive } from '../../../src/pipeline/archive/archive.ts';
import { ReviewSession } from '../../../src/pipeline/session/session.ts';
import { defaultSettings } from '../../../src/settings.ts';
import { ferry, reviewPhoto } from './desk.ts';

const photos = 600;
let archive: Archive;
let review: ReviewSession;
let end: AbortController;

beforeEach(async () => {
  archive = await openArchive(await mkdtemp(join(tmpdir(), 'proofsheet-indexer-')), {
    settings: defaultSettings,
    service: { apiKey: undefined, baseURL: undefined },
    command: 'test',
  });
  for (let index = 0; index < photos; index++)
    reviewPhoto(
      archive.catalog,
      { path: `Turkey/Istanbul/editorial/${index}.jpg` },
      { keywords: [...ferry.keywords, `word${index}`], unsure: index % 3 === 0 ? ['Galata'] : [] },
    );
  archive.catalog.run('UPDATE review SET problems = 0, open_names = 0, doubts = 0, stale = 1');
  review = new ReviewSession(archive);
  end = new AbortController();
});

afterEach(() => archive.close());

/** Runs the indexer while keys never rest, until `holds`. */
async function underKeys(holds: () => boolean): Promise<void> {
  const { promise: never, resolve } = Promise.withResolvers<void>();
  const { promise: held, resolve: hold } = Promise.withResolvers<void>();
  const changed = () => {
    if (holds()) hold();
  };
  const kept = review.keepUp({ changed, rest: () => never }, end.signal);
  await held;
  end.abort();
  resolve();
  await kept;
}

it('lists by checks that are not counted yet, says so, and counts them although keys never rest', async () => {
  const view = { filter: 'has:unsure', sort: 'path' } as const;
  const before = review.list(view);
  expect(before.isUnsettled).toBe(true);
  expect(before.count).toBeLessThan(photos / 3);
  await underKeys(() => !review.counting());
  const after = review.list(view);
  expect(after.isUnsettled).toBe(false);
  expect(after.count).toBe(photos / 3);
});

it('does not wait for checks where the list does not go by them', () => {
  expect(review.list({ filter: 'kw:ferry', sort: 'path' }).isUnsettled).toBe(false);
  expect(review.list({ filter: '', sort: 'look' }).isUnsettled).toBe(true);
});

it('learns the words of the archive at once when somebody wants to complete one', async () => {
  expect(review.typing.complete('word599', 5)).toEqual([]);
  await underKeys(() => review.typing.complete('word599', 5).length > 0);
  expect(review.typing.complete('word599', 5)).toEqual(['word599']);
});

it('offers a keyword that was added, and those of answers collected since, in the same session', () => {
  for (let key = 0; key < 4; key++) review.typing.complete('word599', 5);
  expect(review.typing.complete('kay', 5)).toEqual([]);
  const first = review.list({ filter: '', sort: 'path' }).idAt(0) ?? 0;
  review.applyToOne(first, { kind: 'edit', text: { keywords: [...ferry.keywords, 'kayak'] } });
  expect(review.typing.complete('kay', 5)).toEqual(['kayak']);
  reviewPhoto(archive.catalog, { path: 'later.jpg' }, { keywords: ['zeppelin'] });
  expect(review.typing.complete('zep', 5)).toEqual(['zeppelin']);
});

it('rests as long as keys are pressed and nobody waits', async () => {
  let rests = 0;
  const kept = review.keepUp(
    {
      changed: () => undefined,
      rest: async () => {
        rests++;
        if (rests > 3) end.abort();
      },
    },
    end.signal,
  );
  await kept;
  expect(rests).toBeGreaterThan(3);
  expect(review.counting()).toBe(true);
});
