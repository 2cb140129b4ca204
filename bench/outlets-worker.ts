/** Derives variants and writes CSVs for an archive of nothing but a catalog; prints how long it took and the most memory. */
import { openCatalog } from '../src/catalog/catalog.ts';
import { outletPhotos } from '../src/pipeline/deliver/outlet-photos.ts';
import { builtInOutlets } from '../src/rules/outlets/built-in.ts';
import { csvPieces } from '../src/rules/outlets/csv.ts';
import { DeliveredNames } from '../src/rules/outlets/file-name.ts';
import { peakMegabytes } from './peak-memory.ts';

const [folder = '', ...ids] = process.argv.slice(2);
const catalog = openCatalog(folder);
const begun = performance.now();
let rows = 0;
let bytes = 0;
for (const outlet of builtInOutlets()) {
  if (outlet.csv === undefined || !ids.includes(outlet.id)) continue;
  const names = new DeliveredNames(outlet);
  const photos = outletPhotos(catalog, outlet).map(({ master, path, variant }) => ({
    name: names.next(path),
    ...{ master, variant },
  }));
  for (const piece of csvPieces(outlet.csv, photos)) {
    rows += piece.rows;
    bytes += Buffer.byteLength(piece.text);
  }
}
const seconds = (performance.now() - begun) / 1000;
const { user, system } = process.cpuUsage();
const processor = (user + system) / 1e6;
catalog.close();
console.log(JSON.stringify({ rows, bytes, seconds, processor, megabytes: peakMegabytes() }));
