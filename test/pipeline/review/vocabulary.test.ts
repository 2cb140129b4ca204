import { describe, expect, it } from 'vitest';
import { Vocabulary } from '../../../src/pipeline/review/vocabulary.ts';
import { decide } from './actions.ts';
import { newCatalog, reviewPhoto } from './desk.ts';

async function vocabulary() {
  const catalog = newCatalog();
  const lists = [
    ['Galata Tower', 'boat', 'Boat', 'boathouse'],
    ['Galata Tower', 'boat', 'water tower'],
    ['towel', 'été'],
  ];
  for (const [index, keywords] of lists.entries())
    reviewPhoto(catalog, { path: `${index}.jpg`, city: 'Tortosa', country: 'Spain' }, { keywords });
  const rejected = reviewPhoto(catalog, { path: 'x.jpg' }, { keywords: ['torment'] });
  decide(catalog, [rejected], 'rejected');
  const words = new Vocabulary();
  await words.load(catalog, () => Promise.resolve(true));
  return { catalog, words };
}

describe('completing a keyword', () => {
  it('offers what begins so, the most used first, before what has such a word inside', async () => {
    const { words } = await vocabulary();
    expect(words.complete('to', 10)).toEqual(['Tortosa', 'towel', 'Galata Tower', 'water tower']);
    expect(words.complete('to', 2)).toEqual(['Tortosa', 'towel']);
  });

  it('knows the places of the archive and passes over accents and case', async () => {
    const { words } = await vocabulary();
    expect(words.complete('SPA', 5)).toEqual(['Spain']);
    expect(words.complete('ete', 5)).toEqual(['été']);
    expect(words.complete('galata t', 5)).toEqual(['Galata Tower']);
  });

  it('offers one spelling, the usual one', async () => {
    const { words } = await vocabulary();
    expect(words.complete('boat', 5)).toEqual(['boat', 'boathouse']);
  });

  it('learns new words at once', async () => {
    const { words } = await vocabulary();
    expect(words.complete('kay', 5)).toEqual([]);
    words.learn(['kayak']);
    expect(words.complete('kay', 5)).toEqual(['kayak']);
    expect(words.complete('', 5)).toEqual([]);
  });

  it('learns what is collected later, in an archive that was empty, too', async () => {
    const catalog = newCatalog();
    const words = new Vocabulary();
    await words.load(catalog, () => Promise.resolve(true));
    expect(words.isComplete(catalog)).toBe(true);
    reviewPhoto(
      catalog,
      { path: 'new.jpg', city: 'Tortosa', country: 'Spain' },
      { keywords: ['kayak'] },
    );
    expect(words.isComplete(catalog)).toBe(false);
    await words.load(catalog, () => Promise.resolve(true));
    expect(words.isComplete(catalog)).toBe(true);
    expect(words.complete('kay', 5)).toEqual(['kayak']);
    expect(words.complete('tort', 5)).toEqual(['Tortosa']);
    expect(words.usesOf('kayak')).toBe(1);
  });
});
