/**
 * Tries embedding on photos of your own: `npm run try-embedding -- FOLDER`. It works on a copy. Every JPEG gets a
 * text, is read by an ExifTool of its own before and after, and is undone; what is not as it should be is listed.
 * `--keep` leaves the copy there, `--json` prints one object, `--list` names every refused photo.
 */
import { cp, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import pMap from 'p-map';
import { listIssues } from '../src/catalog/issues.ts';
import { walkPhotos } from '../src/files/walk.ts';
import { readHead } from '../src/jpeg/read-head.ts';
import { embed } from '../src/pipeline/embed/embed.ts';
import { undo } from '../src/pipeline/embed/undo.ts';
import { scan } from '../src/pipeline/scan/scan.ts';
import {
  exiftoolReads,
  foreignIn,
  plainName,
  type Row,
} from '../test/pipeline/embed/exiftool-reads.ts';
import { acceptAll, contextOf, openAgain, textFor } from '../test/pipeline/embed/ready-archive.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});
const filesPerCall = 100;
const [source] = positionals;
if (source === undefined) {
  console.error('Give the folder of the photos; they are copied and not touched.');
  process.exit(2);
}

const root = join(await realpath(await mkdtemp(join(tmpdir(), 'try-embedding-'))), 'copy');
try {
  await cp(source, root, { recursive: true, preserveTimestamps: true, filter: isForTrying });
  const report = await tryAll(source, root);
  if (values.json) console.log(JSON.stringify(report, null, 2));
  else print(report);
  process.exitCode = report.faults.length > 0 ? 1 : 0;
} finally {
  if (!values.keep) await rm(join(root, '..'), { recursive: true, force: true });
}

/** Sidecars would hold texts of their own against the one tried here, and a catalog belongs to the archive itself. */
function isForTrying(path: string): boolean {
  return !/\.xmp$/i.test(path) && basename(path) !== '.proofsheet';
}

type Report = {
  readonly photos: number;
  readonly written: number;
  readonly refused: readonly {
    readonly path: string;
    readonly code: string;
    readonly message: string;
  }[];
  /** What must never be, a sentence each. */
  readonly faults: readonly string[];
  /** Worth a look: trailers that were rewritten, other warnings of ExifTool than before. */
  readonly notes: readonly string[];
};

async function tryAll(originals: string, copies: string): Promise<Report> {
  const paths = await photosIn(copies);
  const before = await readAll(copies, paths);
  const archive = await openAgain(copies, {}, await mkdtemp(join(tmpdir(), 'catalog-')));
  const faults: string[] = [];
  const notes: string[] = [];
  try {
    await scan(contextOf(archive));
    acceptAll(archive);
    await embed(contextOf(archive));
    const refused = listIssues(archive.catalog, { blocking: true });
    const held = new Set(refused.map(({ path }) => path));
    const written = paths.filter((path) => !held.has(path));
    const after = await readAll(copies, written);
    for (const path of written) {
      const [old, now] = [before.get(path), after.get(path)];
      const found =
        old === undefined || now === undefined ? ['cannot be read'] : wrongIn(path, old, now);
      // Text in IPTC whose charset was not declared as UTF-8 was a matter of guessing before.
      const isGuessed = (line: string) =>
        old !== undefined && !declaresUtf8(old) && /^(?:lost|gained) IPTC/.test(line);
      faults.push(...found.filter((one) => !isGuessed(one)).map((one) => `${path}: ${one}`));
      notes.push(...found.filter(isGuessed).map((one) => `${path}: in other characters: ${one}`));
      if (old !== undefined && now !== undefined)
        notes.push(...warningsGained(old, now).map((one) => `${path}: ExifTool now says ${one}`));
    }
    await pMap(
      paths,
      async (path) => {
        const [original, copy] = await Promise.all(
          [originals, copies].map((folder) => readFile(join(folder, path))),
        );
        if (original === undefined || copy === undefined) return;
        if (held.has(path) && !original.equals(copy))
          faults.push(`${path}: was refused and changed`);
        if (
          !held.has(path) &&
          !(await sameTail(join(originals, path), original, join(copies, path), copy))
        )
          notes.push(`${path}: what stands from the start of scan on was rewritten`);
      },
      { concurrency: 4 },
    );
    await undo(contextOf(archive));
    for (const path of paths)
      if (!(await readFile(join(originals, path))).equals(await readFile(join(copies, path))))
        faults.push(`${path}: is not what it was after undoing`);
    faults.push(...(await leftovers(copies)));
    return {
      photos: paths.length,
      written: written.length,
      refused: refused.map(({ path, code, message }) => ({ path, code, message })),
      faults,
      notes,
    };
  } finally {
    archive.close();
  }
}

async function photosIn(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const { folder: inside, names } of walkPhotos(folder))
    paths.push(...names.map((name) => (inside === '' ? name : `${inside}/${name}`)));
  return paths;
}

