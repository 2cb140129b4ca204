/** Where the server keeps the contents of files: one file each in a folder. */
import { createWriteStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { rename, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export class BlobStore {
  readonly #folder: string;
  #uploads = 0;

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
  async write(id: string, bytes: AsyncIterable<Buffer>): Promise<number> {
    this.#uploads += 1;
    const partial = this.path(`${id}.${this.#uploads}.partial`);
    let length = 0;
    const counted = async function* () {
      for await (const chunk of bytes) {
        length += chunk.length;
        yield chunk;
      }
    };
    try {
      await pipeline(Readable.from(counted(), { objectMode: false }), createWriteStream(partial));
      await rename(partial, this.path(id));
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
    return length;
  }

  async delete(id: string): Promise<void> {
    await rm(this.path(id), { force: true });
  }

  /** Where results of a batch are collected until they become a file. */
  resultsPath(batch: string, kind: 'output' | 'error'): string {
    return this.path(`${batch}.${kind}.results`);
  }

  /** Cuts results back to what the journal knows of, after a crash between the two. */
  async cutResults(batch: string, kind: 'output' | 'error', bytes: number): Promise<void> {
    try {
      await truncate(this.resultsPath(batch, kind), bytes);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  /** Makes collected results the content of a file. */
  async adoptResults(batch: string, kind: 'output' | 'error', id: string): Promise<void> {
    await rename(this.resultsPath(batch, kind), this.path(id));
  }

  async dropResults(batch: string): Promise<void> {
    await rm(this.resultsPath(batch, 'output'), { force: true });
    await rm(this.resultsPath(batch, 'error'), { force: true });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
