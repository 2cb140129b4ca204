import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutName, withoutWords } from '../../../src/rules/texts/remove-phrase.ts';

describe('taking words out', () => {
  it.each([
    [
      'Daylight view of the center, perhaps near Kyoto Bridge',
      ', perhaps near Kyoto Bridge',
      'Daylight view of the center',
    ],
    [
      'Daylight view of the center, perhaps near Kyoto Bridge',
      'perhaps near Kyoto Bridge',
      'Daylight view of the center',
    ],
    ['Ferries, boats, and gulls at dusk', 'boats', 'Ferries, and gulls at dusk'],
    ['A ferry (boat) at dusk', 'boat', 'A ferry at dusk'],
    ['A ferry (boat and buoy) at dusk', 'boat', 'A ferry (and buoy) at dusk'],
    ['Beautiful ferries at dusk', 'beautiful', 'Ferries at dusk'],
    ['Beautiful, ferries at dusk', 'Beautiful', 'Ferries at dusk'],
    ['A half-timbered house', 'half-timbered', 'A house'],
    ['A sea-boat at dusk', 'boat', 'A sea at dusk'],
    ['A boat by a boat. Boats', 'boat', 'A by a. Boats'],
    ['Tea & coffee in a cup', '& coffee', 'Tea in a cup'],
    ['Boat', 'boat', ''],
    ['Lifeboats at dusk', 'boat', 'Lifeboats at dusk'],
  ])('%s without "%s" is %s', (text, words, left) => {
    expect(withoutWords(text, words)).toBe(left);
  });

  it('leaves a text as it is that does not say them', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(withoutWords(text, 'zeppelin')).toBe(text);
      }),
    );
  });
});

describe('taking a name out of a sentence', () => {
  it.each([
    [
      'Lanterns glow in front of a temple, perhaps near Galata Tower',
      'Lanterns glow in front of a temple',
    ],
    [
      'Lanterns glow in front of a temple near the Galata Tower',
      'Lanterns glow in front of a temple',
    ],
    ['Ferries cross below the Galata Tower at dusk', 'Ferries cross at dusk'],
    [
      'Ferries cross the strait next to Galata Tower, while gulls follow',
      'Ferries cross the strait, while gulls follow',
    ],
    ['Galata Tower rises above the roofs of the city', undefined],
    ['Ferries cross near the Galata Tower district at dusk', undefined],
    ['A view of the Galata Tower at dusk', undefined],
    ['Dusk near Galata Tower', undefined],
  ])('%s: %s', (text, left) => {
    expect(withoutName(text, 'Galata Tower')).toBe(left);
  });
});
