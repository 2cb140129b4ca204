/**
 * Makes a copy of every embedded photo for an outlet, with the text that the outlet takes, under a name that it takes. The
 * photos themselves are only read.
 */
import { statSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type DeliveryState, deliveredNames, saveDelivery } from '../../catalog/deliveries.ts';
import { asStop, StopError } from '../../errors.ts';
import type { Pool } from '../../exiftool/pool.ts';
import { ProcessLostError } from '../../exiftool/process-lost.ts';
import { readsAsFormat } from '../../exiftool/write.ts';
import { pathInside } from '../../files/inside.ts';
import { freeBytes } from '../../files/space.ts';
import { syncFolder } from '../../files/sync.ts';
import { refusalSentence, systemRefusal } from '../../files/system-errors.ts';
import { newSweeper, temporaryFor } from '../../files/temporary.ts';
import type { Metadata } from '../../metadata/metadata.ts';
import { DeliveredNames } from '../../rules/outlets/file-name.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import type { Variant } from '../../rules/outlets/variant.ts';
import { type Archive, fileOf, linksOf, secondLanguage } from '../archive/archive.ts';
import { sideBySide } from '../archive/side-by-side.ts';
import type { StageContext } from '../archive/stage.ts';
import { embedCopy } from '../embed/embed-copy.ts';
import { type Problem, problemOf } from '../embed/problem.ts';
import { type OutletPhoto, outletPhotos } from './outlet-photos.ts';
import { isMade, type OutletPlan, standingAt } from './plan.ts';

/** A photo that something went wrong with, and what. */
export type PhotoProblem = { readonly path: string; readonly reason: string };

/** Bytes that a copy may have more than its photo: metadata, and what the disk itself needs. */
const margin = 64 * 1024;

/** @throws StopError before anything is written, where copies could not be made there or would not fit */
export async function assertRoom(plans: readonly OutletPlan[]): Promise<void> {
  const wrong = plans.find(({ copies, folder }) => copies > 0 && readsAsFormat(folder));
  if (wrong !== undefined)
    throw new StopError(
      'usage',
      `ExifTool would take the percent sign in ${wrong.folder} for a format.`,
      'Name a folder without one, with --into or in the setting deliver.folder.',
    );
  for (const onDisk of Map.groupBy(plans, ({ folder }) => statSync(folder).dev).values()) {
    const folder = onDisk[0]?.folder ?? '';
    if ((await freeBytes(folder)) > neededBytes(onDisk)) continue;
    throw new StopError(
      'disk-full',
      `There is no room for the copies in ${folder}.`,
      'Free some space, name another folder, or deliver a part with --where; nothing was written.',
    );
  }
}

/** Bytes on the disk that the copies of these plans take. */
export function neededBytes(plans: readonly OutletPlan[]): number {
  return plans.reduce((sum, { bytes, copies }) => sum + bytes + copies * margin, 0);
}

/** Makes what a plan has counted. @throws StopError for what stops everything; InterruptedError */
export async function makeCopies(
  context: StageContext,
  { outlet, folder, copies, photoIds }: OutletPlan,
  again: boolean,
): Promise<{ readonly made: number; readonly problems: readonly PhotoProblem[] }> {
  const problems: PhotoProblem[] = [];
  let made = 0;
  await newSweeper(folder)(folder);
  if (copies === 0) return { made, problems };
  const names = await namesIn(context.archive, outlet, folder);
  const pool = await context.archive.exifTool.start();
  await sideBySide(context, {
    stage: 'deliver',
    items: toMake(context, { outlet, folder, photoIds }, again),
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
  });
  await syncFolder(folder);
  return { made, problems };
}

/** The names for an outlet; what lies in the folder already may be of another archive, or of somebody else. */
export async function namesIn(
  { catalog }: Archive,
  outlet: Outlet,
  folder: string,
): Promise<DeliveredNames> {
  return new DeliveredNames(outlet, [
    ...deliveredNames(catalog, outlet.id),
    ...(await readdir(folder)),
  ]);
}

async function* toMake(
  { archive }: StageContext,
  { outlet, folder, photoIds }: Pick<OutletPlan, 'outlet' | 'folder' | 'photoIds'>,
  again: boolean,
): AsyncGenerator<OutletPhoto> {
  for (const one of outletPhotos(archive, [outlet], photoIds))
    if (isMade(await standingAt(one, folder), again)) yield one;
}

type For = { readonly outlet: Outlet; readonly folder: string; readonly names: DeliveredNames };

/** Copies one photo; a problem where it could not be. @throws what stops the run */
async function copyOne(
  { archive, clock }: StageContext,
  pool: Pool,
  { outlet, folder, names }: For,
  { delivery, id, identity, madeFrom, path, variant }: OutletPhoto,
): Promise<Problem | undefined> {
  const name = delivery?.name ?? names.next(path);
  const to = pathInside(folder, name);
  const temporary = temporaryFor(to);
  const options = {
    identity,
    links: linksOf(archive, 'embed'),
    signed: archive.settings['embed.signed'],
    second: outlet.language === undefined ? secondLanguage(archive) : undefined,
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
    const refusal = systemRefusal(error);
    const isOfCopy = refusal?.path !== undefined && dirname(refusal.path) === folder;
    return isOfCopy ? { ...problem, message: refusalSentence(refusal, to, 'written') } : problem;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Headline and title say the same, because agencies differ in which of the two they read. */
function textOf({ description, keywords, title }: Variant): Metadata {
  return { headline: title, shortTitle: title, caption: description || title, keywords };
}
