/** The embed stage as a photographer meets it: real photos, a real catalog, real ExifTool, and things going wrong. */

import { execFileSync } from 'node:child_process';
import {
  chmod,
  link,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { exiftoolPath } from 'exiftool-vendored';
import { afterEach, describe, expect, it } from 'vitest';
import { listIssues } from '../../../src/catalog/issues.ts';
import type { Archive } from '../../../src/pipeline/archive/archive.ts';
import { type DryRun, dryRun } from '../../../src/pipeline/embed/dry-run.ts';
import { embed } from '../../../src/pipeline/embed/embed.ts';
import { undo } from '../../../src/pipeline/embed/undo.ts';
import type { TextEdit } from '../../../src/pipeline/review/edit.ts';
import { scan } from '../../../src/pipeline/scan/scan.ts';
import { cameraFacts, exif, iptc, jpeg, picture, version } from '../../fixtures/jpeg/build.ts';
import { oddJpegs } from '../../fixtures/jpeg/odd-jpegs.ts';
import { smallDisk } from '../../helpers/small-disk.ts';
import { toldBy } from '../../helpers/told.ts';
import { applyTo, editText } from '../review/actions.ts';
import { exiftoolReads } from './exiftool-reads.ts';
import {
  type ArchiveOptions,
  acceptAll,
  contextOf,
  readyArchive,
  statusOf,
  textFor,
  usualFolder,
} from './ready-archive.ts';
import { shareExifTool } from './share-exiftool.ts';

shareExifTool();

const base = await picture();
const camera = exif(cameraFacts);
const plain = jpeg(base, [camera]);
const told = jpeg(base, [
  camera,
  iptc([
    version,
    [2, 105, 'Old headline'],
    [2, 25, 'old'],
    [2, 25, 'Ferry'],
    [2, 120, 'Their caption'],
  ]),
]);

const opened: Archive[] = [];
afterEach(() => {
  for (const archive of opened.splice(0)) archive.close();
});

async function archiveOf(
  files: Readonly<Record<string, Buffer>>,
  options?: ArchiveOptions,
): Promise<Archive> {
  const paths = Object.entries(files).map(
    ([name, bytes]) => [`${usualFolder}/${name}`, bytes] as const,
  );
  const archive = await readyArchive(new Map(paths), options);
  opened.push(archive);
  return archive;
}

const fileOf = (archive: Archive, name: string) => join(archive.root, usualFolder, name);
const pathOf = (name: string) => `${usualFolder}/${name}`;
const titleOf = (name: string) => `Istanbul, Turkey - May 14 2019: ${textFor(name).description}`;

async function rowOf(archive: Archive, name: string) {
  const file = fileOf(archive, name);
  const row = (await exiftoolReads([file])).get(file);
  if (row === undefined) throw new Error(`nothing read of ${name}`);
  const value = (tag: string) => row[tag] ?? row[tag.replace(':', ':Copy1:')];
  return { headline: value('IPTC:Headline'), keywords: value('IPTC:Keywords'), value };
}

/** Another text, place and date for every photo, as a person gives them; accepted still. */
async function reviseAll(
  { catalog }: Archive,
  edit: TextEdit = { description: 'Boats at rest', shortTitle: 'Boats' },
): Promise<void> {
  const ids = catalog.all<{ id: number }>('SELECT id FROM photo').map(({ id }) => id);
  applyTo(catalog, ids, { kind: 'place', place: { city: 'Izmir', country: 'Turkey' } });
  applyTo(catalog, ids, { kind: 'date', taken: { takenOn: '2019-05-15' } });
  for (const id of ids) editText(catalog, id, edit);
  catalog.run("UPDATE photo SET status = 'embed' WHERE status = 'sidecars'");
}

const codesIn = ({ catalog }: Archive) =>
  listIssues(catalog, { stage: 'embed' }).map(({ code }) => code);
const leftovers = async (archive: Archive) =>
  (await readdir(join(archive.root, usualFolder))).filter((name) => name.startsWith('.'));

describe('what is written', () => {
  it('is title, keywords and, where there is none, place, date, caption and short title', async () => {
    const archive = await archiveOf({ 'plain.jpg': plain, 'told.jpg': told });
    const summary = await embed(contextOf(archive));
    expect(summary).toMatchObject({ done: 2, issues: 0 });
    const row = await rowOf(archive, 'told.jpg');
    expect(row.headline).toBe(titleOf('told.jpg'));
    expect(row.keywords).toEqual(textFor('told.jpg').keywords);
    expect(row.value('IPTC:Caption-Abstract')).toBe('Their caption');
    expect(row.value('IPTC:City')).toBe('Istanbul');
    expect(row.value('IPTC:DateCreated')).toBe('2019:05:14');
    expect((await rowOf(archive, 'plain.jpg')).value('XMP-dc:Description')).toBe(
      titleOf('plain.jpg'),
    );
    expect(statusOf(archive, pathOf('plain.jpg'))).toBe('done');
    expect(await leftovers(archive)).toEqual([]);
  });

  it('is headline and keywords alone in the profile headline, the list as the review shows it', async () => {
    const settings = {
      'embed.profile': 'headline',
      'embed.headline': 'fill',
    } as const;
    const archive = await archiveOf({ 'told.jpg': told }, { settings });
    await embed(contextOf(archive));
    const row = await rowOf(archive, 'told.jpg');
    expect(row.headline).toBe('Old headline');
    expect(row.keywords).toEqual(textFor('told.jpg').keywords);
    expect(row.value('IPTC:City')).toBeUndefined();
  });

  it('is all of it anew where only we had filled it, and theirs stays', async () => {
    const archive = await archiveOf({ 'plain.jpg': plain, 'told.jpg': told });
    const before = await readFile(fileOf(archive, 'plain.jpg'));
    await embed(contextOf(archive));
    // Another program touches them: what the scan reads then is ours.
    await scan(contextOf(archive), { again: true });
    archive.catalog.run(
      `UPDATE photo SET city = 'Izmir', taken_on = '2019-05-15', taken_at = NULL`,
    );
    archive.catalog.run(`UPDATE review SET description = 'Another text', keywords = '["new"]'`);
    archive.catalog.run("UPDATE photo SET status = 'embed'");
    expect(await toldBy(archive, 'embed')).toContain(
      `- ${titleOf('plain.jpg')}\n  + Izmir, Turkey - May 15 2019: Another text`,
    );
    expect(await embed(contextOf(archive))).toMatchObject({ done: 2, issues: 0 });
    const { value, headline, keywords } = await rowOf(archive, 'plain.jpg');
    expect(headline).toBe('Izmir, Turkey - May 15 2019: Another text');
    expect(keywords).toBe('new');
    for (const caption of ['IPTC:Caption-Abstract', 'XMP-dc:Description'])
      expect(value(caption)).toBe(headline);
    expect([value('IPTC:City'), value('XMP-photoshop:City')]).toEqual(['Izmir', 'Izmir']);
    expect(value('IPTC:DateCreated')).toBe('2019:05:15');
    const others = await rowOf(archive, 'told.jpg');
    expect(others.value('IPTC:Caption-Abstract')).toBe('Their caption');
    expect(others.keywords).toBe('new');

    expect((await undo(contextOf(archive), { run: 1 })).notes.join(' ')).toMatch(
      /It was embedded again later; undo that run first/,
    );
    await undo(contextOf(archive));
    await undo(contextOf(archive));
    expect(await readFile(fileOf(archive, 'plain.jpg'))).toEqual(before);
  });

  it('is nothing the second time, also when the catalog forgot the first', async () => {
    const archive = await archiveOf({ 'a.jpg': plain });
    await embed(contextOf(archive));
    const bytes = await readFile(fileOf(archive, 'a.jpg'));
    expect(await embed(contextOf(archive))).toMatchObject({ done: 0, issues: 0 });
    archive.catalog.run("UPDATE photo SET status = 'embed'");
    expect((await embed(contextOf(archive))).notes).toEqual(['1 photo already had this text.']);
    expect(await readFile(fileOf(archive, 'a.jpg'))).toEqual(bytes);
    expect(statusOf(archive, pathOf('a.jpg'))).toBe('done');
  });

  it('is theirs where another program has changed a field that we filled', async () => {
    const archive = await archiveOf({ 'plain.jpg': plain });
    await embed(contextOf(archive));
    const file = fileOf(archive, 'plain.jpg');
    const theirs = ['-IPTC:ObjectName=Theirs', '-XMP-dc:Title=Theirs', '-overwrite_original'];
    execFileSync('perl', [await exiftoolPath(), '-q', ...theirs, file]);
    await reviseAll(archive, { keywords: ['boat'] });
    await embed(contextOf(archive));
    expect((await rowOf(archive, 'plain.jpg')).value('IPTC:ObjectName')).toBe('Theirs');
    expect((await rowOf(archive, 'plain.jpg')).value('IPTC:City')).toBe('Izmir');
  });

  it('is the place and date that a person set, whatever stands there', async () => {
    const elsewhere = jpeg(base, [
      camera,
      iptc([version, [2, 90, 'Constantinople'], [2, 55, '20190513'], [2, 5, 'Their title']]),
    ]);
    const archive = await archiveOf({ 'a.jpg': elsewhere });
    await reviseAll(archive);
    await embed(contextOf(archive));
    const row = await rowOf(archive, 'a.jpg');
    expect(row.value('IPTC:City')).toBe('Izmir');
    expect(row.value('IPTC:DateCreated')).toBe('2019:05:15');
    expect(row.value('IPTC:ObjectName')).toBe('Boats');
  });

  it('is not seen as a change by the next scan', async () => {
    const archive = await archiveOf({ 'a.jpg': plain });
    await embed(contextOf(archive));
    expect(await scan(contextOf(archive))).toMatchObject({ done: 0 });
  });

  it('stays out of real photos when it comes from a rehearsal, unless asked for', async () => {
    const archive = await archiveOf({ 'a.jpg': plain }, { source: 'rehearsal' });
    await embed(contextOf(archive));
    expect(codesIn(archive)).toEqual(['rehearsal-text']);
    expect(await readFile(fileOf(archive, 'a.jpg'))).toEqual(plain);
  });
});

describe('looking first', () => {
  it('shows photo by photo what would change, and changes nothing', async () => {
    const archive = await archiveOf({ 'told.jpg': told });
    const shown: DryRun[] = [];
    for await (const one of dryRun(contextOf(archive))) shown.push(one);
    expect(shown).toMatchObject([
      {
        path: pathOf('told.jpg'),
        changes: [
          { field: 'headline', before: 'Old headline', after: titleOf('told.jpg') },
          { field: 'keywords', before: ['old', 'Ferry'], after: textFor('told.jpg').keywords },
          { field: 'shortTitle', after: 'Ferries told.jpg' },
          { field: 'city' },
          { field: 'country' },
          { field: 'countryCode', after: 'TUR' },
          { field: 'dateCreated', after: '2019-05-14' },
        ],
      },
    ]);
    expect(await readFile(fileOf(archive, 'told.jpg'))).toEqual(told);
    expect(statusOf(archive, pathOf('told.jpg'))).toBe('embed');
  });

  it('counts what would be replaced', async () => {
    const archive = await archiveOf({ 'plain.jpg': plain, 'told.jpg': told });
    const facts = await toldBy(archive, 'embed');
    expect(facts).toMatch(/Ready +2 photos/);
    expect(facts).toMatch(/Old headlines +1 is replaced/);
    expect(facts).toMatch(/Old keywords +1 photo has some/);
  });
});

describe('the file around the text', () => {
  it('keeps its permissions and modification time', async () => {
    const archive = await archiveOf({ 'a.jpg': plain });
    const file = fileOf(archive, 'a.jpg');
    await chmod(file, 0o640);
    await utimes(file, new Date(), new Date('2019-05-14T18:30:12.345Z'));
    await embed(contextOf(archive));
    const now = await stat(file);
    expect(now.mode & 0o777).toBe(0o640);
    expect(now.mtime.toISOString()).toBe('2019-05-14T18:30:12.345Z');
  });

  it('keeps extended attributes and access lists, also through undoing', async (context) => {
    const archive = await archiveOf({ 'a.jpg': plain });
    const file = fileOf(archive, 'a.jpg');
    if (!tagFile(file))
      return context.skip('setfattr and setfacl are not here, or the disk has none');
    const before = attributesOf(file);
    expect(before).toContain('user.xdg.tags="boat"');
    expect(before).toContain('user:1234:r--');
    await embed(contextOf(archive));
    expect((await rowOf(archive, 'a.jpg')).headline).toBe(titleOf('a.jpg'));
    expect(attributesOf(file)).toBe(before);
    await undo(contextOf(archive));
    expect(attributesOf(file)).toBe(before);
    expect(await readFile(file)).toEqual(plain);
  });

  it('is left alone when its metadata are signed, unless the setting says otherwise', async () => {
    const [signed] = (await oddJpegs()).filter(({ name }) => name === 'content-credentials');
    const bytes = signed?.bytes ?? plain;
    const archive = await archiveOf({ 'a.jpg': bytes });
    await embed(contextOf(archive));
    expect(codesIn(archive)).toEqual(['signed']);
    expect(await readFile(fileOf(archive, 'a.jpg'))).toEqual(bytes);
    const daring = await archiveOf({ 'a.jpg': bytes }, { settings: { 'embed.signed': 'write' } });
    expect(await embed(contextOf(daring))).toMatchObject({ done: 1, issues: 0 });
  });

  it('is left alone when it, or its folder, is read-only', async () => {
    const archive = await archiveOf({ 'a.jpg': plain });
    await chmod(fileOf(archive, 'a.jpg'), 0o444);
    await embed(contextOf(archive));
    expect(codesIn(archive)).toEqual(['read-only']);
    await chmod(fileOf(archive, 'a.jpg'), 0o644);
    await chmod(dirname(fileOf(archive, 'a.jpg')), 0o555);
    archive.catalog.run('DELETE FROM issue');
    await embed(contextOf(archive));
    await chmod(dirname(fileOf(archive, 'a.jpg')), 0o755);
    expect(codesIn(archive)).toEqual(['folder-read-only']);
    expect(await readFile(fileOf(archive, 'a.jpg'))).toEqual(plain);
  });

  it('is reached through a symbolic link, which stays one', async () => {
    const archive = await archiveOf({ 'a.jpg': plain }, { settings: { 'embed.links': 'follow' } });
    const elsewhere = join(await mkdtemp(join(tmpdir(), 'elsewhere-')), 'original.jpg');
    await writeFile(elsewhere, plain);
    await rm(fileOf(archive, 'a.jpg'));
    await symlink(elsewhere, fileOf(archive, 'a.jpg'));
    await embed(contextOf(archive));
    expect(await realpath(fileOf(archive, 'a.jpg'))).toBe(await realpath(elsewhere));
    expect((await rowOf(archive, 'a.jpg')).headline).toBe(titleOf('a.jpg'));
  });

  it('keeps its other names (hard links), and undoing reaches them too', async () => {
    const archive = await archiveOf({ 'a.jpg': plain });
    const other = join(await mkdtemp(join(archive.root, 'other-')), 'b.jpg');
    await link(fileOf(archive, 'a.jpg'), other);
    await embed(contextOf(archive));
    expect((await stat(other)).ino).toBe((await stat(fileOf(archive, 'a.jpg'))).ino);
    expect((await readFile(other)).equals(plain)).toBe(false);
    expect((await rowOf(archive, 'a.jpg')).headline).toBe(titleOf('a.jpg'));
    await undo(contextOf(archive));
    expect((await readFile(other)).equals(plain)).toBe(true);
    expect(await leftovers(archive)).toEqual([]);
  });

  it('is left alone when links are to be refused', async () => {
    const archive = await archiveOf({ 'a.jpg': plain }, { settings: { 'embed.links': 'refuse' } });
    await link(fileOf(archive, 'a.jpg'), join(archive.root, 'b.jpg'));
    await embed(contextOf(archive));
    expect(codesIn(archive)).toEqual(['is-a-link']);
    expect(await readFile(fileOf(archive, 'a.jpg'))).toEqual(plain);
  });

  it('may have any name', async () => {
    const names = [
      "it's.jpg",
      '-dash.jpg',
      '100%d %f.jpg',
      '#1 @home.jpg',
      '東京 😀.jpeg',
      ' space .jpg',
      `${'x'.repeat(250)}.jpg`,
      'a"b$c.JPG',
    ];
    const archive = await archiveOf(Object.fromEntries(names.map((name) => [name, plain])));
    await embed(contextOf(archive));
    expect(codesIn(archive)).toEqual([]);
    for (const name of names) expect((await rowOf(archive, name)).headline).toContain('Ferries');
  });

  it('is named when a line break in its name keeps ExifTool from it', async () => {
    const archive = await archiveOf({ 'a\nb.jpg': plain });
    await embed(contextOf(archive));
    expect(codesIn(archive)).toEqual(['name-has-line-break']);
  });

  it('has temporary files of a dead process swept away, and nothing else', async () => {
    const archive = await archiveOf({ 'a.jpg': plain });
    const folder = dirname(fileOf(archive, 'a.jpg'));
    await writeFile(join(folder, '.a.jpg.999999999-0badcafe.proofsheet-tmp'), 'half');
    // A photo of another catalog may be half written from this one.
    const copy = '.a.jpg.999999999-0badcafe.proofsheet-copy';
    await writeFile(join(folder, copy), 'all there is of it');
    await writeFile(join(folder, '.other-tmp'), 'theirs');
    await embed(contextOf(archive));
    expect(await leftovers(archive)).toEqual([copy, '.other-tmp']);
    await writeFile(join(folder, '.a.jpg.999999999-0badcafe.proofsheet-tmp'), 'half');
    await undo(contextOf(archive));
    expect(await leftovers(archive)).toEqual([copy, '.other-tmp']);
  });
});

describe('undoing', () => {
  it('makes every photo of a run what it was, byte for byte, and lets it be embedded again', async () => {
    const archive = await archiveOf({ 'plain.jpg': plain, 'told.jpg': told });
    await embed(contextOf(archive));
    expect(await undo(contextOf(archive))).toMatchObject({ done: 2, issues: 0 });
    expect(await readFile(fileOf(archive, 'plain.jpg'))).toEqual(plain);
    expect(await readFile(fileOf(archive, 'told.jpg'))).toEqual(told);
    expect(statusOf(archive, pathOf('told.jpg'))).toBe('embed');
    expect(await undo(contextOf(archive))).toMatchObject({ done: 0, issues: 0 });
    expect(await embed(contextOf(archive))).toMatchObject({ done: 2 });
  });

  it('takes several texts out of one file with many names, the latest first', async () => {
    const names = Array.from({ length: 6 }, (_, index) => `name-${index}.jpg`);
    const archive = await archiveOf({ 'own.jpg': told, [names[0] ?? '']: plain });
    const first = fileOf(archive, names[0] ?? '');
    for (const name of names.slice(1)) await link(first, fileOf(archive, name));
    await scan(contextOf(archive));
    acceptAll(archive);
    await embed(contextOf(archive));
    expect((await readFile(first)).equals(plain)).toBe(false);
    expect(await undo(contextOf(archive))).toMatchObject({ done: names.length + 1, issues: 0 });
    expect(await readFile(first)).toEqual(plain);
    expect(await readFile(fileOf(archive, 'own.jpg'))).toEqual(told);
  });

  it('names photos that are gone and takes the text out of the others', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `${index}.jpg`);
    const archive = await archiveOf(Object.fromEntries(names.map((name) => [name, plain])));
    await embed(contextOf(archive));
    await rm(fileOf(archive, '7.jpg'));
    const summary = await undo(contextOf(archive));
    expect(summary).toMatchObject({ done: 19, issues: 1 });
    expect(summary.notes.at(-1)).toMatch(/7\.jpg: The file is gone\./);
    for (const name of names.filter((name) => name !== '7.jpg'))
      expect(await readFile(fileOf(archive, name))).toEqual(plain);
  });

  it('stops, and goes on later, when the drive of the archive is taken away', async () => {
    const catalogFolder = await mkdtemp(join(tmpdir(), 'catalog-'));
    const names = Array.from({ length: 5 }, (_, index) => `${index}.jpg`);
    const files = new Map(names.map((name) => [pathOf(name), plain]));
    const archive = await readyArchive(files, { catalogFolder });
    opened.push(archive);
    await rename(archive.root, `${archive.root}-away`);
    await expect(embed(contextOf(archive))).rejects.toThrow(`${archive.root} does not exist`);
    await rename(`${archive.root}-away`, archive.root);
    expect(await embed(contextOf(archive))).toMatchObject({ done: 5, issues: 0 });
    await rename(archive.root, `${archive.root}-away`);
    await expect(undo(contextOf(archive))).rejects.toThrow(`${archive.root} does not exist`);
    await rename(`${archive.root}-away`, archive.root);
    for (const name of names) await rm(fileOf(archive, name));
    const { notes, issues } = await undo(contextOf(archive));
    expect(issues).toBe(5);
    expect(notes.at(-1)).toMatch(/\d\.jpg and 4 more: The file is gone\./);
  });

  it('leaves and names a photo that another program changed since', async () => {
    const archive = await archiveOf({ 'a.jpg': plain, 'b.jpg': plain });
    await embed(contextOf(archive));
    const file = fileOf(archive, 'a.jpg');
    const theirs = Buffer.concat([await readFile(file), Buffer.from('their trailer')]);
    await writeFile(file, theirs);
    const summary = await undo(contextOf(archive));
    expect(summary).toMatchObject({ done: 1, issues: 1 });
    expect(summary.notes.join()).toMatch(/a\.jpg.*changed/);
    expect(await readFile(file)).toEqual(theirs);
    expect(await readFile(fileOf(archive, 'b.jpg'))).toEqual(plain);
  });

  it('takes back one photo alone, the latest of several embeddings first', async () => {
    const archive = await archiveOf({ 'a.jpg': plain, 'b.jpg': plain });
    await embed(contextOf(archive));
    const first = await readFile(fileOf(archive, 'a.jpg'));
    archive.catalog.run(
      'UPDATE review SET keywords = \'["other"]\' WHERE photo_id = (SELECT id FROM photo WHERE path = ?)',
      pathOf('a.jpg'),
    );
    archive.catalog.run("UPDATE photo SET status = 'embed' WHERE path = ?", pathOf('a.jpg'));
    await embed(contextOf(archive));
    expect((await rowOf(archive, 'a.jpg')).keywords).toEqual('other');
    const id = archive.catalog.count('SELECT id FROM photo WHERE path = ?', pathOf('a.jpg'));
    await undo(contextOf(archive), { photoIds: [id] });
    expect(await readFile(fileOf(archive, 'a.jpg'))).toEqual(first);
    await undo(contextOf(archive), { photoIds: [id] });
    expect(await readFile(fileOf(archive, 'a.jpg'))).toEqual(plain);
    expect(statusOf(archive, pathOf('b.jpg'))).toBe('done');
  });
});

