/** Requests as rows: what each photo is asked with, and where that stands. */
import { createHash, randomBytes } from 'node:crypto';
import type { Catalog } from './catalog.ts';
import { inReach } from './choice.ts';
import { getMeta, setMeta } from './meta.ts';
import { eachOf } from './pages.ts';
import { fieldsOf, sql } from './sql.ts';
import { stored } from './stored.ts';

/**
 * - `ready`: prepared, and nothing has been agreed to
 * - `released`: the user agreed to send it; it waits for room
 * - `asking`: in a batch, or in a live call
 * - `answered`, `failed`: over; the photo has a suggestion, or an issue
 * - `dropped`: replaced by another request of the same photo before it was answered
 */
export type RequestState = 'ready' | 'released' | 'asking' | 'answered' | 'failed' | 'dropped';

type NewRequest = {
  readonly photoId: number;
  /** Fingerprint of the settings it was prepared with. */
  readonly settingsFingerprint: string;
  readonly model: string;
  /** The facts sent to the model, as JSON. */
  readonly facts: string;
  /** Of the preview, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Bytes of the preview file, before base64. */
  readonly previewBytes: number;
  readonly textTokens: number;
  readonly imageTokens: number;
  readonly answerTokens: number;
  /** 1 when the photo has text and is asked again; it then stays where it stands. */
  readonly redo: 0 | 1;
};

export type StoredRequest = NewRequest & {
  readonly id: number;
  readonly customId: string;
  readonly state: RequestState;
  /** Batches that it came back from without an answer. */
  readonly failures: number;
  /** 1 where that remedy has been tried: room for a longer answer, neutral words, another encoding, once more. */
  readonly largerLimit: number;
  readonly neutralWording: number;
  readonly simplerPicture: number;
  readonly retryOnce: number;
  readonly runId: number | null;
  readonly batchId: number | null;
};

/** What may be changed for a request that failed. */
export type Remedy = 'largerLimit' | 'neutralWording' | 'simplerPicture' | 'retryOnce';

/** The user's sentence that a photo is asked again with; empty where there is none. */
export function hintOf(request: Pick<StoredRequest, 'facts' | 'photoId'>): string {
  return stored<{ readonly hint?: string }>('request.facts', request.facts, request).hint ?? '';
}

/** The archive's own name at the service: random, so that it says nothing about the archive. */
export function archiveTag(catalog: Catalog): string {
  const known = getMeta<string>(catalog, 'asking.tag');
  // It begins names of files: one that we did not make is no name.
  if (known !== undefined && /^p[0-9a-z]{1,16}$/.test(known)) return known;
  const tag = `p${randomBytes(4).toString('hex')}`;
  setMeta(catalog, 'asking.tag', tag);
  return tag;
}

/** Where the archive's name is forgotten, takes it from the names of files that were called by it (`newBatchTag`). */
export function recallArchiveTag(catalog: Catalog, files: readonly string[]): void {
  if (getMeta(catalog, 'asking.tag') !== undefined) return;
  const tags = files.flatMap((name) => /^(p[0-9a-f]{8})-[0-9a-f]{10}\./.exec(name)?.[1] ?? []);
  const last = tags.at(-1);
  if (last !== undefined) setMeta(catalog, 'asking.tag', last);
}

/**
 * Adds a request and drops the unanswered ones of the same photo: it is another picture by now, or asked otherwise.
 * Call inside a transaction.
 *
 * Its name at the service is a hash over `content` (what identifies the photo and what is asked), so that a catalog
 * restored from a backup gives the same request the same name, and never another photo's.
 */
export function insertRequest(catalog: Catalog, request: NewRequest, content: string): number {
  const { photoId } = request;
  catalog.run`
    UPDATE request SET state = 'dropped' WHERE photo_id = ${photoId} AND state IN ('ready', 'released', 'asking')`;
  const earlier = catalog.count`SELECT count(*) FROM request WHERE photo_id = ${photoId}`;
  const customId = createHash('sha256')
    .update(JSON.stringify([archiveTag(catalog), content, earlier]))
    .digest('hex')
    .slice(0, 20);
  return catalog.insert('request', { ...request, customId, state: 'ready' }).id;
}

export function getRequest(catalog: Catalog, id: number): StoredRequest | undefined {
  return catalog.get<StoredRequest>`SELECT ${fieldsOf('request')} FROM request WHERE id = ${id}`;
}

