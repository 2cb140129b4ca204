/** Writes the CSVs of an outlet: the photos whose copies wait in its folder. */

import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { listed } from '../../amounts.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { asStop, systemCode } from '../../errors.ts';
import { pathInside } from '../../files/inside.ts';
import { syncFolder } from '../../files/sync.ts';
import { temporaryFor } from '../../files/temporary.ts';
import { CsvFiles, type CsvPhoto, type CsvPiece } from '../../rules/outlets/csv.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import { outletPhotos } from './outlet-photos.ts';

/** What lies in a folder for an outlet. */
type Place = { readonly outlet: Outlet; readonly folder: string };

/**
 * Writes them in one pass over the catalog.
 * @returns the names of the files by outlet, in order; none for an outlet without CSV, or without photos
 * @throws StopError `disk-full`, or the file system's error
 */
export async function writeCsvFiles(
  catalog: Catalog,
  places: readonly Place[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const written = new Map(
    places.flatMap(({ folder, outlet: { csv, id } }) =>
      csv === undefined ? [] : [[id, new WrittenCsv(id, folder, csv)] as const],
    ),
  );
  const outlets = places.map(({ outlet }) => outlet).filter(({ id }) => written.has(id));
  try {
    for (const one of waitingPhotos(catalog, outlets)) await written.get(one.outlet)?.add(one);
    for (const csv of written.values()) await csv.finish();
  } catch (error) {
    for (const csv of written.values()) await csv.giveUp();
    throw asStop(error, `the CSV in ${listed(places.map(({ folder }) => folder))}`);
  }
  return new Map([...written].map(([id, { names }]) => [id, names]));
}

/** The files of one outlet's CSV while they are written. */
class WrittenCsv {
  readonly names: string[] = [];
  readonly #id: string;
  readonly #folder: string;
  readonly #files: CsvFiles;
  #file: CsvFile | undefined;

  constructor(id: string, folder: string, csv: NonNullable<Outlet['csv']>) {
    this.#id = id;
    this.#folder = folder;
    this.#files = new CsvFiles(csv);
  }

  async add(photo: CsvPhoto): Promise<void> {
    await this.#write(this.#files.add(photo));
  }

  /** Puts the last file in its place, and takes away what an earlier, longer list left. */
  async finish(): Promise<void> {
    await this.#write(this.#files.end());
    await this.#file?.finish();
    await removeOthers(this.#id, this.#folder, this.names);
    await syncFolder(this.#folder);
  }

  async giveUp(): Promise<void> {
    await this.#file?.giveUp();
  }

  async #write(pieces: readonly CsvPiece[]): Promise<void> {
    for (const { file, text } of pieces) {
      if (file > this.names.length) {
        await this.#file?.finish();
        const name = `${this.#id}-${file}.csv`;
        this.names.push(name);
        this.#file = new CsvFile(pathInside(this.#folder, name));
      }
      await this.#file?.write(text);
    }
  }
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

type WaitingPhoto = CsvPhoto & { readonly outlet: string };

function* waitingPhotos(
  catalog: Catalog,
  outlets: readonly Outlet[],
): Generator<WaitingPhoto, void> {
  for (const one of outletPhotos(catalog, outlets)) {
    const { delivery, master, outlet, variant } = one;
    const isFolder = outlet.delivery.value.way === 'folder';
    if (delivery === undefined || !one.isChosen || (!isFolder && delivery.state !== 'ready'))
      continue;
    if (delivery.madeFrom === one.madeFrom)
      yield { outlet: outlet.id, name: delivery.name, master, variant };
  }
}

/** Files of an earlier, longer list. */
async function removeOthers(id: string, folder: string, names: readonly string[]) {
  for (const name of await csvNames(id, folder))
    if (!names.includes(name)) await rm(pathInside(folder, name));
}

/** The names of the CSVs of an outlet in a folder, in order; none where there is no such folder. */
export async function csvNames(id: string, folder: string): Promise<readonly string[]> {
  const start = `${id}-`;
  const isOurs = (name: string) =>
    name.startsWith(start) && /^\d+\.csv$/.test(name.slice(start.length));
  const all = await readdir(folder).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  });
  return all.filter(isOurs).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}
