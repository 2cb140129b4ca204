/** Writes the CSVs of outlets. Each is known by its name, so that one of another archive or of somebody else stays. */

import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { listed } from '../../amounts.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Delivery } from '../../catalog/deliveries.ts';
import { forgetCsv, markInCsv, openCsvNames, saveCsv } from '../../catalog/uploads.ts';
import { asStop } from '../../errors.ts';
import { pathInside } from '../../files/inside.ts';
import { syncFolder } from '../../files/sync.ts';
import { temporaryFor } from '../../files/temporary.ts';
import { CsvFiles, type CsvPiece } from '../../rules/outlets/csv.ts';
import type { Archive } from '../archive/archive.ts';
import { type OutletPhoto, outletPhotos } from './outlet-photos.ts';
import type { Placed } from './plan.ts';

/** What lies in a folder for an outlet, and whether the copies were uploaded from there. */
type Place = Pick<Placed, 'outlet' | 'folder' | 'remote'>;

/**
 * Writes them in one pass over the catalog. Of copies that stay in the folder, all that wait there are rows, every time anew;
 * of uploaded ones those that are in no CSV yet.
 * @returns the names of the files by outlet, in order; none for an outlet without CSV, or without photos
 * @throws StopError `disk-full`, or the file system's error
 */
export async function writeCsvFiles(
  archive: Pick<Archive, 'catalog' | 'settings'>,
  places: readonly Place[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const written = new Map<string, WrittenCsv>();
  for (const { folder, outlet, remote } of places)
    if (outlet.csv !== undefined)
      written.set(
        outlet.id,
        new WrittenCsv(
          archive.catalog,
          { id: outlet.id, folder, isUploaded: remote !== undefined },
          [outlet.csv, outlet.categories],
          await readdir(folder),
        ),
      );
  const outlets = places.map(({ outlet }) => outlet).filter(({ id }) => written.has(id));
  try {
    for (const one of outletPhotos(archive, outlets)) await written.get(one.outlet.id)?.add(one);
    for (const csv of written.values()) await csv.finish();
  } catch (error) {
    for (const csv of written.values()) await csv.giveUp();
    throw asStop(error, `the CSV in ${listed(places.map(({ folder }) => folder))}`);
  }
  return new Map([...written].map(([id, { names }]) => [id, names]));
}

type CsvPlace = { readonly id: string; readonly folder: string; readonly isUploaded: boolean };

/** The files of one outlet's CSV while they are written. */
class WrittenCsv {
  readonly names: string[] = [];
  readonly #catalog: Catalog;
  readonly #place: CsvPlace;
  readonly #files: CsvFiles;
  readonly #own: readonly string[];
  readonly #next: () => string;
  /** The photos whose rows are not in a piece yet, and those that are, each with the name of its file. */
  readonly #begun: number[] = [];
  readonly #rows: [photoId: number, csv: string][] = [];
  #file: CsvFile | undefined;

  /** @param there what lies in the folder */
  constructor(
    catalog: Catalog,
    place: CsvPlace,
    [csv, categories]: ConstructorParameters<typeof CsvFiles>,
    there: readonly string[],
  ) {
    this.#catalog = catalog;
    this.#place = place;
    this.#files = new CsvFiles(csv, categories);
    this.#own = openCsvNames(catalog, place);
    this.#next = namesFor(place.id, this.#own, there);
  }

  async add(one: OutletPhoto): Promise<void> {
    const { delivery, id, master, variant } = one;
    const isWanted = this.#place.isUploaded ? isUploaded : isWaiting;
    if (delivery === undefined || !isWanted(one, delivery)) return;
    this.#begun.push(id);
    await this.#write(this.#files.add({ name: delivery.name, master, variant }));
  }

  /** Puts the last file in its place, and takes away what an earlier, longer list left. */
  async finish(): Promise<void> {
    const { folder, isUploaded: areUploaded } = this.#place;
    await this.#write(this.#files.end());
    await this.#file?.finish();
    for (const name of this.#own) {
      if (this.names.includes(name)) continue;
      await rm(pathInside(folder, name), { force: true });
      forgetCsv(this.#catalog, this.#place, name);
    }
    await syncFolder(folder);
    if (areUploaded) markInCsv(this.#catalog, this.#place.id, this.#rows);
  }

  async giveUp(): Promise<void> {
    await this.#file?.giveUp();
  }

  async #write(pieces: readonly CsvPiece[]): Promise<void> {
    for (const { file, rows, text } of pieces) {
      if (file > this.names.length) {
        await this.#file?.finish();
        const name = this.#next();
        this.names.push(name);
        saveCsv(this.#catalog, this.#place, name);
        this.#file = new CsvFile(pathInside(this.#place.folder, name));
      }
      await this.#file?.write(text);
      for (const id of this.#begun.splice(0, rows)) this.#rows.push([id, this.names.at(-1) ?? '']);
    }
  }
}

/** Names of ours that are free again, then numbers that nobody in the folder has. */
function namesFor(id: string, own: readonly string[], there: readonly string[]): () => string {
  const ours = [...own];
  const taken = new Set([...there, ...own].map((name) => name.toLowerCase()));
  let number = 0;
  return () => {
    const first = ours.shift();
    if (first !== undefined) return first;
    for (;;) {
      const name = `${id}-${++number}.csv`;
      if (!taken.has(name)) return name;
    }
  };
}

const isUploaded = (_one: OutletPhoto, { csv, state }: Delivery) =>
  state === 'delivered' && csv === '';

function isWaiting(one: OutletPhoto, { madeFrom, state }: Delivery): boolean {
  const isFolder = one.outlet.delivery.value.way === 'folder';
  return one.isChosen && (isFolder || state === 'ready') && madeFrom === one.madeFrom;
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
