/** Writes the CSVs of outlets. Each is known by its name, so that one of another archive or of somebody else stays. */

import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Catalog } from '../../catalog/catalog.ts';
import { madeFor } from '../../catalog/deliveries.ts';
import {
  csvMadeFrom,
  forgetCsv,
  inNoCsv,
  markInCsv,
  openCsvNames,
  saveCsv,
  saveCsvMadeFrom,
} from '../../catalog/uploads.ts';
import { asStop } from '../../errors.ts';
import { pathInside } from '../../files/inside.ts';
import { syncFolder } from '../../files/sync.ts';
import { temporaryFor } from '../../files/temporary.ts';
import { CsvFiles, type CsvPiece } from '../../rules/outlets/csv.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import type { Archive } from '../archive/archive.ts';
import { folderCsvHash, type OutletPhoto, outletPhotos, waitsInFolder } from './outlet-photos.ts';
import type { Placed } from './plan.ts';

/** What lies in a folder for an outlet, and whether the copies were uploaded from there. */
type Place = Pick<Placed, 'outlet' | 'folder' | 'remote'>;

/**
 * Of copies that stay in the folder, all that wait there are rows, every time anew unless they are the same; of uploaded
 * ones those that are in no CSV yet.
 * @param madeFrom what the CSV of a folder would be made of now
 * @returns the names of the files, in order; none for an outlet without CSV, or without photos
 * @throws StopError `disk-full`, or the file system's error
 */
export async function writeCsvFiles(
  archive: Pick<Archive, 'catalog' | 'settings'>,
  { folder, outlet, remote }: Place,
  madeFrom?: string,
): Promise<readonly string[]> {
  if (outlet.csv === undefined) return [];
  const { catalog } = archive;
  const place = { id: outlet.id, folder, isUploaded: remote !== undefined };
  const there = await readdir(folder);
  const own = openCsvNames(catalog, place);
  const isSame = madeFrom !== undefined && csvMadeFrom(catalog, place) === madeFrom;
  if (isSame && !place.isUploaded && own.every((name) => there.includes(name))) return own;
  const csv = new WrittenCsv(catalog, place, { ...outlet, csv: outlet.csv }, there);
  // Whatever was chosen for this run: the file is that of all.
  const among = (place.isUploaded ? inNoCsv : madeFor)(catalog, outlet.id);
  try {
    for (const one of outletPhotos(archive, [outlet], among)) await csv.add(one);
    await csv.finish();
  } catch (error) {
    await csv.giveUp();
    throw asStop(error, `the CSV in ${folder}`);
  }
  return csv.names;
}

type WithCsv = Outlet & { readonly csv: NonNullable<Outlet['csv']> };
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
  readonly #hash: ReturnType<typeof folderCsvHash>;
  #file: CsvFile | undefined;

  /** @param there what lies in the folder */
  constructor(catalog: Catalog, place: CsvPlace, outlet: WithCsv, there: readonly string[]) {
    this.#catalog = catalog;
    this.#place = place;
    this.#files = new CsvFiles(outlet.csv, outlet.categories);
    this.#hash = folderCsvHash(outlet);
    this.#own = openCsvNames(catalog, place);
    this.#next = namesFor(place.id, this.#own, there);
  }

  async add(one: OutletPhoto): Promise<void> {
    const { delivery, id, master, variant } = one;
    // What was uploaded was chosen by its state.
    if (delivery === undefined || (!this.#place.isUploaded && !waitsInFolder(one))) return;
    this.#hash.add(one);
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
    else saveCsvMadeFrom(this.#catalog, this.#place, this.#hash.end());
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
