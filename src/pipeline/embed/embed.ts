/**
 * embed: writes the accepted text into the JPEGs. Each photo is copied, changed and proved beside itself, written down
 * in the journal, and only then replaced; whatever happens, it is the old photo or the new one, whole.
 */
import { markWritten } from '../../catalog/approved.ts';
import { together } from '../../catalog/group-commit.ts';
import { clearIssues, recordIssue } from '../../catalog/issues.ts';
import {
  beginEmbedding,
  beginWriteRun,
  forgetEmbedding,
  noteCopy,
  setEmbeddingState,
  setFileState,
} from '../../catalog/journal.ts';
import { readAgain } from '../../catalog/known-files.ts';
import { countReady, eachReady } from '../../catalog/photos.ts';
import { rehearsalCode } from '../../catalog/review-to-write.ts';
import { ProcessLostError } from '../../exiftool/process-lost.ts';
import { AttributeCopier } from '../../files/attributes.ts';
import { isSampleArchive } from '../../files/sample-marker.ts';
import type { FieldName } from '../../metadata/fields.ts';
import type { Photo } from '../../photo.ts';
import { heldBackNote } from '../archive/held-back.ts';
import { anotherPicture } from '../archive/same-picture.ts';
import type { StageContext, StageSummary } from '../archive/stage.ts';
import { type Locator, newLocator } from '../sidecars/locate.ts';
import { embedNotes, lossNotes, type OthersText, othersNote, othersTextNotes } from './notes.ts';
import { type EmbedTools, type Prepared, prepareEmbed } from './prepare-embed.ts';
import { ChangedMeanwhileError, type Problem } from './problem.ts';
import { recoverUnfinished } from './recover.ts';
import { type Lost, noting, replaceOriginal } from './replace-original.ts';
import { textToEmbed } from './text-to-embed.ts';
import { writePhotos } from './write-photos.ts';

export type EmbedRunOptions = {
  /** Write text of a rehearsal into photos that are not the sample. */
  readonly embedRehearsal?: boolean;
};

type Run = {
  readonly context: StageContext;
  readonly tools: EmbedTools;
  readonly takesRehearsal: boolean;
  readonly locate: Locator;
  /** Made when the first photo is written, so that a run without one leaves no trace. */
  readonly runId: () => number;
  /** What photos lost beside their contents. */
  readonly lost: Lost[];
  /** What other programs had written, in sidecars or in photos, and whose text went before whose. */
  readonly others: OthersText[];
};

type EmbedOutcome = 'written' | 'same' | 'issue' | 'outdated';

/**
 * Embeds every photo that is ready.
 * @throws StopError when ExifTool cannot start or the disk is full; everything done until then is kept
 */
export async function embed(
  context: StageContext,
  { embedRehearsal = false }: EmbedRunOptions = {},
): Promise<StageSummary> {
  const { archive } = context;
  const recovered = await recoverUnfinished(archive);
  if (embedRehearsal) clearIssues(archive.catalog, 'embed', rehearsalCode);
  const total = countReady(archive.catalog, 'embed');
  const counts: Record<EmbedOutcome, number> = { written: 0, same: 0, issue: 0, outdated: 0 };
  const notes = [...recovered];
  if (total > 0) {
    const takesRehearsal = embedRehearsal || (await isSampleArchive(archive.root));
    notes.push(...(await embedAll(context, takesRehearsal, total, counts)));
  }
  return {
    stage: 'embed',
    done: counts.written + counts.same,
    issues: counts.issue,
    notes: [
      ...notes,
      ...embedNotes(counts),
      ...othersNote(archive),
      ...(total === 0 ? heldBackNote(archive.catalog, 'embed') : []),
    ],
  };
}

/** Adds to `counts` what comes of each photo; the notes that the run leaves behind. */
async function embedAll(
  context: StageContext,
  takesRehearsal: boolean,
  total: number,
  counts: Record<EmbedOutcome, number>,
): Promise<string[]> {
  const { archive, clock } = context;
  const pool = await archive.exifTool.start();
  const attributes = new AttributeCopier();
  let runId: number | undefined;
  const run: Run = {
    context,
    tools: { pool, attributes },
    takesRehearsal,
    locate: newLocator(archive),
    runId: () => (runId ??= beginWriteRun(archive.catalog, clock.now(), 'embed')),
    lost: [],
    others: [],
  };
  try {
    await writePhotos(context, {
      stage: 'embed',
      photos: eachReady(archive.catalog, 'embed'),
      total,
      atOnce: pool.inFlight,
      work: (photo, file) => retriedOnce(() => embedFile(run, photo, file)),
      held: (photo, problem) => hold(run, photo, problem),
      settle(outcome: EmbedOutcome) {
        counts[outcome]++;
      },
    });
  } finally {
    attributes.end();
  }
  return [...lossNotes(run.lost), ...othersTextNotes(run.others)];
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

async function embedFile(run: Run, photo: Photo, file: string): Promise<EmbedOutcome> {
  const { archive } = run.context;
  const { catalog } = archive;
  const wanted = await textToEmbed(archive, photo, run.locate, run.takesRehearsal);
  if (wanted === undefined) return 'outdated';
  if ('code' in wanted) return hold(run, photo, wanted);
  const tell = (kind: OthersText['kind'], fields: readonly FieldName[]) => {
    if (fields.some((field) => shownTexts.has(field))) run.others.push({ path: photo.path, kind });
  };
  tell('from-sidecar', wanted.fromSidecar);
  const prepared = await prepareEmbed(file, wanted.text, wanted.options, run.tools);
  if ('code' in prepared) {
    if (prepared === anotherPicture) readAgain(catalog, photo.id);
    return hold(run, photo, prepared);
  }
  tell('held', prepared.since.held);
  tell('replaced', prepared.since.replaced);
  if (prepared.kind === 'unchanged')
    return markWritten(catalog, photo.id, wanted.version, 'done') ? 'same' : 'outdated';
  return replace(run, photo, prepared, wanted.version);
}

/** What a person has before their eyes when they accept a photo. */
const shownTexts: ReadonlySet<string> = new Set(['headline', 'shortTitle', 'caption', 'keywords']);

async function replace(
  run: Run,
  { id: photoId }: Photo,
  prepared: Prepared,
  version: number,
): Promise<EmbedOutcome> {
  const { catalog, settings } = run.context.archive;
  const { before, after, patch, described } = prepared;
  const id = await noting(prepared, () =>
    beginEmbedding(catalog, {
      runId: run.runId(),
      photoId,
      textVersion: version,
      changes: described,
      ...{ before, after, patch },
    }),
  );
  try {
    const { state, lost } = await replaceOriginal(prepared, {
      mtime: settings['embed.keepTime'] ? prepared.target.state.mtime : undefined,
      beforeOverwrite: (copy) => noteCopy(catalog, id, copy),
    });
    if (!prepared.attributesKept) run.lost.push('attributes');
    run.lost.push(...lost);
    return await together(catalog, () => {
      setEmbeddingState(catalog, id, 'done');
      setFileState(catalog, photoId, state);
      return markWritten(catalog, photoId, version, 'done') ? 'written' : 'outdated';
    });
  } catch (error) {
    if (error instanceof ChangedMeanwhileError) forgetEmbedding(catalog, id);
    throw error;
  }
}

function hold({ context }: Run, photo: Photo, { code, message }: Problem): EmbedOutcome {
  recordIssue(context.archive.catalog, photo.id, { stage: 'embed', code, message });
  return 'issue';
}
