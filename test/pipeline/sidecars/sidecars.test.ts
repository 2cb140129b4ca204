/** The stage that writes sidecars, on real folders and a real catalog. */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { approvedText } from '../../../src/catalog/approved.ts';
import { listIssues } from '../../../src/catalog/issues.ts';
import { getPhoto } from '../../../src/catalog/photos.ts';
import { getReview } from '../../../src/catalog/reviews.ts';
import { undoStep } from '../../../src/catalog/undo-log.ts';
import { sweepTemporaries } from '../../../src/files/temporary.ts';
import { importSidecars } from '../../../src/pipeline/sidecars/import.ts';
import { writeSidecars } from '../../../src/pipeline/sidecars/sidecars.ts';
import { createXmp, readXmp } from '../../../src/xmp/index.ts';
import { smallDisk } from '../../helpers/small-disk.ts';
import { toldBy } from '../../helpers/told.ts';
import {
  accept,
  closeArchives,
  contextOf,
  edit,
  fileOf,
  folder,
  newArchive,
  readText,
  reports,
  saveElsewhere,
  status,
  text,
  title,
} from './archive.ts';

closeArchives();

describe('writing', () => {
  it('stops, and goes on later, when the drive of the archive is taken away', async () => {
    const catalogFolder = await mkdtemp(join(tmpdir(), 'catalog-'));
    const archive = await newArchive(['a.jpg', 'b.jpg'], { catalogFolder });
    await rename(archive.root, `${archive.root}-away`);
    await expect(writeSidecars(contextOf(archive))).rejects.toThrow(
      `The folder ${archive.root} does not exist.`,
    );
    expect(listIssues(archive.catalog)).toEqual([]);
    await rename(`${archive.root}-away`, archive.root);
    expect(await writeSidecars(contextOf(archive))).toMatchObject({ done: 2, issues: 0 });
  });

  it('makes one sidecar per accepted photo and moves the photo on', async () => {
    const archive = await newArchive(['a.jpg', 'b.jpg']);
    const summary = await writeSidecars(contextOf(archive));
    expect(summary).toEqual({
      stage: 'sidecars',
      done: 2,
      issues: 0,
      notes: ['Sidecars: 2 created.'],
    });
    expect(await readText(archive, 'a.jpg.xmp')).toMatchObject({
      headline: title,
      shortTitle: 'Ferries',
      caption: title,
      keywords: text.keywords,
      city: 'Istanbul',
      country: 'Turkey',
      countryCode: 'TUR',
      dateCreated: '2019-05-14T19:48:02',
    });
    expect([status(archive, 1), status(archive, 2)]).toEqual(['embed', 'embed']);
    expect((await readdir(join(archive.root, folder))).sort()).toEqual([
      'a.jpg',
      'a.jpg.xmp',
      'b.jpg',
      'b.jpg.xmp',
    ]);
  });

  it('does nothing the second time', async () => {
    const archive = await newArchive(['a.jpg']);
    await writeSidecars(contextOf(archive));
    const before = await readFile(fileOf(archive, 'a.jpg.xmp'));
    expect((await writeSidecars(contextOf(archive))).notes).toEqual([
      'Sidecars: nothing to write.',
    ]);
    expect(await readFile(fileOf(archive, 'a.jpg.xmp'))).toEqual(before);
  });

  it('brings a sidecar up to date after an edit, also the keyword list of Lightroom', async () => {
    const archive = await newArchive(['a.jpg']);
    await writeSidecars(contextOf(archive));
    const path = fileOf(archive, 'a.jpg.xmp');
    const tree =
      '<lr:hierarchicalSubject xmlns:lr="http://ns.adobe.com/lightroom/1.0/"><rdf:Bag><rdf:li>dusk</rdf:li><rdf:li>sea|ferry</rdf:li></rdf:Bag></lr:hierarchicalSubject>';
    await writeFile(
      path,
      (await readFile(path, 'utf8')).replace('</rdf:Description>', `${tree}</rdf:Description>`),
    );
    edit(archive, 1, { keywords: JSON.stringify(['Istanbul', 'ferry', 'evening']) });
    expect(status(archive)).toBe('sidecars');
    expect((await writeSidecars(contextOf(archive))).notes).toEqual([
      'Sidecars: 1 merged with what was there.',
    ]);
    expect(await readText(archive, 'a.jpg.xmp')).toMatchObject({
      keywords: ['Istanbul', 'ferry', 'evening'],
      hierarchicalKeywords: ['sea|ferry', 'Istanbul', 'evening'],
    });
  });

  it('only fills place, date and caption that somebody else wrote', async () => {
    const archive = await newArchive(['a.jpg']);
    const theirs = {
      city: 'İstanbul',
      caption: 'Their caption',
      dateCreated: '2019-05-14T19:48:02.31+03:00',
    };
    await saveElsewhere(archive, 'a.jpg.xmp', { ...theirs, keywords: ['family'] });
    await writeSidecars(contextOf(archive));
    expect(await readText(archive, 'a.jpg.xmp')).toMatchObject({
      ...theirs,
      headline: title,
      country: 'Turkey',
      keywords: [...text.keywords, 'family'],
    });
    edit(archive, 1, { description: 'Changed' });
    await writeSidecars(contextOf(archive));
    expect(await readText(archive, 'a.jpg.xmp')).toMatchObject(theirs);
  });

  it('clears away what a killed run has left, and nothing else', async () => {
    const archive = await newArchive(['a.jpg']);
    const { pid } = spawnSync(process.execPath, ['--version']);
    const [left, other] = [`.a.jpg.xmp.${pid}-0123abcd.proofsheet-tmp`, '.a.jpg.xmp.tmp'];
    for (const name of [left, other]) await writeFile(fileOf(archive, name), 'half');
    await writeSidecars(contextOf(archive));
    expect((await readdir(join(archive.root, folder))).sort()).toEqual([
      other,
      'a.jpg',
      'a.jpg.xmp',
    ]);
  });

  it('uses the short name when asked, and says inside whose it is', async () => {
    const archive = await newArchive(['a.jpg', 'b.jpg'], {
      settings: { 'sidecars.name': 'photo.xmp' },
    });
    await writeFile(fileOf(archive, 'b.CR3'), 'raw');
    await writeSidecars(contextOf(archive));
    expect((await readText(archive, 'a.xmp')).sidecarForExtension).toBe('JPG');
    expect((await readText(archive, 'b.jpg.xmp')).headline).toBe(title);
  });

  it.each([
    ['sidecar-malformed', '<x:xmpmeta>'],
    ['sidecar-empty', ''],
    ['sidecar-doctype', '<!DOCTYPE x []><x/>'],
    ['sidecar-not-xmp', '<html/>'],
  ])('leaves a file alone and the photo where it stands: %s', async (code, content) => {
    const archive = await newArchive(['a.jpg', 'b.jpg']);
    await writeFile(fileOf(archive, 'a.jpg.xmp'), content);
    expect(await writeSidecars(contextOf(archive))).toMatchObject({ done: 1, issues: 1 });
    expect(await readFile(fileOf(archive, 'a.jpg.xmp'), 'utf8')).toBe(content);
    expect(listIssues(archive.catalog)).toMatchObject([{ path: `${folder}/a.jpg`, code }]);
    expect(status(archive)).toBe('sidecars');
  });

  it('keeps text of a rehearsal away from photos that are not the sample, unless told otherwise', async () => {
    const archive = await newArchive(['a.jpg'], { accepted: false });
    accept(archive, 1, text, 'rehearsal');
    expect(await writeSidecars(contextOf(archive))).toMatchObject({ done: 0, issues: 1 });
    expect(await readdir(join(archive.root, folder))).toEqual(['a.jpg']);
    expect(listIssues(archive.catalog)).toMatchObject([{ code: 'rehearsal-text' }]);
    expect(await writeSidecars(contextOf(archive), { writeRehearsal: true })).toMatchObject({
      done: 1,
    });
  });

  it('tries again what an issue held back', async () => {
    const archive = await newArchive(['a.jpg']);
    await writeFile(fileOf(archive, 'a.jpg.xmp'), '<broken');
    await writeSidecars(contextOf(archive));
    await rm(fileOf(archive, 'a.jpg.xmp'));
    expect(await writeSidecars(contextOf(archive))).toMatchObject({ done: 1, issues: 0 });
    expect(listIssues(archive.catalog)).toEqual([]);
  });

  it('names both of two sidecars, and a read-only one', async () => {
    const archive = await newArchive(['a.jpg', 'b.jpg']);
    await saveElsewhere(archive, 'a.jpg.xmp', { city: 'x' });
    await saveElsewhere(archive, 'a.xmp', { city: 'x' });
    await saveElsewhere(archive, 'b.jpg.xmp', { city: 'x' });
    await chmod(fileOf(archive, 'b.jpg.xmp'), 0o444);
    await writeSidecars(contextOf(archive));
    const messages = listIssues(archive.catalog).map(({ message }) => message);
    expect(messages[0]).toMatch(/a\.jpg\.xmp and a\.xmp/);
    expect(messages[1]).toMatch(/^b\.jpg\.xmp: It is marked read-only/);
  });

  it('stops in good order when interrupted and goes on where it was', async () => {
    const names = Array.from(
      { length: 30 },
      (_, index) => `p${String(index).padStart(2, '0')}.jpg`,
    );
    const archive = await newArchive(names);
    const controller = new AbortController();
    const context = { ...contextOf(archive, controller.signal), report: () => controller.abort() };
    await expect(writeSidecars(context)).rejects.toMatchObject({ name: 'InterruptedError' });
    const written = (await readdir(join(archive.root, folder))).filter((name) =>
      name.endsWith('.xmp'),
    ).length;
    expect(written).toBeLessThan(30);
    expect((await writeSidecars(contextOf(archive))).done).toBe(30 - written);
  });
});

