/** The contents of files, each in a file of its id. */
import { createWriteStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { appendFile, rename, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const partial = '.partial';

export class Blobs {
  readonly #folder: string;

  /** Opens a folder, and deletes what uploads left in it that never ended. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder))
      if (name.endsWith(partial)) rmSync(join(folder, name), { force: true });
    this.#folder = folder;
  }

  path(id: string): string {
    return join(this.#folder, id);
  }

  /** Writes bytes as they come; the content is there whole, or not at all. Resolves to its length in bytes. */
  async write(id: string, bytes: Readable, signal: AbortSignal): Promise<number> {
    const file = createWriteStream(this.path(id) + partial);
    try {
      await pipeline(bytes, file, { signal });
      await rename(this.path(id) + partial, this.path(id));
    } catch (error) {
      await rm(this.path(id) + partial, { force: true });
      throw error;
    }
    return file.bytesWritten;
  }

  /** Adds to the end. Resolves to the bytes added. */
  async append(id: string, text: string): Promise<number> {
    if (text !== '') await appendFile(this.path(id), text);
    return Buffer.byteLength(text);
  }

  /** Cuts off what was added after the first so many bytes. */
  async cut(id: string, bytes: number): Promise<void> {
    if ((await this.length(id)) > bytes) await truncate(this.path(id), bytes);
  }

  /** In bytes; 0 where there is no such content. */
  async length(id: string): Promise<number> {
    return (await stat(this.path(id)).catch(() => undefined))?.size ?? 0;
  }

  async delete(id: string): Promise<void> {
    await rm(this.path(id), { force: true });
  }
}
