/** undo: makes embedded photos what they were before, byte for byte, and proves it. */
import { stat } from 'node:fs/promises';
import {
  type Embedding,
  eachEmbedding,
  embeddingsOfRun,
  lastEmbedding,
  markTakenOut,
  noteCopy,
  setEmbeddingState,
  setFileState,
  undoableRuns,
} from '../../catalog/journal.ts';
import { AttributeCopier } from '../../files/attributes.ts';
import type { Archive } from '../archive/archive.ts';
import { groupByReason } from '../archive/group-by-reason.ts';
import type { StageContext, StageSummary } from '../archive/stage.ts';
import { lossNotes, undoNote } from './notes.ts';
import { prepareUndo } from './prepare-undo.ts';
import { ChangedMeanwhileError } from './problem.ts';
import { recoverUnfinished } from './recover.ts';
import { type Copy, type Lost, replaceOriginal } from './replace-original.ts';
import { stateOf } from './target.ts';
import { writePhotos } from './write-photos.ts';

/** More than this slows a hard disk or network drive down. */
const photosAtOnce = 8;

/** What to undo: the last run, a certain one, or certain photos. */
export type UndoOptions = { readonly run?: number; readonly photoIds?: readonly number[] };

/** What came of one photo: what it lost, or why it could not be undone. */
type UndoOutcome = { readonly path: string } & (
  | { readonly lost: readonly Lost[] }
  | { readonly problem: string }
);

/** Undoes one run or the latest embedding of each photo named. Photos that somebody changed since are named and left. */
export async function undo(
  context: StageContext,
  options: UndoOptions = {},
): Promise<StageSummary> {
  const { archive } = context;
  const recovered = await recoverUnfinished(archive);
  const ids = idsFor(archive, options);
  const attributes = new AttributeCopier();
  let done = 0;
  const lost: Lost[] = [];
  const problems: { path: string; reason: string }[] = [];
  try {
    await writePhotos(context, {
      stage: 'undo',
      photos: eachEmbedding(archive.catalog, ids),
      total: ids.length,
      atOnce: photosAtOnce,
      work: (embedding, file) => undoOne(archive, embedding, file, attributes),
      held: ({ path }, { message }): UndoOutcome => ({ path, problem: message }),
      settle(outcome: UndoOutcome) {
        if ('problem' in outcome)
          problems.push({ path: outcome.path, reason: `: ${outcome.problem}` });
        else {
          done++;
          lost.push(...outcome.lost);
        }
      },
    });
  } finally {
    attributes.end();
  }
  const notes = [undoNote(ids.length, done), ...recovered, ...lossNotes(lost)];
  return {
    stage: 'undo',
    done,
    issues: problems.length,
    notes: [...notes, ...groupByReason(problems)],
  };
}

/** The latest embedding first: photos that are one file are taken back in the order that they were written in. */
function idsFor({ catalog }: Archive, { run, photoIds }: UndoOptions): readonly number[] {
  if (photoIds !== undefined)
    return [...new Set(photoIds)]
      .flatMap((photoId) => lastEmbedding(catalog, photoId) ?? [])
      .sort((one, other) => other - one);
  const runId = run ?? undoableRuns(catalog, 1)[0]?.id;
  return runId === undefined ? [] : embeddingsOfRun(catalog, runId);
}

async function undoOne(
  archive: Archive,
  embedding: Embedding,
  file: string,
  attributes: AttributeCopier,
): Promise<UndoOutcome> {
  const { catalog, settings } = archive;
  const { id, path, photoId } = embedding;
  const prepared = await prepareUndo(file, embedding, settings['embed.links'], attributes);
  if ('code' in prepared) {
    const isLatest = lastEmbedding(catalog, photoId) === id;
    const again = 'It was embedded again later; undo that run first.';
    return { path, problem: isLatest ? prepared.message : again };
  }
  const lost = prepared.kind === 'prepared' ? await putBack(archive, embedding, prepared) : [];
  const now = stateOf(await stat(file, { bigint: true }));
  catalog.transaction(() => {
    setEmbeddingState(catalog, id, 'undone');
    setFileState(catalog, photoId, now);
    markTakenOut(catalog, photoId);
  });
  return { path, lost };
}

async function putBack(
  { catalog }: Archive,
  { id, before }: Embedding,
  prepared: Copy,
): Promise<readonly Lost[]> {
  catalog.durably(() => setEmbeddingState(catalog, id, 'undoing'));
  try {
    const { lost } = await replaceOriginal(prepared, {
      mtime: BigInt(before.mtime),
      beforeOverwrite: (copy) => noteCopy(catalog, id, copy),
    });
    return lost;
  } catch (error) {
    if (error instanceof ChangedMeanwhileError) setEmbeddingState(catalog, id, 'done');
    throw error;
  }
}
