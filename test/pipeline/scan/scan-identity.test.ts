/** Text belongs to a picture, not to a name: what scanning and embedding make of files that were moved about. */

import { renameSync } from 'node:fs';
import {
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import { approvedText } from '../../../src/catalog/approved.ts';
import { listIssues } from '../../../src/catalog/issues.ts';
import { getReview } from '../../../src/catalog/reviews.ts';
import { iptcText, readIptc } from '../../../src/jpeg/iptc.ts';
import { readHead } from '../../../src/jpeg/read-head.ts';
import type { Archive } from '../../../src/pipeline/archive/archive.ts';
import { prepare } from '../../../src/pipeline/ask/prepare.ts';
import { type DryRun, dryRun } from '../../../src/pipeline/embed/dry-run.ts';
import { embed } from '../../../src/pipeline/embed/embed.ts';
import { undo } from '../../../src/pipeline/embed/undo.ts';
import { acceptSuggestions } from '../../../src/pipeline/review/accept.ts';
import { openChecker } from '../../../src/pipeline/review/checker.ts';
import { scan } from '../../../src/pipeline/scan/scan.ts';
import { writeSidecars } from '../../../src/pipeline/sidecars/sidecars.ts';
import type { Settings } from '../../../src/settings.ts';
import { cameraFacts, exif, iptc, jpeg, picture, version } from '../../fixtures/jpeg/build.ts';
import {
  acceptAll,
  contextOf,
  readyArchive,
  textFor,
  usualFolder,
} from '../embed/ready-archive.ts';
import { shareExifTool } from '../embed/share-exiftool.ts';
import { checksOfPhoto, decide } from '../review/actions.ts';

shareExifTool();

/** A photo with pixels of its own, taken at `time` on the same day, or without any EXIF. */
async function photo(seed: number, time?: string): Promise<Buffer> {
  const base = await picture({ seed });
  if (time === undefined) return jpeg(base, []);
  const details = [[0x9003, 'ascii', `2019:05:14 ${time}`]] as const;
  return jpeg(base, [exif({ ...cameraFacts, details })]);
}

const [one, two, three] = await Promise.all([
  photo(1, '10:00:00'),
  photo(2, '11:00:00'),
  photo(3, '12:00:00'),
]);

const opened: Archive[] = [];
afterEach(() => {
  for (const archive of opened.splice(0)) archive.close();
});

/** An archive of accepted photos. */
async function archiveOf(files: Readonly<Record<string, Buffer>>): Promise<Archive> {
  const paths = Object.entries(files).map(([name, bytes]) => [pathOf(name), bytes] as const);
  const archive = await readyArchive(new Map(paths));
  opened.push(archive);
  return archive;
}

const pathOf = (name: string) => `${usualFolder}/${name}`;
const fileOf = (archive: Archive, name: string) => join(archive.root, pathOf(name));
const idOf = ({ catalog }: Archive, name: string) =>
  catalog.count('SELECT id FROM photo WHERE path = ? AND missing = 0', pathOf(name));
/** The keyword that tells which name a text was accepted under. */
const textAt = (archive: Archive, name: string) =>
  approvedText(archive.catalog, idOf(archive, name))?.keywords?.at(-1);
const keywordsIn = async (archive: Archive, name: string) => {
  const read = await readHead(fileOf(archive, name));
  return read.kind === 'head' ? iptcText(readIptc(read.head.segments)).keywords : undefined;
};
const move = (archive: Archive, from: string, to: string) =>
  rename(fileOf(archive, from), fileOf(archive, to));
const codes = ({ catalog }: Archive) => listIssues(catalog).map(({ code }) => code);
const scanned = async (archive: Archive) => (await scan(contextOf(archive))).notes[0];

/** Other contents of the same size under the same time, which a scan does not look for. */
async function rewriteUnnoticed(archive: Archive, name: string, bytes: Buffer): Promise<void> {
  const file = fileOf(archive, name);
  const time = new Date('2024-01-01T00:00:00Z');
  await utimes(file, time, time);
  await scan(contextOf(archive));
  expect(bytes.length).toBe((await stat(file)).size);
  await writeFile(file, bytes);
  await utimes(file, time, time);
}

async function swap(archive: Archive, a: string, b: string): Promise<void> {
  await move(archive, a, 'between.tmp');
  await move(archive, b, a);
  await move(archive, 'between.tmp', b);
}

describe('pictures that go about', () => {
  it('keep their texts when two swap names, and get them embedded', async () => {
    const archive = await archiveOf({ 'a.jpg': one, 'b.jpg': two });
    await swap(archive, 'a.jpg', 'b.jpg');
    expect(await scanned(archive)).toBe('2 photos: 2 moved.');
    expect(textAt(archive, 'a.jpg')).toBe('b.jpg');
    expect(textAt(archive, 'b.jpg')).toBe('a.jpg');
    await writeSidecars(contextOf(archive));
    await embed(contextOf(archive));
    expect(await keywordsIn(archive, 'a.jpg')).toEqual(textFor('b.jpg').keywords);
    expect(await keywordsIn(archive, 'b.jpg')).toEqual(textFor('a.jpg').keywords);
  });

  it('keep them when three go round, one to a new name and one to another folder', async () => {
    const archive = await archiveOf({ 'a.jpg': one, 'b.jpg': two, 'c.jpg': three });
    await move(archive, 'c.jpg', 'new.jpg');
    await move(archive, 'b.jpg', 'c.jpg');
    await mkdir(fileOf(archive, 'inner'));
    await move(archive, 'a.jpg', 'inner/b.jpg');
    expect(await scanned(archive)).toBe('3 photos: 3 moved.');
    expect(['new.jpg', 'c.jpg', 'inner/b.jpg'].map((name) => textAt(archive, name))).toEqual([
      'c.jpg',
      'b.jpg',
      'a.jpg',
    ]);
  });

  it('keep them by name when a folder of equal pictures is renamed', async () => {
    const archive = await archiveOf({ 'x/1.jpg': one, 'x/2.jpg': one, 'x/3.jpg': one });
    await move(archive, 'x', 'y');
    await scanned(archive);
    for (const name of ['1.jpg', '2.jpg', '3.jpg']) expect(textAt(archive, `y/${name}`)).toBe(name);
  });

  it('are recognised with other metadata', async () => {
    const archive = await archiveOf({ 'a.jpg': one, 'b.jpg': two });
    await swap(archive, 'a.jpg', 'b.jpg');
    const changed = jpeg(await picture({ seed: 1 }), [iptc([version, [2, 90, 'Izmir']])]);
    await writeFile(fileOf(archive, 'b.jpg'), changed);
    await scanned(archive);
    expect(textAt(archive, 'b.jpg')).toBe('a.jpg');
  });

  it('are two photos when one is a copy', async () => {
    const archive = await archiveOf({ 'a.jpg': one });
    await cp(fileOf(archive, 'a.jpg'), fileOf(archive, 'copy.jpg'));
    expect(await scanned(archive)).toBe('2 photos: 1 new.');
    expect(textAt(archive, 'a.jpg')).toBe('a.jpg');
    expect(textAt(archive, 'copy.jpg')).toBeUndefined();
    await rm(fileOf(archive, 'a.jpg'));
    await scanned(archive);
    expect(textAt(archive, 'copy.jpg')).toBeUndefined();
  });

  it('are found again after an interruption at any moment', async () => {
    const archive = await archiveOf({ 'a.jpg': one, 'b.jpg': two, 'c.jpg': three });
    await swap(archive, 'a.jpg', 'b.jpg');
    await swap(archive, 'b.jpg', 'c.jpg');
    for (const moment of [0, 1, 2]) {
      const abort = new AbortController();
      const context = {
        ...contextOf(archive, abort.signal),
        report: ({ done }: { done: number }) => done >= moment && abort.abort(),
      };
      await expect(scan(context)).rejects.toMatchObject({ name: 'InterruptedError' });
    }
    await scanned(archive);
    expect(['a.jpg', 'b.jpg', 'c.jpg'].map((name) => textAt(archive, name))).toEqual([
      'b.jpg',
      'c.jpg',
      'a.jpg',
    ]);
    expect(archive.catalog.count('SELECT count(*) FROM photo')).toBe(3);
  });
});

describe('another picture at a known name', () => {
  it('is a new photo; the old one is missing with its text, and comes back elsewhere', async () => {
    const archive = await archiveOf({ 'a.jpg': one });
    await embed(contextOf(archive));
    const embedded = await readFile(fileOf(archive, 'a.jpg'));
    await writeFile(fileOf(archive, 'a.jpg'), two);
    expect(await scanned(archive)).toBe('1 photo: 1 new, 1 gone.');
    expect(getReview(archive.catalog, idOf(archive, 'a.jpg'))).toBeUndefined();
    await writeFile(fileOf(archive, 'found.jpg'), embedded);
    expect(await scanned(archive)).toBe('2 photos: 1 moved.');
    expect(textAt(archive, 'found.jpg')).toBe('a.jpg');
    expect(await undo(contextOf(archive))).toMatchObject({ done: 1, issues: 0 });
    expect(await readFile(fileOf(archive, 'found.jpg'))).toEqual(one);
    expect(await readFile(fileOf(archive, 'a.jpg'))).toEqual(two);
  });

  it('gets no text embedded before the next scan, nor a sidecar, nor is it asked about', async () => {
    const archive = await archiveOf({ 'a.jpg': one, 'b.jpg': two });
    await swap(archive, 'a.jpg', 'b.jpg');
    const shown: DryRun[] = [];
    for await (const plan of dryRun(contextOf(archive))) shown.push(plan);
    expect(shown).toMatchObject(Array(2).fill({ problem: { code: 'another-picture' } }));
    expect(await embed(contextOf(archive))).toMatchObject({ done: 0, issues: 2 });
    archive.catalog.run("UPDATE photo SET status = 'sidecars'");
    expect(await writeSidecars(contextOf(archive))).toMatchObject({ done: 0, issues: 2 });
    archive.catalog.run("UPDATE photo SET status = 'prepare'");
    expect(await prepare(contextOf(archive))).toMatchObject({ done: 0, issues: 2 });
    expect(await readFile(fileOf(archive, 'a.jpg'))).toEqual(two);
    expect(await readFile(fileOf(archive, 'b.jpg'))).toEqual(one);
    archive.catalog.run("UPDATE photo SET status = 'embed'");
    await scanned(archive);
    await writeSidecars(contextOf(archive));
    expect(await embed(contextOf(archive))).toMatchObject({ done: 2, issues: 0 });
    expect(await keywordsIn(archive, 'a.jpg')).toEqual(textFor('b.jpg').keywords);
  });

  it('is noticed by the embedding even where size and time are the same', async () => {
    const archive = await archiveOf({ 'a.jpg': two });
    const longer = Buffer.concat([one, Buffer.alloc(Math.max(0, two.length - one.length))]);
    await rewriteUnnoticed(archive, 'a.jpg', longer.subarray(0, two.length));
    expect(await scanned(archive)).toBe('1 photo, nothing changed.');
    await embed(contextOf(archive));
    expect(codes(archive)).toEqual(['another-picture']);
    await scanned(archive);
    expect(textAt(archive, 'a.jpg')).toBeUndefined();
  });

  it('does not get the text of a sidecar that was written for the old one', async () => {
    const archive = await archiveOf({ 'a.jpg': one, 'b.jpg': two });
    archive.catalog.run("UPDATE photo SET status = 'sidecars'");
    await writeSidecars(contextOf(archive));
    await swap(archive, 'a.jpg', 'b.jpg');
    await scanned(archive);
    expect(await writeSidecars(contextOf(archive))).toMatchObject({ done: 0, issues: 2 });
    expect(codes(archive)).toEqual(Array(2).fill('sidecar-of-another-photo'));
    archive.catalog.run("UPDATE photo SET status = 'embed'");
    expect(await embed(contextOf(archive))).toMatchObject({ done: 0, issues: 2 });
    await swap(archive, 'a.jpg.xmp', 'b.jpg.xmp');
    archive.catalog.run("UPDATE photo SET status = 'sidecars'");
    expect(await writeSidecars(contextOf(archive))).toMatchObject({ done: 2, issues: 0 });
  });
});

describe('the same photograph, worked on', () => {
  const edited = async (bytes: Buffer) =>
    sharp(bytes).modulate({ brightness: 1.05 }).withMetadata().jpeg({ quality: 92 }).toBuffer();

  it('offers its text again, and is neither embedded nor accepted with the rest', async () => {
    const archive = await archiveOf({ 'a.jpg': one });
    const file = fileOf(archive, 'a.jpg');
    const reexported = await edited(one);
    await writeFile(file, reexported);
    expect(await scanned(archive)).toBe('1 photo: 1 edited since, needing another look.');
    const id = idOf(archive, 'a.jpg');
    expect(getReview(archive.catalog, id)).toMatchObject({
      decision: 'open',
      ...textFor('a.jpg'),
    });
    const checks = () =>
      checksOfPhoto(archive.catalog, openChecker(archive.catalog, archive.settings), id).map(
        ({ code }) => code,
      );
    expect(checks()).toContain('picture-changed');
    expect(await acceptSuggestions(contextOf(archive), 'clean')).toMatchObject({ done: 0 });
    expect(await embed(contextOf(archive))).toMatchObject({ done: 0, issues: 0 });
    expect(await readFile(file)).toEqual(reexported);
    // Touching the file does not make it forgotten.
    await utimes(file, new Date(), new Date());
    await scanned(archive);
    expect(checks()).toContain('picture-changed');
    decide(archive.catalog, [id], 'accepted');
    expect(checks()).not.toContain('picture-changed');
    await writeSidecars(contextOf(archive));
    await embed(contextOf(archive));
    expect(await keywordsIn(archive, 'a.jpg')).toEqual(textFor('a.jpg').keywords);
  });

  it('is told by its look where it has no date, and from a picture that only has its name', async () => {
    const [plain, other] = [await photo(5), await photo(6)];
    const archive = await archiveOf({ 'a.jpg': plain, 'b.jpg': plain });
    archive.catalog.run("UPDATE photo SET status = 'prepare'");
    // With previews of both, although they show the same.
    const settings: Settings = { ...archive.settings, copies: 'each' };
    await prepare(contextOf({ ...archive, settings }));
    await writeFile(fileOf(archive, 'a.jpg'), await edited(plain));
    await writeFile(fileOf(archive, 'b.jpg'), other);
    expect(await scanned(archive)).toBe(
      '2 photos: 1 new, 1 edited since, needing another look, 1 gone.',
    );
    expect(getReview(archive.catalog, idOf(archive, 'a.jpg'))?.keywords).toContain('a.jpg');
    expect(getReview(archive.catalog, idOf(archive, 'b.jpg'))).toBeUndefined();
  });
});

describe('files that stay', () => {
  it('are not opened again while size and time are the same', async () => {
    const archive = await archiveOf({ 'a.jpg': one });
    await rewriteUnnoticed(archive, 'a.jpg', Buffer.alloc(one.length));
    expect(await scanned(archive)).toBe('1 photo, nothing changed.');
    expect(codes(archive)).toEqual([]);
  });

  it('keep their text while they cannot be read, and are not asked about again', async () => {
    const archive = await archiveOf({ 'a.jpg': one });
    await writeFile(fileOf(archive, 'a.jpg'), one.subarray(0, 300));
    await scanned(archive);
    expect(codes(archive)).toEqual(['truncated-head']);
    await scanned(archive);
    await writeFile(fileOf(archive, 'a.jpg'), one);
    await scanned(archive);
    expect(codes(archive)).toEqual([]);
    expect(textAt(archive, 'a.jpg')).toBe('a.jpg');
    expect(archive.catalog.all('SELECT status, missing FROM photo')).toEqual([
      { status: 'embed', missing: 0 },
    ]);
  });

  it('that never were photos are forgotten when they are gone', async () => {
    const archive = await archiveOf({ 'a.jpg': one, 'b.jpg': Buffer.from('text') });
    expect(codes(archive)).toEqual(['not-a-jpeg']);
    await rm(fileOf(archive, 'b.jpg'));
    await scanned(archive);
    expect(archive.catalog.count('SELECT count(*) FROM photo')).toBe(1);
    await writeFile(fileOf(archive, 'c.jpg'), two);
    await scanned(archive);
    acceptAll(archive);
    expect(textAt(archive, 'c.jpg')).toBe('c.jpg');
  });
});

describe('a drive that is taken away', () => {
  const files = new Map([
    [pathOf('a.jpg'), one],
    [pathOf('b.jpg'), two],
    [pathOf('c.jpg'), three],
  ]);

  /** An archive whose catalog lies elsewhere. */
  async function archiveOnDrive(): Promise<Archive> {
    const catalogFolder = await mkdtemp(join(tmpdir(), 'catalog-'));
    const archive = await readyArchive(files, { catalogFolder });
    opened.push(archive);
    return archive;
  }

  it('in the middle of a scan stops it, and nothing is known of its photos that was not', async () => {
    const archive = await archiveOnDrive();
    const context = contextOf(archive);
    const clock = {
      ...context.clock,
      now() {
        renameSync(archive.root, `${archive.root}-away`);
        clock.now = context.clock.now;
        return context.clock.now();
      },
    };
    await expect(scan({ ...context, clock }, { again: true })).rejects.toThrow(
      `The folder ${archive.root} does not exist.`,
    );
    expect(codes(archive)).toEqual([]);
    await rename(`${archive.root}-away`, archive.root);
    expect(await scanned(archive)).toBe('3 photos, nothing changed.');
    expect(textAt(archive, 'a.jpg')).toBe('a.jpg');
  });

  it('and leaves an empty folder does not make every photo missing', async () => {
    const archive = await archiveOnDrive();
    await rename(archive.root, `${archive.root}-away`);
    await mkdir(archive.root);
    await expect(scan(contextOf(archive))).rejects.toThrow(`The folder ${archive.root} is empty.`);
    await rm(archive.root, { recursive: true });
    await rename(`${archive.root}-away`, archive.root);
    expect(await scanned(archive)).toBe('3 photos, nothing changed.');
  });
});
