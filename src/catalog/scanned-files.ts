/**
 * What scanning writes. Text and history belong to the picture, not to the name of its file: a photo is known by the
 * identity of its picture data (src/jpeg/identity.ts). Where names and pictures do not agree any more, the photos at
 * those names are set free first, as missing, and then every file takes the photo that its picture is.
 */
import { folderOf, type Issue } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { fileTakenAt, keepFileDate } from './corrections.ts';
import { recordIssue } from './issues.ts';
import { forgetPhotoNames } from './photo-names.ts';
import type { ScannedPhoto } from './photos.ts';

/** A file as it was read, with the identity of its picture. */
export type ReadFile = ScannedPhoto & { readonly identity: string };

export type Stored =
  | 'new'
  /** The same picture at the same name, with other metadata. */
  | 'changed'
  /** A known picture at another name. */
  | 'moved'
  /** The same photograph at the same name, its picture worked on. */
  | 'edited';

/** Says of a photo in review that its picture is not the one the text was accepted for. */
const pictureChanged = 'picture-changed';

/**
 * Stores a file about whose picture there is no doubt: one that is still at its name, or one that was never seen.
 * @returns undefined for any other: it has to wait until all files were read
 */
export function storeCertain(catalog: Catalog, file: ReadFile): Stored | undefined {
  const here = photoAt(catalog, file.path);
  if (here !== undefined) {
    if (here.identity !== file.identity) return undefined;
    update(catalog, here.id, file);
    return 'changed';
  }
  if (isKnown(catalog, file)) return undefined;
  insert(catalog, file);
  return 'new';
}

function photoAt(catalog: Catalog, path: string) {
  return catalog.get<{ id: number; identity: string | null }>`
    SELECT id, identity FROM photo WHERE path = ${path} AND missing = 0`;
}

function isKnown(catalog: Catalog, { identity, path }: ReadFile): boolean {
  return (
    catalog.has`SELECT 1 FROM photo WHERE identity = ${identity}` ||
    formerAt(catalog, path) !== undefined
  );
}

/** Sets the photo at a name free, because another picture lies there now. Returns whether there was one. */
export function displace(catalog: Catalog, path: string): boolean {
  forgetPhotoNames(catalog);
  return (
    catalog.run`
      UPDATE photo SET missing = 1 WHERE path = ${path} AND missing = 0 AND identity IS NOT NULL`
      .changes > 0
  );
}

/**
 * Stores a file whose picture is that of a missing photo: it is that photo, wherever it went. Of several with the
 * same picture, the one that was called so.
 * @returns undefined when there is no such photo
 */
export function storeRecognised(catalog: Catalog, file: ReadFile): Stored | undefined {
  const name = file.path.slice(file.path.lastIndexOf('/'));
  const photo = catalog.get<{ id: number; path: string }>`
    SELECT id, path FROM photo WHERE identity = ${file.identity} AND missing = 1
    ORDER BY path = ${file.path} DESC, substr(path, -length(${name})) = ${name} DESC,
      (bytes = ${file.bytes} AND mtime = ${file.mtime}) DESC, id LIMIT 1`;
  if (photo === undefined) return undefined;
  forgetUnreadable(catalog, file.path);
  update(catalog, photo.id, file);
  return photo.path === file.path ? 'changed' : 'moved';
}

/** A photo that was at a name before, for telling whether the picture there now is the same photograph. */
export type Former = {
  readonly id: number;
  readonly takenAt: string | null;
  readonly camera: string | null;
  /** How it looked, in 64 bits, 32 to a number. */
  readonly high: number | null;
  readonly low: number | null;
};

/** The photo that was last at a name and is now nowhere. */
export function formerAt(catalog: Catalog, path: string): Former | undefined {
  return catalog.get<Former>`
    SELECT id, ${fileTakenAt} AS takenAt, camera_model AS camera, high, low
    FROM photo LEFT JOIN fingerprint ON fingerprint.photo_id = id LEFT JOIN correction ON correction.photo_id = id
    WHERE folder = ${folderOf(path)} AND path = ${path} AND missing = 1 ORDER BY id DESC LIMIT 1`;
}

