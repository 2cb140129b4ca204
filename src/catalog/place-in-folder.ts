/** The number of a photo in its folder, by the names of the photos there; from 1. */
import type { Catalog } from './catalog.ts';

export function placeInFolder(catalog: Catalog, path: string): number {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const row = catalog.get<{ photos: number }>(
    'SELECT count(*) AS photos FROM photo WHERE folder = ? AND path <= ? AND missing = 0',
    folder,
    path,
  );
  return row?.photos ?? 1;
}
