/**
 * Cutting what waits into batch files: whole requests in archive order, as many as the limits of lines, bytes and
 * tokens allow. Memory holds a few lines, never a file.
 */
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { pMapIterable } from 'p-map';
import type { Catalog } from '../../catalog/catalog.ts';
import { getPhoto } from '../../catalog/photos.ts';
import { type AskingIssue, failRequest } from '../../catalog/request-moves.ts';
import type { RequestOfPhoto } from '../../catalog/requests.ts';
import { syncFile } from '../../files/sync.ts';
import { temporaryFor } from '../../files/temporary.ts';
import type { Facts } from '../../openai/prompt.ts';
import { framedBody, lineFrame, type Manner, requestBody } from '../../openai/request.ts';
import type { PreviewOptions } from '../../preview/make.ts';
import type { Archive } from '../archive/archive.ts';
import { previewOfPhoto, previewOptions } from '../archive/previews.ts';
import { type Deliver, deliverInline } from './delivery.ts';
import { tooLarge } from './make-request.ts';
import { mannerOf } from './manner.ts';

export type FileLimits = {
  readonly requests: number;
  /** Of the file, unless it has a single request. */
  readonly bytes: number;
  readonly lineBytes: number;
  /** Estimated tokens in. */
  readonly tokens: number;
};

type WrittenFile = {
  readonly requests: readonly RequestOfPhoto[];
  readonly bytes: number;
  readonly tokens: number;
  /** Requests whose picture is no longer available. */
  readonly failed: readonly { readonly request: RequestOfPhoto; readonly issue: AskingIssue }[];
};

/** Lines that are made ahead of the one being written. */
const linesAhead = 8;
const chunkBytes = 4 * 1024 * 1024;

/**
 * Writes the next batch file to `path`: the first of `requests` that fit together. The file is whole and on the disk
 * when this returns; with nothing to write there is none.
 */
export async function writeBatchFile(
  archive: Archive,
  requests: Iterable<RequestOfPhoto>,
  path: string,
  limits: FileLimits,
  deliver: Deliver,
  signal: AbortSignal,
): Promise<WrittenFile> {
  const temporary = temporaryFor(path);
  const file = await open(temporary, 'wx');
  try {
    const written = await fill(file, archive, requests, limits, deliver, signal);
    await syncFile(file);
    await file.close();
    if (written.requests.length > 0) await rename(temporary, path);
    else await rm(temporary, { force: true });
    return written;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
}

async function fill(
  file: FileHandle,
  archive: Archive,
  requests: Iterable<RequestOfPhoto>,
  limits: FileLimits,
  deliver: Deliver,
  signal: AbortSignal,
): Promise<WrittenFile> {
  const chosen: RequestOfPhoto[] = [];
  const failed: WrittenFile['failed'][number][] = [];
  let bytes = 0;
  let tokens = 0;
  let chunk: Buffer[] = [];
  let chunkLength = 0;
  const flush = async () => {
    if (chunk.length > 0) await writeAll(file, chunk);
    chunk = [];
    chunkLength = 0;
  };
  for await (const { request, line } of lines(archive, requests, limits, deliver)) {
    signal.throwIfAborted();
    if (!Buffer.isBuffer(line)) {
      failed.push({ request, issue: line.issue });
      continue;
    }
    if (line.length > limits.lineBytes) {
      failed.push({ request, issue: tooLarge('submit', line.length) });
      continue;
    }
    const more = tokensIn(request);
    const first = chosen.length === 0;
    const full = bytes + line.length > limits.bytes || tokens + more > limits.tokens;
    if (full && !first) break;
    chosen.push(request);
    bytes += line.length;
    tokens += more;
    chunk.push(line);
    chunkLength += line.length;
    if (chunkLength >= chunkBytes) await flush();
    if (chosen.length >= limits.requests) break;
  }
  await flush();
  return { requests: chosen, bytes, tokens, failed };
}

/** Writes down why requests could not be written. */
export function failUnwritten(catalog: Catalog, { failed }: Pick<WrittenFile, 'failed'>): void {
  catalog.transaction(() => {
    for (const { request, issue } of failed) failRequest(catalog, request, issue);
  });
}

async function writeAll(file: FileHandle, chunk: Buffer[]): Promise<void> {
  await file.writeFile(Buffer.concat(chunk));
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

/** Estimated tokens in of a request. */
export function tokensIn(request: { textTokens: number; imageTokens: number }): number {
  return request.textTokens + request.imageTokens;
}

type MadeLine = { request: RequestOfPhoto; line: Buffer | { readonly issue: AskingIssue } };

function lines(
  archive: Archive,
  requests: Iterable<RequestOfPhoto>,
  limits: FileLimits,
  deliver: Deliver,
): AsyncIterable<MadeLine> {
  const manner = mannerOf(archive);
  return pMapIterable(
    takeWhileFits(requests, limits),
    async (request) => ({ request, line: await lineOf(archive, manner, request, deliver) }),
    { concurrency: linesAhead / 2, backpressure: linesAhead },
  );
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

async function lineOf(
  archive: Archive,
  manner: Manner,
  request: RequestOfPhoto,
  deliver: Deliver,
): Promise<MadeLine['line']> {
  const picture = await pictureOf(archive, request, deliver);
  if (typeof picture !== 'string') return picture;
  const body = framedBody(
    mannerFor(request, manner),
    factsIn(request),
    request.roomier === 1 ? 2 : 1,
  );
  const { head, tail } = lineFrame(request.customId, body);
  return Buffer.from(`${head}${picture}${tail}\n`);
}

/** The body of one request as it goes live. */
export async function liveBody(archive: Archive, request: RequestOfPhoto, deliver: Deliver) {
  const picture = await pictureOf(archive, request, deliver);
  if (typeof picture !== 'string') return picture;
  const manner = mannerFor(request, mannerOf(archive));
  return requestBody(manner, factsIn(request), picture, request.roomier === 1 ? 2 : 1);
}

function mannerFor(request: RequestOfPhoto, manner: Manner): Manner {
  return { ...manner, model: request.model };
}

function factsIn(request: RequestOfPhoto): Facts {
  const facts = JSON.parse(request.facts) as Facts;
  return request.neutral === 1 ? { ...facts, neutral: true } : facts;
}

/** What the request says in place of a picture; or the issue that prevents one. */
async function pictureOf(
  archive: Archive,
  request: RequestOfPhoto,
  deliver: Deliver,
): Promise<string | { readonly issue: AskingIssue }> {
  const photo = getPhoto(archive.catalog, request.photoId);
  if (photo === undefined) throw new Error(`There is no photo ${request.photoId}`);
  const plainer = request.plainer === 1;
  const options = previewOptions(archive);
  const preview = await previewOfPhoto(archive, photo, plainer ? plainerOptions(options) : options);
  if ('issue' in preview) return { issue: { ...preview.issue, stage: 'submit' } };
  return (plainer ? deliverInline : deliver)(request.path, preview.bytes);
}

/** Another encoding, for a picture that the service refused: smaller, of higher quality, never by address. */
function plainerOptions(options: PreviewOptions): PreviewOptions {
  return { edge: Math.min(512, options.edge), quality: Math.min(95, options.quality + 10) };
}
