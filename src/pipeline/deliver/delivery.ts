/**
 * deliver: copies for outlets, uploads and CSVs. First a plan, which only looks; then the run, which does what the plan
 * says. The screen and the command use the same two.
 */
import { counted } from '../../amounts.ts';
import { madeUpPhotos } from '../../catalog/review-to-write.ts';
import { InterruptedError, type StopCode, StopError } from '../../errors.ts';
import { pathInside } from '../../files/inside.ts';
import { isSampleArchive } from '../../files/sample-marker.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import type { Transport } from '../../transports/transport.ts';
import type { StageContext } from '../archive/stage.ts';
import { byHandLines, byHandLinesWithoutCsv } from './by-hand.ts';
import { writeCsvFiles } from './csv-files.ts';
import { assertRoom, makeCopies, type PhotoProblem } from './make-copies.ts';
import { openOutlet } from './open-outlet.ts';
import { makeDeliveryFolder, placeOf } from './place.ts';
import { type OutletPlan, type Placed, type PlanOptions, planOutlets } from './plan.ts';
import { assertTells, removeArrived, sendCopies, sendCsvFiles } from './upload.ts';

export type DeliveryRequest = {
  readonly outlets: readonly Outlet[];
  /** Copies and CSVs go to a folder for each outlet below this one, and nothing is uploaded. */
  readonly into?: string | undefined;
  /** Also what has changed since it was delivered. */
  readonly again?: boolean;
  /** Called for every photo and outlet that is looked at. */
  readonly seen?: PlanOptions['seen'];
};

export type DeliveryPlan = {
  readonly again: boolean;
  readonly outlets: readonly OutletPlan[];
  /** Outlets that nothing can be delivered to as things are. */
  readonly blocked: readonly { readonly outlet: Outlet; readonly error: StopError }[];
};

/** What became of one outlet. */
export type Delivered = {
  readonly plan: OutletPlan;
  readonly made: number;
  /** Copies that have arrived, and their bytes. */
  readonly sent: number;
  readonly sentBytes: number;
  /** What could not be copied or sent, and why. */
  readonly problems: readonly PhotoProblem[];
  /** Names of the CSVs in the folder of the plan. */
  readonly csv: readonly string[];
  /** What ended this outlet before all was sent; the next run goes on. */
  readonly stopped: StopError | undefined;
  /** What is left to do at the portal, sentences in order; uploaded is not submitted. */
  readonly byHand: readonly string[];
};

/** Counts what delivering would do; nothing is written, and no server is asked. @throws StopError `usage`; InterruptedError */
export async function planDelivery(
  context: Pick<StageContext, 'archive' | 'signal'>,
  { outlets, into, again = false, seen }: DeliveryRequest,
): Promise<DeliveryPlan> {
  const to: Placed[] = [];
  const blocked: DeliveryPlan['blocked'][number][] = [];
  const madeUp = await madeUpText(context.archive);
  for (const outlet of outlets) {
    try {
      const place = await placeOf(context.archive, outlet, into);
      if (place.remote !== undefined && madeUp !== undefined) throw madeUp;
      to.push({ outlet, ...place });
    } catch (error) {
      if (!(error instanceof StopError) || !ofOutlet.includes(error.code)) throw error;
      blocked.push({ outlet, error });
    }
  }
  return { again, outlets: await planOutlets(context, to, { again, seen }), blocked };
}

/** Why nothing can be delivered to an outlet. */
const ofOutlet: readonly StopCode[] = ['settings-invalid', 'rehearsal-only'];

/** Where texts of real photos were made up: they are in the photos because somebody insisted, and agencies never get them. */
async function madeUpText({
  catalog,
  root,
}: StageContext['archive']): Promise<StopError | undefined> {
  const photos = madeUpPhotos(catalog, 'done').length;
  if (photos === 0 || (await isSampleArchive(root))) return undefined;
  return new StopError(
    'rehearsal-only',
    `${counted(photos, 'text was', 'texts were')} made up in a rehearsal; nothing is uploaded while they are among the photos.`,
    'Ask a model about these photos, choose others, or make copies in a folder instead.',
  );
}

/** What concerns one server alone. */
const ofServer: readonly StopCode[] = [
  'login-refused',
  'host-changed',
  'remote-unreachable',
  'remote-full',
  'upload-refused',
  'settings-invalid',
];

/**
 * Does what a plan says, one outlet after the other; a server that refuses stops its outlet alone. Whoever calls it has asked
 * whether passwords may go unprotected.
 * @throws StopError for what stops everything; InterruptedError
 */
export async function runDelivery(
  context: StageContext,
  { again, outlets }: DeliveryPlan,
): Promise<readonly Delivered[]> {
  for (const { folder } of outlets) makeDeliveryFolder(context.archive, folder);
  await assertRoom(outlets);
  const delivered: Delivered[] = [];
  for (const plan of outlets) delivered.push(await deliverTo(context, plan, again));
  return delivered;
}

async function deliverTo(
  context: StageContext,
  plan: OutletPlan,
  again: boolean,
): Promise<Delivered> {
  const { archive, signal } = context;
  const { outlet, remote } = plan;
  const done = { made: 0, sent: 0, sentBytes: 0, problems: [] as readonly PhotoProblem[] };
  let stopped: StopError | undefined;
  let transport: Transport | undefined;
  try {
    if (remote !== undefined) {
      transport = openOutlet(context, outlet, remote);
      // A wrong password is found before copies are made.
      if (plan.uploads > 0) await assertTells(transport, outlet);
    }
    const { made, problems } = await makeCopies(context, plan, again);
    Object.assign(done, { made, problems });
    if (transport !== undefined) {
      const sent = await sendCopies(context, plan, transport);
      Object.assign(done, sent, { problems: [...problems, ...sent.problems] });
      stopped = sent.stopped;
    }
  } catch (error) {
    stopped = stopOf(error, signal);
  }
  try {
    if (remote !== undefined) await removeArrived(context, plan);
    const csv = await writeCsvFiles(archive, plan, done.made === 0 ? plan.csvMadeFrom : undefined);
    if (transport !== undefined && stopped === undefined)
      await sendCsvFiles(context, plan, transport).catch((error: unknown) => {
        stopped = stopOf(error, signal);
      });
    return { plan, ...done, csv, stopped, byHand: byHand(plan, csv, done) };
  } finally {
    transport?.close();
  }
}

/** The error, where it concerns one server alone. @throws whatever else it is */
function stopOf(error: unknown, signal: AbortSignal): StopError {
  if (signal.aborted) throw new InterruptedError();
  if (error instanceof StopError && ofServer.includes(error.code)) return error;
  throw error;
}

/** Said where something new has gone out: the copies, or the CSV that an earlier run did not come to. */
function byHand(
  { folder, outlet, remote }: OutletPlan,
  csv: readonly string[],
  { made, sent }: { readonly made: number; readonly sent: number },
): readonly string[] {
  const isUploaded = remote !== undefined;
  if (isUploaded ? sent + csv.length === 0 : made === 0) return [];
  if (isUploaded && outlet.delivery.value.csv) return byHandLinesWithoutCsv(outlet);
  return byHandLines(outlet, isUploaded ? csv.map((name) => pathInside(folder, name)) : csv);
}
