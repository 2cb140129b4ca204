/** Derives variants and writes CSVs for an archive of nothing but a catalog; prints how long it took and the most memory. */
import { openCatalog } from '../src/catalog/catalog.ts';
import { outletPhotos } from '../src/pipeline/deliver/outlet-photos.ts';
import { builtInOutlets } from '../src/rules/outlets/built-in.ts';
import { CsvFiles, type CsvPiece } from '../src/rules/outlets/csv.ts';
import { DeliveredNames } from '../src/rules/outlets/file-name.ts';
import { defaultSettings } from '../src/settings.ts';
import { peakMegabytes } from './peak-memory.ts';

const [folder = '', ...ids] = process.argv.slice(2);
const catalog = openCatalog(folder);
const archive = { catalog, settings: defaultSettings };
const begun = performance.now();
let rows = 0;
let bytes = 0;
const outlets = builtInOutlets().filter(({ csv, id }) => csv !== undefined && ids.includes(id));
const made = new Map(
  outlets.flatMap((outlet) =>
    outlet.csv === undefined
      ? []
      : [
          [
            outlet.id,
            { csv: new CsvFiles(outlet.csv, outlet.categories), names: new DeliveredNames(outlet) },
          ],
        ],
  ),
);
const count = (pieces: readonly CsvPiece[]) => {
  for (const piece of pieces) {
    rows += piece.rows;
    bytes += Buffer.byteLength(piece.text);
  }
};
for (const { master, outlet, path, variant } of outletPhotos(archive, outlets)) {
  const of = made.get(outlet.id);
  if (of !== undefined) count(of.csv.add({ name: of.names.next(path), master, variant }));
}
for (const { csv } of made.values()) count(csv.end());
const seconds = (performance.now() - begun) / 1000;
const { user, system } = process.cpuUsage();
const processor = (user + system) / 1e6;
catalog.close();
console.log(JSON.stringify({ rows, bytes, seconds, processor, megabytes: peakMegabytes() }));
