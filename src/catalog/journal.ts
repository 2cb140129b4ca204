/** The journal of embedding: what every photo was before we wrote to it, and how far each writing came. */
import type { Fingerprint } from '../jpeg/fingerprint.ts';
import type { UndoPatch } from '../jpeg/undo-patch.ts';
import type { FieldName } from '../metadata/fields.ts';
import {
  type Metadata,
  metadataFrom,
  sameValue,
  textsOf,
  type Value,
} from '../metadata/metadata.ts';
import type { Usage } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { durablyTogether } from './group-commit.ts';
import { fieldsOf } from './sql.ts';
import { stored } from './stored.ts';

/** How far a writing came, of a photo or of a sidecar. */
export type WritingState = 'writing' | 'done' | 'undoing' | 'undone' | 'lost';

/** One field that was written, or would be. */
export type FieldChange = {
  readonly field: FieldName;
  /** As a reader showed it; absent where there was nothing. */
  readonly before?: Value | undefined;
  /** Empty where the field was taken away. */
  readonly after: Value;
  /** We no longer want the field: it says what it said before us. */
  readonly isBack?: true;
  /** IPTC got less than this, because of its limit in bytes. */
  readonly cutInIptc: boolean;
};

/** What is needed to recognise a photo before and after it was written to, and to undo that. */
export type Undoable = {
  /** With its modification time, in nanoseconds since 1970, as text. */
  readonly before: Fingerprint & { readonly mtime: string };
  readonly after: Fingerprint;
  readonly patch: UndoPatch;
};

export type NewEmbedding = Undoable & {
  readonly runId: number;
  readonly photoId: number;
  readonly textVersion: number;
  readonly changes: readonly FieldChange[];
};

/** One photo written to. */
export type Embedding = NewEmbedding & {
  readonly id: number;
  readonly path: string;
  readonly state: WritingState;
  /** The copy that the photo is being written over from. */
  readonly copy: string | undefined;
};

type Row = Omit<Embedding, 'before' | 'after' | 'patch' | 'changes' | 'copy'> & {
  readonly before: string;
  readonly after: string;
  readonly head: Uint8Array;
  readonly tailSame: number | null;
  readonly tailRest: Uint8Array | null;
  readonly fields: string;
  readonly copy: string | null;
};

function embeddingIn({ head, tailSame: same, tailRest: rest, fields, ...row }: Row): Embedding {
  const tail = same === null || rest === null ? {} : { tail: { same, rest: Buffer.from(rest) } };
  return {
    ...row,
    before: stored<Undoable['before']>('embedding.before', row.before, row),
    after: stored<Fingerprint>('embedding.after', row.after, row),
    patch: { head: Buffer.from(head), ...tail },
    changes: changesIn({ fields, path: row.path }),
    copy: row.copy ?? undefined,
  };
}

function changesIn(row: Pick<Row, 'fields'> & { readonly path?: string }): FieldChange[] {
  return stored('embedding.fields', row.fields, row);
}

/** The stages that write files. */
type WritingStage = 'sidecars' | 'embed';

export function beginWriteRun(catalog: Catalog, at: Date, stage: WritingStage): number {
  return catalog.insert('write_run', { at, stage }).id;
}

/** Writes down what is about to be written; on the disk when it resolves. */
export function beginEmbedding(catalog: Catalog, embedding: NewEmbedding): Promise<number> {
  const { runId, photoId, textVersion, before, after, patch, changes } = embedding;
  const { head, tail } = patch;
  const row = {
    ...{ runId, photoId, textVersion, before, after, head, state: 'writing', fields: changes },
    ...{ tailSame: tail?.same, tailRest: tail?.rest },
  };
  return durablyTogether(catalog, () => catalog.insert('embedding', row).id);
}

/** Notes the copy that a photo is being written over from, on the disk when it returns. */
export function noteCopy(catalog: Catalog, id: number, copy: string): void {
  catalog.durably(() => catalog.run`UPDATE embedding SET copy = ${copy} WHERE id = ${id}`);
}

export function setEmbeddingState(catalog: Catalog, id: number, state: WritingState): void {
  // A photo that is lost may still be had from its copy.
  catalog.run`
    UPDATE embedding SET state = ${state}, copy = CASE ${state} WHEN 'lost' THEN copy END WHERE id = ${id}`;
}

/** Takes back a row whose photo was not touched. */
export function forgetEmbedding(catalog: Catalog, id: number): void {
  catalog.run`DELETE FROM embedding WHERE id = ${id}`;
}

/** What a crash left in the middle. */
export function unfinishedEmbeddings(catalog: Catalog): Generator<Embedding> {
  const ids = catalog.ids`SELECT id FROM embedding WHERE state IN ('writing', 'undoing')`;
  return eachEmbedding(catalog, ids);
}

