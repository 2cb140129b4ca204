import { describe, expect, it } from 'vitest';
import { checksOf } from '../../../src/rules/checks.ts';
import { foreignNamesIn, withEnglishPlaces } from '../../../src/rules/places/foreign-names.ts';

const italy = { city: 'Florence', country: 'Italy', countryCode: 'ITA' };
const places = {
  ITA: italy,
  PRT: { city: 'Lisbon', country: 'Portugal' },
  GRC: { city: 'Athens', country: 'Greece' },
  DEU: { city: 'Munich', country: 'Germany', countryCode: 'DEU' },
  ESP: { city: 'Seville', country: 'Spain' },
} as const;

describe('the name of a place in another language', () => {
  it.each([
    ['PRT', 'Ferries cross the river in Lissabon at dusk', 'Lisbon'],
    ['GRC', 'White houses above the sea in Griechenland', 'Greece'],
    ['ITA', 'Ponte Vecchio above the Arno in Firenze', 'Florence'],
    ['ITA', 'Gondolas on the Grand Canal in Venedig, with gulls', 'Venice'],
    ['DEU', 'Old town of München at dusk', 'Munich'],
    ['DEU', 'Beer garden near Köln, Allemagne', 'Cologne, Germany'],
    ['ESP', 'Dancers in the old streets of Siviglia', 'Seville'],
  ] as const)('is written in English in %s: %s', (code, title, english) => {
    const written = withEnglishPlaces(title, places[code]);
    expect(written).toContain(english);
    expect(foreignNamesIn(written)).toEqual([]);
  });

  it.each([
    'Lissabon at dusk with a tram',
    'The München skyline at dusk',
    'Florence, Firenze, with the dome at dusk',
  ])('stays and is found: %s', (title) => {
    expect(foreignNamesIn(title)).toHaveLength(1);
    expect(withEnglishPlaces(title, italy)).toBe(title);
  });

  it.each([
    'Fans of Bayern München wait below the stadium',
    'Trains at Firenze Santa Maria Novella station',
    'Scooters cross the Piazza Venezia below a balcony',
    'Pizza Napoli on a plate',
    'Walls of Constantinople at dusk',
    'Madras curry and Peking duck on a table',
    'Roma woman sells flowers at a market',
    'Sidney smiles at Sophia in a park',
    'Sign that reads "Firenze" above a platform',
    'Gate of the Plaza de España in Seville',
    'Scooters wait in Via Roma beside a fountain',
    'Visitors from Deutschland on a square',
    'Riders in Marrakech, Morocco',
    'Cats in Indie Records store',
  ])('is none: %s', (title) => {
    expect(foreignNamesIn(title)).toEqual([]);
  });

  const codes = (description: string, place: (typeof places)[keyof typeof places]) =>
    checksOf(
      { description, shortTitle: '', keywords: [], usage: 'editorial', keptNames: [] },
      { place },
      { keywordCount: 10, requiredKeywords: [], bannedKeywords: [] },
    )
      .map(({ code, word, fix }) => [code, word, fix?.label])
      .filter(([code]) => code?.startsWith('title-other'));

  it('is a doubt with a fix, or that of another country', () => {
    expect(codes('The Firenze skyline at dusk', italy)).toEqual([
      ['title-other-language', 'Firenze', 'write "Florence"'],
    ]);
    expect(codes('White houses in Griechenland', italy)).toEqual([
      ['title-other-country', 'Griechenland', undefined],
    ]);
    expect(codes('Harbor of Lissabon at dusk', italy)).toEqual([
      ['title-other-country', 'Lissabon', undefined],
    ]);
    expect(codes('Lissabon café in a lane', italy)).toEqual([]);
  });
});
