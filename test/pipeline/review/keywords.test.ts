import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cleanKeywords,
  sortedBack,
  typedKeywords,
  withKeywordMoved,
  withKeywordPromoted,
  withKeywordReplaced,
  withKeywords,
  withoutKeyword,
} from '../../../src/pipeline/review/keywords.ts';

const numbered = Array.from(
  { length: 15 },
  (_, index) => `word ${String.fromCharCode(97 + index)}`,
);

describe('typed keywords', () => {
  it('are split at commas, semicolons and line breaks and freed of spaces', () => {
    expect(typedKeywords(' ferry, Galata Tower ;dusk\nboat,, ')).toEqual([
      'ferry',
      'Galata Tower',
      'dusk',
      'boat',
    ]);
  });

  it('are kept once each, with similar ones left for the checks', () => {
    expect(cleanKeywords(['boat', 'boats', 'boat', 'ferry, boat'])).toEqual([
      'boat',
      'boats',
      'ferry',
    ]);
  });
});

describe('a list of keywords', () => {
  it('takes a new keyword at the end or at a place, but not a form of one it has', () => {
    expect(withKeywords(['ferry', 'dusk'], ['boat'])).toEqual(['ferry', 'dusk', 'boat']);
    expect(withKeywords(['ferry', 'dusk'], ['boat', 'Ferries', 'boats'], 1)).toEqual([
      'ferry',
      'boat',
      'dusk',
    ]);
  });

  it('loses a keyword whatever its case and accents, and keeps its other forms', () => {
    expect(withoutKeyword(['São Paulo', 'boat', 'boats'], 'sao paulo')).toEqual(['boat', 'boats']);
    expect(withoutKeyword(['boat', 'boats'], 'Boat')).toEqual(['boats']);
  });

  it('has a keyword replaced at its place, without saying twice what is there already', () => {
    expect(withKeywordReplaced(['ferry', 'dusk', 'water'], 'dusk', ['evening', 'water'])).toEqual([
      'ferry',
      'evening',
      'water',
    ]);
    const untouched = ['ferry', 'dusk'];
    expect(withKeywordReplaced(untouched, 'boat', ['ship'])).toBe(untouched);
  });

  it('lifts a keyword into the top ten first, and then to the first place', () => {
    const once = withKeywordPromoted(numbered, 13);
    expect(once.indexOf('word n')).toBe(9);
    expect(withKeywordPromoted(once, 9)[0]).toBe('word n');
  });

  it('is sorted back to the order of the suggestion, with own words where the person put them', () => {
    expect(sortedBack(['c', 'mine', 'a', 'b'], ['a', 'b', 'x', 'c'])).toEqual([
      'a',
      'mine',
      'b',
      'c',
    ]);
  });

  it('loses and gains nothing by moving, promoting and sorting', () => {
    const lists = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 20 });
    fc.assert(
      fc.property(
        lists,
        fc.nat(25),
        fc.integer({ min: -3, max: 25 }),
        lists,
        (list, from, to, original) => {
          const sorted = [...list].sort();
          expect(withKeywordMoved(list, from, to).sort()).toEqual(sorted);
          expect(withKeywordPromoted(list, from).sort()).toEqual(sorted);
          expect(sortedBack(list, original).sort()).toEqual(sorted);
        },
      ),
    );
  });
});
