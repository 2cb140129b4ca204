/** The number of a photo in its folder, by the names of the photos there; from 1. */
import { folderOf } from '../photo.ts';
import type { Catalog } from './catalog.ts';

export function placeInFolder(catalog: Catalog, path: string): number {
  const row = catalog.get<{ photos: number }>`
    SELECT count(*) AS photos FROM photo WHERE folder = ${folderOf(path)} AND path <= ${path} AND missing = 0`;
  return row?.photos ?? 1;
}
