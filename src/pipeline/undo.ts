/** undo: makes embedded photos what they were before, byte for byte, and proves it. */

import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type EmbeddingRow,
  embeddingsOfRun,
  lastEmbedding,
  markTakenOut,
  noteCopy,
  setEmbeddingState,
  setEmbeddingStateDurably,
  setFileState,
  undoableRuns,
} from '../catalog/journal.ts';
import { asStop, InterruptedError, messageOf, StopError, systemCode } from '../errors.ts';
import { ChangedMeanwhileError, finish } from '../exiftool/finish.ts';
import { prepareUndo } from '../exiftool/restore.ts';
import { stateOf } from '../exiftool/target.ts';
import { AttributeCopier } from '../files/attributes.ts';
import { newSweeper } from '../files/temporary.ts';
import { fileOf } from './archive.ts';
import { mendUnfinished } from './embed/mend.ts';
import { undoableOf } from './embed/rows.ts';
import type { StageContext, StageSummary } from './stage.ts';

/** What to undo: the last run, a certain one, or certain photos. */
export type UndoOptions = { readonly run?: number; readonly photoIds?: readonly number[] };

/** Undoes one run or the latest embedding of each photo named. Photos that somebody changed since are named and left. */
export async function undo(
  context: StageContext,
  options: UndoOptions = {},
): Promise<StageSummary> {
  const { archive, signal, report } = context;
  const notes = await mendUnfinished(archive);
  const rows = rowsFor(context, options);
  let done = 0;
  let issues = 0;
  report({ stage: 'undo', done, total: rows.length, unit: 'photos' });
  const attributes = new AttributeCopier();
  const sweep = newSweeper();
  try {
    for (const row of rows) {
      if (signal.aborted) throw new InterruptedError();
      await sweep(dirname(fileOf(archive, row)));
      const problem = await undoOne(context, row, attributes);
      if (problem === undefined) done++;
      else {
        issues++;
        notes.push(`${row.path}: ${problem}`);
      }
      report({ stage: 'undo', done: done + issues, total: rows.length, unit: 'photos' });
    }
  } finally {
    attributes.end();
  }
  return {
    stage: 'undo',
    done,
    issues,
    notes: [
      rows.length === 0
        ? 'There is nothing to undo.'
        : `${done} photos are what they were before, byte for byte.`,
      ...notes,
    ],
  };
}

function rowsFor({ archive }: StageContext, { run, photoIds }: UndoOptions): EmbeddingRow[] {
  const { catalog } = archive;
  if (photoIds !== undefined)
    return photoIds.flatMap((photoId) => lastEmbedding(catalog, photoId) ?? []);
  const runId = run ?? undoableRuns(catalog, 1)[0]?.id;
  return runId === undefined ? [] : embeddingsOfRun(catalog, runId);
}

/** Returns why a photo could not be undone, or undefined. */
async function undoOne(
  { archive }: StageContext,
  row: EmbeddingRow,
  attributes: AttributeCopier,
): Promise<string | undefined> {
  const { catalog, settings } = archive;
  const file = fileOf(archive, row);
  try {
    const entry = undoableOf(row);
    const prepared = await prepareUndo(file, entry, settings['embed.links'], attributes);
    if (prepared.kind === 'refused') return prepared.refusal.message;
    if (prepared.kind === 'prepared') {
      setEmbeddingStateDurably(catalog, row.id, 'undoing');
      await finish(prepared, {
        mtime: BigInt(entry.before.mtime),
        beforeOverwrite: (copy) => noteCopy(catalog, row.id, copy),
      });
    }
    const now = stateOf(await stat(file, { bigint: true }));
    catalog.transaction(() => {
      setEmbeddingState(catalog, row.id, 'undone');
      setFileState(catalog, row.photo_id, now);
      markTakenOut(catalog, row.photo_id);
    });
    return undefined;
  } catch (error) {
    const stop = asStop(error, `the old copy of ${row.path}`);
    if (stop instanceof StopError) throw stop;
    if (error instanceof ChangedMeanwhileError) {
      setEmbeddingState(catalog, row.id, 'done');
      return 'Another program changed it just now, so it was left alone.';
    }
    if (systemCode(error) === undefined) throw error;
    return systemCode(error) === 'ENOENT' ? 'The file is gone.' : `${messageOf(error)}.`;
  }
}