describe('what goes wrong', () => {
  it('holds a photo that is gone, damaged or no JPEG, and finishes the others', async () => {
    const archive = await archiveOf({
      'a.jpg': plain,
      'b.jpg': plain,
      'c.jpg': plain,
      'd.jpg': plain,
    });
    await rm(fileOf(archive, 'a.jpg'));
    await writeFile(fileOf(archive, 'b.jpg'), 'text');
    await writeFile(fileOf(archive, 'c.jpg'), plain.subarray(0, 500));
    expect(await embed(contextOf(archive))).toMatchObject({ done: 1, issues: 3 });
    expect(codesIn(archive).sort()).toEqual(['gone', 'not-a-jpeg', 'truncated-head']);
  });

  it('stops when the disk is full, with every photo whole and nothing left behind', async (context) => {
    const disk = await smallDisk(3_000_000);
    if (disk === undefined) return context.skip('a tmpfs cannot be mounted here');
    try {
      const big = jpeg(base, [camera], Buffer.alloc(600_000, 7));
      const catalogFolder = await mkdtemp(join(tmpdir(), 'catalog-'));
      const names = ['a.jpg', 'b.jpg', 'c.jpg'];
      const files = Object.fromEntries(names.map((name) => [name, big]));
      const archive = await archiveOf(files, { root: disk, catalogFolder });
      await writeFile(join(disk, 'filler'), Buffer.alloc(700_000));
      await expect(embed(contextOf(archive))).rejects.toMatchObject({ code: 'disk-full' });
      for (const name of names)
        expect((await readFile(fileOf(archive, name))).equals(big), name).toBe(true);
      expect(await leftovers(archive)).toEqual([]);
      await rm(join(disk, 'filler'));
      expect(await embed(contextOf(archive))).toMatchObject({ done: 3 });
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  it('leaves no copy behind when the journal takes no entry, nor when it is to be undone', async () => {
    const archive = await archiveOf({ 'a.jpg': plain, 'b.jpg': plain });
    const { catalog } = archive;
    const refuse = (what: string) =>
      catalog.run(
        `CREATE TEMP TRIGGER refused BEFORE ${what} ON embedding BEGIN SELECT RAISE(ABORT, 'refused'); END`,
      );
    refuse('INSERT');
    expect(await embed(contextOf(archive))).toMatchObject({ done: 0, issues: 2 });
    expect(await leftovers(archive)).toEqual([]);
    catalog.run('DROP TRIGGER refused');
    catalog.run('DELETE FROM issue');
    expect(await embed(contextOf(archive))).toMatchObject({ done: 2 });
    refuse('UPDATE OF state');
    expect(await undo(contextOf(archive))).toMatchObject({ done: 0, issues: 2 });
    expect(await leftovers(archive)).toEqual([]);
  });

  it('finishes the photos in hand when interrupted, and the rest the next time', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `p${index}.jpg`);
    const archive = await archiveOf(Object.fromEntries(names.map((name) => [name, plain])));
    const abort = new AbortController();
    const context = contextOf(archive, abort.signal);
    const stopping = {
      ...context,
      report: ({ done }: { done: number }) => {
        if (done === 5) abort.abort();
      },
    };
    await expect(embed(stopping)).rejects.toMatchObject({ name: 'InterruptedError' });
    const done = archive.catalog.count("SELECT count(*) FROM photo WHERE status = 'done'");
    expect(done).toBeGreaterThanOrEqual(5);
    expect(done).toBeLessThan(40);
    expect(await embed(contextOf(archive))).toMatchObject({ done: 40 - done });
  });
});

/** A tag as file managers give it, and a further reader; false where that cannot be done. */
function tagFile(file: string): boolean {
  try {
    execFileSync('setfattr', ['-n', 'user.xdg.tags', '-v', 'boat', file], { stdio: 'ignore' });
    execFileSync('setfacl', ['-m', 'u:1234:r', file], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function attributesOf(file: string): string {
  const said = (program: string, ...words: string[]) =>
    execFileSync(program, [...words, file], { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
  return said('getfattr', '-d') + said('getfacl');
}
