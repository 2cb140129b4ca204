/**
 * The stage `sidecars`: one .xmp beside each accepted photo, merged into the one that is there. If the photo is rejected
 * later, our text is taken out again.
 */
import { basename, dirname } from 'node:path';
import { listed } from '../../amounts.ts';
import { approvedText, markWritten } from '../../catalog/approved.ts';
import { together } from '../../catalog/group-commit.ts';
import { clearIssues, recordIssue } from '../../catalog/issues.ts';
import { beginWriteRun } from '../../catalog/journal.ts';
import { countReady, eachReady, getPhoto } from '../../catalog/photos.ts';
import { rejectedWithSidecar } from '../../catalog/sidecars.ts';
import { isSampleArchive } from '../../files/sample-marker.ts';
import { newSweeper } from '../../files/temporary.ts';
import type { Issue, Photo } from '../../photo.ts';
import type { SidecarBytes } from '../../xmp/index.ts';
import { type Archive, assertStillThere, fileOf } from '../archive/archive.ts';
import { replacedSince } from '../archive/same-picture.ts';
import { sideBySide } from '../archive/side-by-side.ts';
import type { StageContext, StageSummary } from '../archive/stage.ts';
import {
  changeSidecar,
  recoverSidecars,
  type SidecarChange,
  type SidecarChanged,
} from './journaled.ts';
import { type Locator, newLocator, rawName, type SidecarPlace } from './locate.ts';
import type { Keep } from './merge.ts';
import { OutcomeCounts } from './outcome-counts.ts';
import { planSidecar, rememberedAfter, type SidecarPlan } from './plan.ts';
import { conflictIssue, issueFrom, rehearsalIssue } from './problem.ts';
import { followRawAnswer, unansweredNote } from './raw-files.ts';
import { revertSidecars } from './revert.ts';
import { recall, remember } from './sidecar-row.ts';

export type SidecarOptions = {
  /** Which side wins where both we and another program changed a field; by default the field is left alone. */
  readonly keep?: Keep;
  /** Write text of a rehearsal beside photos that are not the sample. */
  readonly writeRehearsal?: boolean;
};

/** What came of a sidecar, as the end of a sentence that counts them. */
const words = {
  created: 'created',
  merged: 'merged with what was there',
  same: 'already up to date',
  removed: 'removed again with the rejected photos they were made for',
  'taken back': 'had our text removed because their photos were rejected',
  conflict: 'left alone because another program changed the same fields',
  issue: 'left alone because of an issue',
};

/** `outdated`: the text was changed while it was being written, so the photo is not done. */
type SidecarOutcome = keyof typeof words | 'outdated';

/** What came of the sidecars of raw files, which are written with those of their photos. */
const rawWords = {
  created: 'created',
  merged: 'merged with what was there',
  same: 'already up to date',
};

/** Files flushed to the disk at once: that is where most of the time goes. */
const filesAtOnce = 8;

/**
 * Writes the sidecars of all photos that are ready. A sidecar that cannot be changed safely stays as it is, and its photo
 * gets an issue. @throws StopError when the disk is full or the archive is gone, InterruptedError when the signal aborts
 */
export async function writeSidecars(
  context: StageContext,
  { keep, writeRehearsal = false }: SidecarOptions = {},
): Promise<StageSummary> {
  const { archive } = context;
  const takesRehearsal = writeRehearsal || (await isSampleArchive(archive.root));
  // Whatever held a photo back may be fixed by now; what is not is found again.
  clearIssues(archive.catalog, 'sidecars');
  await recoverSidecars(archive);
  followRawAnswer(archive);
  let run: number | undefined;
  // Made when the first file is written, so that a run without one leaves no trace.
  const runId = () => (run ??= beginWriteRun(archive.catalog, context.clock.now(), 'sidecars'));
  const rejected = rejectedWithSidecar(archive.catalog);
  const outcomes = new OutcomeCounts<SidecarOutcome>();
  const raws = new OutcomeCounts<keyof typeof rawWords>('Sidecars of raw files');
  const locate = newLocator(archive);
  const sweep = newSweeper(archive.root);
  function* items(): Generator<() => Promise<SidecarOutcome>> {
    for (const photo of eachReady(archive.catalog, 'sidecars'))
      yield () => writeOne(context, locate, photo, { keep, takesRehearsal, runId, sweep, raws });
    for (const id of rejected) yield () => revertOne(context, locate, id, runId);
  }
  await sideBySide(context, {
    stage: 'sidecars',
    items: items(),
    total: countReady(archive.catalog, 'sidecars') + rejected.length,
    atOnce: filesAtOnce,
    work: (write) => write(),
    settle: (outcome) => outcomes.add(outcome),
  });
  return {
    stage: 'sidecars',
    done: outcomes.of('created', 'merged', 'same', 'removed', 'taken back'),
    issues: outcomes.of('conflict', 'issue'),
    notes: [
      outcomes.sentence(words) ?? 'Sidecars: nothing to write.',
      ...[raws.sentence(rawWords) ?? []].flat(),
      ...unansweredNote(archive),
    ],
  };
}

type Run = {
  readonly keep: Keep;
  readonly takesRehearsal: boolean;
  readonly runId: () => number;
  readonly sweep: (folder: string) => Promise<void>;
  readonly raws: OutcomeCounts<keyof typeof rawWords>;
};

