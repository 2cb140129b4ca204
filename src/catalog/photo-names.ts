/** What photos are called on the screen: by file name, and where others have that name by as many folders as tell them apart. */
import type { Catalog } from './catalog.ts';
import { nameColumn } from './schema.ts';

/** `IMG_1.jpg`, or `Porto/editorial/IMG_1.jpg` where another photo of the archive is called IMG_1.jpg, too. */
export function photoName(catalog: Catalog, path: string): string {
  return photoNames(catalog, [path]).get(path) ?? path;
}

/** The same for several, by path. */
export function photoNames(catalog: Catalog, paths: readonly string[]): Map<string, string> {
  const names = paths.map(nameIn);
  const others = catalog.all<{ path: string }>(
    `SELECT path FROM photo WHERE missing = 0 AND ${nameColumn} IN (SELECT value FROM json_each(?))`,
    JSON.stringify(names),
  );
  const byName = Map.groupBy(others, ({ path }) => nameIn(path));
  return new Map(
    paths.map((path) => {
      const namesakes = byName.get(nameIn(path)) ?? [];
      return [
        path,
        tellingEnd(
          path,
          namesakes.map((one) => one.path),
        ),
      ];
    }),
  );
}

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
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
