/**
 * deliver: makes a copy of every embedded photo for each outlet, with the text that the outlet takes, under a name that it
 * takes, and the CSV beside them. The photos themselves are only read.
 */
import { readdir, rename, rm } from 'node:fs/promises';
import { counted } from '../../amounts.ts';
import {
  type DeliveryState,
  deliveredNames,
  markDeliveries,
  saveDelivery,
} from '../../catalog/deliveries.ts';
import { asStop, StopError } from '../../errors.ts';
import { type Pool, ProcessLostError, withPool } from '../../exiftool/pool.ts';
import { readsAsFormat } from '../../exiftool/write.ts';
import { pathInside } from '../../files/inside.ts';
import { freeBytes } from '../../files/space.ts';
import { syncFolder } from '../../files/sync.ts';
import { newSweeper, temporaryFor } from '../../files/temporary.ts';
import type { Metadata } from '../../metadata/metadata.ts';
import { DeliveredNames } from '../../rules/outlets/file-name.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import type { Variant } from '../../rules/outlets/variant.ts';
import { fileOf, linksOf } from '../archive/archive.ts';
import { sideBySide } from '../archive/side-by-side.ts';
import type { StageContext } from '../archive/stage.ts';
import { embedCopy } from '../embed/embed-copy.ts';
import { type Problem, problemOf } from '../embed/problem.ts';
import { writeCsvFiles } from './csv-files.ts';
import { type OutletPhoto, outletPhotos } from './outlet-photos.ts';
import { isMade, type OutletPlan, standingAt } from './plan.ts';

export type Delivered = {
  readonly outlet: string;
  readonly folder: string;
  readonly made: number;
  /** What could not be copied, and why. */
  readonly problems: readonly { readonly path: string; readonly reason: string }[];
  readonly csv: readonly string[];
};

/** Bytes that a copy may have more than its photo: metadata, and what the disk itself needs. */
const margin = 64 * 1024;

/** @throws StopError before anything is written, where copies could not be made there or would not fit */
export async function assertRoom(plans: readonly OutletPlan[]): Promise<void> {
  const [first] = plans;
  if (first === undefined) return;
  if (readsAsFormat(first.folder))
    throw new StopError(
      'usage',
      `ExifTool would take the percent sign in ${first.folder} for a format.`,
      'Name a folder without one.',
    );
  const needed = neededBytes(plans);
  if ((await freeBytes(first.folder)) > needed) return;
  throw new StopError(
    'disk-full',
    `There is no room for the copies in ${first.folder}.`,
    'Free some space, name another folder, or deliver a part with --where; nothing was written.',
  );
}

/** Bytes on the disk that the copies of these plans take. */
export function neededBytes(plans: readonly OutletPlan[]): number {
  return plans.reduce((sum, { bytes, copies }) => sum + bytes + copies * margin, 0);
}

/** Makes what a plan has counted. @throws StopError for what stops everything; InterruptedError */
export async function deliverTo(
  context: StageContext,
  { outlet, folder, copies }: OutletPlan,
  { again = false } = {},
): Promise<Delivered> {
  const { archive } = context;
  const { catalog } = archive;
  const problems: Delivered['problems'][number][] = [];
  let made = 0;
  await newSweeper(folder)(folder);
  if (copies > 0) {
    // What lies there already may be of another archive, or of somebody else.
    const taken = [...deliveredNames(catalog, outlet.id), ...(await readdir(folder))];
    const names = new DeliveredNames(outlet, taken);
    await withPool(context.pool, (pool) =>
      sideBySide(context, {
        stage: 'deliver',
        items: toMake(context, outlet, folder, again),
        total: copies,
        atOnce: pool.inFlight,
        work: async (one: OutletPhoto) => ({
          one,
          problem: await copyOne(context, pool, { outlet, folder, names }, one),
        }),
        settle({ one, problem }) {
          if (problem === undefined) made += 1;
          else problems.push({ path: one.path, reason: problem.message });
        },
      }),
    );
    await syncFolder(folder);
  }
  const csv = (await writeCsvFiles(catalog, [{ outlet, folder }])).get(outlet.id) ?? [];
  return { outlet: outlet.id, folder, made, problems, csv };
}

async function* toMake(
  { archive }: StageContext,
  outlet: Outlet,
  folder: string,
  again: boolean,
): AsyncGenerator<OutletPhoto> {
  for (const one of outletPhotos(archive.catalog, [outlet]))
    if (isMade(await standingAt(one, folder), again)) yield one;
}

type Place = { readonly outlet: Outlet; readonly folder: string; readonly names: DeliveredNames };

/** Copies one photo; a problem where it could not be. @throws what stops the run */
async function copyOne(
  { archive, clock }: StageContext,
  pool: Pool,
  { outlet, folder, names }: Place,
  { delivery, id, identity, madeFrom, path, variant }: OutletPhoto,
): Promise<Problem | undefined> {
  const name = delivery?.name ?? names.next(path);
  const to = pathInside(folder, name);
  const temporary = temporaryFor(to);
  const options = {
    identity,
    links: linksOf(archive, 'embed'),
    signed: archive.settings['embed.signed'],
  };
  const copy = () =>
    embedCopy(pool, fileOf(archive, { path }), temporary, textOf(variant), options);
  try {
    const made = await copy().catch((error: unknown) => {
      // Another ExifTool has taken its place.
      if (error instanceof ProcessLostError) return copy();
      throw error;
    });
    if ('code' in made) return made;
    const state: DeliveryState = outlet.delivery.value.way === 'folder' ? 'delivered' : 'ready';
    const row = { photoId: id, state, name, madeFrom, bytes: made.bytes };
    // Written down first: a copy that is missing is made again, and one that nobody knows of would stay for ever.
    if (delivery !== undefined) await rm(to, { force: true });
    saveDelivery(archive.catalog, outlet.id, row, clock.now());
    await rename(temporary, to);
    return undefined;
  } catch (error) {
    const stop = asStop(error, `the copy of ${path}`);
    const problem = stop instanceof StopError ? undefined : problemOf(error);
    if (problem === undefined) throw stop;
    return problem;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Headline and title say the same, because agencies differ in which of the two they read. */
function textOf({ description, keywords, title }: Variant): Metadata {
  return { headline: title, shortTitle: title, caption: description || title, keywords };
}

/** What became of the chosen photos at each outlet, as a person says. @returns sentences */
export function markAs(
  { archive, clock }: StageContext,
  outlets: readonly Outlet[],
  state: DeliveryState,
  reason: string | undefined,
): readonly string[] {
  return outlets.map(({ id, name }) => {
    const photos = markDeliveries(archive.catalog, id, { state, reason }, clock.now());
    return `${name}: ${counted(photos, 'photo')} ${state}.`;
  });
}
