/** The adjectives and continents of the countries that travellers photograph most, and the seasons there. */
import data from './words/nations.json' with { type: 'json' };

type Nation = { readonly adjective: string; readonly continent: string };

const nations = new Map<string, Nation>(
  Object.entries(data.continents).flatMap(([continent, countries]) =>
    Object.entries(countries).map(([country, adjective]): [string, Nation] => [
      country.toLowerCase(),
      { adjective, continent },
    ]),
  ),
);

/** @param country its English name */
export function nationOf(country: string): Nation | undefined {
  return nations.get(country.toLowerCase());
}

const seasons = ['winter', 'spring', 'summer', 'autumn'] as const;

/**
 * The season of a day, where the country is known; in the tropics too, because the calendar has one.
 * @param date `YYYY-MM-DD`
 */
export function seasonOf(date: string, country: string): string | undefined {
  if (nationOf(country) === undefined) return undefined;
  const south = data.southern.some((name) => name.toLowerCase() === country.toLowerCase());
  return seasons[Math.floor((Number(date.slice(5, 7)) % 12) / 3 + (south ? 2 : 0)) % 4];
}
