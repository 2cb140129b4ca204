/** Where the stand-in keeps the contents of files: one file each in a folder. */
import { createWriteStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { appendFile, rename, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ResultKind } from './batch.ts';
import type { ResultLine } from './wire.ts';

export class Blobs {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = join(folder, 'files');
    mkdirSync(this.#folder, { recursive: true });
  }

  /** Where a file's content is. */
  path(id: string): string {
    return join(this.#folder, id);
  }

  /** Deletes everything that is neither one of these files nor a result in the making. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const name of readdirSync(this.#folder))
      if (!ids.has(name) && !name.endsWith('.results')) rmSync(this.path(name), { force: true });
  }

  /** Writes bytes as they come; the content is there whole, or not at all. Resolves to its length in bytes. */
  async write(id: string, bytes: Readable, signal: AbortSignal): Promise<number> {
    const partial = this.path(`${id}.partial`);
    const file = createWriteStream(partial);
    try {
      await pipeline(bytes, file, { signal });
      await rename(partial, this.path(id));
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
    return file.bytesWritten;
  }

  async delete(id: string): Promise<void> {
    await rm(this.path(id), { force: true });
  }

  /** Adds to the results of a batch, which are collected until they become a file. Resolves to the bytes added. */
  async appendResults(
    batch: string,
    kind: ResultKind,
    lines: readonly ResultLine[],
  ): Promise<number> {
    if (lines.length === 0) return 0;
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    await appendFile(this.#results(batch, kind), text);
    return Buffer.byteLength(text);
  }

  /** Cuts results back to what the journal knows of, after a crash between the two. */
  async cutResults(batch: string, kind: ResultKind, bytes: number): Promise<void> {
    if ((await this.#bytesOf(batch, kind)) > bytes)
      await truncate(this.#results(batch, kind), bytes);
  }

  /** Makes collected results the content of a file. Resolves to its length in bytes; of none, nothing is made. */
  async adoptResults(batch: string, kind: ResultKind, id: string): Promise<number> {
    const bytes = await this.#bytesOf(batch, kind);
    if (bytes > 0) await rename(this.#results(batch, kind), this.path(id));
    else await rm(this.#results(batch, kind), { force: true });
    return bytes;
  }

  #results(batch: string, kind: ResultKind): string {
    return this.path(`${batch}.${kind}.results`);
  }

  async #bytesOf(batch: string, kind: ResultKind): Promise<number> {
    return (await stat(this.#results(batch, kind)).catch(() => undefined))?.size ?? 0;
  }
}
