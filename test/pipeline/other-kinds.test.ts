/** Raw files, TIFFs, PNGs and others without a JPEG: photos as far as the sidecar. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import sharp from 'sharp';
import { afterEach, expect, it } from 'vitest';
import { getPhoto, photoAt } from '../../src/catalog/photos.ts';
import { getSidecar } from '../../src/catalog/sidecars.ts';
import { type Archive, openArchive } from '../../src/pipeline/archive/archive.ts';
import { previewOfPhoto } from '../../src/pipeline/archive/previews.ts';
import { embed } from '../../src/pipeline/embed/embed.ts';
import { scan } from '../../src/pipeline/scan/scan.ts';
import { writeSidecars } from '../../src/pipeline/sidecars/sidecars.ts';
import { defaultSettings } from '../../src/settings.ts';
import { readXmp } from '../../src/xmp/index.ts';
import { askExifTool } from '../helpers/exiftool.ts';
import { accept, contextOf, text } from './sidecars/archive.ts';

const folder = 'Turkey/Istanbul/editorial';
const opened: Archive[] = [];
afterEach(() => {
  for (const archive of opened.splice(0)) archive.close();
});

const drawing = (width = 640, height = 400) =>
  sharp({ create: { width, height, channels: 3, background: '#346' } });

/** A raw file in the manner of Sony's: a TIFF that says where its JPEG is. */
function rawWith(jpeg: Buffer, { orientation = 1, length = jpeg.length, at = 400 } = {}): Buffer {
  const head = Buffer.alloc(400);
  head.write('II*\0', 0, 'latin1');
  head.writeUInt32LE(8, 4);
  const ifd = (start: number, entries: readonly (readonly number[])[]) => {
    head.writeUInt16LE(entries.length, start);
    for (const [index, [tag = 0, type = 0, count = 0, value = 0]] of entries.entries()) {
      const entry = start + 2 + index * 12;
      head.writeUInt16LE(tag, entry);
      head.writeUInt16LE(type, entry + 2);
      head.writeUInt32LE(count, entry + 4);
      head.writeUInt32LE(value, entry + 8);
    }
  };
  ifd(8, [
    [0x100, 3, 1, 6000],
    [0x101, 3, 1, 4000],
    [0x10f, 2, 5, 200],
    [0x110, 2, 9, 210],
    [0x112, 3, 1, orientation],
    [0x201, 4, 1, at],
    [0x202, 4, 1, length],
    [0x8769, 4, 1, 240],
  ]);
  ifd(240, [[0x9003, 2, 20, 300]]);
  head.write('SONY\0', 200, 'latin1');
  head.write('ILCE-7M3\0', 210, 'latin1');
  head.write('2019:05:14 18:30:12\0', 300, 'latin1');
  return Buffer.concat([head, jpeg]);
}

async function archiveOf(files: Readonly<Record<string, Buffer>>): Promise<Archive> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'other-kinds-')));
  await mkdir(join(root, folder), { recursive: true });
  for (const [name, bytes] of Object.entries(files))
    await writeFile(join(root, folder, name), bytes);
  const archive = await openArchive(root, {
    settings: defaultSettings,
    service: { apiKey: undefined, baseURL: undefined },
    command: 'test',
  });
  opened.push(archive);
  return archive;
}

const rowOf = (archive: Archive, name: string) => photoAt(archive.catalog, `${folder}/${name}`);

async function shown(archive: Archive, name: string) {
  const photo = getPhoto(archive.catalog, rowOf(archive, name)?.id ?? 0);
  if (photo === undefined) throw new Error(`${name} is no photo`);
  const preview = await previewOfPhoto(archive, photo);
  return 'issue' in preview ? preview.issue.message : preview.size;
}

it('say their IPTC in the characters that it is in', async () => {
  const tiff = await drawing().tiff().toBuffer();
  const names = ['utf-8.tif', 'latin.tif', 'declared.tif', 'cyrillic.tif', 'cyrillic-xmp.tif'];
  const archive = await archiveOf(Object.fromEntries(names.map((name) => [name, tiff])));
  const say = async (name: string, ...args: readonly string[]) =>
    askExifTool(['-overwrite_original', ...args, join(archive.root, folder, name)]);
  const moscow = '-IPTC:Keywords=Москва';
  await say('utf-8.tif', '-charset', 'iptc=utf8', '-IPTC:Keywords=Łódź');
  await say('latin.tif', '-IPTC:Keywords=Zürich', '-IPTC:Caption-Abstract=Théâtre');
  await say('declared.tif', '-IPTC:CodedCharacterSet=UTF8', '-IPTC:Keywords=東京');
  await say('cyrillic.tif', '-charset', 'iptc=cyrillic', moscow);
  await say('cyrillic-xmp.tif', '-charset', 'iptc=cyrillic', moscow, '-XMP-dc:Title=Москва');
  await say('cyrillic.tif', '-XMP-dc:Title=Square');
  await scan(contextOf(archive));
  const existing = names.map((name) => JSON.parse(String(rowOf(archive, name)?.existing)));
  expect(existing.map(({ keywords }) => keywords)).toEqual([
    ...[['Łódź'], ['Zürich'], ['東京'], [], ['Москва']],
  ]);
  expect(existing[1]).toMatchObject({ caption: 'Théâtre' });
  expect(existing[3]).toEqual({ keywords: [], shortTitle: 'Square' });
});