export type WriteRun = {
  readonly id: number;
  readonly at: string;
  readonly stage: WritingStage;
  /** How many files of it can be undone. */
  readonly photos: number;
};

/** Runs with files that can be undone, the latest first; of one stage, or of both. */
export function undoableRuns(catalog: Catalog, limit = 20, stage?: WritingStage): WriteRun[] {
  return catalog.all<WriteRun>`
    SELECT write_run.id, at, stage, count(*) AS photos FROM write_run JOIN (
      SELECT run_id FROM embedding WHERE state = 'done'
      UNION ALL SELECT run_id FROM sidecar_writing WHERE state = 'done') ON run_id = write_run.id
    WHERE ${stage} IS NULL OR stage = ${stage}
    GROUP BY write_run.id ORDER BY write_run.id DESC LIMIT ${limit}`;
}

/** What can be undone of a run, as ids, the latest first. */
export function embeddingsOfRun(catalog: Catalog, runId: number): number[] {
  return catalog.ids`
    SELECT id FROM embedding WHERE run_id = ${runId} AND state = 'done' ORDER BY id DESC`;
}

/** The id of the latest embedding of a photo that can be undone. */
export function lastEmbedding(catalog: Catalog, photoId: number): number | undefined {
  return catalog.ids`
    SELECT id FROM embedding WHERE photo_id = ${photoId} AND state = 'done' ORDER BY id DESC LIMIT 1`[0];
}

/** What stands in a photo because of us. */
export type EmbeddedEarlier = {
  /** Each field as we wrote it last. */
  readonly last: Metadata;
  /** What those fields said before us, where they said anything. */
  readonly before: Metadata;
  /** Keywords that were not there before us. */
  readonly addedKeywords: readonly string[];
};

/** What stands in a photo because of us, out of everything that was embedded in it and not undone. */
export function embeddedEarlier(catalog: Catalog, photoId: number): EmbeddedEarlier {
  const rows = catalog.all<Pick<Row, 'fields'>>`
    SELECT fields FROM embedding WHERE photo_id = ${photoId} AND state = 'done' ORDER BY id`;
  const changes = rows.flatMap(changesIn);
  const latest = new Map<FieldName, Pick<FieldChange, 'before' | 'after'>>();
  for (const { field, before, after, isBack } of changes) {
    const last = latest.get(field);
    if (isBack) latest.delete(field);
    // What somebody else has written over ours is what was there before our next.
    else
      latest.set(field, {
        after,
        before: sameValue(field, before, last?.after) && last ? last.before : before,
      });
  }
  const added = changes
    .filter(({ field }) => field === 'keywords')
    .flatMap(({ before, after }) => {
      const there = new Set(textsOf(before));
      return textsOf(after).filter((keyword) => !there.has(keyword));
    });
  return {
    last: metadataFrom((field) => latest.get(field)?.after),
    before: metadataFrom((field) => latest.get(field)?.before),
    addedKeywords: [...new Set(added)],
  };
}

/** The embeddings of these ids one by one, because each has the head of a file in it. */
export function* eachEmbedding(catalog: Catalog, ids: Iterable<number>): Generator<Embedding> {
  for (const id of ids) {
    const row = catalog.get<Row>`
      SELECT ${fieldsOf('embedding')}, path FROM embedding JOIN photo ON photo.id = photo_id
      WHERE embedding.id = ${id}`;
    if (row !== undefined) yield embeddingIn(row);
  }
}

/** One embedded photo of a usage, with what was written; one that had a headline before, if there is any. */
export function embeddedExample(
  catalog: Catalog,
  usage: Usage,
): { readonly path: string; readonly changes: readonly FieldChange[] } | undefined {
  const row = catalog.get<Pick<Row, 'path' | 'fields'>>`
    SELECT path, fields FROM photo JOIN embedding ON photo_id = photo.id AND embedding.state = 'done'
    WHERE usage = ${usage} ORDER BY json_extract(existing, '$.headline') IS NULL, path, embedding.id DESC LIMIT 1`;
  return row === undefined ? undefined : { path: row.path, changes: changesIn(row) };
}

/** What the file of a photo is now, so that the next scan does not take our own writing for a change. */
export function setFileState(
  catalog: Catalog,
  photoId: number,
  { bytes, mtime }: { readonly bytes: number; readonly mtime: bigint },
): void {
  catalog.run`UPDATE photo SET bytes = ${bytes}, mtime = ${String(mtime)} WHERE id = ${photoId}`;
}

/** A photo whose text was taken out again waits to be embedded, if its text is still accepted. */
export function markTakenOut(catalog: Catalog, photoId: number): void {
  catalog.transaction(() => {
    catalog.run`UPDATE review SET embedded_version = NULL WHERE photo_id = ${photoId}`;
    catalog.run`UPDATE photo SET status = 'embed' WHERE id = ${photoId} AND status = 'done'`;
  });
}
