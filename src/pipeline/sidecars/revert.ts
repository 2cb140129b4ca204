/** Taking our text out of the sidecar of a photo that was rejected after it had been written. */
import { basename } from 'node:path';
import { markTakenBack } from '../../catalog/approved.ts';
import { forgetSidecar } from '../../catalog/sidecars.ts';
import type { Photo } from '../../photo.ts';
import { removeSidecarFile, writeSidecarFile } from '../../xmp/index.ts';
import type { Archive } from '../archive/archive.ts';
import { seenBase } from './base.ts';
import type { Locator } from './locate.ts';
import { planSidecar, type SidecarPlan } from './plan.ts';
import { known, type Remembered, remember, seenIn } from './sidecar-row.ts';

/**
 * What we wrote goes, where it still is as we wrote it, and what stood there before comes back; a sidecar that we made
 * and nobody else has touched is removed. Accepted again, also by undo, the photo is written again.
 * @throws XmpError, or the file system's error
 */
export async function revertSidecar(
  archive: Archive,
  photo: Photo,
  locate: Locator,
  now: Date,
): Promise<'removed' | 'taken back'> {
  const { catalog } = archive;
  const plan = await planSidecar(archive, photo, undefined, await locate(photo), now);
  const left = await withoutOurs(plan);
  catalog.transaction(() => {
    if (left === undefined) forgetSidecar(catalog, photo.id);
    else remember(catalog, photo.id, left);
    markTakenBack(catalog, photo.id);
  });
  return left === undefined ? 'removed' : 'taken back';
}

/** Changes the file; returns what is to be remembered of it, undefined when it is gone. */
async function withoutOurs({
  place,
  before,
  after,
  remembered,
}: SidecarPlan): Promise<Remembered | undefined> {
  if (before === undefined) return undefined;
  const { file, seen } = before;
  if (remembered?.base?.created === true && file.hash === remembered.baseHash) {
    await removeSidecarFile(place.path, file.hash);
    return undefined;
  }
  if (after === undefined) return known(seen, seenBase(seen.content));
  const written = await writeSidecarFile(place.path, after.bytes, file.hash);
  const { content } = after;
  return known(seenIn(basename(place.path), written, content), seenBase(content));
}