async function writeOne(
  { archive, clock }: StageContext,
  locate: Locator,
  photo: Photo,
  run: Run,
): Promise<SidecarOutcome> {
  const { keep, takesRehearsal, runId, sweep } = run;
  const { catalog } = archive;
  const approved = approvedText(catalog, photo.id);
  if (approved === undefined) return 'outdated';
  if (approved.source === 'rehearsal' && !takesRehearsal)
    return hold(archive, photo, rehearsalIssue);
  const replaced = await replacedSince(archive, photo, 'sidecars');
  if (replaced !== undefined) return hold(archive, photo, replaced);
  let place: SidecarPlace | undefined;
  try {
    await sweep(dirname(fileOf(archive, photo)));
    place = await locate(photo);
    const plan = await planSidecar(archive, photo, approved, place, clock.now(), keep);
    const rawPlans: SidecarPlan[] = [];
    for (place of await locate.raws(photo))
      rawPlans.push(await planSidecar(archive, photo, approved, place, clock.now(), keep));
    const inConflict = [plan, ...rawPlans].filter(({ merge }) => merge.conflicts.length > 0);
    if (inConflict.length > 0) return leaveConflicts(archive, photo, inConflict);
    // Those of raw files first, because the photo moves on with its own.
    for (const one of rawPlans) {
      place = one.place;
      await writeRaw(archive, photo, one, clock.now(), run);
    }
    place = plan.place;
    const remembered = (written: SidecarBytes) => rememberedAfter(plan, written, clock.now());
    const { written, finish } = await writeIfNeeded(archive, photo, plan, {
      runId,
      remembered,
      textVersion: approved.version,
    });
    const isMovedOn = await together(catalog, () => {
      if (written !== undefined) remember(catalog, photo.id, remembered(written));
      finish?.();
      return markWritten(catalog, photo.id, approved.version, 'embed');
    });
    if (!isMovedOn) return 'outdated';
    if (plan.after === undefined) return 'same';
    return plan.before === undefined ? 'created' : 'merged';
  } catch (error) {
    const issue = issueFrom(error, place?.path ?? photo.path);
    await assertStillThere(archive, error);
    return hold(archive, photo, issue);
  }
}

async function revertOne(
  { archive, clock }: StageContext,
  locate: Locator,
  photoId: number,
  runId: () => number,
): Promise<SidecarOutcome> {
  const photo = getPhoto(archive.catalog, photoId);
  if (photo === undefined) return 'outdated';
  let path = photo.path;
  try {
    const place = await locate(photo);
    path = place.path;
    return await revertSidecars(archive, photo, place, clock.now(), runId);
  } catch (error) {
    const issue = issueFrom(error, path);
    await assertStillThere(archive, error);
    recordIssue(archive.catalog, photo.id, issue, { blocking: false });
    return 'issue';
  }
}

/** The sidecar of a raw file beside the photo, which stays where it is until its own is written, too. */
async function writeRaw(
  archive: Archive,
  photo: Photo,
  plan: SidecarPlan,
  now: Date,
  { runId, raws }: Run,
): Promise<void> {
  const remembered = (written: SidecarBytes) => rememberedAfter(plan, written, now);
  const { written, finish } = await writeIfNeeded(archive, photo, plan, {
    ...{ runId, remembered, textVersion: undefined },
  });
  archive.catalog.transaction(() => {
    if (written !== undefined)
      remember(archive.catalog, photo.id, remembered(written), { isRaw: true });
    finish?.();
  });
  raws.add(plan.after === undefined ? 'same' : plan.before === undefined ? 'created' : 'merged');
}

/** Makes the file what the plan wants; returns its new contents. */
async function writeIfNeeded(
  archive: Archive,
  photo: Photo,
  { place, before, after }: SidecarPlan,
  { runId, ...more }: Pick<SidecarChange, 'remembered' | 'textVersion'> & Pick<Run, 'runId'>,
): Promise<Partial<SidecarChanged>> {
  if (after === undefined) return { written: before?.file };
  const change = { photo, place, runId: runId(), before: before?.file, bytes: after.bytes };
  return changeSidecar(archive, { ...change, ...more });
}

function leaveConflicts(
  archive: Archive,
  photo: Photo,
  plans: readonly SidecarPlan[],
): SidecarOutcome {
  const { catalog } = archive;
  catalog.transaction(() => {
    for (const { place, before, merge } of plans) {
      const { conflicts } = merge;
      const raw = rawName(place);
      if (before !== undefined) {
        const known = recall(catalog, photo.id, raw);
        const seen = { ...known, ...before.seen, conflicts };
        remember(catalog, photo.id, seen, { isRaw: raw !== undefined });
      }
    }
    const names = plans.map(({ place }) => basename(place.path));
    const conflicts = plans.flatMap(({ merge }) => merge.conflicts);
    recordIssue(catalog, photo.id, conflictIssue(listed(names), conflicts));
  });
  return 'conflict';
}

function hold(archive: Archive, photo: Photo, issue: Issue): SidecarOutcome {
  recordIssue(archive.catalog, photo.id, issue);
  return 'issue';
}
