/** Taking our text out of the sidecar of a photo that was rejected after it had been written. */
import { basename } from 'node:path';
import { markTakenBack } from '../../catalog/approved.ts';
import { forgetSidecar, getSidecar, rawSidecarNames } from '../../catalog/sidecars.ts';
import { assertReachable } from '../../files/inside.ts';
import type { Photo } from '../../photo.ts';
import type { SidecarBytes } from '../../xmp/index.ts';
import { type Archive, linksOf } from '../archive/archive.ts';
import { changeSidecar, sidecarNamed } from './journaled.ts';
import { rawName, type SidecarPlace } from './locate.ts';
import { planSidecar, type SidecarPlan } from './plan.ts';
import { knownAsSeen, type Remembered, remember, seenIn } from './sidecar-row.ts';

/**
 * What we wrote goes, where it still is as we wrote it, and what stood there before comes back; a sidecar that we made
 * and nobody else has touched is removed. Accepted again, also by undo, the photo is written again.
 * @param own the photo's own; those of raw files that we have written are found by what is remembered of them
 * @returns what became of its own
 * @throws XmpError, or the file system's error
 */
export async function revertSidecars(
  archive: Archive,
  photo: Photo,
  own: SidecarPlace,
  now: Date,
  runId: () => number,
): Promise<'removed' | 'taken back'> {
  for (const name of rawSidecarNames(archive.catalog, photo.id))
    if (typeof getSidecar(archive.catalog, photo.id, name)?.written_at === 'string')
      await revertSidecar(archive, photo, await rawPlace(archive, photo, own, name), now, runId);
  return revertSidecar(archive, photo, own, now, runId);
}

async function rawPlace(
  archive: Archive,
  photo: Photo,
  { candidates }: SidecarPlace,
  name: string,
): Promise<SidecarPlace> {
  const path = sidecarNamed(archive, photo, name);
  await assertReachable(path, linksOf(archive, 'sidecars'));
  return { path, exists: true, candidates, raw: name };
}

async function revertSidecar(
  archive: Archive,
  photo: Photo,
  place: SidecarPlace,
  now: Date,
  runId: () => number,
): Promise<'removed' | 'taken back'> {
  const { catalog } = archive;
  const raw = rawName(place);
  const plan = await planSidecar(archive, photo, undefined, place, now);
  const { left, finish } = await withoutOurs(archive, photo, plan, runId);
  catalog.transaction(() => {
    if (left === undefined) forgetSidecar(catalog, photo.id, raw);
    else remember(catalog, photo.id, left, { isRaw: raw !== undefined });
    if (raw === undefined) markTakenBack(catalog, photo.id);
    finish?.();
  });
  return left === undefined ? 'removed' : 'taken back';
}

/** Changes the file; `left` is what is to be remembered of it, undefined when it is gone. */
async function withoutOurs(
  archive: Archive,
  photo: Photo,
  { place, before, after, remembered: earlier }: SidecarPlan,
  runId: () => number,
): Promise<{ readonly left?: Remembered | undefined; readonly finish?: () => void }> {
  if (before === undefined) return {};
  const { file, seen } = before;
  const isOurs = earlier?.base?.created === true && file.hash === earlier.baseHash;
  if (!isOurs && after === undefined) return { left: knownAsSeen(seen) };
  const remembered = (written: SidecarBytes) =>
    after && knownAsSeen(seenIn(basename(place.path), written, after.content));
  const { written, finish } = await changeSidecar(archive, {
    ...{ photo, place, runId: runId(), remembered, textVersion: undefined },
    ...{ before: file, bytes: isOurs ? undefined : after?.bytes },
  });
  return { left: written && remembered(written), finish };
}
