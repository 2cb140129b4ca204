/**
 * Tries the merge on a folder of your own sidecars: `npm run try-sidecars -- FOLDER [--keep FOLDER]`. The folder is only
 * read. Every sidecar is merged as a copy and judged by three other readings: the bytes beside our properties (see
 * sidecar-check/rest.ts), ExifTool's reading of everything that is not ours, and a second merge that must do nothing.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { foreignTags } from './sidecar-check/exiftool.ts';
import { type Tried, tryMerge } from './sidecar-check/try-merge.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'string' } },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error('Give a folder of sidecars.');
  process.exit(2);
}

const out = values.keep ?? (await mkdtemp(join(tmpdir(), 'try-sidecars-')));
const tried: Tried[] = [];
for (const name of await sidecarsBelow(folder))
  tried.push(await tryMerge(name, await readFile(join(folder, name)), out));
await compareTags(tried);
report(tried);
if (values.keep === undefined) await rm(out, { recursive: true, force: true });
else console.log(`Before and after: ${out}`);

async function sidecarsBelow(root: string): Promise<string[]> {
  const names = await readdir(root, { recursive: true });
  return names.filter((name) => /\.xmp$/i.test(name)).sort();
}

/** Adds what ExifTool reads differently beside our properties. */
async function compareTags(all: Tried[]): Promise<void> {
  const merged = all.filter(({ files }) => files !== undefined);
  const before = await foreignTags(merged.map(({ files }) => files?.before ?? ''));
  const after = await foreignTags(merged.map(({ files }) => files?.after ?? ''));
  for (const [index, one] of merged.entries()) {
    const was = new Set(before[index]);
    const is = new Set(after[index]);
    for (const tag of was.difference(is)) one.faults.push(`ExifTool no longer reads ${tag}`);
    for (const tag of is.difference(was)) one.faults.push(`ExifTool now reads ${tag}`);
  }
}

function report(all: readonly Tried[]): void {
  const outcomes = Object.groupBy(all, ({ outcome }) => outcome);
  for (const [outcome, some = []] of Object.entries(outcomes))
    console.log(`${String(some.length).padStart(6)} ${outcome}`);
  for (const { name, refusal } of all)
    if (refusal !== undefined) console.log(`refused ${name}: ${refusal}`);
  const faulty = all.filter(({ faults }) => faults.length > 0);
  for (const { name, faults } of faulty)
    for (const fault of faults) console.log(`FAULT ${name}: ${fault}`);
  console.log(faulty.length === 0 ? 'No fault was found.' : `${faulty.length} files with faults.`);
  process.exitCode = faulty.length === 0 ? 0 : 1;
}
