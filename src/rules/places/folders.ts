/** What the folders above a photo say: country, city and usage, by the user's pattern. */
import type { Place, Usage } from '../../photo.ts';
import data from '../data/folder-words.json' with { type: 'json' };
import { decodedSigns } from '../texts/letters.ts';
import { countryCodeOf, countrySpelling, englishCountry } from './countries.ts';

/** What folders can mean. Levels named otherwise below are for the eye and mean nothing. */
const meanings = ['country', 'city', 'region', 'usage'] as const;
type Meaning = (typeof meanings)[number];
const silent = ['', 'shoot', 'date', 'year', 'month', 'project', 'client', 'any'];

/** What the folders say. `place` needs both city and country. */
export type FolderMeaning = {
  readonly place?: Place | undefined;
  readonly usage?: Usage | undefined;
};

/** Words for a usage in folder names, in the languages photographers work in. Compared without case and digits. */
const usageWords = new Map<string, Usage>(
  (['editorial', 'commercial'] as const).flatMap((usage) =>
    data.usages[usage].map((word) => [word, usage] as const),
  ),
);

/** The usage that a folder name states: `Editorial`, `COMMERCIAL`, `02_editorial`; else undefined. */
export function usageOfFolder(name: string): Usage | undefined {
  const word = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
  return usageWords.get(word);
}

/**
 * A folder name as people read it: percent signs decoded, underscores as spaces, order numbers and years in front
 * left out, names in small letters or capitals as names. Other scripts, hyphens and apostrophes stay.
 */
export function displayName(folder: string): string {
  const words = decodedSigns(folder)
    .normalize('NFC')
    .replace(/[_\s]+/gu, ' ')
    .trim()
    .replace(/^(?:0\d{1,2}|(?:19|20)\d{2}(?:[-. ]?\d{2}){0,2})[\s.-]+(?=\p{L})/u, '');
  const known = countrySpelling(words);
  if (known !== undefined && (isLower(words) || isUpper(words))) return known;
  if (isLower(words)) return words.replace(/-/gu, ' ').replace(/[^\s]+/gu, nameOfWord);
  if (isUpper(words) && words.length > 3) return lower(words).replace(/[^\s-]+/gu, nameOfWord);
  return words;
}

