/** Sights of one city named for another, and the name of the place again and again. */
import { describe, expect, it } from 'vitest';
import { checksOf } from '../../../src/rules/checks.ts';

const rules = { keywordCount: 3, requiredKeywords: [], bannedKeywords: [] };
const words = ['street', 'people', 'morning'];

function codesOf(where: string, description: string, keywords: readonly string[] = words) {
  const [city = '', country = ''] = where.split(', ');
  const text = {
    description,
    shortTitle: '',
    keywords,
    usage: 'editorial',
    keptNames: [],
  } as const;
  return checksOf(text, { place: { city, country }, offered: text }, rules)
    .filter(({ code }) => /other-c|twice|duplicate/.test(code))
    .map(({ code, word, severity }) => [code, word, severity]);
}

describe('a sight', () => {
  it.each([
    ['Ankara, Turkey', 'Ferries crossing the Bosphorus at dusk', 'title-other-city', 'Bosphorus'],
    ['Lyon, France', 'Couple in front of the Eiffel Tower', 'title-other-city', 'Eiffel Tower'],
    ['Naples, Italy', "Pigeons on St. Mark's Square", 'title-other-city', "St. Mark's Square"],
    ['Athens, Greece', 'Ferries crossing the Bosphorus', 'title-other-country', 'Bosphorus'],
    [
      'Singapore, Singapore',
      'Petronas Towers lit at night',
      'title-other-country',
      'Petronas Towers',
    ],
    ['Osaka, Japan', 'Crowds in Shinjuku at night', 'title-other-city', 'Shinjuku'],
  ])('of another city is a doubt: %s, %s', (where, description, code, word) => {
    expect(codesOf(where, description)).toEqual([[code, word, 'hint']]);
  });

  it.each([
    ['Istanbul, Turkey', 'Ferries crossing the Bosphorus at dusk'],
    ['Kadikoy, Turkey', 'Ferries crossing the Bosphorus at dusk'],
    ['Hong Kong, Hong Kong', 'Visitors at Victoria Peak'],
    ['Las Vegas, USA', 'Half-scale Eiffel Tower of a casino'],
    ['Lyon, France', 'Eiffel Tower magnets on a souvenir stall'],
    ['Lyon, France', 'Model of the Eiffel Tower made of matches'],
    ['Toronto, Canada', 'White houses in a row beside the lake'],
    ['Dublin, Ireland', 'Boats on the Grand Canal in autumn'],
    ['Giza, Egypt', 'Camels in front of the Great Sphinx'],
    ['Oxford, United Kingdom', 'Students cycle under the Bridge of Sighs'],
    ['Baghdad, Iraq', 'Protesters in Tahrir Square'],
    ['Ngong Ping, Hong Kong', 'Visitors at the Tian Tan Buddha'],
    ['London, United Kingdom', 'Clerks hurry along in Lombard Street'],
    ['Cassis, France', 'Boats in the Calanques'],
    ['Bern, Switzerland', 'Shoppers in Bahnhofstrasse'],
    ['Birkenhead, United Kingdom', 'Ferry on the Mersey'],
    ['Toledo, Spain', 'Tourists at the Puerta del Sol'],
    ['Dragor, Denmark', 'Cars on the Oresund Bridge'],
    ['Hobart, Australia', 'Stalls of Salamanca Market below Mount Wellington'],
  ])('is none there: %s, %s', (where, description) => {
    expect(codesOf(where, description)).toEqual([]);
  });

  it('of another city is a doubt among keywords, unless a person wrote it', () => {
    const keywords = ['Louvre', 'Montmartre', 'street'];
    expect(codesOf('Lyon, France', 'People in a street', keywords)).toEqual([
      ['keyword-other-city', 'Louvre', 'hint'],
      ['keyword-other-city', 'Montmartre', 'hint'],
    ]);
    expect(codesOf('Paris, France', 'People in a street', keywords)).toEqual([]);
  });
});

describe('a part of the world', () => {
  it('that the country is not in is a problem in titles and a doubt among keywords', () => {
    expect(codesOf('Istanbul, Turkey', 'A street in North Africa')).toEqual([
      ['title-other-country', 'North Africa', 'problem'],
    ]);
    expect(codesOf('Istanbul, Turkey', 'A street', ['Scandinavia', 'Balkans', 'Asia'])).toEqual([
      ['keyword-other-country', 'Scandinavia', 'hint'],
    ]);
  });
});

describe('the name of the place', () => {
  it.each([
    ['Istanbul, Turkey', 'Ferries in Istanbul Istanbul Turkey at dusk'],
    ['Istanbul, Turkey', 'Istanbul ferries cross the strait in Istanbul'],
  ])('is said twice: %s, %s', (where, description) => {
    expect(codesOf(where, description)).toEqual([['title-place-twice', 'Istanbul', 'hint']]);
  });

  it.each([
    ['Istanbul, Turkey', 'Students at Istanbul University in Istanbul'],
    ['Istanbul, Turkey', 'Ferries in Istanbul, Turkey'],
    ['Singapore, Singapore', 'Boats on the Singapore River in Singapore'],
    ['Orange, France', 'Orange sky above the roofs in Orange'],
  ])('is said once: %s, %s', (where, description) => {
    expect(codesOf(where, description)).toEqual([]);
  });

  it('is no keyword twice in a row', () => {
    expect(codesOf('Istanbul, Turkey', 'A street', ['Istanbul Istanbul', 'street'])).toEqual([
      ['keyword-duplicate', 'Istanbul Istanbul', 'problem'],
    ]);
  });
});
