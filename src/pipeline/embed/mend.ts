/** After a crash: finds out of every unfinished writing whether the photo is the old or the new one, and notes it. */
import { stat } from 'node:fs/promises';
import { markWritten } from '../../catalog/approved.ts';
import {
  type EmbeddingRow,
  forgetEmbedding,
  markTakenOut,
  setEmbeddingState,
  setFileState,
  unfinishedEmbeddings,
} from '../../catalog/journal.ts';
import { type Archive, fileOf } from '../archive/archive.ts';
import { mendOverwritten, type Recognised, recognise } from './recover.ts';
import { undoableOf } from './rows.ts';
import { stateOf } from './target.ts';

/** Settles every row that a crash left in the middle; returns a sentence for each that a person should know of. */
export async function mendUnfinished(archive: Archive): Promise<string[]> {
  const notes: string[] = [];
  for (const row of unfinishedEmbeddings(archive.catalog)) {
    const found = await findOut(archive, row);
    await settle(archive, row, found);
    if (found !== 'before' && found !== 'after')
      notes.push(
        `${row.path} was being written when the program was interrupted and has been changed by another program since; it is left as it is.`,
      );
  }
  return notes;
}

async function findOut(archive: Archive, row: EmbeddingRow): Promise<Recognised> {
  const file = fileOf(archive, row);
  const { before, after } = undoableOf(row);
  // What was meant to be there after the interrupted step: the new photo, or the old one when undoing.
  const meant = row.state === 'writing' ? after : before;
  const other = row.state === 'writing' ? before : after;
  if (row.copy === null) return recognise(file, before, after);
  const mended = await mendOverwritten(file, row.copy, other, meant, BigInt(before.mtime));
  if (mended !== 'before' && mended !== 'after') return mended;
  return (mended === 'after') === (row.state === 'writing') ? 'after' : 'before';
}

async function settle(archive: Archive, row: EmbeddingRow, found: Recognised): Promise<void> {
  const { catalog } = archive;
  const file = await stat(fileOf(archive, row), { bigint: true }).catch(() => undefined);
  catalog.transaction(() => {
    if (file !== undefined && (found === 'before' || found === 'after'))
      setFileState(catalog, row.photo_id, stateOf(file));
    if (found === 'after') {
      setEmbeddingState(catalog, row.id, 'done');
      if (row.state === 'writing') markWritten(catalog, row.photo_id, row.text_version, 'done');
    } else if (found === 'before' && row.state === 'writing') forgetEmbedding(catalog, row.id);
    else if (found === 'before') {
      setEmbeddingState(catalog, row.id, 'undone');
      markTakenOut(catalog, row.photo_id);
    } else setEmbeddingState(catalog, row.id, 'lost');
  });
}
