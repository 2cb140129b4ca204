/** What delivering would do, counted before anything is written. */
import { stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { DeliveryState } from '../../catalog/deliveries.ts';
import { InterruptedError } from '../../errors.ts';
import { pathInside } from '../../files/inside.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import { outletSettings } from '../../settings.ts';
import { type Remote, remoteText } from '../../transports/remote.ts';
import type { Archive } from '../archive/archive.ts';
import type { StageContext } from '../archive/stage.ts';
import {
  folderCsvHash,
  type OutletPhoto,
  outletPhotos,
  type Standing,
  standingOf,
  waitsInFolder,
} from './outlet-photos.ts';
import type { Place } from './place.ts';

/** An outlet with the place of its copies. */
export type Placed = Place & { readonly outlet: Outlet };

export type OutletPlan = Placed & {
  readonly counts: Readonly<Record<Standing, number>>;
  /** How many stand how there already. */
  readonly states: Readonly<Record<DeliveryState, number>>;
  /** A hash of what the CSV of its folder would be made of now. */
  readonly csvMadeFrom: string;
  /** Of the photos whose copies are to be made. */
  readonly photoIds: readonly number[];
  /** Copies to be made, and the bytes of their photos. */
  readonly copies: number;
  readonly bytes: number;
  /** Copies to be uploaded, those that wait already with them, and their bytes; a copy counts as its photo until it is made. */
  readonly uploads: number;
  readonly uploadBytes: number;
  /** What the remote is called; undefined where copies stay in the folder. */
  readonly server: string | undefined;
  /** That the password would go over plain FTP, as a sentence, where nobody has said yet that it may. */
  readonly unprotected: string | undefined;
  /** Photos that the outlet would refuse, with its sentences. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
  /** Photos that it gets although something speaks against it, by the sentence. */
  readonly notes: ReadonlyMap<string, number>;
};

/** Photos whose refusal is told one by one; of more, the number is. */
const mostTold = 2000;
/** Between two turns for whoever else waits. */
const photosAtOnce = 200;

export type PlanOptions = {
  /** Also what has left with another text. */
  readonly again?: boolean;
  /** Called for every photo and outlet that is looked at. */
  readonly seen?: ((one: OutletPhoto, standing: Standing) => void) | undefined;
};

/** What delivering to each outlet would do, in one pass. @throws InterruptedError */
export async function planOutlets(
  { archive, signal }: Pick<StageContext, 'archive' | 'signal'>,
  to: readonly Placed[],
  { again = false, seen }: PlanOptions = {},
): Promise<readonly OutletPlan[]> {
  const plans = new Map(to.map((placed) => [placed.outlet.id, newPlan(archive, placed)]));
  let looked = 0;
  for (const one of outletPhotos(
    archive,
    to.map(({ outlet }) => outlet),
  )) {
    if (++looked % photosAtOnce === 0) await setImmediate();
    if (signal.aborted) throw new InterruptedError();
    const plan = plans.get(one.outlet.id);
    if (plan === undefined) continue;
    const standing = await standingAt(one, plan.folder);
    addTo(plan, one, standing, again);
    seen?.(one, standing);
  }
  return [...plans.values()].map(({ csv, ...plan }) => ({ ...plan, csvMadeFrom: csv.end() }));
}

type GrowingPlan = ReturnType<typeof newPlan>;

function newPlan(archive: Archive, { outlet, folder, remote }: Placed) {
  const refused: OutletPlan['refused'][number][] = [];
  const counts = { new: 0, changed: 0, 'sent-changed': 0, same: 0, refused: 0, 'not-chosen': 0 };
  const states = { ready: 0, delivered: 0, accepted: 0, refused: 0 };
  const notes = new Map<string, number>();
  const photoIds: number[] = [];
  return {
    ...{ outlet, folder, remote, counts, states, refused, notes, photoIds },
    ...{ copies: 0, bytes: 0, uploads: 0, uploadBytes: 0 },
    server: remote && remoteText(remote),
    unprotected: remote && unprotectedWords(archive, outlet, remote),
    csv: folderCsvHash(outlet),
  } satisfies Omit<OutletPlan, 'csvMadeFrom'> & { readonly csv: unknown };
}

function unprotectedWords(
  { logins, settings }: Archive,
  { id, name }: Outlet,
  { host, kind }: Remote,
): string | undefined {
  if (kind !== 'ftp' || outletSettings(settings, id).unprotected) return undefined;
  if (logins?.unprotected.isAllowed(id) === true) return undefined;
  return `${name}: FTP sends your password to ${host} unprotected: everybody on the way can read it. Use FTPS or SFTP if the outlet has one of them.`;
}

function addTo(plan: GrowingPlan, one: OutletPhoto, standing: Standing, again: boolean): void {
  const { delivery, path, variant } = one;
  const { counts, notes, refused, states } = plan;
  counts[standing] += 1;
  if (waitsInFolder(one)) plan.csv.add(one);
  if (delivery !== undefined) states[delivery.state] += 1;
  if (standing === 'refused' && refused.length < mostTold)
    refused.push({ path, reason: variant.refusals.join(' ') });
  const isNew = isMade(standing, again);
  const isWaiting = standing === 'same' && one.delivery?.state === 'ready';
  if (plan.remote !== undefined && (isNew || isWaiting)) {
    plan.uploads += 1;
    plan.uploadBytes += isNew ? one.bytes : (one.delivery?.bytes ?? 0);
  }
  if (!isNew) return;
  plan.photoIds.push(one.id);
  plan.copies += 1;
  plan.bytes += one.bytes;
  for (const note of variant.notes.map(withoutNumbers)) notes.set(note, (notes.get(note) ?? 0) + 1);
}

/** Whether a copy is made. `again`: also of what has left with another text. */
export function isMade(standing: Standing, again: boolean): boolean {
  return standing === 'new' || standing === 'changed' || (again && standing === 'sent-changed');
}

/** Like `standingOf`, and a copy that waits to be sent and is not in its folder is made again. */
export async function standingAt(one: OutletPhoto, folder: string): Promise<Standing> {
  const standing = standingOf(one);
  const { delivery, outlet } = one;
  const isKept = delivery?.state === 'ready' || outlet.delivery.value.way === 'folder';
  if (standing !== 'same' || delivery === undefined || !isKept) return standing;
  const found = await stat(pathInside(folder, delivery.name)).catch(() => undefined);
  return found?.size === delivery.bytes ? 'same' : 'changed';
}

/** `The picture has 1.5 megapixels; the minimum is 4.`: many photos share the sentence without their own number. */
function withoutNumbers(note: string): string {
  return note
    .replace(
      /has [\d.]+ (megapixels|pixels|MB); the minimum is (\d+(?:\.\d+)?)/u,
      'has fewer than $2 $1',
    )
    .replace(
      /has [\d.]+ (megapixels|pixels|MB); the limit is (\d+(?:\.\d+)?)/u,
      'has more than $2 $1',
    );
}
