/**
 * Cutting what waits into batch files: whole requests in archive order, as many as the limits of lines, bytes and
 * tokens allow. Memory holds a few lines, never a file.
 */
import { type FileHandle, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pMapIterable } from 'p-map';
import { insertBatch, newBatchTag, type StoredBatch } from '../../catalog/batches.ts';
import { type AskingIssue, failRequest } from '../../catalog/request-moves.ts';
import type { RequestOfPhoto } from '../../catalog/requests.ts';
import { asStop } from '../../errors.ts';
import { moveOver } from '../../files/in-use.ts';
import { syncFile } from '../../files/sync.ts';
import { temporaryFor } from '../../files/temporary.ts';
import { privateModeIn } from '../../files/work-folder.ts';
import type { StageContext } from '../archive/stage.ts';
import { tooLarge } from './make-request.ts';
import { batchLine } from './request-line.ts';

export type FileLimits = {
  readonly requests: number;
  /** Of the file, unless it has a single request. */
  readonly bytes: number;
  readonly lineBytes: number;
  /** Estimated tokens in. */
  readonly tokens: number;
};

export type CutFile = {
  /** What waits, read anew for each file. */
  readonly waiting: () => Iterable<RequestOfPhoto>;
  /** Where the file of a batch of this name goes. */
  readonly pathOf: (tag: string) => string;
  readonly limits: FileLimits;
  readonly way: 'service' | 'file';
  readonly runId: number | null;
  /** What the requests will cost; may throw when that is too much. Undefined where it is not known. */
  readonly dollarsFor: (requests: readonly RequestOfPhoto[]) => number | undefined;
};

/**
 * Cuts the next batch file and puts it into the catalog; undefined when nothing was left. Requests that cannot be written
 * get an issue.
 */
export async function cutBatch(
  context: StageContext,
  { waiting, pathOf, limits, way, runId, dollarsFor }: CutFile,
): Promise<StoredBatch | undefined> {
  const { archive, clock } = context;
  const { catalog, settings } = archive;
  const tag = newBatchTag(catalog);
  const path = pathOf(tag);
  try {
    for (;;) {
      const { requests, failed, bytes, tokens } = await writeFile(context, waiting(), path, limits);
      catalog.transaction(() => {
        for (const { request, issue } of failed) failRequest(catalog, request, issue);
      });
      if (requests.length === 0 && failed.length === 0) return undefined;
      if (requests.length === 0) continue;
      const batch = {
        runId,
        tag,
        way,
        state: way === 'service' ? 'written' : 'exported',
        model: settings.model,
        bytes,
        inputTokens: tokens,
        dollars: dollarsFor(requests) ?? null,
        writtenAt: clock.now().toISOString(),
      } as const;
      const ids = requests.map(({ id }) => id);
      return insertBatch(catalog, batch, ids);
    }
  } catch (error) {
    await rm(path, { force: true });
    throw asStop(error, 'batch files');
  }
}

type WrittenFile = {
  readonly requests: readonly RequestOfPhoto[];
  readonly bytes: number;
  readonly tokens: number;
  /** Requests that are too large, or whose picture is no longer available. */
  readonly failed: readonly { readonly request: RequestOfPhoto; readonly issue: AskingIssue }[];
};

/**
 * Writes the first of `requests` that fit together. The file is whole and on the disk when this returns; with nothing to
 * write there is none.
 */
async function writeFile(
  context: StageContext,
  requests: Iterable<RequestOfPhoto>,
  path: string,
  limits: FileLimits,
): Promise<WrittenFile> {
  const temporary = temporaryFor(path);
  const file = await open(temporary, 'wx', privateModeIn(dirname(path)));
  try {
    const written = await fill(file, context, requests, limits);
    await syncFile(file);
    await file.close();
    if (written.requests.length > 0) await moveOver(temporary, path);
    else await rm(temporary, { force: true });
    return written;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Lines that are made ahead of the one being written. */
const linesAhead = 8;
const chunkBytes = 4 * 1024 * 1024;

async function fill(
  file: FileHandle,
  context: StageContext,
  waiting: Iterable<RequestOfPhoto>,
  limits: FileLimits,
): Promise<WrittenFile> {
  const requests: RequestOfPhoto[] = [];
  const failed: WrittenFile['failed'][number][] = [];
  let bytes = 0;
  let tokens = 0;
  let chunk: Buffer[] = [];
  let written = 0;
  const flush = async () => {
    await file.writeFile(Buffer.concat(chunk));
    chunk = [];
    written = bytes;
  };
  const lines = pMapIterable(
    takeWhileFits(waiting, limits),
    async (request) => ({ request, line: await batchLine(context, request) }),
    { concurrency: linesAhead / 2, backpressure: linesAhead },
  );
  for await (const { request, line } of lines) {
    context.signal.throwIfAborted();
    if (!Buffer.isBuffer(line)) {
      failed.push({ request, issue: line.issue });
      continue;
    }
    if (line.length > limits.lineBytes) {
      failed.push({ request, issue: tooLarge('submit', line.length) });
      continue;
    }
    const isFull = bytes + line.length > limits.bytes || tokens + tokensIn(request) > limits.tokens;
    if (isFull && requests.length > 0) break;
    requests.push(request);
    chunk.push(line);
    bytes += line.length;
    tokens += tokensIn(request);
    if (bytes - written >= chunkBytes) await flush();
    if (requests.length >= limits.requests) break;
  }
  await flush();
  return { requests, bytes, tokens, failed };
}

/** Stops once the limits are clearly reached, so that no preview is read in vain. */
function* takeWhileFits(
  requests: Iterable<RequestOfPhoto>,
  limits: FileLimits,
): Generator<RequestOfPhoto> {
  let count = 0;
  let tokens = 0;
  for (const request of requests) {
    tokens += tokensIn(request);
    if (count > 0 && tokens > limits.tokens + tokensIn(request)) return;
    if (++count > limits.requests + linesAhead) return;
    yield request;
  }
}

/** Estimated tokens in of a request. */
export function tokensIn(request: { textTokens: number; imageTokens: number }): number {
  return request.textTokens + request.imageTokens;
}

/** The id in a line of a batch or result file; undefined where the line is damaged. */
export function customIdIn(line: string): string | undefined {
  try {
    const { custom_id: id } = JSON.parse(line) as { custom_id?: unknown };
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