/** Stores a file that is the photo `id` with its picture worked on. Its text is kept and has to be looked at again. */
export function storeEdited(catalog: Catalog, id: number, file: ReadFile): void {
  update(catalog, id, file);
  // A trigger has opened the review. What was prepared shows the old picture; what was asked is answered all the same.
  catalog.run`
    UPDATE photo SET status = CASE WHEN status = 'submit' THEN 'prepare' ELSE 'review' END
    WHERE id = ${id} AND status IN ('submit', 'sidecars', 'embed', 'done')`;
  if (catalog.has`SELECT 1 FROM review WHERE photo_id = ${id}`)
    recordIssue(
      catalog,
      id,
      {
        stage: 'review',
        code: pictureChanged,
        message:
          'The picture was changed after this text was written. See whether the text still fits, and accept it again.',
      },
      { blocking: false },
    );
}

/** Whether the text of a photo was written for an earlier version of its picture and not accepted since. */
export function hasPictureChanged(catalog: Catalog, photoId: number): boolean {
  return catalog.has`SELECT 1 FROM issue WHERE photo_id = ${photoId} AND code = ${pictureChanged}`;
}

/** Stores a file as a photo of its own. */
export function storeNew(catalog: Catalog, file: ReadFile): void {
  forgetUnreadable(catalog, file.path);
  insert(catalog, file);
}

/**
 * Stores a file that cannot be read as a photo, held back at its scan. A photo that was at its name is missing until
 * its picture can be read again, there or elsewhere.
 */
export function storeUnreadable(
  catalog: Catalog,
  file: { readonly path: string; readonly bytes: number; readonly mtime: string },
  issue: Issue,
): void {
  displace(catalog, file.path);
  forgetUnreadable(catalog, file.path);
  const id = insert(catalog, {
    ...file,
    size: { width: 0, height: 0 },
    orientation: 1,
    usage: 'editorial',
    usageGiven: false,
    existing: { keywords: [] },
  });
  catalog.run`UPDATE photo SET status = 'scan' WHERE id = ${id}`;
  recordIssue(catalog, id, issue);
}

function forgetUnreadable(catalog: Catalog, path: string): void {
  forgetPhotoNames(catalog);
  catalog.run`DELETE FROM photo WHERE path = ${path} AND missing = 0 AND identity IS NULL`;
}

/** A changed file may have what was missing: it is tried again. */
function forgetIssues(catalog: Catalog, id: number): void {
  catalog.run`DELETE FROM issue WHERE photo_id = ${id} AND code <> ${pictureChanged}`;
}

/** The columns that a scan fills. */
function columnsOf({ size, place, position, camera, ...photo }: ScannedPhoto) {
  const { path, bytes, mtime, identity, orientation, usage, usageGiven, existing } = photo;
  const { placeSource, placeDistance, filePlace, takenOn, takenAt, takenSource } = photo;
  return {
    ...{ path, bytes, mtime, identity, orientation, usage, usageGiven, existing, ...size },
    ...{ placeSource, placeDistance, filePlace, takenOn, takenAt, takenSource },
    folder: folderOf(path),
    city: place?.city,
    country: place?.country,
    region: place?.region,
    countryCode: place?.countryCode,
    // Looked for anew.
    rivals: undefined,
    latitude: position?.latitude,
    longitude: position?.longitude,
    cameraMake: camera?.make,
    cameraModel: camera?.model,
  };
}

function insert(catalog: Catalog, photo: ScannedPhoto): number {
  forgetPhotoNames(catalog);
  return catalog.insert('photo', { ...columnsOf(photo), status: 'prepare', scan: 0 }).id;
}

function update(catalog: Catalog, id: number, photo: ScannedPhoto): void {
  forgetPhotoNames(catalog);
  catalog.update('photo', { ...columnsOf(photo), missing: 0 }, { id });
  keepFileDate(catalog, id, photo.takenOn, photo.takenAt);
  forgetIssues(catalog, id);
}
