/** Values that ExifTool reads from files: whole blocks, and text with line breaks, which no argument can have. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: Promise<string> | undefined;

/** One folder for the whole process, gone with it. */
function folderOfProcess(): Promise<string> {
  folder ??= mkdtemp(join(tmpdir(), 'proofsheet-')).then((made) => {
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    return made;
  });
  return folder;
}

/** The data files of one command. */
export class DataFiles {
  readonly #paths: string[] = [];

  /** An argument that sets `tag` to `value` by a file. @throws the file system's error */
  async assign(tag: string, value: Uint8Array): Promise<string> {
    const path = join(await folderOfProcess(), randomUUID());
    this.#paths.push(path);
    await writeFile(path, value);
    return `-${tag}<=${path}`;
  }

  async remove(): Promise<void> {
    await Promise.all(this.#paths.map((path) => unlink(path).catch(() => undefined)));
  }
}
