/** Killing the program, and its ExifTools, in the middle of embedding. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { listIssues } from '../../../src/catalog/issues.ts';
import { iptcText, readIptc } from '../../../src/jpeg/iptc.ts';
import { readHead } from '../../../src/jpeg/read-head.ts';
import { embed } from '../../../src/pipeline/embed/embed.ts';
import { undo } from '../../../src/pipeline/embed/undo.ts';
import { cameraFacts, exif, jpeg, picture } from '../../fixtures/jpeg/build.ts';
import { contextOf, openAgain, readyArchive, textFor, usualFolder } from './ready-archive.ts';

/** More than are embedded in all rounds: a report may come a dozen photos late. */
const photos = 50;
const undone = 25;
const worker = join(import.meta.dirname, 'embed-worker.ts');
const base = await picture();
const bytes = jpeg(base, [exif(cameraFacts)], Buffer.alloc(40_000, 9));
const names = Array.from(
  { length: photos },
  (_, index) => `p${String(index).padStart(3, '0')}.jpg`,
);

async function newArchive(count: number): Promise<string> {
  const archive = await readyArchive(
    new Map(names.slice(0, count).map((name) => [`${usualFolder}/${name}`, bytes])),
  );
  archive.close();
  return archive.root;
}

type Embedding = { readonly process: ChildProcess; reaches(done: number): Promise<void> };

/** @param stopAfter photos after which it stands still, to be killed there */
function startEmbedding(root: string, work = 'embed', stopAfter?: number): Embedding {
  const words = [worker, root, work, ...(stopAfter === undefined ? [] : [String(stopAfter)])];
  const child = spawn(process.execPath, ['--import', './test/helpers/tsx.ts', ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let reached = -1;
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (/^\d+$/.test(line)) reached = Number(line);
    for (const look of waiting) look();
  });
  return {
    process: child,
    reaches: (done) =>
      new Promise((resolve, reject) => {
        const look = () => reached >= done && resolve();
        waiting.add(look);
        child.once('exit', () => (reached >= done ? resolve() : reject(new Error('it ended'))));
        look();
      }),
  };
}

/** The ExifTools that a process started, as Linux tells them. */
function exifToolsOf(pid: number | undefined): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => /\) \S+ (\d+)/.exec(said(name, 'stat'))?.[1] === String(pid))
    .filter((name) => said(name, 'cmdline').includes('exiftool'))
    .map(Number);
}

/** Nothing of a process that has ended. */
function said(pid: string, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Every photo is the old or the new one, whole; returns how many are new. */
async function countWhole(root: string, count = photos): Promise<number> {
  let written = 0;
  for (const name of names.slice(0, count)) {
    const file = join(root, usualFolder, name);
    const now = await readFile(file);
    if (now.equals(bytes)) continue;
    const read = await readHead(file);
    if (read.kind !== 'head') throw new Error(`${name} is damaged`);
    expect(iptcText(readIptc(read.head.segments)).keywords, name).toEqual(textFor(name).keywords);
    expect(now.subarray(-40_000), name).toEqual(bytes.subarray(-40_000));
    written++;
  }
  return written;
}

it('leaves whole photos behind when it is killed at any moment, and finishes the next time', async (context) => {
  if (process.platform !== 'linux') return context.skip('reads /proc');
  const root = await newArchive(photos);
  let before = 0;
  for (const more of [0, 5, 8]) {
    const embedding = startEmbedding(root, 'embed', more);
    await embedding.reaches(more);
    const exifTools = exifToolsOf(embedding.process.pid);
    embedding.process.kill('SIGKILL');
    await once(embedding.process, 'exit');
    // ExifTool reads the end of its input and goes, whatever happened to us.
    await expect.poll(() => exifTools.filter(isAlive)).toEqual([]);
    const written = await countWhole(root);
    expect(written).toBeGreaterThanOrEqual(before + more);
    before = written;
  }
  const archive = await openAgain(root);
  await embed(contextOf(archive));
  expect(await countWhole(root)).toBe(photos);
  expect(archive.catalog.count("SELECT count(*) FROM photo WHERE status = 'done'")).toBe(photos);
  expect(listIssues(archive.catalog)).toEqual([]);
  expect((await readdir(join(root, usualFolder))).filter((name) => name.startsWith('.'))).toEqual(
    [],
  );
  for (let left = photos; left > 0; ) {
    const { done } = await undo(contextOf(archive));
    expect(done).toBeGreaterThan(0);
    left -= done;
  }
  for (const name of names)
    expect((await readFile(join(root, usualFolder, name))).equals(bytes), name).toBe(true);
  archive.close();
});

it('leaves whole photos behind when undoing is killed at any moment, and finishes the next time', async () => {
  const root = await newArchive(undone);
  const embedded = await openAgain(root);
  await embed(contextOf(embedded));
  embedded.close();
  let left = undone;
  for (const more of [0, 5, 8]) {
    const undoing = startEmbedding(root, 'undo', more);
    await undoing.reaches(more);
    undoing.process.kill('SIGKILL');
    await once(undoing.process, 'exit');
    const written = await countWhole(root, undone);
    expect(written).toBeLessThanOrEqual(left - more);
    left = written;
  }
  const archive = await openAgain(root);
  await undo(contextOf(archive));
  expect(await countWhole(root, undone)).toBe(0);
  expect(archive.catalog.count("SELECT count(*) FROM photo WHERE status = 'embed'")).toBe(undone);
  expect((await readdir(join(root, usualFolder))).filter((name) => name.startsWith('.'))).toEqual(
    [],
  );
  archive.close();
});

it('replaces ExifTools that are killed and embeds every photo all the same', async (context) => {
  if (process.platform !== 'linux') return context.skip('reads /proc');
  const root = await newArchive(photos);
  const embedding = startEmbedding(root);
  for (const done of [3, 10, 18]) {
    await embedding.reaches(done);
    const [exifTool] = exifToolsOf(embedding.process.pid);
    if (exifTool !== undefined) process.kill(exifTool, 'SIGKILL');
  }
  await once(embedding.process, 'exit');
  const archive = await openAgain(root);
  expect(listIssues(archive.catalog)).toEqual([]);
  expect(archive.catalog.count("SELECT count(*) FROM photo WHERE status = 'done'")).toBe(photos);
  archive.close();
});
