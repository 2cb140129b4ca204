/** Releases of people and of property, as names that are attached to photos: one or many, as part of a step. */
import type { ReleaseKind, Releases } from '../rules/outlets/master-text.ts';
import type { Catalog } from './catalog.ts';
import { these } from './sql.ts';
import type { Step } from './step.ts';

type Row = {
  readonly name: string;
  readonly photo_id: number;
  readonly kind: ReleaseKind;
  readonly release: string;
  readonly is_off: number;
};

/** By photo; those without any are not among them. Names are in alphabetical order. */
export function releasesOf(
  catalog: Catalog,
  photoIds: readonly number[],
): ReadonlyMap<number, Releases> {
  return rowsOf(catalog, photoIds, 0);
}

/** What a person has taken off a photo; files may still name it. */
export function takenOff(catalog: Catalog, photoId: number): Releases | undefined {
  return rowsOf(catalog, [photoId], 1).get(photoId);
}

function rowsOf(catalog: Catalog, photoIds: readonly number[], isOff: number) {
  const found = new Map<number, { model: string[]; property: string[] }>();
  for (const { kind, photo_id, release } of catalog.all<Row>`
    SELECT * FROM release WHERE photo_id IN ${these(photoIds)} AND is_off = ${isOff} ORDER BY release`) {
    const ofPhoto = found.get(photo_id) ?? { model: [], property: [] };
    found.set(photo_id, ofPhoto);
    ofPhoto[kind].push(release);
  }
  return found;
}

/** Every name that is attached to a photo of the archive. */
export function releaseNames(catalog: Catalog): readonly string[] {
  return catalog.texts`SELECT DISTINCT release FROM release WHERE is_off = 0 ORDER BY release`;
}

/** The kinds of which any is attached to a photo. */
export function attachedKinds(catalog: Catalog): readonly ReleaseKind[] {
  return catalog.texts<ReleaseKind>`
    SELECT DISTINCT kind FROM release WHERE is_off = 0 ORDER BY kind`;
}

type Release = { readonly kind: ReleaseKind; readonly release: string };

/** Attaches a release to a photo, or takes it off, as part of a step. */
export function setRelease(
  catalog: Catalog,
  step: Step,
  photoId: number,
  release: Release,
  isAttached: boolean,
): void {
  const row = rowOf(photoId, release, isAttached ? 0 : 1);
  const before = catalog.get<Row>`SELECT * FROM release WHERE name = ${row.name}`;
  if (before !== undefined || isAttached) step.set('release', row.name, before, row);
}

/** Attaches a release that a file names, unless a person has taken it off. */
export function takeRelease(catalog: Catalog, photoId: number, release: Release): void {
  catalog.insert('release', rowOf(photoId, release, 0), 'ignore');
}

function rowOf(photoId: number, { kind, release }: Release, isOff: number): Row {
  const name = `${photoId} ${kind} ${release}`;
  return { name, photo_id: photoId, kind, release, is_off: isOff };
}

/** The photos of which a file names releases and has changed since this was last asked. */
export function photosNamingReleases(catalog: Catalog): readonly number[] {
  const ids = catalog.ids`SELECT photo_id AS id FROM names_releases`;
  catalog.run`DELETE FROM names_releases`;
  return ids;
}
