/** The journal of embedding: what every photo was before we wrote to it, and how far each writing came. */
import type { Catalog } from './catalog.ts';

export type EmbeddingState = 'writing' | 'done' | 'undoing' | 'undone' | 'lost';

/** A row, with JSON still as text: its shapes belong to the stage that embeds. */
export type EmbeddingRow = {
  readonly id: number;
  readonly run_id: number;
  readonly photo_id: number;
  readonly path: string;
  readonly state: EmbeddingState;
  readonly text_version: number;
  readonly before: string;
  readonly after: string;
  readonly head: Uint8Array;
  readonly tail_same: number | null;
  readonly tail_rest: Uint8Array | null;
  readonly fields: string;
  readonly copy: string | null;
};

export type NewEmbedding = Omit<EmbeddingRow, 'id' | 'path' | 'state' | 'copy'>;

const selected = 'SELECT embedding.*, photo.path FROM embedding JOIN photo ON photo.id = photo_id';

export function beginRun(catalog: Catalog, at: Date): number {
  return catalog.run('INSERT INTO embed_run (at) VALUES (?)', at.toISOString()).id;
}

/** Writes down what is about to be written, on the disk when it returns. */
export function beginEmbedding(catalog: Catalog, row: NewEmbedding): number {
  return catalog.durably(
    () =>
      catalog.run(
        `INSERT INTO embedding (run_id, photo_id, state, text_version, before, after, head, tail_same, tail_rest, fields)
         VALUES (?, ?, 'writing', ?, ?, ?, ?, ?, ?, ?)`,
        row.run_id,
        row.photo_id,
        row.text_version,
        row.before,
        row.after,
        row.head,
        row.tail_same,
        row.tail_rest,
        row.fields,
      ).id,
  );
}

/** Notes the copy that a photo is being written over from, on the disk when it returns. */
export function noteCopy(catalog: Catalog, id: number, copy: string): void {
  catalog.durably(() => catalog.run('UPDATE embedding SET copy = ? WHERE id = ?', copy, id));
}

export function setEmbeddingState(catalog: Catalog, id: number, state: EmbeddingState): void {
  // A photo that is lost may still be had from its copy.
  catalog.run(
    "UPDATE embedding SET state = ?1, copy = CASE ?1 WHEN 'lost' THEN copy END WHERE id = ?2",
    state,
    id,
  );
}

/** The same, on the disk when it returns. */
export function setEmbeddingStateDurably(
  catalog: Catalog,
  id: number,
  state: EmbeddingState,
): void {
  catalog.durably(() => setEmbeddingState(catalog, id, state));
}

/** Takes back a row whose photo was not touched. */
export function forgetEmbedding(catalog: Catalog, id: number): void {
  catalog.run('DELETE FROM embedding WHERE id = ?', id);
}

/** Rows that a crash left in the middle. */
export function unfinishedEmbeddings(catalog: Catalog): EmbeddingRow[] {
  return catalog.all<EmbeddingRow>(`${selected} WHERE state IN ('writing', 'undoing')`);
}

export type EmbedRun = { readonly id: number; readonly at: string; readonly photos: number };

/** Runs with photos that can be undone, the latest first. */
export function undoableRuns(catalog: Catalog, limit = 20): EmbedRun[] {
  return catalog.all<EmbedRun>(
    `SELECT embed_run.id, embed_run.at, count(*) AS photos FROM embed_run
     JOIN embedding ON run_id = embed_run.id AND state = 'done'
     GROUP BY embed_run.id ORDER BY embed_run.id DESC LIMIT ?`,
    limit,
  );
}

/** What can be undone of a run, as ids, the latest first. */
export function embeddingsOfRun(catalog: Catalog, runId: number): number[] {
  return catalog
    .all<{ id: number }>(
      "SELECT id FROM embedding WHERE run_id = ? AND state = 'done' ORDER BY id DESC",
      runId,
    )
    .map(({ id }) => id);
}

/** The id of the latest embedding of a photo that can be undone. */
export function lastEmbedding(catalog: Catalog, photoId: number): number | undefined {
  return catalog.get<{ id: number }>(
    "SELECT id FROM embedding WHERE photo_id = ? AND state = 'done' ORDER BY id DESC LIMIT 1",
    photoId,
  )?.id;
}

/** The changed fields of every embedding of a photo that was not undone, as JSON, the earliest first. */
export function fieldsEmbedded(catalog: Catalog, photoId: number): string[] {
  return catalog
    .all<{ fields: string }>(
      "SELECT fields FROM embedding WHERE photo_id = ? AND state = 'done' ORDER BY id",
      photoId,
    )
    .map(({ fields }) => fields);
}

/** The rows of these ids one by one, because each has the head of a file in it. */
export function* eachEmbedding(catalog: Catalog, ids: Iterable<number>): Generator<EmbeddingRow> {
  for (const id of ids) {
    const row = catalog.get<EmbeddingRow>(`${selected} WHERE embedding.id = ?`, id);
    if (row !== undefined) yield row;
  }
}

/** What the file of a photo is now, so that the next scan does not take our own writing for a change. */
export function setFileState(
  catalog: Catalog,
  photoId: number,
  { bytes, mtime }: { readonly bytes: number; readonly mtime: bigint },
): void {
  catalog.run('UPDATE photo SET bytes = ?, mtime = ? WHERE id = ?', bytes, String(mtime), photoId);
}

/** A photo whose text was taken out again waits to be embedded, if its text is still accepted. */
export function markTakenOut(catalog: Catalog, photoId: number): void {
  catalog.transaction(() => {
    catalog.run('UPDATE review SET embedded_version = NULL WHERE photo_id = ?', photoId);
    catalog.run("UPDATE photo SET standing = 'embed' WHERE id = ? AND standing = 'done'", photoId);
  });
}
