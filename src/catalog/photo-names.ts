/** What photos are called on the screen: by file name, and where others have that name by as many folders as tell them apart. */
import { fileName } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { Sql, these } from './sql.ts';
import { nameColumn } from './tables/photo.ts';

/** Names that were asked for, by path: each key press asks for the same ones again. */
const known = new WeakMap<Catalog, Map<string, string>>();
/** More are forgotten all at once. */
const mostKnown = 10_000;

/** To be called whenever photos come, go, or move. */
export function forgetPhotoNames(catalog: Catalog): void {
  known.delete(catalog);
}

/** `IMG_1.jpg`, or `Porto/editorial/IMG_1.jpg` where another photo of the archive is called IMG_1.jpg, too. */
export function photoName(catalog: Catalog, path: string): string {
  return photoNames(catalog, [path]).get(path) ?? path;
}

/** The same for several, by path. */
export function photoNames(catalog: Catalog, paths: readonly string[]): Map<string, string> {
  const before = known.get(catalog) ?? new Map<string, string>();
  const names = before.size > mostKnown ? new Map<string, string>() : before;
  const unknown = paths.filter((path) => !names.has(path));
  if (unknown.length > 0) {
    const namesakes = namesakesOf(catalog, unknown);
    for (const path of unknown)
      names.set(path, tellingEnd(path, namesakes.get(fileName(path)) ?? []));
  }
  known.set(catalog, names);
  return new Map(paths.map((path) => [path, names.get(path) ?? path]));
}

/** The paths of all photos with the file names of these, by file name. */
function namesakesOf(catalog: Catalog, paths: readonly string[]): Map<string, string[]> {
  const all = catalog.texts`
    SELECT path FROM photo WHERE missing = 0 AND ${new Sql(nameColumn)} IN ${these(paths.map(fileName))}`;
  return Map.groupBy(all, fileName);
}

/** The shortest end of a path, from a folder on, that none of the others has. */
function tellingEnd(path: string, others: readonly string[]): string {
  const ends = (end: string) => (other: string) =>
    other !== path && `/${other}`.endsWith(`/${end}`);
  for (let from = path.lastIndexOf('/') + 1; ; from = path.lastIndexOf('/', from - 2) + 1) {
    const end = path.slice(from);
    if (from === 0 || !others.some(ends(end))) return end;
  }
}
