/** Photos as rows: reading, writing, and what stands ready for a stage. */
import type {
  DateSource,
  ExistingText,
  Photo,
  PhotoStatus,
  Place,
  PlaceNames,
  PlaceSource,
  RivalPlace,
  Stage,
  Usage,
} from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { inReach, isChosen } from './choice.ts';
import { eachOf } from './pages.ts';
import { sql, these } from './sql.ts';
import { stored, storedOr } from './stored.ts';

/** A row of the table `photo`. */
export type PhotoRow = {
  id: number;
  path: string;
  folder: string;
  bytes: number;
  mtime: string;
  identity: string | null;
  width: number;
  height: number;
  orientation: number;
  city: string | null;
  country: string | null;
  region: string | null;
  country_code: string | null;
  place_source: string | null;
  place_distance: number | null;
  file_place: string | null;
  rivals: string | null;
  latitude: number | null;
  longitude: number | null;
  usage: string;
  usage_given: number;
  taken_on: string | null;
  taken_at: string | null;
  taken_source: string | null;
  camera_make: string | null;
  camera_model: string | null;
  existing: string;
  status: string;
  missing: number;
  scan: number;
  excluded: number;
  copy_of: number | null;
  raw: string | null;
};

/** A photo as scanning found it, before it has an id. */
export type ScannedPhoto = Omit<Photo, 'id'> & { readonly identity?: string };

/** The photo in a row; fields that are NULL are absent. */
export function photoOf(row: PhotoRow): Photo {
  return {
    id: row.id,
    path: row.path,
    bytes: row.bytes,
    mtime: row.mtime,
    size: { width: row.width, height: row.height },
    orientation: row.orientation,
    usage: row.usage as Usage,
    usageGiven: row.usage_given === 1,
    existing: stored<ExistingText>('photo.existing', row.existing, row),
    excluded: row.excluded === 1 ? true : undefined,
    copyOf: row.copy_of ?? undefined,
    raw: row.raw ?? undefined,
    place: placeOf(row),
    placeSource: (row.place_source ?? undefined) as PlaceSource | undefined,
    placeDistance: row.place_distance ?? undefined,
    filePlace: storedOr<PlaceNames>('photo.file_place', row.file_place, row),
    rivals: storedOr<readonly RivalPlace[]>('photo.rivals', row.rivals, row),
    position:
      row.latitude === null || row.longitude === null
        ? undefined
        : { latitude: row.latitude, longitude: row.longitude },
    takenOn: row.taken_on ?? undefined,
    takenAt: row.taken_at ?? undefined,
    takenSource: (row.taken_source ?? undefined) as DateSource | undefined,
    camera:
      row.camera_make === null && row.camera_model === null
        ? undefined
        : { make: row.camera_make ?? '', model: row.camera_model ?? '' },
  };
}

function placeOf({ city, country, region, country_code: code }: PhotoRow): Place | undefined {
  if (city === null || country === null) return undefined;
  return { city, country, region: region ?? undefined, countryCode: code ?? undefined };
}

export function getPhotoRow(catalog: Catalog, id: number): PhotoRow | undefined {
  return catalog.get<PhotoRow>`SELECT * FROM photo WHERE id = ${id}`;
}

export function getPhoto(catalog: Catalog, id: number): Photo | undefined {
  const row = getPhotoRow(catalog, id);
  return row === undefined ? undefined : photoOf(row);
}

/** The photo at a path of the archive, as a row; the one that is there, where several were. */
export function photoAt(catalog: Catalog, path: string): PhotoRow | undefined {
  return catalog.get<PhotoRow>`
    SELECT * FROM photo WHERE path = ${path} ORDER BY missing, id DESC`;
}

/** The photos that are there, by id and path alone. */
export function photoPaths(catalog: Catalog): { readonly id: number; readonly path: string }[] {
  return catalog.all`SELECT id, path FROM photo WHERE missing = 0`;
}

/** The identity of a photo's picture (src/jpeg/identity.ts); undefined for a file that could not be read. */
export function pictureIdentity(catalog: Catalog, id: number): string | undefined {
  const row = catalog.get<{ identity: string | null }>`SELECT identity FROM photo WHERE id = ${id}`;
  return row?.identity ?? undefined;
}

const readyFor = (stage: PhotoStatus | Stage) => sql`
  status = ${stage} AND ${inReach}
  AND NOT EXISTS (SELECT 1 FROM issue WHERE photo_id = photo.id AND stage = photo.status AND blocking = 1)`;

/**
 * A page of the photos that stand ready for a stage, in archive order, after `afterPath`. Photos that an issue
 * holds back are left out.
 */
