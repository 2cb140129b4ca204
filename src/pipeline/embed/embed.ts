/**
 * embed: writes the accepted text into the JPEGs. Each photo is copied, changed and proved beside itself, written down
 * in the journal, and only then replaced; whatever happens, it is the old photo or the new one, whole.
 */

import { counted } from '../../amounts.ts';
import { type ApprovedText, approvedText, markWritten } from '../../catalog/approved.ts';
import {
  beginEmbedding,
  beginRun,
  forgetEmbedding,
  noteCopy,
  setEmbeddingState,
  setFileState,
} from '../../catalog/journal.ts';
import { readAgain } from '../../catalog/known-files.ts';
import { clearIssues, countReady, eachReady, recordIssue } from '../../catalog/photos.ts';
import { rehearsalCode } from '../../catalog/reviews.ts';
import { InterruptedError } from '../../errors.ts';
import { type Pool, ProcessLostError, startPool } from '../../exiftool/pool.ts';
import { AttributeCopier } from '../../files/attributes.ts';
import { isSampleArchive } from '../../files/sample-marker.ts';
import type { Photo } from '../../photo.ts';
import type { Field } from '../../xmp/index.ts';
import { type Archive, fileOf } from '../archive/archive.ts';
import { saidOnce } from '../archive/group-by-reason.ts';
import type { StageContext, StageSummary } from '../archive/stage.ts';
import { type Locator, newLocator } from '../sidecars/locate.ts';
import { settledText } from '../sidecars/settle.ts';
import { Losses } from './losses.ts';
import { mendUnfinished } from './mend.ts';
import { anotherPicture, planEmbed } from './plan-embed.ts';
import type { FieldChange } from './policy.ts';
import { type Prepared, prepareEmbed } from './prepare-embed.ts';
import { type Problem, problemOf } from './problem.ts';
import { ChangedMeanwhileError, finish } from './replace-original.ts';
import { newRow } from './rows.ts';
import { embedOptions, wantedText } from './wanted.ts';
import { writeSideBySide } from './write-photos.ts';
import { xmpTools } from './xmp-tools.ts';

export type EmbedRunOptions = {
  /** Write text of a rehearsal into photos that are not the sample. */
  readonly embedRehearsal?: boolean;
};

type Run = {
  readonly context: StageContext;
  readonly pool: Pool;
  readonly attributes: AttributeCopier;
  readonly losses: Losses;
  /** Photos in which another program's text, out of the sidecar, went before ours. */
  readonly overruled: string[];
  readonly takesRehearsal: boolean;
  readonly locate: Locator;
  /** Made when the first photo is written, so that a run without one leaves no trace. */
  readonly runId: () => number;
};

type Outcome = 'written' | 'same' | 'issue' | 'outdated';

/**
 * Embeds every photo that stands ready.
 * @throws StopError when ExifTool cannot start or the disk is full; everything done until then is kept
 */
export async function embed(
  context: StageContext,
  { embedRehearsal = false }: EmbedRunOptions = {},
): Promise<StageSummary> {
  const { archive } = context;
  const notes = await mendUnfinished(archive);
  if (embedRehearsal) clearIssues(archive.catalog, 'embed', rehearsalCode);
  const total = countReady(archive.catalog, 'embed');
  const counts: Record<Outcome, number> = { written: 0, same: 0, issue: 0, outdated: 0 };
  if (total === 0) return summaryOf(counts, notes);
  const pool = await startPool();
  const takesRehearsal = embedRehearsal || (await isSampleArchive(archive.root));
  const run: Run = {
    context,
    pool,
    attributes: new AttributeCopier(),
    losses: new Losses(),
    overruled: [],
    takesRehearsal,
    locate: newLocator(archive),
    runId: onDemandRun(context),
  };
  try {
    await writeSideBySide(context, {
      stage: 'embed',
      photos: eachReady(archive.catalog, 'embed'),
      total,
      atOnce: pool.inFlight,
      work: (photo, file) => retriedOnce(() => embedFile(run, photo, file)),
      held: (photo, problem) => hold(run, photo, problem),
      settle(outcome: Outcome) {
        counts[outcome]++;
      },
    });
  } finally {
    run.attributes.end();
    await pool.end();
  }
  notes.push(...run.losses.notes());
  notes.push(...saidOnce(run.overruled.map((path) => ({ path, reason: overruledReason }))));
  return summaryOf(counts, notes);
}

function onDemandRun({ archive, clock }: StageContext): () => number {
  let id: number | undefined;
  return () => {
    id ??= beginRun(archive.catalog, clock.now());
    return id;
  };
}

/** A dead or hanging ExifTool has been replaced; its photo was not touched and is tried once more. */
async function retriedOnce<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProcessLostError)) throw error;
    return work();
  }
}

