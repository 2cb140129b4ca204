/** The service over OpenAI's own client: the only file that runs code of the package `openai`. */
import { createWriteStream, openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type OpenAI from 'openai';
import { byteText } from '../amounts.ts';
import { faultOfEnvironment, faultOfKey } from '../api-key.ts';
import { moveOver } from '../files/in-use.ts';
import { temporaryFor } from '../files/temporary.ts';
import { privateModeIn } from '../files/work-folder.ts';
import { goThroughProxies } from '../proxy.ts';
import { rememberSecret } from '../secrets.ts';
import { boundedFetch, type CallLimits, type Fetch } from './bounded-fetch.ts';
import { type Bounds, bounds } from './bounds.ts';
import {
  notUnderstood,
  remoteBatch,
  remoteFile,
  remoteModel,
  remotePage,
  repliedObject,
} from './remote.ts';
import type { BatchService } from './service.ts';
import { rateRoom, replyOf, type Sdk, serviceError } from './service-error.ts';
import { watchedUpload } from './watched-upload.ts';

type ConnectOptions = {
  readonly apiKey: string | undefined;
  /** Undefined for OpenAI itself. */
  readonly baseURL: string | undefined;
  /** Other limits than the usual ones; for tests. */
  readonly limits?: Bounds | undefined;
};

/** Local servers need no key, but the client requires one. */
const noKeyNeeded = 'none';

/** The slowest uplink that an upload is given time for: 0.25 Mbit/s. */
const slowestBytesPerSecond = 32_000;

/** Milliseconds that an upload of `bytes` bytes may take. */
export function uploadTimeout(bytes: number): number {
  return Math.max(5 * 60_000, Math.ceil((bytes / slowestBytesPerSecond) * 1000));
}

/** Connects to the service. Sends nothing yet. @throws StopError `key-refused` when the key, or what else goes into headers, cannot be sent */
export async function connect({
  apiKey,
  baseURL,
  limits = bounds,
}: ConnectOptions): Promise<BatchService> {
  rememberSecret(apiKey);
  const fault = faultOfKey(apiKey ?? '') ?? faultOfEnvironment();
  if (fault !== undefined) throw fault;
  goThroughProxies();
  const sdk = await import('openai');
  const client = new sdk.default({
    apiKey: apiKey ?? noKeyNeeded,
    baseURL: baseURL ?? null,
    maxRetries: 0,
    logLevel: 'off',
  });
  return new SdkService(client, sdk, limits);
}

class SdkService implements BatchService {
  readonly #client: OpenAI;
  readonly #sdk: Sdk;
  readonly #limits: Bounds;

  constructor(client: OpenAI, sdk: Sdk, limits: Bounds) {
    this.#sdk = sdk;
    this.#limits = limits;
    this.#client = this.#within({ bytes: limits.replyBytes, time: limits.call }, fetch, client);
  }

  /** The client with these limits on each call. */
  #within(limits: CallLimits, send: Fetch = fetch, client = this.#client): OpenAI {
    const { silence, redirects } = this.#limits;
    return client.withOptions({
      fetch: boundedFetch({ ...limits, silence, redirects }, send),
      timeout: limits.time,
    });
  }

  upload: BatchService['upload'] = (path, { name, onProgress, signal }) =>
    this.#call(signal, async () => {
      const file = await this.#sdk.toFile(await openAsBlob(path), name, {
        type: 'application/jsonl',
      });
      const client = this.#within(
        { bytes: this.#limits.replyBytes, time: uploadTimeout(file.size) },
        watchedUpload((sent) => onProgress?.(Math.min(sent, file.size), file.size)),
      );
      const sent = await client.files.create({ file, purpose: 'batch' }, on(signal));
      return remoteFile(sent);
    });

  create: BatchService['create'] = (inputFile, metadata, signal) =>
    this.#call(signal, async () => {
      const wanted = {
        input_file_id: inputFile,
        endpoint: '/v1/chat/completions',
        completion_window: '24h',
        metadata: { ...metadata },
      } as const;
      return remoteBatch(await this.#client.batches.create(wanted, on(signal)));
    });

  retrieve: BatchService['retrieve'] = (id, signal) =>
    this.#call(signal, async () =>
      remoteBatch(await this.#client.batches.retrieve(id, on(signal))),
    );

  list: BatchService['list'] = (signal) => this.#each('/batches', {}, remoteBatch, signal);

  cancel: BatchService['cancel'] = (id, signal) =>
    this.#call(signal, async () => remoteBatch(await this.#client.batches.cancel(id, on(signal))));

  download: BatchService['download'] = (file, path, signal) =>
    this.#call(signal, async () => {
      const { bytes } = remoteFile(await this.#client.files.retrieve(file, on(signal)));
      const limits = { bytes: this.#mostBytes(bytes), time: this.#limits.transfer };
      const response = await this.#within(limits).files.content(file, on(signal));
      return saveBody(response, path, bytes, signal);
    });

  /** Bytes that are taken of a file which the service says to have so many; 0 where it does not say. */
  #mostBytes(said: number): number {
    const { fileBytes, fileFactor, fileSlack } = this.#limits;
    if (said > fileBytes) throw notUnderstood(`its file has ${byteText(said)}`);
    return said === 0 ? fileBytes : Math.min(fileBytes, said * fileFactor + fileSlack);
  }

  deleteFile: BatchService['deleteFile'] = (id, signal) =>
    this.#call(signal, async () => {
      await this.#client.files.delete(id, on(signal));
    });

  listFiles: BatchService['listFiles'] = (signal) =>
    this.#each('/files', { purpose: 'batch' }, remoteFile, signal);

  complete: BatchService['complete'] = async (body, signal) => {
    try {
      const { flexCall, liveCall, replyBytes: bytes } = this.#limits;
      const time = body.service_tier === 'flex' ? flexCall : liveCall;
      return await this.#call(signal, async () => {
        const client = this.#within({ bytes, time });
        const asked = client.chat.completions.create(body, on(signal)).withResponse();
        const { data, response } = await asked;
        const room = rateRoom(response.headers);
        return { status: response.status, body: repliedObject(data), room };
      });
    } catch (error) {
      return replyOf(error);
    }
  };

  checkModel: BatchService['checkModel'] = (model, signal) =>
    this.#call(signal, async () =>
      remoteModel(await this.#client.models.retrieve(model, on(signal))),
    );

  /** Runs a call and turns what it throws into a ServiceError; an abort stays what it is. */
  async #call<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      signal?.throwIfAborted();
      throw serviceError(error, this.#sdk, this.#client);
    }
  }

  /** The items of a list, page by page. @throws ServiceError when the list does not come to an end */
  async *#each<T extends { readonly id: string }>(
    path: string,
    query: Readonly<Record<string, string>>,
    read: (value: unknown) => T,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<T> {
    const seen = new Set<string>();
    for (let after: string | undefined, pages = 1; ; pages++) {
      const page = await this.#call(signal, async () => {
        const wanted = { query: { ...query, limit: 100, after }, ...on(signal) };
        const { data, has_more: more } = remotePage(await this.#client.get(path, wanted));
        return { items: data.map(read), more };
      });
      const fresh = page.items.filter(({ id }) => !seen.has(id));
      for (const item of fresh) {
        seen.add(item.id);
        yield item;
      }
      if (!page.more || page.items.length === 0) return;
      if (fresh.length === 0 || pages >= this.#limits.pages)
        throw notUnderstood('its list never ends');
      after = page.items.at(-1)?.id;
    }
  }
}

const on = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal });

async function saveBody(
  response: Response,
  path: string,
  expectedBytes: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  const temporary = temporaryFor(path);
  let bytes = 0;
  try {
    const body = response.body === null ? Readable.from([]) : Readable.fromWeb(response.body);
    body.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    const mode = privateModeIn(dirname(path));
    const file = createWriteStream(temporary, { flush: true, flags: 'wx', mode });
    await pipeline(body, file, on(signal));
    if (bytes < expectedBytes)
      throw new TypeError(`the download ended after ${bytes} of ${expectedBytes} bytes`);
    await moveOver(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return bytes;
}
