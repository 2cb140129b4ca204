/** undo: makes embedded photos and written sidecars what they were before, byte for byte, and proves it. */
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
import { lastSidecarWritings, sidecarWritingsOfRun } from '../../catalog/sidecar-journal.ts';
import { StopError } from '../../errors.ts';
import { AttributeCopier } from '../../files/attributes.ts';
import { type Archive, linksOf } from '../archive/archive.ts';
import { groupByReason } from '../archive/group-by-reason.ts';
import type { StageContext, StageSummary } from '../archive/stage.ts';
import { recoverSidecars } from '../sidecars/journaled.ts';
import { undoSidecars } from '../sidecars/undo.ts';
import { lossNotes, undoNote } from './notes.ts';
import { prepareUndo } from './prepare-undo.ts';
import { ChangedMeanwhileError } from './problem.ts';
import { recoverUnfinished } from './recover.ts';
import { type Copy, type Lost, noting, replaceOriginal } from './replace-original.ts';
import { stateOf } from './target.ts';
import { writePhotos } from './write-photos.ts';

/** More than this slows a hard disk or network drive down. */
const photosAtOnce = 8;

/** What to undo: the last run, a certain one, or certain photos, of one stage or of both. */
export type UndoOptions = {
  readonly run?: number;
  readonly photoIds?: readonly number[];
  readonly stage?: 'sidecars' | 'embed';
};

/** What came of one photo: what it lost, or why it could not be undone. */
type UndoOutcome = { readonly path: string; readonly photoId: number } & (
  | { readonly lost: readonly Lost[] }
  | { readonly problem: string }
);

/** Undoes one run, or what was last written into each photo named and beside it. Photos that somebody changed since are named and left. */
export async function undo(
  context: StageContext,
  options: UndoOptions = {},
): Promise<StageSummary> {
  const { archive } = context;
  const recovered = await recoverUnfinished(archive);
  await recoverSidecars(archive);
  const { ids, sidecars } = idsFor(archive, options);
  const attributes = new AttributeCopier();
  const done = new Set<number>();
  const lost: Lost[] = [];
  const problems: { path: string; reason: string }[] = [];
  try {
    await writePhotos(context, {
      stage: 'undo',
      photos: eachEmbedding(archive.catalog, ids),
      total: ids.length,
      atOnce: photosAtOnce,
      work: (embedding, file) => undoOne(archive, embedding, file, attributes),
      held: ({ path, photoId }, { message }): UndoOutcome => ({ path, photoId, problem: message }),
      settle(outcome: UndoOutcome) {
        if ('problem' in outcome)
          problems.push({ path: outcome.path, reason: `: ${outcome.problem}` });
        else {
          done.add(outcome.photoId);
          lost.push(...outcome.lost);
        }
      },
    });
  } finally {
    attributes.end();
  }
  const ofPhotos = ids.length > 0 || sidecars.length === 0 ? [undoNote(ids.length, done.size)] : [];
  const notes = [...ofPhotos, ...recovered, ...lossNotes(lost), ...groupByReason(problems)];
  const beside = await undoSidecars(context, sidecars);
  return {
    stage: 'undo',
    done: new Set([...done, ...beside.photoIds]).size,
    issues: problems.length + beside.issues,
    notes: [...notes, ...beside.notes],
  };
}

type Ids = { readonly ids: readonly number[]; readonly sidecars: readonly number[] };

/** The latest first: photos that are one file are taken back in the order that they were written in. */
function idsFor({ catalog }: Archive, { run, photoIds, stage }: UndoOptions): Ids {
  if (photoIds !== undefined) {
    const latest = (
      last: (of: typeof catalog, photoId: number) => number | readonly number[] | undefined,
    ) =>
      [...new Set(photoIds)]
        .flatMap((photoId) => last(catalog, photoId) ?? [])
        .sort((one, other) => other - one);
    return {
      ids: stage === 'sidecars' ? [] : latest(lastEmbedding),
      sidecars: stage === 'embed' ? [] : latest(lastSidecarWritings),
    };
  }
  const runId = run ?? undoableRuns(catalog, 1)[0]?.id;
  if (runId === undefined) return { ids: [], sidecars: [] };
  const found = {
    ids: embeddingsOfRun(catalog, runId),
    sidecars: sidecarWritingsOfRun(catalog, runId),
  };
  if (run !== undefined && found.ids.length + found.sidecars.length === 0) throw noSuchRun(run);
  return found;
}

function noSuchRun(run: number): StopError {
  return new StopError(
    'nothing-to-do',
    `There is no run ${run} that could be undone: there never was, or it has been undone.`,
    'See `proofsheet undo --list`.',
  );
}

async function undoOne(
  archive: Archive,
  embedding: Embedding,
  file: string,
  attributes: AttributeCopier,
): Promise<UndoOutcome> {
  const { catalog } = archive;
  const { id, path, photoId } = embedding;
  const prepared = await prepareUndo(file, embedding, linksOf(archive, 'embed'), attributes);
  if ('code' in prepared) {
    const isLatest = lastEmbedding(catalog, photoId) === id;
    const again = 'It was embedded again later; undo that run first.';
    return { path, photoId, problem: isLatest ? prepared.message : again };
  }
  const lost = prepared.kind === 'prepared' ? await putBack(archive, embedding, prepared) : [];
  const now = stateOf(await stat(file, { bigint: true }));
  catalog.transaction(() => {
    setEmbeddingState(catalog, id, 'undone');
    setFileState(catalog, photoId, now);
    markTakenOut(catalog, photoId);
  });
  return { path, photoId, lost };
}

async function putBack(
  { catalog }: Archive,
  { id, before }: Embedding,
  prepared: Copy,
): Promise<readonly Lost[]> {
  await noting(prepared, () => catalog.durably(() => setEmbeddingState(catalog, id, 'undoing')));
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
