/** Writes the CSVs of an outlet: the photos whose copies wait in its folder. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import type { Catalog } from '../../catalog/catalog.ts';
import { pathInside } from '../../files/inside.ts';
import { syncFolder } from '../../files/sync.ts';
import { temporaryFor } from '../../files/temporary.ts';
import { type CsvPhoto, csvPieces } from '../../rules/outlets/csv.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import { outletPhotos } from './outlet-photos.ts';

/** The names of the files, in order; none for an outlet without CSV, or without photos. */
export async function writeCsvFiles(
  catalog: Catalog,
  outlet: Outlet,
  folder: string,
): Promise<readonly string[]> {
  const names: string[] = [];
  if (outlet.csv === undefined) return names;
  let open:
    | {
        readonly stream: ReturnType<typeof createWriteStream>;
        readonly to: string;
        readonly temporary: string;
      }
    | undefined;
  const finish = async () => {
    if (open === undefined) return;
    const { stream, temporary, to } = open;
    stream.end();
    await once(stream, 'close');
    await rename(temporary, to);
    open = undefined;
  };
  for (const { file, text } of csvPieces(outlet.csv, waitingPhotos(catalog, outlet))) {
    if (file > names.length) {
      await finish();
      const name = `${outlet.id}-${file}.csv`;
      const to = pathInside(folder, name);
      const temporary = temporaryFor(to);
      names.push(name);
      open = { stream: createWriteStream(temporary, { flags: 'wx', flush: true }), to, temporary };
    }
    if (open?.stream.write(text) === false) await once(open.stream, 'drain');
  }
  await finish();
  await removeOthers(outlet, folder, names);
  await syncFolder(folder);
  return names;
}

function* waitingPhotos(catalog: Catalog, outlet: Outlet): Generator<CsvPhoto, void> {
  const isFolder = outlet.delivery.value.way === 'folder';
  for (const { delivery, madeFrom, master, variant } of outletPhotos(catalog, outlet))
    if (delivery?.madeFrom === madeFrom && (isFolder || delivery.state === 'ready'))
      yield { name: delivery.name, master, variant };
}

/** Files of an earlier, longer list. */
async function removeOthers(outlet: Outlet, folder: string, names: readonly string[]) {
  const start = `${outlet.id}-`;
  const isOurs = (name: string) =>
    name.startsWith(start) && /^\d+\.csv$/.test(name.slice(start.length));
  for (const name of await readdir(folder))
    if (isOurs(name) && !names.includes(name)) await rm(pathInside(folder, name));
}
