/** undo: makes embedded photos what they were before, byte for byte, and proves it. */
import { stat } from 'node:fs/promises';
import { counted } from '../../amounts.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import {
  type EmbeddingRow,
  eachEmbedding,
  embeddingsOfRun,
  lastEmbedding,
  markTakenOut,
  noteCopy,
  setEmbeddingState,
  setEmbeddingStateDurably,
  setFileState,
  undoableRuns,
} from '../../catalog/journal.ts';
import { AttributeCopier } from '../../files/attributes.ts';
import type { Archive } from '../archive/archive.ts';
import { saidOnce } from '../archive/group-by-reason.ts';
import type { StageContext, StageSummary } from '../archive/stage.ts';
import { Losses } from './losses.ts';
import { mendUnfinished } from './mend.ts';
import { prepareUndo, type Undoable } from './prepare-undo.ts';
import { ChangedMeanwhileError, finish, type Lost } from './replace-original.ts';
import { undoableOf } from './rows.ts';
import { stateOf } from './target.ts';
import { writeSideBySide } from './write-photos.ts';

/** More than this a hard disk or network drive does not thank for. */
const photosAtOnce = 8;

/** What to undo: the last run, a certain one, or certain photos. */
export type UndoOptions = { readonly run?: number; readonly photoIds?: readonly number[] };

/** Undoes one run or the latest embedding of each photo named. Photos that somebody changed since are named and left. */
export async function undo(
  context: StageContext,
  options: UndoOptions = {},
): Promise<StageSummary> {
  const { archive } = context;
  const notes = await mendUnfinished(archive);
  const ids = idsFor(context, options);
  const attributes = new AttributeCopier();
  const losses = new Losses();
  let done = 0;
  const problems: { path: string; reason: string }[] = [];
  try {
    await writeSideBySide(context, {
      stage: 'undo',
      photos: eachEmbedding(archive.catalog, ids),
      total: ids.length,
      atOnce: photosAtOnce,
      work: async (row, file) => ({
        row,
        problem: await undoOne(archive, row, file, { attributes, losses }),
      }),
      held: (row, { message }) => ({ row, problem: message }),
      settle({ row, problem }: { row: EmbeddingRow; problem: string | undefined }) {
        if (problem === undefined) done++;
        else problems.push({ path: row.path, reason: `: ${problem}` });
      },
    });
  } finally {
    attributes.end();
  }
  return {
    stage: 'undo',
    done,
    issues: problems.length,
    notes: [
      ids.length === 0
        ? 'There is nothing to undo.'
        : `${counted(done, 'photo is what it was', 'photos are what they were')} before, byte for byte.`,
      ...notes,
      ...losses.notes(),
      ...saidOnce(problems),
    ],
  };
}

/** The latest embedding first: photos that are one file are taken back in the order that they were written in. */
function idsFor({ archive }: StageContext, { run, photoIds }: UndoOptions): readonly number[] {
  const { catalog } = archive;
  if (photoIds !== undefined)
    return [...new Set(photoIds)]
      .flatMap((photoId) => lastEmbedding(catalog, photoId) ?? [])
      .sort((one, other) => other - one);
  const runId = run ?? undoableRuns(catalog, 1)[0]?.id;
  return runId === undefined ? [] : embeddingsOfRun(catalog, runId);
}

/** Returns why a photo could not be undone, or undefined. */
async function undoOne(
  { catalog, settings }: Archive,
  row: EmbeddingRow,
  file: string,
  { attributes, losses }: { readonly attributes: AttributeCopier; readonly losses: Losses },
): Promise<string | undefined> {
  const entry = undoableOf(row);
  const prepared = await prepareUndo(file, entry, settings['embed.links'], attributes);
  if (prepared.kind === 'refused')
    return lastEmbedding(catalog, row.photo_id) === row.id
      ? prepared.refusal.message
      : 'It was embedded again later; undo that run first.';
  if (prepared.kind === 'prepared') losses.add(await putBack(catalog, row, prepared, entry));
  const now = stateOf(await stat(file, { bigint: true }));
  catalog.transaction(() => {
    setEmbeddingState(catalog, row.id, 'undone');
    setFileState(catalog, row.photo_id, now);
    markTakenOut(catalog, row.photo_id);
  });
  return undefined;
}

async function putBack(
  catalog: Catalog,
  row: EmbeddingRow,
  prepared: Parameters<typeof finish>[0],
  { before }: Undoable,
): Promise<readonly Lost[]> {
  setEmbeddingStateDurably(catalog, row.id, 'undoing');
  try {
    const { lost } = await finish(prepared, {
      mtime: BigInt(before.mtime),
      beforeOverwrite: (copy) => noteCopy(catalog, row.id, copy),
    });
    return lost;
  } catch (error) {
    if (error instanceof ChangedMeanwhileError) setEmbeddingState(catalog, row.id, 'done');
    throw error;
  }
}