describe('looking without writing', () => {
  it('shows what would change, field by field, and merges before new ones', async () => {
    const archive = await newArchive(['a.jpg', 'b.jpg']);
    await saveElsewhere(archive, 'b.jpg.xmp', { keywords: ['old'] });
    const [second, first] = await reports(archive);
    expect(first).toMatchObject({ name: 'a.jpg.xmp', state: 'missing' });
    expect(first?.changes).toContainEqual({ field: 'headline', after: title });
    expect(second).toMatchObject({ name: 'b.jpg.xmp', state: 'stale' });
    expect(second?.changes).toContainEqual({
      field: 'keywords',
      before: ['old'],
      after: [...text.keywords, 'old'],
    });
    expect(await readdir(join(archive.root, folder))).not.toContain('a.jpg.xmp');
    await writeSidecars(contextOf(archive));
    expect(await reports(archive)).toMatchObject([{ state: 'current' }, { state: 'current' }]);
  });

  it('counts what the screen shows before writing, with the first few as examples', async () => {
    const archive = await newArchive(['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg']);
    await saveElsewhere(archive, 'b.jpg.xmp', { city: 'Old' });
    await saveElsewhere(archive, 'c.jpg.xmp', { headline: 'Theirs' });
    await writeFile(fileOf(archive, 'd.jpg.xmp'), '<broken');
    const facts = await toldBy(archive, 'sidecars');
    expect(facts).toMatch(/To write +4 sidecars: 1 new, 3 merged into what is there/);
    expect(facts.match(/\w\.jpg\.xmp {2}\w+/g)).toEqual([
      'b.jpg.xmp  changed',
      'c.jpg.xmp  changed',
      'a.jpg.xmp  new',
    ]);
    expect(facts).toContain(`+ Title: "${title}"`);
    await writeSidecars(contextOf(archive));
    expect(await toldBy(archive, 'sidecars')).toMatch(
      /c\.jpg {2}title\n +ours +.+\n +theirs +Theirs/,
    );
  });

  it('says nothing when another program only sorted the keywords', async () => {
    const archive = await newArchive(['a.jpg']);
    await writeSidecars(contextOf(archive));
    await saveElsewhere(archive, 'a.jpg.xmp', { keywords: [...text.keywords].sort() });
    expect((await reports(archive))[0]?.state).not.toBe('changed-elsewhere');
  });
});

