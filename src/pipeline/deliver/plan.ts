/** What delivering would do, counted before anything is written. */
import { stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { InterruptedError } from '../../errors.ts';
import { pathInside } from '../../files/inside.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import type { StageContext } from '../archive/stage.ts';
import { type OutletPhoto, outletPhotos, type Standing, standingOf } from './outlet-photos.ts';

export type OutletPlan = {
  readonly outlet: Outlet;
  readonly folder: string;
  readonly counts: Readonly<Record<Standing, number>>;
  /** Copies to be made, and the bytes of their photos. */
  readonly copies: number;
  readonly bytes: number;
  /** Photos that the outlet would refuse, with its sentences. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
  /** Photos that it gets although something speaks against it, by the sentence. */
  readonly notes: ReadonlyMap<string, number>;
};

/** Photos whose refusal is told one by one; of more, the number is. */
const mostTold = 2000;
/** Between two turns for whoever else waits. */
const photosAtOnce = 200;

/** @throws InterruptedError */
export async function planOutlet(
  { archive, signal }: StageContext,
  outlet: Outlet,
  folder: string,
  { again = false } = {},
): Promise<OutletPlan> {
  const counts = { new: 0, changed: 0, 'sent-changed': 0, same: 0, refused: 0 };
  const refused: OutletPlan['refused'][number][] = [];
  const notes = new Map<string, number>();
  let copies = 0;
  let bytes = 0;
  let looked = 0;
  for (const one of outletPhotos(archive.catalog, outlet)) {
    if (++looked % photosAtOnce === 0) await setImmediate();
    if (signal.aborted) throw new InterruptedError();
    const standing = await standingAt(one, outlet, folder);
    counts[standing] += 1;
    const { path, variant } = one;
    if (standing === 'refused' && refused.length < mostTold)
      refused.push({ path, reason: variant.refusals.join(' ') });
    if (!isMade(standing, again)) continue;
    copies += 1;
    bytes += one.bytes;
    for (const note of variant.notes.map(withoutNumbers))
      notes.set(note, (notes.get(note) ?? 0) + 1);
  }
  return { outlet, folder, counts, copies, bytes, refused, notes };
}

/** Whether a copy is made. `again`: also of what has left with another text. */
export function isMade(standing: Standing, again: boolean): boolean {
  return standing === 'new' || standing === 'changed' || (again && standing === 'sent-changed');
}

/** Like `standingOf`, and a copy that waits to be sent and is not in its folder is made again. */
export async function standingAt(
  one: OutletPhoto,
  outlet: Outlet,
  folder: string,
): Promise<Standing> {
  const standing = standingOf(one, outlet);
  const { delivery } = one;
  const isKept = delivery?.state === 'ready' || outlet.delivery.value.way === 'folder';
  if (standing !== 'same' || delivery === undefined || !isKept) return standing;
  const found = await stat(pathInside(folder, delivery.name)).catch(() => undefined);
  return found?.size === delivery.bytes ? 'same' : 'changed';
}

/** `The picture has 1.5 megapixels; the minimum is 4.`: many photos share the sentence without their own number. */
function withoutNumbers(note: string): string {
  return note.replace(/has [\d.]+ (?=megapixels|pixels|MB)/u, 'has too few or too many ');
}
