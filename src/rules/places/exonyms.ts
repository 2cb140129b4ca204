/**
 * English names of cities that a language of the country, or another one, calls otherwise (data/exonyms.json). By
 * country: `Roma` is Rome in Italy and a town of its own in Texas.
 */
import data from '../data/exonyms.json' with { type: 'json' };
import { fold } from '../texts/fold.ts';

type Table = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** English names by country and foreign name, folded. */
let foreign: ReadonlyMap<string, string> | undefined;
/** The same for names that are good English as well, of which one is ours: `New York City`. */
let other: ReadonlyMap<string, string> | undefined;

function indexOf(table: Table): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(table).flatMap(([code, cities]) =>
      Object.entries(cities).flatMap(([english, names]) =>
        [...names, english]
          .flatMap((name) => [name, withoutUmlauts(name)])
          .map((name) => [keyOf(code, name), english] as const),
      ),
    ),
  );
}

const keyOf = (code: string, name: string): string =>
  `${code} ${fold(name)
    .replace(/['-]/gu, ' ')
    .replace(/\bst\.? /gu, 'saint ')
    .trim()}`;

/** `Muenchen`, where a keyboard or a file system has no umlauts. */
function withoutUmlauts(name: string): string {
  return name.replace(/[äöüÄÖÜ]/gu, (letter) => `${fold(letter)}e`);
}

/**
 * The English name of a city whose name is foreign: `Vienna` for `Wien`; undefined for one that is English, or not known.
 * @param code ISO 3166-1 alpha-3
 */
export function exonymOf(city: string, code: string): string | undefined {
  foreign ??= indexOf(data.exonyms);
  const english = foreign.get(keyOf(code, city));
  return english !== undefined && keyOf(code, english) !== keyOf(code, city) ? english : undefined;
}

/** All that a city is called, its English name first, for looking it up where other names are used. */
export function namesOfCity(city: string, code: string): readonly string[] {
  const english = englishCity(city, code);
  const tables: readonly Table[] = [data.exonyms, data.alsoCalled];
  const others = tables.flatMap((table) => table[code]?.[english] ?? []);
  return [...new Set([english, city, ...others])];
}

/** What we call a city, whatever it is called: `Vienna` for `Wien`, `New York` for `New York City`. */
export function englishCity(city: string, code: string): string {
  other ??= indexOf(data.alsoCalled);
  const english = exonymOf(city, code) ?? city;
  return other.get(keyOf(code, english)) ?? english;
}
