/** What holds for every change, whatever it is and however many photos it is made to. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runActionInChunks } from '../../../src/catalog/chunked.ts';
import { drain, redoStep, runAction, undoStep } from '../../../src/catalog/undo-log.ts';
import { apply, previewing, undoableActionOf } from '../../../src/pipeline/review/apply.ts';
import type { Change } from '../../../src/pipeline/review/change.ts';
import { openChecker } from '../../../src/pipeline/review/checker.ts';
import { defaultSettings } from '../../../src/settings.ts';
import { reviewContext } from './actions.ts';
import { addPhoto, newCatalog, reviewPhoto, stateOf } from './desk.ts';

const words = fc.constantFrom(
  ...['ferry', 'Ferries', 'boat', 'Istanbul', 'Galata Tower', 'a, b', '#sea', '2019', 'Nikon', ''],
);
const titles = fc.constantFrom(
  'Ferries cross the Bosphorus at dusk below the Galata Tower',
  'Istanbul, Turkey - May 14 2019: Gulls over the quay',
  'Paris, France - July 3 2021: A boat',
  '',
  'Ferries &amp; gulls 🚢 '.repeat(12),
);
const keywordLists = fc.array(words, { maxLength: 9 });
const places = fc.constantFrom(
  { city: 'Izmir', country: 'Turkey' },
  { city: 'Porto', country: 'Portugal', region: 'Norte' },
);
const dates = fc.constantFrom(
  undefined,
  { takenOn: '2020-02-01' },
  { takenOn: '2019-05-14', takenAt: '2019-05-14T10:00:00' },
);
const usages = fc.constantFrom('editorial' as const, 'commercial' as const);

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant('decide' as const),
    decision: fc.constantFrom('accepted' as const, 'rejected' as const, 'open' as const),
    part: fc.constantFrom('all' as const, 'title' as const, 'keywords' as const),
  }),
  fc.record({
    kind: fc.constant('edit' as const),
    text: fc.record(
      { description: titles, shortTitle: titles, caption: titles, keywords: keywordLists },
      { requiredKeys: [] },
    ),
    dateline: fc.option(fc.record({ place: places, taken: dates }), { nil: undefined }),
  }),
  fc.record({
    kind: fc.constant('addKeyword' as const),
    keyword: words,
    position: fc.constantFrom('first' as const, 'topTen' as const, 'last' as const),
    makesRoom: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('removeKeyword' as const), keyword: words }),
  fc.record({ kind: fc.constant('replaceKeyword' as const), keyword: words, by: words }),
  fc.record({ kind: fc.constant('frontKeyword' as const), keyword: words }),
  fc.record({ kind: fc.constant('replaceInTitle' as const), words, by: words }),
  fc.record({ kind: fc.constant('usage' as const), usage: usages }),
  fc.record({ kind: fc.constant('place' as const), place: places }),
  fc.record({ kind: fc.constant('date' as const), taken: dates }),
  fc.record({ kind: fc.constant('keepName' as const), name: words }),
  fc.record({ kind: fc.constant('writeName' as const), name: words, by: words }),
  fc.constantFrom<Change>({ kind: 'fixAll' }, { kind: 'dropNames' }, { kind: 'keepShortTitle' }),
);

const photos = fc.array(
  fc.record({ hasText: fc.boolean(), description: titles, keywords: keywordLists, usage: usages }),
  { minLength: 1, maxLength: 4 },
);

function desk(shapes: readonly Shape[]) {
  const catalog = newCatalog();
  const ids = shapes.map(({ hasText, usage, ...text }, index) => {
    const shape = { path: `Turkey/Istanbul/${usage}/${index}.jpg`, usage };
    return hasText ? reviewPhoto(catalog, shape, text) : addPhoto(catalog, shape);
  });
  const checker = openChecker(catalog, { ...defaultSettings, 'keywords.count': 8 });
  return { catalog, ids, context: reviewContext(catalog, { checker, count: 8 }) };
}
type Shape = {
  readonly hasText: boolean;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly usage: 'editorial' | 'commercial';
};

/** Versions name the step that changed a text, which differs where it was changed in another number of steps. */
const textsOf = (state: unknown) =>
  JSON.parse(JSON.stringify(state, (key, value) => (key === 'version' ? undefined : value)));

describe('any change', () => {
  it('is taken back to the byte and done again, and its preview changes nothing', () => {
    fc.assert(
      fc.property(photos, fc.array(changes, { minLength: 1, maxLength: 5 }), (shapes, all) => {
        const { catalog, ids, context } = desk(shapes);
        for (const change of all) {
          const before = stateOf(catalog);
          const shown = drain(previewing(context, ids, change));
          expect(stateOf(catalog)).toEqual(before);
          const { photoIds } = apply(context, ids, change);
          const after = stateOf(catalog);
          if (photoIds.length > 0) {
            // A usage that was only the setting's own becomes the person's without a difference to show.
            if (change.kind !== 'usage') expect(shown.changed).toBe(photoIds.length);
            undoStep(catalog);
            expect(stateOf(catalog)).toEqual(before);
            redoStep(catalog);
          } else expect(shown.changed).toBe(0);
          expect(stateOf(catalog)).toEqual(after);
          expect(apply(context, [], change).photoIds).toEqual([]);
        }
        catalog.close();
      }),
      { numRuns: 20 },
    );
  });

  it('comes to the same for many photos at once, one after the other, and in chunks', async () => {
    await fc.assert(
      fc.asyncProperty(photos, changes, async (shapes, change) => {
        const [many, single, sliced] = [desk(shapes), desk(shapes), desk(shapes)];
        const done = apply(many.context, many.ids, change);
        const ones = single.ids.filter(
          (id) =>
            runAction(single.catalog, undoableActionOf(single.context, [id], change)).photoIds
              .length > 0,
        );
        const options = { signal: new AbortController().signal, report: () => undefined };
        const plan = undoableActionOf(sliced.context, sliced.ids, change);
        expect(await runActionInChunks(sliced.catalog, plan, options)).toEqual(done);
        expect(ones).toEqual(done.photoIds);
        expect(textsOf(stateOf(single.catalog))).toEqual(textsOf(stateOf(many.catalog)));
        expect(stateOf(sliced.catalog)).toEqual(stateOf(many.catalog));
        for (const { catalog } of [many, single, sliced]) catalog.close();
      }),
      { numRuns: 14 },
    );
  });
});