async function embedFile(run: Run, photo: Photo, file: string): Promise<Outcome> {
  const { archive } = run.context;
  const { catalog, settings } = archive;
  const approved = approvedText(catalog, photo.id);
  if (approved === undefined) return 'outdated';
  if (approved.source === 'rehearsal' && !run.takesRehearsal) return hold(run, photo, rehearsal);
  const settled = await settledText(archive, photo, approved, run.locate);
  if ('issue' in settled) return hold(run, photo, settled.issue);
  const wanted = wantedText(settled.text, settings);
  const options = embedOptions(archive, photo, approved);
  if (settled.fromSidecar.some((field) => shownTexts.includes(field)))
    run.overruled.push(photo.path);
  const tools = { pool: run.pool, xmp: xmpTools, attributes: run.attributes };
  const prepared = await prepareEmbed(file, wanted, options, tools);
  if (prepared.kind === 'refused') {
    if (prepared.refusal === anotherPicture) readAgain(catalog, photo.id);
    return hold(run, photo, prepared.refusal);
  }
  if (prepared.kind === 'unchanged')
    return markWritten(catalog, photo.id, approved.version, 'done') ? 'same' : 'outdated';
  return replace(run, photo, prepared, approved);
}

async function replace(
  run: Run,
  photo: Photo,
  prepared: Prepared,
  approved: ApprovedText,
): Promise<Outcome> {
  const { catalog, settings } = run.context.archive;
  const row = newRow(prepared, run.runId(), photo.id, approved.version);
  const id = beginEmbedding(catalog, row);
  try {
    const { state, lost } = await finish(prepared, {
      ...(settings['embed.keepTime'] ? { mtime: prepared.target.state.mtime } : {}),
      beforeOverwrite: (copy) => noteCopy(catalog, id, copy),
    });
    run.losses.add(prepared.attributesKept ? lost : ['attributes', ...lost]);
    return catalog.transaction(() => {
      setEmbeddingState(catalog, id, 'done');
      setFileState(catalog, photo.id, state);
      return markWritten(catalog, photo.id, approved.version, 'done') ? 'written' : 'outdated';
    });
  } catch (error) {
    if (error instanceof ChangedMeanwhileError) forgetEmbedding(catalog, id);
    throw error;
  }
}

const rehearsal: Problem = {
  code: rehearsalCode,
  message:
    'Its text was made up in a rehearsal, which knows nothing of the picture. Ask a model, or insist: on the screen, or with --embed-rehearsal.',
};

function hold({ context }: Run, photo: Photo, { code, message }: Problem): Outcome {
  recordIssue(context.archive.catalog, photo.id, { stage: 'embed', code, message });
  return 'issue';
}

/** What a person has before their eyes when they accept a photo. */
const shownTexts: readonly Field[] = ['headline', 'shortTitle', 'caption', 'keywords'];

const overruledReason =
  ': What another program wrote in the sidecar was embedded instead of your text; the review can keep yours.';

function summaryOf(counts: Record<Outcome, number>, notes: readonly string[]): StageSummary {
  const { written, same, issue } = counts;
  return {
    stage: 'embed',
    done: written + same,
    issues: issue,
    notes: [
      ...notes,
      ...(written + same + issue === 0 ? ['Nothing is waiting to be embedded.'] : []),
      ...(written > 0 ? [`${counted(written, 'photo')} written, read back and proved.`] : []),
      ...(same > 0 ? [`${counted(same, 'photo')} said it already.`] : []),
      ...(issue > 0
        ? [`${counted(issue, 'photo was left as it is', 'photos were left as they are')}.`]
        : []),
    ],
  };
}

export type DryRun =
  | { readonly path: string; readonly changes: readonly FieldChange[] }
  | { readonly path: string; readonly problem: Problem };

/** What embedding would change, photo by photo, without writing anything. */
export async function* dryRun(
  context: StageContext,
  { embedRehearsal = false }: EmbedRunOptions = {},
): AsyncGenerator<DryRun> {
  const { archive, signal } = context;
  const takesRehearsal = embedRehearsal || (await isSampleArchive(archive.root));
  const pool = await startPool();
  const locate = newLocator(archive);
  try {
    for (const photo of eachReady(archive.catalog, 'embed')) {
      if (signal.aborted) throw new InterruptedError();
      const approved = approvedText(archive.catalog, photo.id);
      if (approved === undefined) continue;
      if (approved.source === 'rehearsal' && !takesRehearsal)
        yield { path: photo.path, problem: rehearsal };
      else yield await planOne(archive, { pool, locate }, photo, approved);
    }
  } finally {
    await pool.end();
  }
}

async function planOne(
  archive: Archive,
  { pool, locate }: { readonly pool: Pool; readonly locate: Locator },
  photo: Photo,
  approved: ApprovedText,
): Promise<DryRun> {
  const { path } = photo;
  const settled = await settledText(archive, photo, approved, locate);
  if ('issue' in settled) return { path, problem: settled.issue };
  try {
    const planned = await planEmbed(
      fileOf(archive, photo),
      wantedText(settled.text, archive.settings),
      embedOptions(archive, photo, approved),
      { pool, xmp: xmpTools },
    );
    if (planned.kind === 'refused') return { path, problem: planned.refusal };
    return { path, changes: planned.kind === 'planned' ? planned.described : [] };
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined) throw error;
    return { path, problem };
  }
}
