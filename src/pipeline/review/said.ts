/** Naming photos in the sentences that tell a person what was done. */
import type { Catalog } from '../../catalog/catalog.ts';

/** The file name of a path inside the archive. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `IMG_1.jpg` for one photo, `12 photos` for several. */
export function photosInWords(catalog: Catalog, photoIds: Iterable<number>): string {
  const ids = [...photoIds];
  const [first] = ids;
  if (ids.length !== 1 || first === undefined) return counted(ids.length, 'photo');
  const row = catalog.get<{ path: string }>('SELECT path FROM photo WHERE id = ?', first);
  return row === undefined ? '1 photo' : fileName(row.path);
}

/** `1 photo`, `12,000 photos`. */
export function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`;
}

/** What a text is accepted in spite of: `2 problems and 1 name nobody gave`; '' where there is neither. */
export function faultsInWords(problems: number, names: number): string {
  return [
    ...(problems > 0 ? [counted(problems, 'problem')] : []),
    ...(names > 0 ? [`${counted(names, 'name')} nobody gave`] : []),
  ].join(' and ');
}

/** Letters of a list of deeds that a line of the screen has room for. */
const longestList = 90;

/** `Removed "boats", which repeats "boat"; cut the title at 200`; when that is long, the first and how many more. */
export function deedsInWords(deeds: Iterable<string>): string {
  const all = [...new Set(deeds)];
  const [first = ''] = all;
  const whole = all.join('; ');
  const said = whole.length <= longestList ? whole : `${first}, and ${all.length - 1} more`;
  return (all.length === 1 ? first : said).replace(/^./u, (letter) => letter.toUpperCase());
}
