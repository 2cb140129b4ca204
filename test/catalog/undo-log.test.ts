import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markWritten } from '../../src/catalog/approved.ts';
import { type Catalog, openCatalog } from '../../src/catalog/catalog.ts';
import { getReview } from '../../src/catalog/reviews.ts';
import { pruneSteps, redoStep, undoStep } from '../../src/catalog/undo-log.ts';
import type { Decision } from '../../src/photo.ts';
import { openChecker } from '../../src/pipeline/review/checker.ts';
import { ignoreWord } from '../../src/pipeline/review/ignore-word.ts';
import { defaultSettings } from '../../src/settings.ts';
import {
  applyTo,
  bringBack,
  decide,
  editText,
  setPlace,
  setUsage,
  sortBack,
  takeVersion,
} from '../pipeline/review/actions.ts';
import {
  addPhoto,
  closedCatalog,
  copyCatalog,
  newCatalog,
  newFolder,
  reviewPhoto,
  stateOf,
  statusOf,
  suggest,
} from '../pipeline/review/desk.ts';

/** Three photos with answers, one of them with two, and a fourth that waits for one. */
function fill(catalog: Catalog): number[] {
  const ids = ['a', 'b', 'c'].map((name) => reviewPhoto(catalog, { path: `Turkey/${name}.jpg` }));
  suggest(catalog, ids[1] ?? 0, {
    description: 'Gulls follow a ferry',
    keywords: ['gull', 'ferry'],
  });
  return [...ids, addPhoto(catalog, { path: 'Turkey/d.jpg', status: 'collect' })];
}

type Act = (catalog: Catalog, ids: readonly number[]) => unknown;

const photo = fc.nat(3);
const photos = fc.uniqueArray(photo, { minLength: 1, maxLength: 4 });
const decision = fc.constantFrom<Decision>('accepted', 'rejected', 'open');
const part = fc.constantFrom('all' as const, 'title' as const, 'keywords' as const);
const word = fc.constantFrom('boat', 'Galata Tower', 'Istanbul', 'Ankara', 'gull, tern', 'é');
const words = fc.array(word, { maxLength: 4 });

const pick = (ids: readonly number[], indexes: readonly number[]) =>
  indexes.map((index) => ids[index] ?? 0);

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(photos, decision, part).map(
    ([at, what, of]): Act =>
      (catalog, ids) =>
        decide(catalog, pick(ids, at), what, of),
  ),
  fc.tuple(photo, word, fc.option(words, { nil: undefined })).map(
    ([at, description, keywords]): Act =>
      (catalog, ids) =>
        editText(catalog, ids[at] ?? 0, { description, keywords }),
  ),
  fc.tuple(photo, word, word).map(
    ([at, shortTitle, caption]): Act =>
      (catalog, ids) =>
        editText(catalog, ids[at] ?? 0, { shortTitle, caption }),
  ),
  fc.tuple(photos, fc.constantFrom('editorial' as const, 'commercial' as const)).map(
    ([at, usage]): Act =>
      (catalog, ids) =>
        setUsage(catalog, pick(ids, at), usage),
  ),
  fc.tuple(photos, word, word).map(
    ([at, city, country]): Act =>
      (catalog, ids) =>
        setPlace(catalog, pick(ids, at), { city, country }),
  ),
  fc.tuple(photos, word).map(
    ([at, name]): Act =>
      (catalog, ids) =>
        applyTo(catalog, pick(ids, at), { kind: 'keepName', name }),
  ),
  fc.tuple(photos, word).map(
    ([at, name]): Act =>
      (catalog, ids) =>
        applyTo(
          catalog,
          pick(ids, at),
          { kind: 'fix', check: { code: 'unsure', word: name } },
          { checker: openChecker(catalog, defaultSettings) },
        ),
  ),
  fc.tuple(photo, fc.integer({ min: 1, max: 5 }), part).map(
    ([at, id, of]): Act =>
      (catalog, ids) =>
        takeVersion(catalog, ids[at] ?? 0, id, of),
  ),
  photo.map(
    (at): Act =>
      (catalog, ids) =>
        bringBack(catalog, ids[at] ?? 0, 'commuter'),
  ),
  photo.map(
    (at): Act =>
      (catalog, ids) =>
        sortBack(catalog, ids[at] ?? 0),
  ),
  fc.tuple(word, fc.boolean()).map(
    ([what, on]): Act =>
      (catalog) =>
        ignoreWord(catalog, { rule: 'brand', word: what }, on),
  ),
);

