import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mentions, sameTerm, termKey } from '../../../src/rules/keywords/terms.ts';

describe('two keywords are the same term', () => {
  it.each([
    ['Istanbul', 'istanbul'],
    ['mosque', 'mosques'],
    ['city', 'cities'],
    ['church', 'Churches'],
    ['bus', 'buses'],
    ['tomato', 'tomatoes'],
    ['leaf', 'leaves'],
    ['woman', 'women'],
    ['child', 'children'],
    ['house', 'houses'],
    ['rose', 'roses'],
    ['lens', 'lenses'],
    ['headache', 'headaches'],
    ['sky', 'skies'],
    ['cactus', 'cacti'],
    ['walking', 'walks'],
    ['walked', 'walk'],
    ['São Paulo', 'Sao Paulo'],
    ['Kraków', 'krakow'],
    ['Łódź', 'Lodz'],
    ['long exposure', 'long-exposure'],
    ['Blue Mosque', 'the blue mosques'],
    ["St Mark's", 'st marks'],
    ['fisherman', 'fishermen'],
    ['İstanbul', 'Istanbul'],
    ['black & white', 'black and white'],
    ['U.K.', 'UK'],
    ['U.S.A', 'USA'],
    ['château', 'châteaux'],
    ['schoolchild', 'schoolchildren'],
    ['phenomenon', 'phenomena'],
    ['passerby', 'passersby'],
  ])('%s and %s', (a, b) => {
    expect(sameTerm(a, b)).toBe(true);
    expect(sameTerm(b, a)).toBe(true);
  });
});

describe('two keywords are different terms', () => {
  it.each([
    ['mosque', 'blue mosque'],
    ['university', 'universe'],
    ['news', 'new'],
    ['animal', 'animation'],
    ['parking', 'park'],
    ['morning', 'morn'],
    ['evening', 'even'],
    ['nation', 'national'],
    ['statue', 'status'],
    ['ski', 'sky'],
    ['glass', 'glasses'],
    ['train', 'training'],
    ['traveler', 'travel'],
    ['suit', 'suite'],
    ['engine', 'engineering'],
    ['Galata tower', 'tower Galata'],
    ['東京', '京都'],
    ['?', '!'],
    ['Turkey', 'Turkish'],
  ])('%s and %s', (a, b) => {
    expect(sameTerm(a, b)).toBe(false);
  });
});

it('finds a term as whole words in a text, in any form', () => {
  expect(mentions('Two Blue Mosques at dusk', 'blue mosque')).toBe(true);
  expect(mentions('a hotel', 'hot')).toBe(false);
  expect(mentions('anything', '')).toBe(false);
});

it('has the same key for a term in any case and with any spaces', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', 's', 'e', 'y', 'i', 'n', 'g', ' ') }),
      (text) => {
        expect(termKey(text.toUpperCase())).toBe(termKey(text));
        expect(termKey(`  ${text.replaceAll(' ', '   ')} `)).toBe(termKey(text));
      },
    ),
  );
});
