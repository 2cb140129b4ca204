/** The releases that photos and sidecars name already, attached to their photos. */
import { embeddedEarlier } from '../../catalog/journal.ts';
import { getPhoto } from '../../catalog/photos.ts';
import { photosNamingReleases, takeRelease } from '../../catalog/releases.ts';
import { partsOf } from '../../metadata/metadata.ts';
import type { Photo } from '../../photo.ts';
import { longestReleaseName, releaseKinds } from '../../rules/outlets/master-text.ts';
import type { Archive } from '../archive/archive.ts';
import { rightsOf } from '../archive/rights.ts';
import { recall } from '../sidecars/sidecar-row.ts';

type Naming = Pick<Photo['existing'], 'modelReleaseId' | 'propertyReleaseId'>;

/** To be called when photos, sidecars and templates have been read. What we wrote ourselves is known already. */
export function takeReleases(archive: Archive): void {
  const { catalog } = archive;
  catalog.transaction(() => {
    for (const photoId of photosNamingReleases(catalog)) takeFor(archive, photoId);
  });
}

function takeFor(archive: Archive, photoId: number): void {
  const { catalog } = archive;
  const photo = getPhoto(catalog, photoId);
  if (photo === undefined) return;
  const beside = recall(catalog, photoId);
  const { text } = rightsOf(archive, photo);
  const ours = [text, embeddedEarlier(catalog, photoId).last, beside?.base?.ours ?? {}];
  for (const kind of releaseKinds) {
    const field = `${kind}ReleaseId` as const;
    const named = (all: readonly Naming[]) => all.flatMap((one) => partsOf(field, one[field]));
    const known = new Set(named(ours));
    for (const release of named([photo.existing, beside?.content ?? {}]))
      if (!known.has(release) && release.length <= longestReleaseName)
        takeRelease(catalog, photoId, { kind, release });
  }
}
