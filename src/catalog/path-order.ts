/** The photos in the order of their paths, which the screen begins with: kept as one value until a path changes. */
import type { Catalog } from './catalog.ts';

/** Photos from which the order is kept: fewer are sorted sooner than their order is written. */
const fewestKept = 1000;

/** The ids of all photos that are there and not left out. */
export function idsByPath(catalog: Catalog): Int32Array {
  const known = catalog.get<{ photos: Uint8Array }>`
    SELECT photos FROM known_order WHERE name = 'path'`;
  if (known !== undefined) return new Int32Array(known.photos.slice().buffer);
  const ids = Int32Array.from(
    catalog.ids`SELECT id FROM photo WHERE missing = 0 AND excluded = 0 ORDER BY path`,
  );
  if (ids.length >= fewestKept && !catalog.isReadOnly)
    catalog.insert('known_order', { name: 'path', photos: new Uint8Array(ids.buffer) }, 'update');
  return ids;
}