describe('undo and redo', () => {
  it('take any sequence of actions back to the first state and forth to the last, also after reopening', () => {
    const full = newCatalog();
    const ids = fill(full);
    const filled = closedCatalog(full);
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 12 }), fc.boolean(), (acts, reopen) => {
        const folder = newFolder();
        copyCatalog(filled, folder);
        let catalog = openCatalog(folder);
        const states = [stateOf(catalog)];
        for (const one of acts) {
          const before = steps(catalog);
          one(catalog, ids);
          if (steps(catalog) > before) states.push(stateOf(catalog));
          else expect(stateOf(catalog)).toEqual(states.at(-1));
        }
        if (reopen) {
          catalog.close();
          catalog = openCatalog(folder);
        }
        for (const state of states.slice(0, -1).reverse()) {
          expect(undoStep(catalog)).toBeDefined();
          expect(stateOf(catalog)).toEqual(state);
        }
        expect(undoStep(catalog)).toBeUndefined();
        for (const state of states.slice(1)) {
          expect(redoStep(catalog)).toBeDefined();
          expect(stateOf(catalog)).toEqual(state);
        }
        expect(redoStep(catalog)).toBeUndefined();
        catalog.close();
      }),
      { numRuns: 40 },
    );
  });

  it('forget what was undone as soon as something else is done', () => {
    const catalog = newCatalog();
    const [first = 0, second = 0] = fill(catalog);
    decide(catalog, [first], 'accepted');
    undoStep(catalog);
    decide(catalog, [second], 'accepted');
    expect(redoStep(catalog)).toBeUndefined();
    expect(getReview(catalog, first)?.decision).toBe('open');
  });

  it('keep what can be redone when an action changes nothing', () => {
    const catalog = newCatalog();
    const [first = 0, second = 0] = fill(catalog);
    decide(catalog, [first], 'accepted');
    undoStep(catalog);
    decide(catalog, [second], 'open');
    expect(redoStep(catalog)).toMatchObject({ message: 'Accepted a.jpg', photoIds: [first] });
  });

  it('say what they took back or did again, and in which photos', () => {
    const catalog = newCatalog();
    const ids = fill(catalog).slice(0, 3);
    decide(catalog, ids, 'rejected');
    expect(undoStep(catalog)?.message).toBe('Rejected 3 photos');
    expect(redoStep(catalog)?.photoIds).toEqual(ids);
  });

  it('write a sidecar again when undo changes text that had been written, and only then', () => {
    const catalog = newCatalog();
    const [id = 0] = fill(catalog);
    decide(catalog, [id], 'accepted');
    const written = getReview(catalog, id)?.version ?? 0;
    markWritten(catalog, id, written, 'embed');
    markWritten(catalog, id, written, 'done');
    editText(catalog, id, { description: 'A ferry at dusk' });
    expect(statusOf(catalog, id)).toBe('sidecars');
    undoStep(catalog);
    expect(statusOf(catalog, id)).toBe('done');
    redoStep(catalog);
    markWritten(catalog, id, getReview(catalog, id)?.version ?? 0, 'embed');
    undoStep(catalog);
    expect(statusOf(catalog, id)).toBe('sidecars');
    undoStep(catalog);
    expect(statusOf(catalog, id)).toBe('review');
  });

  it('never bring a decision back onto an answer that came meanwhile', () => {
    const catalog = newCatalog();
    const [id = 0] = fill(catalog);
    decide(catalog, [id], 'accepted');
    undoStep(catalog);
    suggest(catalog, id, { description: 'Something else' });
    expect(redoStep(catalog)).toBeUndefined();
    expect(getReview(catalog, id)).toMatchObject({
      decision: 'open',
      description: 'Something else',
    });
  });

  it('give a photo the answer that came while its hand-written text, now undone, stood in its place', () => {
    const catalog = newCatalog();
    const id = addPhoto(catalog, { path: 'a.jpg' });
    editText(catalog, id, { description: 'By hand' });
    suggest(catalog, id);
    expect(getReview(catalog, id)?.description).toBe('By hand');
    undoStep(catalog);
    expect(getReview(catalog, id)?.description).toMatch(/^Ferries cross/);
    expect(statusOf(catalog, id)).toBe('review');
    redoStep(catalog);
    expect(getReview(catalog, id)?.description).toBe('By hand');
  });

  it('forget only the oldest steps when there are too many', () => {
    const catalog = newCatalog();
    const [first = 0, second = 0] = fill(catalog);
    decide(catalog, [first], 'accepted');
    decide(catalog, [second], 'accepted');
    decide(catalog, [first, second], 'rejected');
    pruneSteps(catalog, 4);
    expect(undoStep(catalog)?.message).toBe('Rejected 2 photos');
    expect(undoStep(catalog)?.message).toBe('Accepted b.jpg');
    expect(undoStep(catalog)).toBeUndefined();
  });
});

function steps(catalog: Catalog): number {
  return catalog.count('SELECT count(*) FROM step WHERE undone = 0');
}
