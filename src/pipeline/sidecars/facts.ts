/** What the screen of this stage shows before anything is written. */

import { setImmediate } from 'node:timers/promises';
import { countReady, eachReady } from '../../catalog/photos.ts';
import { rejectedWithSidecar } from '../../catalog/sidecars.ts';
import { InterruptedError } from '../../errors.ts';
import { wordFor } from '../../metadata/fields.ts';
import type { Archive } from '../archive/archive.ts';
import { rehearsedOutside } from '../review/rehearsed.ts';
import { type DiffLine, diffLines, reportSidecar } from './compare.ts';
import { type Locator, newLocator } from './locate.ts';
import { type OpenConflict, openConflicts } from './settle.ts';

export type SidecarFacts = {
  readonly ready: number;
  /** How many of the ready ones would get a new sidecar, and how many have one to merge with. */
  readonly created: number;
  readonly merged: number;
  /** How many have our text although their photos were rejected since; it goes with the next writing. */
  readonly rejected: number;
  /** With what a person calls the field. */
  readonly conflicts: readonly (OpenConflict & { readonly label: string })[];
  /** Text that a rehearsal made up, for photos that are no sample. */
  readonly rehearsed: { readonly photos: number; readonly held: number };
  /** The first few that are not among the conflicts, with what would change in them. */
  readonly examples: readonly {
    readonly file: string;
    readonly isNew: boolean;
    readonly lines: readonly DiffLine[];
  }[];
};

const examplesShown = 3;
/** Photos looked at before the screen may take its turn. */
const breath = 500;

/** Looks at the folders of all ready photos and into the first few sidecars. @throws InterruptedError */
export async function sidecarFacts(
  archive: Archive,
  now: Date,
  signal: AbortSignal,
): Promise<SidecarFacts> {
  const locate = newLocator(archive);
  const conflicts = openConflicts(archive.catalog);
  const waiting = new Set(conflicts.map(({ photoId }) => photoId));
  const examples: SidecarFacts['examples'][number][] = [];
  let looked = 0;
  let merged = 0;
  for (const photo of eachReady(archive.catalog, 'sidecars')) {
    if (signal.aborted) throw new InterruptedError();
    if (++looked % breath === 0) await setImmediate();
    const exists = await hasSidecar(locate, photo);
    if (exists) merged++;
    if (examples.length === examplesShown || waiting.has(photo.id)) continue;
    const report = await reportSidecar(archive, photo, locate, now);
    if (report !== undefined && report.changes.length > 0)
      examples.push({
        file: report.name,
        isNew: report.state === 'missing',
        lines: report.changes.flatMap(diffLines),
      });
  }
  return {
    ready: countReady(archive.catalog, 'sidecars'),
    created: looked - merged,
    merged,
    rejected: rejectedWithSidecar(archive.catalog).length,
    conflicts: conflicts.map((conflict) => ({ ...conflict, label: wordFor(conflict.field) })),
    rehearsed: await rehearsedOutside(archive, 'sidecars'),
    examples,
  };
}

async function hasSidecar(locate: Locator, photo: Parameters<Locator>[0]): Promise<boolean> {
  try {
    return (await locate(photo)).exists;
  } catch {
    // Two of them, or one that cannot be read: there is something, and writing will say what is wrong with it.
    return true;
  }
}
