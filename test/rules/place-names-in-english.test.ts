/** Countries and cities as agencies write them, and when two names are one place. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import data from '../../src/rules/data/exonyms.json' with { type: 'json' };
import { countryCodeOf, englishCountry } from '../../src/rules/places/countries.ts';
import { englishCity, exonymOf } from '../../src/rules/places/exonyms.ts';
import { placeFromFolders } from '../../src/rules/places/folders.ts';
import { differenceOf } from '../../src/rules/places/same-place.ts';

describe('a country', () => {
  it.each([
    ['U.S.A.', 'USA'],
    ['America', 'USA'],
    ['Russian Federation', 'Russia'],
    ['Россия', 'Russia'],
    ['Holland', 'Netherlands'],
    ['Nederland', 'Netherlands'],
    ['Republic of Korea', 'South Korea'],
    ['대한민국', 'South Korea'],
    ["Côte d'Ivoire", "Côte d'Ivoire"],
    ['Elfenbeinküste', 'Ivory Coast'],
    ['Türkiye', 'Turkey'],
    ['Burma', 'Myanmar'],
    ['Vatican', 'Vatican City'],
    ['Emirates', 'United Arab Emirates'],
    ['Congo-Brazzaville', 'Republic of the Congo'],
    ['Österreich', 'Austria'],
    ['Deutschland', 'Germany'],
    ['España', 'Spain'],
    ['Hrvatska', 'Croatia'],
    ['Eesti', 'Estonia'],
    ['Shqipëri', 'Albania'],
    ['日本', 'Japan'],
    ['Griechenland', 'Greece'],
  ])('%s is written as agencies write it', (name, english) => {
    expect(englishCountry(name)).toBe(english ?? name);
  });

  it.each(['UK', 'England', 'Scotland', 'United States', 'USA', 'UAE', 'Czechia', 'The Gambia'])(
    '%s stays',
    (name) => {
      expect(englishCountry(name)).toBe(name);
    },
  );

  it.each(['Island', 'Man', 'Chili', 'Congo', 'Kongo', 'Atlantis', 'holiday', 'Studio', 'Best of'])(
    '%s is none',
    (name) => {
      expect(countryCodeOf(name)).toBeUndefined();
      expect(englishCountry(name)).toBe(name);
    },
  );

  it('in a folder goes into the title in English', () => {
    const { place } = placeFromFolders(
      ['Deutschland', 'Bonn', 'editorial'],
      '{country}/{city}/{usage}',
    );
    expect(place).toMatchObject({ city: 'Bonn', country: 'Germany', countryCode: 'DEU' });
  });
});

describe('a city', () => {
  it.each([
    ['Wien', 'AUT', 'Vienna'],
    ['MÜNCHEN', 'DEU', 'Munich'],
    ['Muenchen', 'DEU', 'Munich'],
    ['Koln', 'DEU', 'Cologne'],
    ['Genève', 'CHE', 'Geneva'],
    ['Den Haag', 'NLD', 'The Hague'],
    ["'s-Gravenhage", 'NLD', 'The Hague'],
    ['Al-Qahirah', 'EGY', 'Cairo'],
    ['Moskva', 'RUS', 'Moscow'],
    ['Sankt-Peterburg', 'RUS', 'Saint Petersburg'],
    ['København', 'DNK', 'Copenhagen'],
    ['Bruxelles', 'BEL', 'Brussels'],
    ['Krung Thep', 'THA', 'Bangkok'],
  ])('%s in %s has the English name %s', (name, code, english) => {
    expect(exonymOf(name, code)).toBe(english);
  });

  it.each([
    ['Roma', 'USA'],
    ['Sevilla', 'COL'],
    ['Sevilla', 'PHL'],
    ['Wien', 'USA'],
    ['Praga', 'BRA'],
    ['Vienna', 'AUT'],
    ['New York City', 'USA'],
    ['Saigon', 'VNM'],
    ['Frankfurt am Main', 'DEU'],
    ['Zürich', 'CHE'],
    ['Montréal', 'CAN'],
    ['São Paulo', 'BRA'],
    ['Porto', 'PRT'],
  ])('%s in %s needs no other', (name, code) => {
    expect(exonymOf(name, code)).toBeUndefined();
  });

  const named = Object.entries(data.exonyms).flatMap(([code, cities]) =>
    Object.entries(cities as Record<string, readonly string[]>).flatMap(([english, names]) =>
      names.map((name) => ({ code, english, name })),
    ),
  );
  /** Without those that are the English name with other signs: `Tromso`, `Kuala-Lumpur`. */
  const foreign = named.filter(({ code, name }) => exonymOf(name, code) !== undefined);

  it('has one English name, however it is written', () => {
    expect(foreign.length).toBeGreaterThan(600);
    fc.assert(
      fc.property(fc.constantFrom(...foreign), fc.boolean(), ({ code, name }, isCapital) => {
        const english = englishCity(name, code);
        const written = isCapital ? name.toUpperCase() : name;
        // A name that only signs tell from the English one stays as it is written.
        expect(englishCity(written, code).toLowerCase()).toBe(english.toLowerCase());
        expect(englishCity(english, code)).toBe(english);
        expect(exonymOf(english, code)).toBeUndefined();
      }),
    );
  });

  it('is the same place under all its names, and no other one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...named), fc.constantFrom(...named), (one, other) => {
        const place = { city: one.english, country: '', countryCode: one.code };
        expect(differenceOf({ city: one.name, countryCode: one.code }, place)).toBeUndefined();
        const difference = differenceOf({ city: other.name, countryCode: other.code }, place);
        if (other.code !== one.code) expect(difference === undefined).toBe(false);
      }),
    );
  });
});
