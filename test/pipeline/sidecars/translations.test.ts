/** The second language of a photo in its sidecar and in the photo itself, by the policies of title and caption, and out again. */
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { getPhoto } from '../../../src/catalog/photos.ts';
import { getReview } from '../../../src/catalog/reviews.ts';
import { embed } from '../../../src/pipeline/embed/embed.ts';
import { undo } from '../../../src/pipeline/embed/undo.ts';
import { importSidecars } from '../../../src/pipeline/sidecars/import.ts';
import { settleConflicts } from '../../../src/pipeline/sidecars/resolve-conflicts.ts';
import { writeSidecars } from '../../../src/pipeline/sidecars/sidecars.ts';
import { defaultSettings } from '../../../src/settings.ts';
import { createXmp, mergeXmp, readXmp, type XmpText } from '../../../src/xmp/index.ts';
import { cameraFacts, exif, jpeg, picture, xmp } from '../../fixtures/jpeg/build.ts';
import { askExifTool } from '../../helpers/exiftool.ts';
import { isInstalled, printedBy } from '../../helpers/other-readers.ts';
import { contextOf as embedContext, readyArchive, usualFolder } from '../embed/ready-archive.ts';
import { shareExifTool } from '../embed/share-exiftool.ts';
import { closeArchives, contextOf, edit, fileOf, newArchive, saveElsewhere } from './archive.ts';

closeArchives();
shareExifTool();

const further = JSON.stringify({ title_de: 'Fähren auf dem Bosporus', terms_de: ['Fähre'] });
const german = 'Istanbul, Turkey - 14. Mai 2019: Fähren auf dem Bosporus';
const settings = { 'title.language': 'de' };

async function german2019(more: object = {}, sidecar?: Uint8Array) {
  const archive = await newArchive(['a.jpg'], { settings: { ...settings, ...more } });
  const path = `${fileOf(archive, 'a.jpg')}.xmp`;
  if (sidecar !== undefined) await writeFile(path, sidecar);
  edit(archive, 1, { further });
  const write = () => writeSidecars(contextOf(archive));
  const read = async (language = 'de') => readXmp(await readFile(path), language);
  return { archive, path, write, read };
}

it('writes title and caption in the second language beside English, with its own dateline, and no keywords', async () => {
  const { write, read, path } = await german2019();
  expect((await write()).done).toBe(1);
  expect(await read()).toMatchObject({
    shortTitle: 'Ferries',
    translatedTitle: `de: ${german}`,
    translatedCaption: `de: ${german}`,
    keywords: ['Istanbul', 'ferry', 'dusk'],
  });
  const [row] = JSON.parse(await askExifTool(['-j', '-G1', '-XMP-dc:all', path])) as object[];
  readElsewhere(path, '-X');
  expect(row).toMatchObject({
    'XMP-dc:Title': 'Ferries',
    'XMP-dc:Title-de': german,
    'XMP-dc:Title-en': 'Ferries',
    'XMP-dc:Description-de': german,
  });
});

/** What exiv2 and exempi, Adobe's own engine, read in a photo; one that is not installed is named and passed over. */
function readElsewhere(path: string, ...form: string[]): void {
  const run = (command: string, ...words: string[]) =>
    isInstalled(command) ? printedBy(command, ...words) : undefined;
  const lines = run('exiv2', '-q', '-K', 'Xmp.dc.title', '-Pv', path);
  if (lines !== undefined) {
    expect(lines).toContain('lang="de" Istanbul, Turkey - 14. Mai 2019: Fähren');
    expect(lines).toContain('lang="x-default" Ferries');
  }
  const packet = run('exempi', ...form, '-x', path);
  if (packet !== undefined)
    expect(readXmp(Buffer.from(packet.slice(packet.indexOf('<'))), 'de')).toMatchObject({
      shortTitle: expect.stringContaining('Ferries') as string,
      ...{ translatedTitle: `de: ${german}`, translatedCaption: `de: ${german}` },
    });
}

const theirs = (text: XmpText) => createXmp(text, { metadataDate: '2026-01-01T00:00:00Z' });

it('fills by the policy of the title, and asks about what it would replace', async () => {
  const existing = theirs({ shortTitle: 'Old', translatedTitle: 'de: Alter Titel' });
  const { write, read } = await german2019(
    { 'embed.shortTitle': 'fill', 'embed.caption': 'fill' },
    existing,
  );
  await write();
  expect(await read()).toMatchObject({
    shortTitle: 'Old',
    translatedTitle: 'de: Alter Titel',
    translatedCaption: `de: ${german}`,
  });
  const asked = await german2019({ 'embed.shortTitle': 'replace' }, existing);
  expect((await asked.write()).issues).toBe(1);
  expect((await asked.read()).translatedTitle).toBe('de: Alter Titel');
});

it('follows another program that changes it, and leaves other languages alone', async () => {
  const { archive, write, read } = await german2019();
  await write();
  await saveElsewhere(archive, 'a.jpg.xmp', { translatedTitle: 'de: Fähren vor Üsküdar' });
  await saveElsewhere(archive, 'a.jpg.xmp', { translatedTitle: 'tr: Vapurlar' });
  edit(archive, 1, { description: 'Ferries at dusk', further });
  await write();
  expect((await read()).translatedTitle).toBe('de: Fähren vor Üsküdar');
  expect((await read('tr')).translatedTitle).toBe('tr: Vapurlar');
});

