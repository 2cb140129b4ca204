/** Releases of people and of property, as names that are attached to photos: one or many, as part of a step. */
import type { ReleaseKind, Releases } from '../rules/outlets/master-text.ts';
import type { Catalog } from './catalog.ts';
import type { Step } from './step.ts';

type Row = {
  readonly name: string;
  readonly photo_id: number;
  readonly kind: ReleaseKind;
  readonly release: string;
};

/** By photo; those without any are not among them. Names are in alphabetical order. */
export function releasesOf(
  catalog: Catalog,
  photoIds: readonly number[],
): ReadonlyMap<number, Releases> {
  const found = new Map<number, { model: string[]; property: string[] }>();
  for (const { kind, photo_id, release } of catalog.all<Row>(
    `SELECT * FROM release WHERE photo_id IN (SELECT value FROM json_each(?)) ORDER BY release`,
    JSON.stringify(photoIds),
  )) {
    const ofPhoto = found.get(photo_id) ?? { model: [], property: [] };
    found.set(photo_id, ofPhoto);
    ofPhoto[kind].push(release);
  }
  return found;
}

/** Every name that is attached to a photo of the archive. */
export function releaseNames(catalog: Catalog): readonly string[] {
  return catalog
    .all<{ release: string }>('SELECT DISTINCT release FROM release ORDER BY release')
    .map(({ release }) => release);
}

/** Attaches a release to a photo, or takes it off, as part of a step. */
export function setRelease(
  catalog: Catalog,
  step: Step,
  photoId: number,
  { kind, release }: { readonly kind: ReleaseKind; readonly release: string },
  isAttached: boolean,
): void {
  const name = `${photoId} ${kind} ${release}`;
  const before = catalog.get<Row>('SELECT * FROM release WHERE name = ?', name);
  const after = { name, photo_id: photoId, kind, release };
  step.set('release', name, before, isAttached ? after : null);
}
