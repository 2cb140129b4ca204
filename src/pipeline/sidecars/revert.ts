/** Taking our text out of the sidecar of a photo that was rejected after it had been written. */
import { basename } from 'node:path';
import { markTakenBack } from '../../catalog/approved.ts';
import { forgetSidecar } from '../../catalog/sidecars.ts';
import type { Photo } from '../../photo.ts';
import type { SidecarBytes, Place as SidecarLocation, XmpContent } from '../../xmp/index.ts';
import type { Archive } from '../archive/archive.ts';
import { seenBase } from './base.ts';
import { changeSidecar } from './journaled.ts';
import { planSidecar, type SidecarPlan } from './plan.ts';
import { known, type Remembered, remember, type Seen, seenIn } from './sidecar-row.ts';

/**
 * What we wrote goes, where it still is as we wrote it, and what stood there before comes back; a sidecar that we made
 * and nobody else has touched is removed. Accepted again, also by undo, the photo is written again.
 * @throws XmpError, or the file system's error
 */
export async function revertSidecar(
  archive: Archive,
  photo: Photo,
  place: SidecarLocation,
  now: Date,
  runId: () => number,
): Promise<'removed' | 'taken back'> {
  const { catalog } = archive;
  const plan = await planSidecar(archive, photo, undefined, place, now);
  const { left, finish } = await withoutOurs(archive, photo, plan, runId);
  catalog.transaction(() => {
    if (left === undefined) forgetSidecar(catalog, photo.id);
    else remember(catalog, photo.id, left);
    markTakenBack(catalog, photo.id);
    finish?.();
  });
  return left === undefined ? 'removed' : 'taken back';
}

/** Changes the file; `left` is what is to be remembered of it, undefined when it is gone. */
async function withoutOurs(
  archive: Archive,
  photo: Photo,
  { place: { path }, before, after, remembered: earlier }: SidecarPlan,
  runId: () => number,
): Promise<{ readonly left?: Remembered | undefined; readonly finish?: () => void }> {
  if (before === undefined) return {};
  const { file, seen } = before;
  const isOurs = earlier?.base?.created === true && file.hash === earlier.baseHash;
  if (!isOurs && after === undefined) return { left: asKnown(seen, seen.content) };
  const remembered = (written: SidecarBytes) =>
    after && asKnown(seenIn(basename(path), written, after.content), after.content);
  const { written, finish } = await changeSidecar({
    ...{ archive, photoId: photo.id, runId: runId(), path, name: basename(path) },
    ...{ before: file, bytes: isOurs ? undefined : after?.bytes, textVersion: undefined },
    remembered,
  });
  return { left: written && remembered(written), finish };
}

function asKnown(seen: Seen, content: XmpContent): Remembered {
  return known(seen, seenBase(content));
}