it('are scanned, shown upright, given sidecars, and never embedded', async () => {
  const jpeg = await drawing().jpeg().toBuffer();
  const small = await drawing(160, 120).jpeg().toBuffer();
  const archive = await archiveOf({
    'a.ARW': rawWith(jpeg, { orientation: 6 }),
    'b.tif': await drawing().tiff().toBuffer(),
    'c.png': await drawing().png().toBuffer(),
    'd.webp': await drawing().webp().toBuffer(),
    'e.avif': await drawing().avif({ effort: 0 }).toBuffer(),
    'f.jpg': jpeg,
    'f.tif': await drawing().tiff().toBuffer(),
    'g.ARW': rawWith(small),
    'h.ARW': rawWith(jpeg, { length: 0x7f_ff_ff_ff }),
    'i.ARW': rawWith(jpeg.subarray(0, 900), { length: 900 }),
    'j.png': jpeg,
    'k.tif': (await drawing().tiff().toBuffer()).subarray(0, 3000),
    'l.ARW': Buffer.from('%PDF-1.7 and more'),
  });
  const { notes } = await scan(contextOf(archive));
  expect(notes).toContain(
    '8 photos are of other kinds than JPEG and will get sidecars alone: 4 ARW, 1 AVIF, 1 PNG, 1 TIF and 1 WEBP. `proofsheet config set formats jpeg` leaves them out.',
  );
  expect(rowOf(archive, 'f.tif')).toBeUndefined();
  expect(rowOf(archive, 'a.ARW')).toMatchObject({
    ...{ width: 4000, height: 6000, taken_at: '2019-05-14T18:30:12', city: 'Istanbul' },
    camera_model: 'ILCE-7M3',
  });
  const wide = { width: 640, height: 384 };
  expect(await shown(archive, 'a.ARW')).toEqual({ width: 384, height: 640 });
  for (const name of ['b.tif', 'c.png', 'd.webp', 'e.avif'])
    expect(await shown(archive, name), name).toEqual(wide);
  for (const name of ['g.ARW', 'h.ARW', 'i.ARW'])
    expect(await shown(archive, name), name).toMatch(/no whole JPEG .* Export a JPEG beside it/);
  const issueOf = (name: string) =>
    archive.catalog.get<{ message: string }>(
      'SELECT message FROM issue JOIN photo ON photo.id = photo_id WHERE path = ?',
      `${folder}/${name}`,
    )?.message;
  expect(issueOf('j.png')).toMatch(/^This is a JPEG, whatever its name says/);
  expect(issueOf('k.tif')).toMatch(/damaged/);
  expect(issueOf('l.ARW')).toMatch(/^This is a PDF/);
  for (const name of ['a.ARW', 'b.tif']) accept(archive, rowOf(archive, name)?.id ?? 0, text);
  expect((await writeSidecars(contextOf(archive))).notes).toEqual(['Sidecars: 2 created.']);
  const said = async (name: string) => readXmp(await readFile(join(archive.root, folder, name)));
  expect(await said('a.xmp')).toMatchObject({
    sidecarForExtension: 'ARW',
    keywords: text.keywords,
  });
  expect(await said('b.tif.xmp')).toMatchObject({ keywords: text.keywords });
  expect([rowOf(archive, 'a.ARW')?.status, rowOf(archive, 'b.tif')?.status]).toEqual([
    'done',
    'done',
  ]);
  expect((await embed(contextOf(archive))).notes).toContain(
    'Not embedded: 2 photos of other kinds than JPEG (1 ARW and 1 TIF); their sidecars have the text.',
  );
  // One that is renamed keeps its text; another picture at its name does not get it.
  await rename(join(archive.root, folder, 'a.ARW'), join(archive.root, folder, 'z.ARW'));
  await rename(join(archive.root, folder, 'a.xmp'), join(archive.root, folder, 'z.xmp'));
  await rm(join(archive.root, folder, 'b.tif'));
  await scan(contextOf(archive));
  expect(rowOf(archive, 'z.ARW')).toMatchObject({ missing: 0 });
  expect(existsSync(join(archive.root, folder, 'z.xmp'))).toBe(true);
});