describe('importing', () => {
  it('takes what sidecars say as accepted, once, and leaves worked-on text alone', async () => {
    const archive = await newArchive(['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'], { accepted: false });
    await saveElsewhere(archive, 'a.jpg.xmp', {
      headline: 'ISTANBUL, TURKEY - MAY 14, 2019: A ferry',
      caption: 'Their caption',
      keywords: ['ferry', '007'],
    });
    await saveElsewhere(archive, 'b.jpg.xmp', { city: 'Istanbul' });
    accept(archive, 3, text);
    await saveElsewhere(archive, 'c.jpg.xmp', { headline: 'x' });
    const { done, notes } = await importSidecars(contextOf(archive));
    expect(done).toBe(1);
    expect(notes[0]).toMatch(/1 imported as accepted, 1 left out .*, 1 without title or keywords/);
    expect(getReview(archive.catalog, 1)).toMatchObject({
      decision: 'accepted',
      source: 'sidecar',
      description: 'A ferry',
      caption: 'Their caption',
      keywords: ['ferry', '007'],
    });
    expect(status(archive)).toBe('sidecars');
    expect((await importSidecars(contextOf(archive))).done).toBe(0);
    await writeSidecars(contextOf(archive));
    expect(await readText(archive, 'a.jpg.xmp')).toMatchObject({
      headline: 'Istanbul, Turkey - May 14 2019: A ferry',
      caption: 'Their caption',
      keywords: ['ferry', '007'],
    });
  });

  it('takes the place too where it is not known otherwise, and all of it can be undone', async () => {
    const archive = await newArchive(['a.jpg'], { accepted: false });
    archive.catalog.run('UPDATE photo SET city = NULL, country = NULL, place_source = NULL');
    await saveElsewhere(archive, 'a.jpg.xmp', {
      headline: 'Porto, Portugal - May 14 2019: A bridge',
      city: 'Porto',
      country: 'Portugal',
    });
    await importSidecars(contextOf(archive));
    expect(approvedText(archive.catalog, 1)).toMatchObject({
      title: 'Porto, Portugal - May 14 2019: A bridge',
      description: 'A bridge',
    });
    expect(getReview(archive.catalog, 1)?.keywordsDecision).toBe('rejected');
    undoStep(archive.catalog);
    expect(getPhoto(archive.catalog, 1)?.place).toBeUndefined();
    expect(approvedText(archive.catalog, 1)).toBeUndefined();
  });
});

