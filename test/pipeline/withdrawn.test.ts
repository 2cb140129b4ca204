/** What proofsheet wrote and is no longer wanted leaves sidecars and photos, and what was there before comes back. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { releasesOf } from '../../src/catalog/releases.ts';
import { runAction, undoStep } from '../../src/catalog/undo-log.ts';
import { plusVocabulary } from '../../src/metadata/rights-fields.ts';
import type { Archive } from '../../src/pipeline/archive/archive.ts';
import { textInPhoto } from '../../src/pipeline/archive/text-in-photo.ts';
import { embed } from '../../src/pipeline/embed/embed.ts';
import { undo } from '../../src/pipeline/embed/undo.ts';
import { attachReleases, takeReleasesOff } from '../../src/pipeline/review/releases.ts';
import { scan } from '../../src/pipeline/scan/scan.ts';
import { writeSidecars } from '../../src/pipeline/sidecars/sidecars.ts';
import { createXmp, readXmp } from '../../src/xmp/index.ts';
import { cameraFacts, exif, iptc, jpeg, picture, version, xmp } from '../fixtures/jpeg/build.ts';
import { askExifTool } from '../helpers/exiftool.ts';
import {
  contextOf,
  openAgain,
  readyArchive,
  statusOf,
  usualFolder,
} from './embed/ready-archive.ts';
import { shareExifTool } from './embed/share-exiftool.ts';

shareExifTool();

const base = await picture();
const camera = exif(cameraFacts);
const packet = (inside: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`;
const photos = {
  'plain.jpg': jpeg(base, [camera]),
  'told.jpg': jpeg(base, [
    camera,
    iptc([version, [2, 116, 'Old'], [2, 110, 'Their credit']]),
    xmp(
      packet(
        '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">Old</rdf:li><rdf:li xml:lang="de-DE">Alt</rdf:li></rdf:Alt></dc:rights><plus:ModelReleaseID><rdf:Bag><rdf:li>MR 9</rdf:li></rdf:Bag></plus:ModelReleaseID>',
      ),
    ),
  ]),
  'translated.jpg': jpeg(base, [
    camera,
    xmp(packet('<dc:rights><rdf:Alt><rdf:li xml:lang="de-DE">Alt</rdf:li></rdf:Alt></dc:rights>')),
  ]),
};
const names = Object.keys(photos) as (keyof typeof photos)[];

const opened: Archive[] = [];
afterEach(async () => {
  for (const archive of opened.splice(0)) {
    archive.close();
    await rm(archive.root, { recursive: true });
  }
});

async function newArchive(): Promise<Archive> {
  const archive = await readyArchive(
    new Map(Object.entries(photos).map(([name, bytes]) => [`${usualFolder}/${name}`, bytes])),
  );
  opened.push(archive);
  return archive;
}

const fileOf = ({ root }: Archive, name: string) => join(root, usualFolder, name);
const template = async (archive: Archive, text: string) => {
  const file = join(archive.root, 'proofsheet.template.txt');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  await scan(contextOf(archive));
};
const idOf = ({ catalog }: Archive, name: string) =>
  catalog.get<{ id: number }>('SELECT id FROM photo WHERE path = ?', `${usualFolder}/${name}`)
    ?.id ?? 0;

/** As `template apply` and a change of releases do: to the sidecar, then into the photo. */
async function write(archive: Archive): Promise<void> {
  archive.catalog.run("UPDATE photo SET status = 'sidecars'");
  expect(await writeSidecars(contextOf(archive))).toMatchObject({ issues: 0 });
  expect(await embed(contextOf(archive))).toMatchObject({ issues: 0 });
}

/** What the sidecar and the photo say, which has to be the same; the photo alone where it knows more. */
async function said(archive: Archive, name: string) {
  const file = fileOf(archive, name);
  const beside = readXmp(await readFile(`${file}.xmp`));
  return { beside, inPhoto: await textInPhoto(file) };
}

it('takes a field of a template out again, or gives back what was there', async () => {
  const archive = await newArchive();
  const lines = 'Licensor name: Ann\nContact email: a@b.c\nPerson shown: Bob\nEvent: Cup\n';
  await template(archive, `Copyright notice (replace): © Ann\nCredit line: Ann\n${lines}`);
  await write(archive);
  for (const name of names)
    for (const text of Object.values(await said(archive, name)))
      expect(text).toMatchObject({ copyright: '© Ann', licensorName: 'Ann', event: 'Cup' });

  await template(archive, 'Event: Cup\n');
  await write(archive);
  for (const name of names) {
    const { beside, inPhoto } = await said(archive, name);
    for (const text of [beside, inPhoto]) {
      expect(text.event).toBe('Cup');
      for (const field of ['licensorName', 'contactEmail', 'personShown'] as const)
        expect(text[field], field).toBeUndefined();
    }
    expect(inPhoto.copyright, name).toBe(
      { 'plain.jpg': undefined, 'told.jpg': 'Old', 'translated.jpg': 'Alt' }[name],
    );
    expect(inPhoto.credit, name).toBe(name === 'told.jpg' ? 'Their credit' : undefined);
  }
  const tags = JSON.parse(
    await askExifTool([
      '-j',
      '-G1',
      '-a',
      '-IPTC:all',
      '-XMP:all',
      ...names.map((name) => fileOf(archive, name)),
    ]),
  ) as Record<string, unknown>[];
  expect(tags[0]).not.toHaveProperty('IPTC:CopyrightNotice');
  expect(tags[0]).not.toHaveProperty('XMP-plus:LicensorName');
  expect(tags[1]).toMatchObject({ 'IPTC:CopyrightNotice': 'Old', 'XMP-dc:Rights-de-DE': 'Alt' });
  expect(tags[2]).toMatchObject({ 'XMP-dc:Rights-de-DE': 'Alt' });

  // What came back is theirs now: a template that only fills leaves it.
  await template(archive, 'Event: Cup\nCopyright notice: © New\n');
  await write(archive);
  expect((await said(archive, 'told.jpg')).inPhoto.copyright).toBe('Old');
  expect((await said(archive, 'plain.jpg')).inPhoto.copyright).toBe('© New');

  const photoIds = names.map((name) => idOf(archive, name));
  for (let left = 3; left > 0; left -= 1)
    await undo(contextOf(archive), { stage: 'embed', photoIds });
  for (const name of names)
    expect((await readFile(fileOf(archive, name))).equals(photos[name]), name).toBe(true);
}, 60_000);

