/** What scanning writes: photos found, changed, moved and gone. */
import type { Issue } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { recordIssue, type ScannedPhoto } from './photos.ts';

/** What is remembered of a file, to see without opening it whether it is still the same. */
export type KnownFile = {
  readonly id: number;
  readonly path: string;
  readonly bytes: number;
  readonly mtime: string;
  readonly missing: 0 | 1;
};

/** The files known in a folder, by path. */
export function knownIn(catalog: Catalog, folder: string): Map<string, KnownFile> {
  const rows = catalog.all<KnownFile>(
    'SELECT id, path, bytes, mtime, missing FROM photo WHERE folder = ?',
    folder,
  );
  return new Map(rows.map((row) => [row.path, row]));
}

/** The folders that photos are known in. */
export function knownFolders(catalog: Catalog): string[] {
  return catalog
    .all<{ folder: string }>('SELECT DISTINCT folder FROM photo WHERE missing = 0')
    .map(({ folder }) => folder);
}

/** Marks files of a folder that are not among `names` as missing; returns how many were newly so. */
export function markMissing(catalog: Catalog, folder: string, names: ReadonlySet<string>): number {
  const gone = [...knownIn(catalog, folder).values()].filter(
    ({ path, missing }) => missing === 0 && !names.has(path.slice(path.lastIndexOf('/') + 1)),
  );
  for (const { id } of gone) catalog.run('UPDATE photo SET missing = 1 WHERE id = ?', id);
  return gone.length;
}

/** A known photo that is at its place again. */
export function markFound(catalog: Catalog, photoId: number): void {
  catalog.run('UPDATE photo SET missing = 0 WHERE id = ?', photoId);
}

export type Stored = 'new' | 'changed' | 'moved';

/**
 * Stores what was read of a file. A new path whose picture is that of a missing photo is that photo, moved: it keeps
 * its text and history. A known path with another picture begins anew.
 */
export function storeScanned(
  catalog: Catalog,
  photo: ScannedPhoto,
): { id: number; stored: Stored } {
  const known = catalog.get<{ id: number; identity: string | null }>(
    'SELECT id, identity FROM photo WHERE path = ?',
    photo.path,
  );
  if (known !== undefined) {
    update(catalog, known.id, photo);
    forgetIssues(catalog, known.id);
    restand(catalog, known.id, known.identity !== null && known.identity !== photo.identity);
    return { id: known.id, stored: 'changed' };
  }
  const moved = missingWith(catalog, photo.identity);
  if (moved === undefined) return { id: insert(catalog, photo), stored: 'new' };
  update(catalog, moved, photo);
  forgetIssues(catalog, moved);
  restand(catalog, moved, false);
  return { id: moved, stored: 'moved' };
}

/** Stores a file that is no photo we can read, held back at its scan. */
export function storeUnreadable(
  catalog: Catalog,
  file: { readonly path: string; readonly bytes: number; readonly mtime: string },
  issue: Issue,
): void {
  const { id } = storeScanned(catalog, {
    ...file,
    size: { width: 0, height: 0 },
    orientation: 1,
    usage: 'editorial',
    usageGiven: false,
    existing: { keywords: [] },
  });
  catalog.run("UPDATE photo SET standing = 'scan' WHERE id = ?", id);
  recordIssue(catalog, id, issue);
}

function missingWith(catalog: Catalog, identity: string | undefined): number | undefined {
  if (identity === undefined) return undefined;
  return catalog.get<{ id: number }>(
    'SELECT id FROM photo WHERE identity = ? AND missing = 1 ORDER BY id LIMIT 1',
    identity,
  )?.id;
}

/** Another picture, or one that could not be read before, begins its road anew. */
function restand(catalog: Catalog, id: number, isOther: boolean): void {
  catalog.run(
    "UPDATE photo SET standing = 'prepare' WHERE id = ? AND (? OR standing = 'scan')",
    id,
    isOther ? 1 : 0,
  );
}

/** A changed file may have what was missing: it is tried again. */
function forgetIssues(catalog: Catalog, id: number): void {
  catalog.run('DELETE FROM issue WHERE photo_id = ?', id);
}

const columns = [
  'path',
  'folder',
  'bytes',
  'mtime',
  'identity',
  'width',
  'height',
  'orientation',
  'city',
  'country',
  'region',
  'country_code',
  'place_source',
  'latitude',
  'longitude',
  'usage',
  'usage_given',
  'taken_on',
  'taken_at',
  'camera_make',
  'camera_model',
  'existing',
] as const;

function valuesOf(photo: ScannedPhoto) {
  return [
    photo.path,
    folderOf(photo.path),
    photo.bytes,
    photo.mtime,
    photo.identity,
    photo.size.width,
    photo.size.height,
    photo.orientation,
    photo.place?.city,
    photo.place?.country,
    photo.place?.region,
    photo.place?.countryCode,
    photo.placeSource,
    photo.position?.latitude,
    photo.position?.longitude,
    photo.usage,
    photo.usageGiven ? 1 : 0,
    photo.takenOn,
    photo.takenAt,
    photo.camera?.make,
    photo.camera?.model,
    JSON.stringify(photo.existing),
  ];
}

function insert(catalog: Catalog, photo: ScannedPhoto): number {
  return catalog.run(
    `INSERT INTO photo (${columns.join(', ')}, standing, scan)
     VALUES (${columns.map(() => '?').join(', ')}, 'prepare', 0)`,
    ...valuesOf(photo),
  ).id;
}

function update(catalog: Catalog, id: number, photo: ScannedPhoto): void {
  catalog.run(
    `UPDATE photo SET ${columns.map((name) => `${name} = ?`).join(', ')}, missing = 0 WHERE id = ?`,
    ...valuesOf(photo),
    id,
  );
}

/** The folder of a relative path; empty for the archive itself. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Photos without a place that know their position, in archive order. */
export function photosToLocate(
  catalog: Catalog,
): { id: number; path: string; latitude: number; longitude: number }[] {
  return catalog.all(
    `SELECT id, path, latitude, longitude FROM photo
     WHERE missing = 0 AND standing <> 'scan' AND city IS NULL AND latitude IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM issue WHERE photo_id = photo.id AND code = 'no-place')
     ORDER BY path`,
  );
}

/** Photos that have no place and of which it has not been said yet. */
export function photosWithoutPlace(catalog: Catalog): number[] {
  return catalog
    .all<{ id: number }>(
      `SELECT id FROM photo WHERE missing = 0 AND standing <> 'scan' AND city IS NULL
       AND NOT EXISTS (SELECT 1 FROM issue WHERE photo_id = photo.id AND code = 'no-place')`,
    )
    .map(({ id }) => id);
}

/** Gives a photo the place that its position told. */
export function setLocatedPlace(
  catalog: Catalog,
  photoId: number,
  place: { city: string; country: string; region?: string; countryCode?: string },
): void {
  catalog.run(
    `UPDATE photo SET city = ?, country = ?, region = ?, country_code = ?, place_source = 'gps'
     WHERE id = ?`,
    place.city,
    place.country,
    place.region,
    place.countryCode,
    photoId,
  );
}
