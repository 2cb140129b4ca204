/** The names in a folder, without listing it again and again: on a shared disk, a hundred thousand names take seconds. */
import { readdir, stat } from 'node:fs/promises';

/** Milliseconds: the coarsest step in which a disk notes when a folder changed (FAT), and a little more. */
const coarsestStep = 3000;

/** Keeps the names of the folder that was asked for last. */
export class FolderListing {
  #folder: string | undefined;
  #changedAt = 0;
  #listedAt = 0;
  #names: readonly string[] = [];

  /**
   * The names in a folder, listed again when it has changed. One that changed just before it was listed is listed again as well:
   * its time need not tell a change that came right after. @throws the file system's error
   */
  async namesIn(folder: string): Promise<readonly string[]> {
    const { mtimeMs } = await stat(folder);
    const isKnown = folder === this.#folder && mtimeMs === this.#changedAt;
    if (isKnown && this.#listedAt - mtimeMs > coarsestStep) return this.#names;
    const listedAt = Date.now();
    const names = await readdir(folder);
    this.#folder = folder;
    this.#changedAt = mtimeMs;
    this.#listedAt = listedAt;
    this.#names = names;
    return names;
  }
}
