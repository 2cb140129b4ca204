/**
 * A soak, run by hand: `node bench/soak-embed.ts [--photos 200] [--kills 60] [--seed 1]`. Photos are embedded and undone
 * again and again while the program, or one of its ExifTools, is killed at random moments. After each kill every
 * photo must be the old or the new one, whole; in the end the catalog must agree with the files, and the last undo must
 * bring back every byte. Every tenth photo has two names (a hard link), so that it is written over in place: such a
 * photo may be torn by a kill, and the next start must mend it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { link, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { listIssues } from '../src/catalog/issues.ts';
import { iptcText, readIptc } from '../src/jpeg/iptc.ts';
import { readHead } from '../src/jpeg/read-head.ts';
import { scan } from '../src/pipeline/scan/scan.ts';
import {
  contextOf,
  openAgain,
  readyArchive,
  textFor,
  usualFolder,
} from '../test/pipeline/embed/ready-archive.ts';
import { photoMaker } from './photos.ts';

const { values } = parseArgs({
  options: {
    photos: { type: 'string', default: '200' },
    kills: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  },
});
const photos = Number(values.photos);
const kills = Number(values.kills);

let state = Number(values.seed) >>> 0;
/** A number from 0 to 1, the same ones for the same seed (a linear congruence of Numerical Recipes). */
function draw(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

const make = await photoMaker();
const old = new Map(
  Array.from({ length: photos }, (_, index) => [`p${index}.jpg`, make(index)] as const),
);
const isLinked = (name: string) => Number(/\d+/.exec(name)?.[0]) % 10 === 0;

const archive = await readyArchive(
  new Map([...old].map(([name, bytes]) => [`${usualFolder}/${name}`, bytes])),
);
const { root } = archive;
const folder = join(root, usualFolder);
await mkdir(join(root, 'elsewhere'));
for (const name of old.keys())
  if (isLinked(name)) await link(join(folder, name), join(root, 'elsewhere', `${name}.link`));
// A further name changes nothing of the picture; the next scan only has to see it.
await scan(contextOf(archive));
archive.close();

type Work = 'embed' | 'undo';
const worker = join(import.meta.dirname, '../test/pipeline/embed/embed-worker.ts');
const counts = { program: 0, exiftool: 0, tooLate: 0, torn: 0 };
let work: Work = 'embed';
/** How long the work takes when nothing disturbs it, so that kills fall anywhere in it. */
const usual: Record<Work, number> = { embed: 8000, undo: 4000 };
let isFresh = true;

for (let kill = 0; kill < kills; kill++) {
  const started = performance.now();
  const child = startWorker(work);
  const ended = once(child, 'exit');
  const what = work === 'embed' && draw() < 0.3 ? 'exiftool' : 'program';
  const wait = setTimeout(draw() * usual[work]);
  const isOver = (await Promise.race([ended, wait.then(() => 'wait' as const)])) !== 'wait';
  if (isOver) counts.tooLate++;
  else if (what === 'program') {
    child.kill('SIGKILL');
    counts.program++;
  } else if (killExifTool(child)) counts.exiftool++;
  await ended;
  counts.torn += await checkAll();
  if (child.exitCode === 0) {
    // Only a run that had everything to do tells how long that takes.
    if (isFresh) usual[work] = performance.now() - started;
    work = work === 'embed' ? 'undo' : 'embed';
  }
  isFresh = child.exitCode === 0;
}

await finish('embed');
await checkAll(true);
await finish('undo');
for (const [name, bytes] of old)
  if (!(await readFile(join(folder, name))).equals(bytes))
    throw new Error(`${name} is not what it was`);
const left = (await readdir(folder)).filter((name) => name.startsWith('.'));
if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
console.log(
  `${photos} photos: the program killed ${counts.program} times, ExifTool ${counts.exiftool} times, ${counts.tooLate} came too late; ${counts.torn} photos with two names were torn and mended. Every photo was whole, and is what it was.`,
);

/** Runs the work until it is done for all photos; undoing goes run by run, so several times. */
async function finish(last: Work): Promise<void> {
  const wanted = last === 'embed' ? 'done' : 'embed';
  for (let round = 0; ; round++) {
    await once(startWorker(last), 'exit');
    const { catalog, close } = await openAgain(root);
    const done = catalog.count('SELECT count(*) FROM photo WHERE status = ?', wanted);
    const issues = listIssues(catalog);
    close();
    if (done === photos && issues.length === 0) return;
    if (last === 'embed' || round > kills)
      throw new Error(`${done} of ${photos} stand at ${wanted}; issues: ${JSON.stringify(issues)}`);
  }
}

/** An ExifTool that is killed before its first answer ends the run with a sentence; the next start goes on. */
function startWorker(what: Work): ChildProcess {
  return spawn(process.execPath, [worker, root, what], { stdio: 'ignore' });
}

function killExifTool({ pid }: ChildProcess): boolean {
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => isExifToolOf(name, pid));
  const chosen = found[Math.floor(draw() * found.length)];
  if (chosen !== undefined) process.kill(Number(chosen), 'SIGKILL');
  return chosen !== undefined;
}

function isExifToolOf(name: string, parent: number | undefined): boolean {
  try {
    const isChild =
      Number(/\) \S+ (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]) === parent;
    return isChild && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('exiftool');
  } catch {
    return false;
  }
}

/** Throws for a photo that is neither; returns how many with two names are torn, to be mended by the next start. */
async function checkAll(isFinal = false): Promise<number> {
  let torn = 0;
  for (const [name, bytes] of old) {
    if (await isWhole(name, bytes)) continue;
    if (isFinal || !isLinked(name))
      throw new Error(`${name} is neither the old photo nor the new one`);
    torn++;
  }
  return torn;
}

async function isWhole(name: string, bytes: Buffer): Promise<boolean> {
  const file = join(folder, name);
  const now = await readFile(file);
  if (now.equals(bytes)) return true;
  const read = await readHead(file);
  if (read.kind === 'broken') return false;
  const { keywords } = iptcText(readIptc(read.head.segments));
  const tail = 1_000_000;
  return (
    JSON.stringify(keywords) === JSON.stringify(textFor(name).keywords) &&
    now.subarray(-tail).equals(bytes.subarray(-tail)) &&
    now.length > bytes.length
  );
}