it('stops when the disk is full, with every sidecar whole and nothing left behind', async (context) => {
  const root = await smallDisk(200_000);
  if (root === undefined) return context.skip('a tmpfs cannot be mounted here');
  try {
    const catalogFolder = await mkdtemp(join(tmpdir(), 'catalog-'));
    const archive = await newArchive(['a.jpg', 'b.jpg', 'c.jpg'], { root, catalogFolder });
    await saveElsewhere(archive, 'b.jpg.xmp', { city: 'x'.repeat(40_000) });
    const before = await readFile(fileOf(archive, 'b.jpg.xmp'));
    const filler = join(root, 'filler');
    await writeFile(filler, Buffer.alloc(200_000)).catch(() => undefined);
    await expect(writeSidecars(contextOf(archive))).rejects.toMatchObject({ code: 'disk-full' });
    expect(await readFile(fileOf(archive, 'b.jpg.xmp'))).toEqual(before);
    expect((await readdir(join(root, folder))).filter((name) => name.startsWith('.'))).toEqual([]);
    await rm(filler);
    expect(await writeSidecars(contextOf(archive))).toMatchObject({ issues: 0 });
    expect((await readText(archive, 'b.jpg.xmp')).headline).toBe(title);
  } finally {
    execFileSync('umount', [root]);
  }
});

it('leaves either the old or the new sidecar, whole, when the process is killed while writing', async () => {
  const root = await mkdtemp(join(tmpdir(), 'killed-'));
  const path = join(root, 'a.jpg.xmp');
  const versions = ['one', 'two'].map((headline) =>
    createXmp(
      { headline, keywords: Array.from({ length: 50 }, (_, n) => `${headline}${n}`) },
      { metadataDate: 'd' },
    ),
  );
  await writeFile(path, versions[0] ?? '');
  const source = join(import.meta.dirname, '../../../src/xmp/index.ts');
  const script = `
    import { createXmp, mergeXmp, readSidecarFile, writeSidecarFile } from ${JSON.stringify(source)};
    for (let n = 0; ; n++) {
      const file = await readSidecarFile(${JSON.stringify(path)});
      const headline = n % 2 ? 'one' : 'two';
      const keywords = Array.from({ length: 50 }, (_, at) => headline + at);
      const { bytes } = mergeXmp(file.bytes, { headline, keywords }, { metadataDate: 'd' });
      await writeSidecarFile(${JSON.stringify(path)}, bytes, file.hash);
      if (n === 0) console.log('writing');
    }`;
  for (let round = 0; round < 3; round++) {
    const child = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
    await new Promise((resolve) => child.child.stdout?.once('data', resolve));
    child.child.kill('SIGKILL');
    await child.catch(() => undefined);
    const now = await readFile(path);
    const { headline, keywords } = readXmp(now);
    expect(keywords).toEqual(Array.from({ length: 50 }, (_, at) => `${headline}${at}`));
  }
  // What the killed ones have left is known for what it is.
  await sweepTemporaries(root);
  expect(await readdir(root)).toEqual(['a.jpg.xmp']);
});