it('is taken out with the rest when the photo is rejected, and strangers’ languages stay', async () => {
  const { archive, write, read } = await german2019({}, theirs({ translatedTitle: 'tr: Vapur' }));
  archive.catalog.run('UPDATE sidecar SET base = content');
  await write();
  edit(archive, 1, { decision: 'rejected' });
  await write();
  const left = await read();
  expect([left.translatedTitle, left.translatedCaption]).toEqual([undefined, undefined]);
  expect((await read('tr')).translatedTitle).toBe('tr: Vapur');
});

it('is taken out of the photo again when a person empties it, and English stays alone', async () => {
  const name = `${usualFolder}/a.jpg`;
  const archive = await readyArchive(
    new Map([[name, jpeg(await picture(), [exif(cameraFacts)])]]),
    { settings: { ...defaultSettings, ...settings } },
  );
  archive.catalog.run('UPDATE review SET further = ?', further);
  const titles = async () => {
    const [row] = JSON.parse(
      await askExifTool(['-j', '-G1', '-XMP-dc:Title*', `${archive.root}/${name}`]),
    ) as Record<string, string>[];
    return Object.keys(row ?? {}).filter((key) => key.startsWith('XMP-dc:Title'));
  };
  expect((await embed(embedContext(archive))).done).toBe(1);
  expect(await titles()).toEqual(
    expect.arrayContaining(['XMP-dc:Title', 'XMP-dc:Title-de', 'XMP-dc:Title-en']),
  );
  const again = async (columns: string, ...values: string[]) => {
    archive.catalog.run(`UPDATE review SET embedded_version = NULL, ${columns}`, ...values);
    archive.catalog.run("UPDATE photo SET status = 'embed'");
    expect((await embed(embedContext(archive))).issues).toBe(0);
    return titles();
  };
  expect(await again("further = '{}'")).toEqual(['XMP-dc:Title']);
  expect(await again('further = ?', further)).toContain('XMP-dc:Title-de');
  expect(await again("title_decision = 'rejected'")).toEqual([]);
  archive.close();
});

it('goes into photos, beside strangers’ languages, and out again to the byte', async () => {
  const base = await picture();
  const two = theirs({ shortTitle: 'Old', translatedTitle: 'tr: Vapur' });
  const told = mergeXmp(two, { translatedTitle: 'de: Alt' }, {}).bytes;
  const files = {
    'plain.jpg': jpeg(base, [exif(cameraFacts)]),
    'told.jpg': jpeg(base, [exif(cameraFacts), xmp(Buffer.from(told).toString())]),
  };
  const archive = await readyArchive(
    new Map(Object.entries(files).map(([name, bytes]) => [`${usualFolder}/${name}`, bytes])),
    { settings: { ...defaultSettings, ...settings, 'embed.shortTitle': 'replace' } },
  );
  archive.catalog.run('UPDATE review SET further = ?', further);
  const said = archive.catalog.all<{ existing: string }>(
    'SELECT existing FROM photo ORDER BY path',
  );
  expect(said.map(({ existing }) => existing.includes('"de: Alt"'))).toEqual([false, true]);
  const path = (name: string) => `${archive.root}/${usualFolder}/${name}`;
  expect((await embed(embedContext(archive))).done).toBe(2);
  for (const name of Object.keys(files)) {
    const json = await askExifTool(['-j', '-G1', '-IPTC:all', '-XMP-dc:all', path(name)]);
    const [row] = JSON.parse(json) as Record<string, unknown>[];
    expect(row, name).toMatchObject({
      'IPTC:ObjectName': `Ferries ${name}`,
      'XMP-dc:Title': `Ferries ${name}`,
      'XMP-dc:Title-de': expect.stringMatching(/14\. Mai 2019: Fähren/) as string,
      'XMP-dc:Description-de': expect.stringMatching(/Fähren/) as string,
      ...(name === 'told.jpg' ? { 'XMP-dc:Title-tr': 'Vapur' } : {}),
    });
    expect(JSON.stringify(row?.['IPTC:Caption-Abstract'])).not.toContain('Fähren');
  }
  for (const name of Object.keys(files)) readElsewhere(path(name));
  expect((await embed(embedContext(archive))).done).toBe(0);
  await undo(embedContext(archive));
  for (const [name, bytes] of Object.entries(files))
    expect((await readFile(path(name))).equals(bytes)).toBe(true);
  archive.close();
});

it('is taken into the review where theirs is to hold, and comes back from sidecars in a new catalog', async () => {
  const { archive, write, path } = await german2019();
  await write();
  const changed = 'Istanbul, Turkey - 14. Mai 2019: Boote';
  await saveElsewhere(archive, 'a.jpg.xmp', { translatedTitle: `de: ${changed}` });
  edit(archive, 1, { further: JSON.stringify({ title_de: 'Dampfer' }) });
  expect((await write()).issues).toBe(1);
  const photo = getPhoto(archive.catalog, 1);
  if (photo === undefined) throw new Error('no photo');
  settleConflicts(archive, photo, 'theirs', { only: 'translatedTitle' });
  expect(getReview(archive.catalog, 1)?.further).toEqual({ title_de: 'Boote' });

  const anew = await newArchive(['a.jpg'], { settings, accepted: false });
  await copyFile(path, `${fileOf(anew, 'a.jpg')}.xmp`);
  await importSidecars(contextOf(anew));
  expect(getReview(anew.catalog, 1)).toMatchObject({
    ...{ decision: 'accepted', description: 'Ferries cross the Bosphorus' },
    further: { title_de: 'Boote' },
  });
});