export function readyPhotos(
  catalog: Catalog,
  stage: PhotoStatus,
  afterPath: string,
  limit: number,
): Photo[] {
  const rows = catalog.all<PhotoRow>`
    SELECT * FROM photo WHERE ${readyFor(stage)} AND path > ${afterPath} ORDER BY path LIMIT ${limit}`;
  return rows.map(photoOf);
}

export function countReady(catalog: Catalog, stage: PhotoStatus): number {
  return catalog.count`SELECT count(*) FROM photo WHERE ${readyFor(stage)}`;
}

/** How many of the photos ready to be embedded, `without` these ids and with those (`and`), have a headline, how many keywords. */
export function countReplaced(
  catalog: Catalog,
  { without = [], and = [] }: Readonly<Partial<Record<'without' | 'and', readonly number[]>>>,
): { headlines: number; lists: number } {
  return catalog.one<{ headlines: number; lists: number }>`
    SELECT coalesce(sum(coalesce(json_extract(existing, '$.headline'), '') <> ''), 0) AS headlines,
      coalesce(sum(json_array_length(existing, '$.keywords') > 0), 0) AS lists
    FROM photo WHERE id IN ${these(and)}
      OR (${readyFor('embed')} AND id NOT IN ${these(without)})`;
}

export type ReadyTotals = {
  readonly photos: number;
  readonly folders: number;
  /** Of the files. */
  readonly bytes: number;
  readonly pixels: number;
};

/** Sums over the photos that stand ready for a stage. */
export function readyTotals(catalog: Catalog, stage: Stage): ReadyTotals {
  return catalog.one<ReadyTotals>`
    SELECT count(*) AS photos, count(DISTINCT folder) AS folders, coalesce(sum(bytes), 0) AS bytes,
    coalesce(sum(width * height), 0) AS pixels FROM photo WHERE ${readyFor(stage)}`;
}

/** Photos that have been answered, however often. */
export function countAnswered(catalog: Catalog): number {
  return catalog.count`
    SELECT count(*) FROM photo WHERE status IN ('review', 'sidecars', 'embed', 'done') AND missing = 0`;
}

/** Photos that a person accepted. */
export function countAccepted(catalog: Catalog): number {
  return catalog.count`
    SELECT count(*) FROM photo WHERE status IN ('sidecars', 'embed', 'done') AND missing = 0`;
}

/** The folders with photos in them, relative to the archive; '' is the archive itself. */
export function photoFolders(catalog: Catalog): readonly string[] {
  return catalog.texts`SELECT DISTINCT folder FROM photo WHERE missing = 0`;
}

/** Walks all photos ready for a stage page by page; photos moved on meanwhile do not disturb it. */
export function eachReady(catalog: Catalog, stage: PhotoStatus): Generator<Photo> {
  return eachOf((last) => readyPhotos(catalog, stage, last?.path ?? '', 200));
}

/** Moves a photo to the stage it waits for next and forgets what was wrong with it in the stage it leaves. */
export function moveOn(catalog: Catalog, photoId: number, status: PhotoStatus): void {
  catalog.transaction(() => {
    catalog.run`
      DELETE FROM issue WHERE photo_id = ${photoId} AND stage = (SELECT status FROM photo WHERE id = ${photoId})`;
    catalog.run`UPDATE photo SET status = ${status} WHERE id = ${photoId}`;
  });
}

type StageCount = { status: PhotoStatus; photos: number; held: number };

/** How many photos wait for each stage, without those left out, and how many of them an issue holds back. `chosen`: of those. */
export function countByStatus(catalog: Catalog, { chosen = false } = {}): StageCount[] {
  const meant = chosen ? sql`excluded = 0 AND ${isChosen('photo.id')}` : sql`excluded = 0`;
  // From the issues, which are few: asking every photo for its own takes five times as long.
  const held = catalog.all<Omit<StageCount, 'held'>>`
    SELECT status, count(DISTINCT photo_id) AS photos
    FROM issue CROSS JOIN photo ON photo.id = photo_id AND stage = status
    WHERE blocking = 1 AND missing = 0 AND ${meant} GROUP BY status`;
  const heldAt = new Map(held.map(({ status, photos }) => [status, photos]));
  const all = catalog.all<Omit<StageCount, 'held'>>`
    SELECT status, count(*) AS photos FROM photo WHERE missing = 0 AND ${meant} GROUP BY status`;
  return all.map(({ status, photos }) => ({ status, photos, held: heldAt.get(status) ?? 0 }));
}
