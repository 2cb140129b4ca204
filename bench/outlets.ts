/** What outlets would get of a large archive: reading the catalog, deriving each text, and the CSVs. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openCatalog } from '../src/catalog/catalog.ts';
import { copyOfLargeCatalog } from './large-catalog.ts';
import type { Bench } from './measure.ts';

const execute = promisify(execFile);
const photos = 100_000;
const outlets = ['adobe', 'shutterstock', 'folder'];

type Run = Record<'rows' | 'bytes' | 'seconds' | 'processor' | 'megabytes', number>;
let measured: Promise<Run> | undefined;

/** Once for both figures. */
function run(): Promise<Run> {
  measured ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), 'proofsheet-bench-outlets-'));
    try {
      await copyOfLargeCatalog(photos, folder);
      const catalog = openCatalog(folder);
      catalog.run("UPDATE photo SET status = 'done'");
      catalog.run(
        "UPDATE review SET decision = 'accepted', title_decision = 'accepted', keywords_decision = 'accepted'",
      );
      catalog.close();
      const worker = join(import.meta.dirname, 'outlets-worker.ts');
      const { stdout } = await execute(process.execPath, [worker, folder, ...outlets]);
      const found = JSON.parse(stdout) as Run;
      if (found.rows !== photos * outlets.length) throw new Error(`only ${found.rows} rows`);
      return found;
    } finally {
      await rm(folder, { recursive: true });
    }
  })();
  return measured;
}

const notesOf = ({ bytes, megabytes, processor, rows, seconds }: Run) => [
  `${rows} rows of ${outlets.join(', ')}, ${(bytes / 1e6).toFixed(0)} MB, out of a catalog of ${photos} photos`,
  `${seconds.toFixed(1)} s, of which ${processor.toFixed(1)} s of the processor, at most ${megabytes.toFixed(0)} MB, on ${availableParallelism()} cores`,
];

export const outletBenches: readonly Bench[] = [
  {
    name: 'outlets',
    about: `time to derive variants and CSVs for ${photos} photos and ${outlets.length} outlets`,
    unit: 's',
    target: { kind: 'at most', value: 10 },
    measure: async () => {
      const found = await run();
      return { value: found.seconds, notes: notesOf(found) };
    },
  },
  {
    name: 'outlets-memory',
    about: 'the most memory that takes',
    unit: 'MB',
    target: { kind: 'at most', value: 300 },
    measure: async () => {
      const found = await run();
      return { value: found.megabytes, notes: notesOf(found) };
    },
  },
];