it('takes nothing out that another program has changed, that only lacks a value, or while a template has a mistake', async () => {
  const archive = await newArchive();
  await template(archive, 'Credit line: Ann\nEvent: Cup of {city}\nSource: Ann\n');
  await write(archive);
  const file = fileOf(archive, 'plain.jpg');
  await askExifTool([
    '-overwrite_original',
    '-IPTC:Source=Other',
    '-XMP-photoshop:Source=Other',
    file,
  ]);
  await template(archive, 'Credit lime: Ann\nSource: Ann\n');
  await write(archive);
  expect((await said(archive, 'plain.jpg')).inPhoto).toMatchObject({
    credit: 'Ann',
    event: 'Cup of Istanbul',
  });
  await template(archive, 'Event: \\nowhere\\\n');
  await write(archive);
  const { inPhoto, beside } = await said(archive, 'plain.jpg');
  expect(inPhoto).toMatchObject({ source: 'Other', event: 'Cup of Istanbul' });
  expect(beside).toMatchObject({ event: 'Cup of Istanbul' });
  expect(inPhoto.credit).toBeUndefined();
}, 60_000);

it('writes releases, finds them in files, and takes them out of files when they are taken off', async () => {
  const archive = await newArchive();
  const { catalog } = archive;
  const [plain, told] = [idOf(archive, 'plain.jpg'), idOf(archive, 'told.jpg')];
  const attached = (id: number) => releasesOf(catalog, [id]).get(id)?.model;
  // A photo that names one has it.
  expect(attached(told)).toEqual(['MR 9']);
  await write(archive);
  expect(statusOf(archive, `${usualFolder}/plain.jpg`)).toBe('done');

  runAction(catalog, attachReleases(catalog, [plain, told], 'model', ['MR 1']));
  expect(statusOf(archive, `${usualFolder}/plain.jpg`)).toBe('sidecars');
  await write(archive);
  for (const text of Object.values(await said(archive, 'plain.jpg')))
    expect(text).toMatchObject({
      modelReleaseId: 'MR 1',
      modelReleaseStatus: `${plusVocabulary}MR-UMR`,
    });
  for (const text of Object.values(await said(archive, 'told.jpg')))
    expect(text).toMatchObject({ modelReleaseId: 'MR 1; MR 9' });

  runAction(catalog, takeReleasesOff(catalog, [plain, told], ['MR 1', 'MR 9']));
  // Files name them until they are written again.
  await scan(contextOf(archive), { again: true });
  expect([attached(plain), attached(told)]).toEqual([undefined, undefined]);
  await write(archive);
  for (const name of ['plain.jpg', 'told.jpg'])
    for (const text of Object.values(await said(archive, name))) {
      expect(text.modelReleaseId, name).toBeUndefined();
      expect(text.modelReleaseStatus, name).toBeUndefined();
    }

  undoStep(catalog);
  expect(attached(told)).toEqual(['MR 1', 'MR 9']);
  await write(archive);
  expect((await said(archive, 'told.jpg')).inPhoto.modelReleaseId).toBe('MR 1; MR 9');
  for (let left = 4; left > 0; left -= 1)
    await undo(contextOf(archive), { stage: 'embed', photoIds: [plain, told] });
  for (const name of ['plain.jpg', 'told.jpg'] as const)
    expect((await readFile(fileOf(archive, name))).equals(photos[name]), name).toBe(true);
}, 60_000);

it('finds releases again in photos and sidecars when the catalog is lost', async () => {
  const archive = await newArchive();
  const plain = idOf(archive, 'plain.jpg');
  runAction(archive.catalog, attachReleases(archive.catalog, [plain], 'model', ['MR 1', 'MR 2']));
  runAction(archive.catalog, attachReleases(archive.catalog, [plain], 'property', ['House']));
  await write(archive);
  const { root } = archive;
  opened.pop()?.close();
  await rm(join(root, '.proofsheet'), { recursive: true });
  const again = await openAgain(root);
  opened.push(again);
  await scan(contextOf(again));
  const all = releasesOf(again.catalog, [idOf(again, 'plain.jpg')]);
  expect([...all.values()]).toEqual([{ model: ['MR 1', 'MR 2'], property: ['House'] }]);
  // The sidecar alone tells it as well.
  const file = fileOf(again, 'translated.jpg');
  await writeFile(
    `${file}.xmp`,
    createXmp({ modelReleaseId: 'MR 3' }, { metadataDate: '2026-11-23T10:00:00Z' }),
  );
  await scan(contextOf(again));
  const translated = idOf(again, 'translated.jpg');
  expect(releasesOf(again.catalog, [translated]).get(translated)?.model).toEqual(['MR 3']);
}, 60_000);