async function readAll(folder: string, paths: readonly string[]): Promise<Map<string, Row>> {
  const groups = Array.from({ length: Math.ceil(paths.length / filesPerCall) }, (_, at) =>
    paths.slice(at * filesPerCall, (at + 1) * filesPerCall),
  );
  const rows = await pMap(
    groups,
    (group) => exiftoolReads(group.map((path) => join(folder, path))),
    {
      concurrency: 2,
    },
  );
  return new Map(
    rows.flatMap((some) => [...some]).map(([path, row]) => [relative(folder, path), row]),
  );
}

/** What our text and what is not ours reads like, where it is not as it should be. */
function wrongIn(path: string, old: Row, now: Row): string[] {
  const { keywords } = textFor(path.slice(path.lastIndexOf('/') + 1));
  const values = new Map(
    Object.entries(now)
      .map(([key, value]) => [plainName(key), value])
      .reverse() as [string, unknown][],
  );
  const cut = keywords.map((word) => (Buffer.byteLength(word) <= 64 ? word : undefined));
  const read = [values.get('IPTC:Keywords') ?? []].flat();
  const own = [
    ...(JSON.stringify(values.get('XMP-dc:Subject')) === JSON.stringify(keywords)
      ? []
      : ['its XMP keywords are not ours']),
    ...(read.length === keywords.length &&
    cut.every((word, at) => word === undefined || word === read[at])
      ? []
      : ['its IPTC keywords are not ours']),
    ...(String(values.get('IPTC:Headline') ?? '').includes('Ferries')
      ? []
      : ['its headline is not ours']),
    ...(values.get('Photoshop:IPTCDigest') === values.get('File:CurrentIPTCDigest')
      ? []
      : ['its IPTC digest is stale']),
  ];
  const count = (lines: readonly string[]) => {
    const counted = new Map<string, number>();
    for (const line of lines) counted.set(line, (counted.get(line) ?? 0) + 1);
    return counted;
  };
  const [was, is] = [count(foreignIn(old)), count(foreignIn(now))];
  const lost = [...was].filter(([line, times]) => (is.get(line) ?? 0) < times);
  const gained = [...is].filter(([line, times]) => (was.get(line) ?? 0) < times);
  return [
    ...own,
    ...lost.map(([line]) => `lost ${line.slice(0, 200)}`),
    ...gained.map(([line]) => `gained ${line.slice(0, 200)}`),
  ];
}

function declaresUtf8(row: Row): boolean {
  return Object.entries(row).some(
    ([key, value]) => plainName(key) === 'IPTC:CodedCharacterSet' && value === '\u001B%G',
  );
}

function warningsGained(old: Row, now: Row): string[] {
  const warnings = (row: Row) =>
    new Set(
      Object.entries(row)
        .filter(([key]) => /^ExifTool:.*(?:Warning|Error)$/.test(key))
        .flatMap(([, value]) => [value].flat().map(String)),
    );
  return [...warnings(now).difference(warnings(old))];
}

async function sameTail(
  original: string,
  old: Buffer,
  copy: string,
  now: Buffer,
): Promise<boolean> {
  const [one, other] = await Promise.all([readHead(original), readHead(copy)]);
  if (one.kind === 'broken' || other.kind === 'broken') return false;
  return old.subarray(one.head.scanStart).equals(now.subarray(other.head.scanStart));
}

async function leftovers(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => /proofsheet-(?:tmp|copy)$|_exiftool_tmp$/.test(name))
    .map((name) => `${name} was left behind`);
}

function print({ photos, written, refused, faults, notes }: Report): void {
  console.log(
    `${photos} photos: ${written} written, proved and undone, ${refused.length} refused and left as they were.`,
  );
  const byCode = Map.groupBy(refused, ({ code }) => code);
  for (const [code, some] of byCode) {
    console.log(`  ${some.length} ${code}`);
    for (const { path, message } of values.list ? some : some.slice(0, 3))
      console.log(`      ${path}: ${message}`);
  }
  for (const note of notes) console.log(`note: ${note}`);
  for (const fault of faults) console.log(`FAULT: ${fault}`);
  if (faults.length > 0) console.log(`${faults.length} faults.`);
  else
    console.log(
      written > 0 ? 'No fault found.' : 'Nothing was tried: no photo could be written to.',
    );
}
