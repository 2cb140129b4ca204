import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getReview } from '../../../src/catalog/reviews.ts';
import { undoStep } from '../../../src/catalog/undo-log.ts';
import type { Change } from '../../../src/pipeline/review/change.ts';
import { applyTo, decide, previewOf } from './actions.ts';
import { addPhoto, newCatalog, reviewPhoto, stateOf } from './desk.ts';

function series() {
  const catalog = newCatalog();
  const ids = [
    reviewPhoto(
      catalog,
      { path: 'a.jpg' },
      { description: 'A Boat at dusk', keywords: ['boat', 'dusk'] },
    ),
    reviewPhoto(
      catalog,
      { path: 'b.jpg' },
      { description: 'Two boats', keywords: ['dusk', 'Boat', 'ship'] },
    ),
    reviewPhoto(catalog, { path: 'c.jpg' }, { description: 'A tram', keywords: ['tram'] }),
    addPhoto(catalog, { path: 'waiting.jpg' }),
  ] as const;
  const keywords = () => ids.slice(0, 3).map((id) => getReview(catalog, id)?.keywords);
  const titles = () => ids.slice(0, 3).map((id) => getReview(catalog, id)?.description);
  return { catalog, ids, keywords, titles };
}

describe('a change to many photos', () => {
  it('is shown with its count, examples and what stands against it before it is made', () => {
    const { catalog, ids, keywords } = series();
    decide(catalog, [ids[0]], 'accepted');
    const before = keywords();
    const preview = previewOf(
      catalog,
      ids,
      { kind: 'addKeyword', keyword: 'water, ship', position: 'last' },
      { count: 3 },
    );
    expect(preview).toEqual({
      changed: 3,
      of: 4,
      examples: [
        { name: 'a.jpg', before: '', after: 'water, ship' },
        { name: 'b.jpg', before: '', after: 'water' },
        { name: 'c.jpg', before: '', after: 'water, ship' },
      ],
      warnings: [
        '2 photos would have more than 3 keywords',
        '1 photo accepted already would be written again',
        '1 photo without text would stay as they are',
      ],
    });
    expect(keywords()).toEqual(before);
  });

  it('adds, replaces and removes keywords as one step', () => {
    const { catalog, ids, keywords } = series();
    const before = stateOf(catalog);
    const done = applyTo(catalog, ids, { kind: 'replaceKeyword', keyword: 'BOAT', by: 'ship' });
    expect(done).toEqual({
      message: 'Replaced "BOAT" with "ship" in 2 photos',
      photoIds: ids.slice(0, 2),
    });
    expect(keywords()).toEqual([['ship', 'dusk'], ['dusk', 'ship'], ['tram']]);
    const removed = applyTo(catalog, ids, { kind: 'removeKeyword', keyword: 'dusk, pier, tram' });
    expect(removed.message).toBe('Removed "dusk, tram" from 3 photos');
    expect(keywords()).toEqual([['ship'], ['ship'], []]);
    applyTo(catalog, ids, { kind: 'addKeyword', keyword: 'harbour', position: 'first' });
    expect(keywords()).toEqual([['harbour', 'ship'], ['harbour', 'ship'], ['harbour']]);
    for (let step = 0; step < 3; step++) undoStep(catalog);
    expect(stateOf(catalog)).toEqual(before);
  });

  it('replaces whole words in titles in any case, and nothing inside other words', () => {
    const { catalog, ids, titles } = series();
    applyTo(catalog, ids, { kind: 'replaceInTitle', words: 'boat', by: '$& ferry' });
    expect(titles()).toEqual(['A $& ferry at dusk', 'Two boats', 'A tram']);
  });

  it('copies the title or the keywords of one photo, and warns of equal titles', () => {
    const { catalog, ids, keywords, titles } = series();
    const change: Change = { kind: 'copyTitle', from: ids[0] };
    expect(previewOf(catalog, ids, change, { count: 50 })).toMatchObject({
      changed: 2,
      warnings: [expect.stringContaining('3 photos would have the same title'), expect.anything()],
    });
    applyTo(catalog, ids, change);
    expect(titles()).toEqual(['A Boat at dusk', 'A Boat at dusk', 'A Boat at dusk']);
    applyTo(catalog, ids, { kind: 'copyKeywords', from: ids[2] });
    expect(keywords()).toEqual([['tram'], ['tram'], ['tram']]);
  });

  it('sets usage and place of photos with and without text', () => {
    const { catalog, ids } = series();
    const place = { city: 'Izmir', country: 'Turkey' };
    expect(previewOf(catalog, ids, { kind: 'place', place }, { count: 50 })).toMatchObject({
      changed: 4,
      examples: expect.arrayContaining([
        { name: 'a.jpg', before: 'Istanbul, Turkey', after: 'Izmir, Turkey' },
      ]),
    });
    expect(applyTo(catalog, ids, { kind: 'place', place }).photoIds).toEqual(ids);
    expect(applyTo(catalog, ids, { kind: 'usage', usage: 'commercial' }).message).toBe(
      'Made commercial: 4 photos',
    );
  });

  it('does to exactly as many photos as its preview said', () => {
    const word = fc.constantFrom('boat', 'Boat', 'dusk', 'tram', 'ship, boat', '', 'é', '(');
    const change: fc.Arbitrary<Change> = fc.oneof(
      fc.record({
        kind: fc.constant('addKeyword' as const),
        keyword: word,
        position: fc.constantFrom('first' as const, 'last' as const),
      }),
      fc.record({ kind: fc.constant('removeKeyword' as const), keyword: word }),
      fc.record({ kind: fc.constant('replaceKeyword' as const), keyword: word, by: word }),
      fc.record({ kind: fc.constant('replaceInTitle' as const), words: word, by: word }),
      fc.record({ kind: fc.constant('copyTitle' as const), from: fc.nat(4) }),
      fc.record({
        kind: fc.constant('usage' as const),
        usage: fc.constantFrom('editorial' as const, 'commercial' as const),
      }),
    );
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const { catalog, ids } = series();
        for (const one of changes) {
          const preview = previewOf(catalog, ids, one, { count: 50 });
          expect(applyTo(catalog, ids, one).photoIds).toHaveLength(preview.changed);
        }
        catalog.close();
      }),
      { numRuns: 25 },
    );
  });
});