export function requestByCustomId(catalog: Catalog, customId: string): StoredRequest | undefined {
  return catalog.get<StoredRequest>`SELECT ${fieldsOf('request')} FROM request WHERE custom_id = ${customId}`;
}

/** The newest request of a photo. */
export function latestRequest(catalog: Catalog, photoId: number): StoredRequest | undefined {
  return catalog.get<StoredRequest>`
    SELECT ${fieldsOf('request')} FROM request WHERE photo_id = ${photoId} ORDER BY id DESC LIMIT 1`;
}

export type RequestOfPhoto = StoredRequest & { readonly path: string };

type WaitingFilter = {
  /** Only those that came back from at least, or from fewer than, this many batches. */
  readonly failuresFrom?: number | undefined;
  readonly failuresBelow?: number | undefined;
};

const pageSize = 500;
const noLimit = 1_000_000;

/** Requests that wait to be sent, page by page: those of photos on their way in archive order, then photos asked again. */
export function* waitingRequests(
  catalog: Catalog,
  state: 'ready' | 'released',
  { failuresFrom = 0, failuresBelow = noLimit }: WaitingFilter = {},
): Generator<RequestOfPhoto> {
  for (const from of [onTheWay, askedAgain])
    yield* eachOf(
      (last?: RequestOfPhoto) => catalog.all<RequestOfPhoto>`
        SELECT ${fieldsOf('request')}, photo.path ${from}
          AND request.state = ${state} AND ${inReach} AND photo.path > ${last?.path ?? ''}
          AND request.failures >= ${failuresFrom} AND request.failures < ${failuresBelow}
        ORDER BY photo.path LIMIT ${pageSize}`,
    );
}

/** Goes by the index of photos by status and path, so that nothing is sorted. */
const onTheWay = sql`FROM photo JOIN request ON request.photo_id = photo.id
  WHERE photo.status = 'submit' AND request.redo = 0`;

/** Few enough to be sorted. */
const askedAgain = sql`FROM request INDEXED BY request_redone CROSS JOIN photo ON photo.id = request.photo_id
  WHERE request.redo = 1`;

/** Whether any request waits to be sent. */
export function isAnyWaiting(
  catalog: Catalog,
  state: 'ready' | 'released',
  filter?: WaitingFilter,
): boolean {
  return waitingRequests(catalog, state, filter).next().done !== true;
}

/** The requests of a batch whose answers are awaited, page by page. The caller may change those it was given. */
export function requestsAsking(catalog: Catalog, batchId: number): Generator<StoredRequest> {
  return eachOf(
    (last) => catalog.all<StoredRequest>`
      SELECT ${fieldsOf('request')} FROM request
      WHERE batch_id = ${batchId} AND state = 'asking' AND id > ${last?.id ?? 0} ORDER BY id LIMIT 100`,
  );
}

export type RequestTotals = {
  readonly requests: number;
  readonly textTokens: number;
  readonly imageTokens: number;
  /** Text and image of the requests that have at least `largeFrom` of both. */
  readonly large: number;
  readonly answerTokens: number;
  readonly bytes: number;
};

/** Sums over requests in reach that wait to be sent. */
export function totalsWaiting(catalog: Catalog, largeFrom: number): RequestTotals {
  return catalog.one<RequestTotals>`
    SELECT count(*) AS requests, coalesce(sum(text_tokens), 0) AS textTokens, coalesce(sum(image_tokens), 0) AS imageTokens,
      coalesce(sum(CASE WHEN text_tokens + image_tokens >= ${largeFrom} THEN text_tokens + image_tokens END), 0) AS large,
      coalesce(sum(answer_tokens), 0) AS answerTokens, coalesce(sum(preview_bytes), 0) AS bytes
    FROM request JOIN photo ON photo.id = request.photo_id
    WHERE state IN ('ready', 'released') AND ${inReach}`;
}

export type SizeCount = {
  readonly width: number;
  readonly height: number;
  readonly photos: number;
};

/** Sizes of the photos (not the previews) behind waiting requests, to say what other previews would cost. */
export function sizesWaiting(catalog: Catalog): SizeCount[] {
  return catalog.all<SizeCount>`
    SELECT photo.width, photo.height, count(*) AS photos FROM request JOIN photo ON photo.id = request.photo_id
    WHERE request.state IN ('ready', 'released') AND ${inReach} GROUP BY photo.width, photo.height`;
}
