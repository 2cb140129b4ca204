/**
 * Uploads the copies that wait for an outlet. Each step is written down before it is done, so that what was sent is not
 * sent again, and what may have arrived is asked for, however a run ended.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { readyAt, type UploadStep } from '../../catalog/deliveries.ts';
import {
  markArrived,
  markCsvSent,
  renameCopy,
  saveUploadStep,
  uploadedCopies,
  writtenCsvNames,
} from '../../catalog/uploads.ts';
import { InterruptedError, StopError } from '../../errors.ts';
import { pathInside } from '../../files/inside.ts';
import { systemRefusal } from '../../files/system-errors.ts';
import type { DeliveredNames } from '../../rules/outlets/file-name.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import { fileSource, type Source, SourceError } from '../../transports/source.ts';
import { type Transport, usualConnections } from '../../transports/transport.ts';
import { sideBySide } from '../archive/side-by-side.ts';
import type { StageContext } from '../archive/stage.ts';
import { namesIn, type PhotoProblem } from './make-copies.ts';
import { type OutletPhoto, outletPhotos } from './outlet-photos.ts';
import type { OutletPlan } from './plan.ts';

type Sent = {
  readonly sent: number;
  readonly sentBytes: number;
  readonly problems: readonly PhotoProblem[];
  /** What ended the uploads before all were through. */
  readonly stopped: StopError | undefined;
};

/** A copy that lies in the folder of its outlet. */
type Copy = Pick<OutletPhoto, 'id' | 'path'> & {
  readonly name: string;
  readonly bytes: number;
  readonly upload: UploadStep | null;
};

/**
 * Enters a server, and sees whether it tells what is there: one that has whatever it is asked for would have every name.
 * @throws StopError
 */
export async function assertTells(transport: Transport, outlet: Outlet): Promise<void> {
  const name = `proofsheet-${randomBytes(6).toString('hex')}.jpg`;
  if ((await transport.size(name)) === undefined) return;
  throw new StopError(
    'upload-refused',
    `The server of ${outlet.name} says that it has ${name}, which nobody has sent, so that it cannot be known what has arrived.`,
    'Check host and directory; or make copies in a folder with --into.',
  );
}

type Sending = {
  readonly context: StageContext;
  readonly plan: OutletPlan;
  readonly transport: Transport;
  readonly names: DeliveredNames;
  readonly onProgress: (copy: Copy, bytes: number) => void;
};

/** Uploads all that wait. @throws InterruptedError, or what concerns more than this outlet */
export async function sendCopies(
  context: StageContext,
  plan: OutletPlan,
  transport: Transport,
): Promise<Sent> {
  const { archive, report, signal } = context;
  const { folder, outlet, remote } = plan;
  const copies = [...waitingCopies(context, plan)];
  const total = copies.reduce((sum, { bytes }) => sum + bytes, 0);
  const problems: PhotoProblem[] = [];
  const underWay = new Map<number, number>();
  const settled = new Set<number>();
  let [through, sent, sentBytes] = [0, 0, 0];
  const tell = () => {
    const done = [...underWay.values()].reduce((sum, bytes) => sum + bytes, through);
    report({ stage: 'upload', done, total, unit: 'bytes', note: outlet.name });
  };
  const sending: Sending = {
    ...{ context, plan, transport },
    names: await namesIn(archive, outlet, folder),
    onProgress({ id, bytes }, there) {
      // It is through when its arrival is written down; and what is told late, or anew at another try, is no step back.
      if (settled.has(id)) return;
      underWay.set(id, Math.max(underWay.get(id) ?? 0, Math.min(there, bytes - 1)));
      tell();
    },
  };
  const work = sideBySide(
    { ...context, report: tell },
    {
      ...{ stage: 'upload', items: copies, total: copies.length },
      atOnce: remote?.connections ?? usualConnections,
      work: async (copy: Copy) => ({ copy, reason: await sendOne(sending, copy) }),
      settle({ copy: { bytes, id, path }, reason }) {
        settled.add(id);
        underWay.delete(id);
        through += bytes;
        if (reason === undefined) [sent, sentBytes] = [sent + 1, sentBytes + bytes];
        else problems.push({ path, reason });
      },
    },
  );
  let stopped: StopError | undefined;
  try {
    await work;
  } catch (error) {
    if (signal.aborted) throw new InterruptedError();
    if (!(error instanceof StopError) || error.code === 'disk-full') throw error;
    stopped = error;
  }
  return { sent, sentBytes, problems, stopped };
}