/** Zeros that unpack to two gigabytes, made from one packed piece that is repeated. */
function packedBomb(): Buffer {
  const piece = deflateRawSync(Buffer.alloc(16_000_000), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([Buffer.from([0x78, 0x9c]), ...Array<Buffer>(130).fill(piece)]);
}

it('names a picture that ExifTool cannot get through in bounded memory, and goes on', async () => {
  const sound = await drawing().png().toBuffer();
  const data = Buffer.concat([Buffer.from('zTXtComment\0\0', 'latin1'), packedBomb()]);
  const sizes = Buffer.alloc(8);
  sizes.writeUInt32BE(data.length - 4, 0);
  sizes.writeUInt32BE(crc32(data), 4);
  const [length, sum] = [sizes.subarray(0, 4), sizes.subarray(4)];
  const bomb = Buffer.concat([sound.subarray(0, 33), length, data, sum, sound.subarray(33)]);
  const archive = await archiveOf({
    'a.png': bomb,
    'b.png': sound,
    'c.tif': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"/>'),
    'd.NEF': await drawing().jpeg().toBuffer(),
  });
  await scan(contextOf(archive));
  expect(rowOf(archive, 'b.png')).toMatchObject({ width: 640, height: 400, status: 'prepare' });
  const messages = archive.catalog
    .all<{ message: string }>(
      'SELECT message FROM issue JOIN photo ON photo.id = photo_id ORDER BY path',
    )
    .map(({ message }) => message);
  expect(messages).toEqual([
    expect.stringMatching(/^ExifTool did not get through the file/),
    expect.stringMatching(/^This is not a TIFF picture, whatever its name says/),
    expect.stringMatching(/^This is a JPEG, .* Rename it to \.jpg/),
  ]);
});

const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmp:Rating="4" xmp:Label="Red"
 photoshop:Headline="A ferry" exif:DateTimeOriginal="2020-02-03T04:05:06" exif:GPSLatitude="41,0.5N"
 exif:GPSLongitude="29,0.5E"><dc:subject><rdf:Bag><rdf:li>ferry</rdf:li><rdf:li>1e5</rdf:li></rdf:Bag></dc:subject>
<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Ada Lovelace</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>
</rdf:Description></rdf:RDF></x:xmpmeta>`;

it('tells texts, names, dates and positions that they or their sidecars have', async () => {
  const jpeg = await drawing().jpeg().toBuffer();
  const files = {
    'a.tif': await drawing().withXmp(packet).tiff().toBuffer(),
    'b.png': await drawing().withXmp(packet).png().toBuffer(),
    'c.webp': await drawing().withXmp(packet).webp().toBuffer(),
    'd.avif': await drawing().withXmp(packet).avif({ effort: 0 }).toBuffer(),
    'e.ARW': rawWith(jpeg),
    'e.xmp': Buffer.from(packet),
    'f.ARW': Buffer.from(rawWith(jpeg).subarray(0)),
    'f.ARW.XMP': Buffer.from(packet),
    'g.png': await drawing().png().toBuffer(),
    'g.xmp': Buffer.from(packet),
  };
  // A camera that had no clock.
  files['f.ARW'].write('0000:00:00 00:00:00\0', 300, 'latin1');
  const archive = await archiveOf(files);
  await scan(contextOf(archive));
  for (const name of ['a.tif', 'b.png', 'c.webp', 'd.avif']) {
    const row = rowOf(archive, name);
    expect(row, name).toMatchObject({ taken_at: '2020-02-03T04:05:06', taken_source: 'original' });
    expect(row?.latitude, name).toBeCloseTo(41.008, 2);
    expect(JSON.parse(row?.existing ?? ''), name).toMatchObject({
      ...{ headline: 'A ferry', keywords: ['ferry', '1e5'], people: ['Ada Lovelace'] },
      ...{ rating: '4', label: 'Red' },
    });
  }
  for (const name of ['e.ARW', 'f.ARW', 'g.png']) {
    const content = getSidecar(archive.catalog, rowOf(archive, name)?.id ?? 0)?.content ?? '{}';
    expect(JSON.parse(content), name).toMatchObject({
      ...{ headline: 'A ferry', keywords: ['ferry', '1e5'], people: ['Ada Lovelace'] },
    });
    expect(rowOf(archive, name)?.latitude, name).toBeCloseTo(41.008, 2);
  }
  expect(rowOf(archive, 'e.ARW')).toMatchObject({ taken_at: '2019-05-14T18:30:12' });
  expect(rowOf(archive, 'f.ARW')).toMatchObject({ taken_at: '2020-02-03T04:05:06' });
});
