/** Writes the CSVs of an outlet: the photos whose copies wait in its folder. */

import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Catalog } from '../../catalog/catalog.ts';
import { asStop } from '../../errors.ts';
import { pathInside } from '../../files/inside.ts';
import { syncFolder } from '../../files/sync.ts';
import { temporaryFor } from '../../files/temporary.ts';
import { type CsvPhoto, csvPieces } from '../../rules/outlets/csv.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import { outletPhotos } from './outlet-photos.ts';

/**
 * The names of the files, in order; none for an outlet without CSV, or without photos.
 * @throws StopError `disk-full`, or the file system's error
 */
export async function writeCsvFiles(
  catalog: Catalog,
  outlet: Outlet,
  folder: string,
): Promise<readonly string[]> {
  const { csv, id } = outlet;
  const names: string[] = [];
  if (csv === undefined) return names;
  let file: CsvFile | undefined;
  try {
    for (const piece of csvPieces(csv, waitingPhotos(catalog, outlet))) {
      if (piece.file > names.length) {
        await file?.finish();
        const name = `${id}-${piece.file}.csv`;
        names.push(name);
        file = new CsvFile(pathInside(folder, name));
      }
      await file?.write(piece.text);
    }
    await file?.finish();
  } catch (error) {
    await file?.giveUp();
    throw asStop(error, `the CSV of ${outlet.name}`);
  }
  await removeOthers(id, folder, names);
  await syncFolder(folder);
  return names;
}

/** One that takes the place of an older one when it is whole. */
class CsvFile {
  readonly #to: string;
  readonly #temporary: string;
  readonly #stream: WriteStream;

  constructor(to: string) {
    this.#to = to;
    this.#temporary = temporaryFor(to);
    this.#stream = createWriteStream(this.#temporary, { flags: 'wx', flush: true });
    // Told by the next write, or by the end.
    this.#stream.on('error', () => undefined);
  }

  async write(text: string): Promise<void> {
    const { errored } = this.#stream;
    if (errored !== null) throw errored;
    if (!this.#stream.write(text)) await once(this.#stream, 'drain');
  }

  async finish(): Promise<void> {
    this.#stream.end();
    await finished(this.#stream);
    await rename(this.#temporary, this.#to);
  }

  async giveUp(): Promise<void> {
    this.#stream.destroy();
    await rm(this.#temporary, { force: true });
  }
}

function* waitingPhotos(catalog: Catalog, outlet: Outlet): Generator<CsvPhoto, void> {
  const isFolder = outlet.delivery.value.way === 'folder';
  for (const { delivery, madeFrom, master, variant } of outletPhotos(catalog, outlet))
    if (delivery?.madeFrom === madeFrom && (isFolder || delivery.state === 'ready'))
      yield { name: delivery.name, master, variant };
}

/** Files of an earlier, longer list. */
async function removeOthers(id: string, folder: string, names: readonly string[]) {
  const start = `${id}-`;
  const isOurs = (name: string) =>
    name.startsWith(start) && /^\d+\.csv$/.test(name.slice(start.length));
  for (const name of await readdir(folder))
    if (isOurs(name) && !names.includes(name)) await rm(pathInside(folder, name));
}