const isLower = (text: string): boolean => /^[\p{Ll}\p{M}\p{N}\s'’.-]+$/u.test(text);
const isUpper = (text: string): boolean => /^[\p{Lu}\p{M}\p{N}\s'’.-]+$/u.test(text);
/** A capital I with a dot would keep its dot as a mark of its own. */
const lower = (text: string): string => text.toLowerCase().replace(/i\u0307/gu, 'i');

const smallWords = new Set(data.smallWords);

function nameOfWord(word: string, index: number): string {
  if (index > 0 && smallWords.has(word)) return word;
  return word.replace(/^['’]?\p{Ll}/u, (first) => first.toUpperCase());
}

type Level = { readonly expression: RegExp; readonly means: readonly Meaning[] };

/** What is wrong with a folder pattern, as a sentence; undefined if nothing is. */
export function folderPatternProblem(pattern: string): string | undefined {
  const names = [...pattern.matchAll(/\{([^{}]*)\}/gu)].map((match) => match[1] ?? '');
  const unknown = names.find((name) => !isMeaning(name) && !silent.includes(name));
  if (unknown !== undefined)
    return `{${unknown}} is not a known name; write {country}, {city}, {region}, {usage}, or {} for a level without meaning.`;
  const twice = names.find((name, index) => isMeaning(name) && names.indexOf(name) !== index);
  if (twice !== undefined) return `{${twice}} appears twice.`;
  if (/[{}]/u.test(pattern.replace(/\{[^{}]*\}/gu, ''))) return 'A brace is not closed.';
  if (names.includes('city') !== names.includes('country'))
    return 'A place needs both {country} and {city}.';
  return names.some(isMeaning) ? undefined : 'It gives no folder a meaning.';
}

function isMeaning(name: string): name is Meaning {
  return (meanings as readonly string[]).includes(name);
}

const levelsOf = new Map<string, readonly Level[]>();

function readPattern(pattern: string): readonly Level[] {
  const seen = levelsOf.get(pattern);
  if (seen !== undefined) return seen;
  const problem = folderPatternProblem(pattern);
  if (problem !== undefined) throw new RangeError(`The folder pattern ${pattern}: ${problem}`);
  const levels = pattern
    .split('/')
    .filter((level) => level !== '')
    .map(readLevel);
  levelsOf.set(pattern, levels);
  return levels;
}

/** A level is a name, a meaning, or several of both: `{country} - {city}`. */
function readLevel(level: string): Level {
  const source = level
    .split(/(\{[^{}]*\})/u)
    .map((part) => {
      const name = /^\{(.*)\}$/u.exec(part)?.[1];
      if (name === undefined) return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
      return isMeaning(name) ? `(?<${name}>.+?)` : '.*?';
    })
    .join('');
  const means = meanings.filter((meaning) => level.includes(`{${meaning}}`));
  return { expression: new RegExp(`^${source}$`, 'iu'), means };
}

type Reading = Partial<Record<Meaning, string>>;

/** The folders read by the levels, the last level lying on the folder `end`; undefined where a level does not fit. */
function read(
  folders: readonly string[],
  levels: readonly Level[],
  end: number,
): Reading | undefined {
  const start = end - levels.length;
  if (start < 0) return undefined;
  const reading: Reading = {};
  for (const [index, level] of levels.entries()) {
    const match = level.expression.exec(folders[start + index] ?? '');
    if (match === null) return undefined;
    Object.assign(reading, match.groups);
  }
  return reading.usage !== undefined && usageOfFolder(reading.usage) === undefined
    ? undefined
    : reading;
}

/**
 * What `folders` (from the archive down to the photo) mean by `pattern`. It lies on the last folders that show a country
 * we know, with its usage level (`.../Turkey/Istanbul/editorial/selects`) or without (`Turkey/Istanbul`). Where no country
 * is known, the levels must show a usage word, so that `holiday/beach` does not become a city.
 * @throws RangeError if the pattern has a problem (`folderPatternProblem`)
 */
export function placeFromFolders(folders: readonly string[], pattern: string): FolderMeaning {
  const levels = readPattern(pattern);
  const withUsage = levels.some((level) => level.means.includes('usage'));
  const reading = withUsage
    ? (firstReading(folders, levels, knowsCountry) ??
      firstReading(folders, withoutUsage(levels), knowsCountry) ??
      firstReading(folders, levels, () => true))
    : (firstReading(folders, levels, knowsCountry) ?? read(folders, levels, folders.length));
  return {
    place: reading && placeOf(reading),
    usage: withUsage ? usageIn(reading, folders) : undefined,
  };
}

const generalNames = new Set(data.generalNames);

/**
 * The names above an archive that belong to its pattern, because the user has opened a folder further down
 * (`.../Portugal`, `.../Portugal/Lisbon`): those around the nearest country that we know, as many as the pattern has
 * levels. None where a folder below it holds pictures of any place (`.../Jordan/Pictures`). A usage word of the
 * archive's own folder counts without a country.
 * @param names from the top down to the archive's own folder
 */
export function foldersAbove(names: readonly string[], pattern: string): readonly string[] {
  const levels = readPattern(pattern);
  const near = names.slice(-levels.length);
  const countryLevel = levels.findIndex(({ means }) => means.includes('country'));
  const country = near.findLastIndex((name) => {
    const groups = levels[countryLevel]?.expression.exec(name)?.groups;
    return groups !== undefined && knowsCountry(groups);
  });
  const isGeneral = near.slice(country + 1).some((name) => generalNames.has(name.toLowerCase()));
  if (country !== -1 && !isGeneral) return near.slice(Math.max(0, country - countryLevel));
  return near.slice(-1).filter((name) => usageOfFolder(name) !== undefined);
}

function withoutUsage(levels: readonly Level[]): readonly Level[] {
  return levels.filter((level) => level.means.length !== 1 || level.means[0] !== 'usage');
}

/** The reading nearest to the photo that is `likely`. */
function firstReading(
  folders: readonly string[],
  levels: readonly Level[],
  likely: (reading: Reading) => boolean,
): Reading | undefined {
  for (let end = folders.length; end >= levels.length && levels.length > 0; end -= 1) {
    const reading = read(folders, levels, end);
    if (reading !== undefined && likely(reading)) return reading;
  }
  return undefined;
}

function knowsCountry(reading: Reading): boolean {
  return reading.country !== undefined && countryCodeOf(displayName(reading.country)) !== undefined;
}

function placeOf(reading: Reading): Place | undefined {
  const city = displayName(reading.city ?? '');
  const country = englishCountry(displayName(reading.country ?? ''));
  if (city === '' || country === '') return undefined;
  const region = displayName(reading.region ?? '') || undefined;
  return { city, country, region, countryCode: countryCodeOf(country) };
}

/** The usage of the reading, or else of the nearest folder that is a word for one. */
function usageIn(reading: Reading | undefined, folders: readonly string[]): Usage | undefined {
  const stated = usageOfFolder(reading?.usage ?? '');
  return stated ?? folders.map(usageOfFolder).findLast((usage) => usage !== undefined);
}
