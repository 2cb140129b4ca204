/** Choosing the photos that stages act on, by folders, files, globs and the language of the review's filter. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { count, counted } from '../../amounts.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { choose, excludedAmong } from '../../catalog/choice.ts';
import type { Condition } from '../../catalog/condition.ts';
import { findAmongAll } from '../../catalog/find-photos.ts';
import { photoPaths } from '../../catalog/photos.ts';
import { StopError } from '../../errors.ts';
import { pathMatcher } from '../../files/path-pattern.ts';
import type { Archive } from '../archive/archive.ts';
import { parseFilter } from './filter.ts';

export type Selection = {
  /** Folders, files and globs, relative to the archive, or paths into it; photos of any of them are meant. */
  readonly only: readonly string[];
  /** Filters as the review has them; all must hold. */
  readonly where: readonly string[];
};

export type Selected = {
  readonly photoIds: readonly number[];
  /** `24 of 310 photos: Portugal/Lisbon, city:lisbon`. */
  readonly words: string;
};

/**
 * The photos that are meant, left out or not.
 * @throws StopError `usage` for a filter that makes no sense, `nothing-chosen` where a pattern or the whole means no photo
 */
export function selectPhotos(
  { catalog, root }: Pick<Archive, 'catalog' | 'root'>,
  { only, where }: Selection,
): Selected {
  const photos = photoPaths(catalog);
  const patterns = only.map((pattern) => patternFor(pattern, root, photos));
  const conditions: Condition[] = where.flatMap((filter) => conditionsOf(filter));
  if (patterns.length > 0) conditions.push({ kind: 'path', not: false, patterns });
  const photoIds = findAmongAll(catalog, conditions);
  const meant = [...only, ...where.filter((filter) => filter.trim() !== '')].join(', ');
  if (photoIds.length === 0)
    throw new StopError(
      'nothing-chosen',
      `No photo of this archive matches ${meant}.`,
      'Look at the spelling; `/` in `proofsheet review` shows what a filter finds while it is typed.',
    );
  return { photoIds, words: choiceInWords(catalog, photoIds, { of: photos.length, meant }) };
}

/** `24 of 310 photos: city:lisbon; 2 of them are left out`. */
export function choiceInWords(
  catalog: Catalog,
  photoIds: readonly number[],
  { of, meant }: { readonly of: number; readonly meant: string },
): string {
  const out = excludedAmong(catalog, photoIds);
  const left = out === 0 ? '' : `; ${count(out)} of them left out`;
  return `${count(photoIds.length)} of ${counted(of, 'photo')}: ${meant}${left}`;
}

/** Has the stages of this run act on these photos alone. @throws as `selectPhotos` does */
export function chooseFor(archive: Archive, selection: Selection): Selected {
  const selected = selectPhotos(archive, selection);
  choose(archive.catalog, selected.photoIds);
  return selected;
}

function conditionsOf(filter: string): readonly Condition[] {
  const parsed = parseFilter(filter);
  if ('conditions' in parsed) return parsed.conditions;
  throw new StopError(
    'usage',
    `--where ${filter} cannot be understood: ${parsed.complaint}.`,
    'It is written as the filter of the review: words, and fields such as city:lisbon or rating:>=3.',
  );
}

/** The pattern from inside the archive, also where it was written as a path from elsewhere, as shells complete it. */
function patternFor(written: string, root: string, photos: ReturnType<typeof photoPaths>): string {
  const isUnwanted = written.startsWith('!');
  const pattern = slashed(isUnwanted ? written.slice(1) : written);
  const fromHere = slashed(relative(root, resolve(pattern)));
  const isInside = fromHere !== '..' && !fromHere.startsWith('../') && !isAbsolute(fromHere);
  const ways = isAbsolute(pattern) ? [fromHere] : [pattern, fromHere];
  const found = ways
    .filter((way) => way === pattern || isInside)
    .find((way) => {
      const isMeant = pathMatcher([way], photos);
      return photos.some(({ path }) => isMeant(path));
    });
  if (found !== undefined) return isUnwanted ? `!${found}` : found;
  throw new StopError(
    'nothing-chosen',
    isAbsolute(pattern) && !isInside
      ? `${pattern} is not in the archive ${root}.`
      : `No photo of this archive is in ${pattern}.`,
    "Name a folder, a file or a glob such as 'Portugal/Lisbon/**' as seen from the archive; capitals make no difference.",
  );
}

const slashed = (path: string) => (sep === '/' ? path : path.replaceAll(sep, '/'));

/** The photos that a filter as it is typed finds, under review or not, or what is wrong with it. */
export function photosMatching(
  catalog: Catalog,
  filter: string,
): { readonly photoIds: readonly number[] } | { readonly complaint: string } {
  const parsed = parseFilter(filter);
  return 'complaint' in parsed ? parsed : { photoIds: findAmongAll(catalog, parsed.conditions) };
}