function* waitingCopies({ archive }: StageContext, { outlet }: OutletPlan): Generator<Copy, void> {
  for (const one of outletPhotos(archive, [outlet], readyAt(archive.catalog, outlet.id))) {
    const { delivery, id, path } = one;
    if (!one.isChosen || delivery?.state !== 'ready' || delivery.madeFrom !== one.madeFrom)
      continue;
    const { bytes, name, upload } = delivery;
    yield { id, path, bytes, name, upload };
  }
}

/** Sends one copy. @returns why it could not be sent, where that concerns it alone */
async function sendOne(sending: Sending, copy: Copy): Promise<string | undefined> {
  const { context, onProgress, plan, transport } = sending;
  const { catalog } = context.archive;
  const key = { outlet: plan.outlet.id, photoId: copy.id };
  try {
    const name = await nameThere(sending, copy);
    const source = await fileSource(pathInside(plan.folder, name));
    if (source.bytes !== copy.bytes) return 'The copy was changed; the next run makes it anew.';
    if (copy.upload === null || copy.upload === 'older') saveUploadStep(catalog, key, 'sending');
    await transport.put(source, name, (bytes) => onProgress(copy, bytes), {
      last: copy.upload === 'direct' || copy.upload === 'whole' ? copy.upload : undefined,
      onStep: (step) => saveUploadStep(catalog, key, step),
    });
    markArrived(catalog, key, context.clock.now());
    return undefined;
  } catch (error) {
    if (error instanceof StopError && error.code === 'upload-refused')
      return `${error.message} ${error.advice}`;
    if (error instanceof SourceError) return `The copy ${error.message}.`;
    const refusal = error instanceof StopError ? undefined : systemRefusal(error);
    if (refusal === undefined) throw error;
    return `The copy cannot be read: ${refusal.why}.`;
  }
}

/** The name for a copy at the outlet, with nothing of another text or of somebody else under it. */
async function nameThere(
  { context, names, plan, transport }: Sending,
  { bytes, id, name, path, upload }: Copy,
): Promise<string> {
  if (upload !== null) return name;
  let free = name;
  for (;;) {
    const there = await transport.size(free);
    if (there === undefined) break;
    // It may be ours, sent before the catalog was lost; of the same size alone it may be anybody's.
    if (there === bytes && free === name) {
      const source = await fileSource(pathInside(plan.folder, name));
      if (await transport.holds(source, name)) break;
    }
    free = names.next(path);
  }
  if (free === name) return name;
  renameCopy(context.archive.catalog, { outlet: plan.outlet.id, photoId: id }, free);
  await rename(pathInside(plan.folder, name), pathInside(plan.folder, free));
  return free;
}

/** Takes copies that have arrived from this disk, unless they are to be kept. */
export async function removeArrived(
  { archive }: StageContext,
  { folder, outlet }: OutletPlan,
): Promise<void> {
  if (archive.settings['deliver.keepCopies']) return;
  const there = new Set(await readdir(folder));
  for (const { bytes, name } of uploadedCopies(archive.catalog, outlet.id)) {
    if (!there.has(name)) continue;
    const file = pathInside(folder, name);
    // Another archive may have a copy of this name waiting there.
    if ((await stat(file).catch(() => undefined))?.size === bytes) await rm(file, { force: true });
  }
}

/** Sends the CSVs of an outlet that takes them the way of the photos. */
export async function sendCsvFiles(
  { archive: { catalog } }: StageContext,
  { folder, outlet }: OutletPlan,
  transport: Transport,
): Promise<void> {
  if (!outlet.delivery.value.csv) return;
  const place = { id: outlet.id, folder };
  const names = writtenCsvNames(catalog, place);
  if (names.length > 0) await assertTells(transport, outlet);
  for (const name of names) {
    const file = pathInside(folder, name);
    if (!existsSync(file)) continue;
    await sendCsv(transport, outlet, name, file);
    markCsvSent(catalog, place, name);
  }
}

/** @throws StopError, also where the file is written to meanwhile */
async function sendCsv(
  transport: Transport,
  outlet: OutletPlan['outlet'],
  name: string,
  file: string,
): Promise<void> {
  try {
    const source = await fileSource(file);
    await transport.put(source, await freeCsvName(transport, outlet, name, source));
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const why = `The list ${file} ${error.message}.`;
    throw new StopError('upload-refused', why, 'Run the same command again; it sends the list.');
  }
}

/** One of another archive may lie there. */
async function freeCsvName(
  transport: Transport,
  { id }: OutletPlan['outlet'],
  name: string,
  source: Source,
): Promise<string> {
  for (let number = 1, free = name; ; free = `${id}-${++number}.csv`) {
    const there = await transport.size(free);
    const isFree = there === undefined;
    if (isFree || (there === source.bytes && (await transport.holds(source, free)))) return free;
  }
}
