/** The table of fields against ExifTool, which has its own: what one side writes, the other must read in the same field. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Pool, startPool } from '../../src/exiftool/pool.ts';
import { dumpTags, readFields, tagIn } from '../../src/exiftool/read.ts';
import { iptcAssignments, writeChanged, xmpAssignments } from '../../src/exiftool/write.ts';
import { iptcText, readIptc } from '../../src/jpeg/iptc.ts';
import { readHead } from '../../src/jpeg/read-head.ts';
import { xmpPackets } from '../../src/jpeg/xmp-packets.ts';
import { byteLimit, fieldNames, fieldTable } from '../../src/metadata/fields.ts';
import { metadataFrom } from '../../src/metadata/metadata.ts';
import { createXmp, readXmp } from '../../src/xmp/index.ts';
import { cameraFacts, exif, jpeg, picture } from '../fixtures/jpeg/build.ts';

/** A value for every field, which no other field has. */
const all = metadataFrom((field) => {
  const { type, vocabulary } = fieldTable[field];
  if (vocabulary !== undefined) return `${vocabulary}the-${field}`;
  if (field === 'copyrightStatus') return 'True';
  if (type === 'sequence' || type === 'bag') return `first ${field}; second ${field}`;
  if (field === 'countryCode') return 'TUR';
  if (type === 'date') return '2019-05-14';
  if (type === 'translation') return `pt-BR: the ${field}`;
  return type === 'list' ? [`first ${field}`, `second ${field}`] : `the ${field}`;
});

let pool: Pool;
let photo: string;
beforeAll(async () => {
  pool = await startPool({ processes: 1 });
  photo = join(await mkdtemp(join(tmpdir(), 'fields-')), 'photo.jpg');
  await writeFile(photo, jpeg(await picture(), [exif(cameraFacts)]));
});
afterAll(() => pool.end());

it('means by each XMP property what ExifTool means by its tag', async () => {
  const sidecar = `${photo}.xmp`;
  await writeFile(sidecar, createXmp(all, { metadataDate: '2026-11-23T10:00:00+01:00' }));
  expect((await readFields(pool, sidecar, 'pt-BR')).xmp).toEqual(all);
});

it('reads in each field what ExifTool writes by its tags, in IPTC and in XMP', async () => {
  const copy = `${photo}.copy.jpg`;
  const assigned = [...iptcAssignments(all), ...xmpAssignments(all)];
  expect(await writeChanged(pool, photo, copy, assigned)).toBeUndefined();
  const read = await readHead(copy);
  if (read.kind === 'broken') throw new Error(read.why);
  const inIptc = metadataFrom((field) => fieldTable[field].iim && all[field]);
  expect(iptcText(readIptc(read.head.segments))).toEqual(inIptc);
  const [packet = Buffer.alloc(0)] = xmpPackets(read.head.segments).packets;
  expect(readXmp(packet, 'pt-BR')).toMatchObject(all);
});

it.each(['de', 'pt-BR', 'zh-Hant', 'zh-Hant-TW', 'fil', 'es-419'])(
  'writes and reads %s as ExifTool does',
  async (language) => {
    const copy = `${photo}.${language}.jpg`;
    const text = { shortTitle: 'English', translatedTitle: `${language}: Text` };
    expect(await writeChanged(pool, photo, copy, xmpAssignments(text))).toBeUndefined();
    expect((await readFields(pool, copy, language)).xmp).toEqual(text);
    const read = await readHead(copy);
    if (read.kind === 'broken') throw new Error(read.why);
    const [packet = Buffer.alloc(0)] = xmpPackets(read.head.segments).packets;
    expect(readXmp(packet, language)).toMatchObject(text);
    const [line] = (await dumpTags(pool, copy)).filter((one) => /Title-/.test(one));
    expect(line).toContain(tagIn('Title', language));
  },
);

it('has the limits in bytes that ExifTool has', async () => {
  for (const field of fieldNames) {
    const { iim, type } = fieldTable[field];
    if (iim === undefined || type === 'date') continue;
    const write = (bytes: number) =>
      pool.run([`-IPTC:${iim.tag}=${'x'.repeat(bytes)}`, '-o', `%d${field}-${bytes}.jpg`, photo]);
    const limit = byteLimit(field);
    expect((await write(limit)).warnings, field).toEqual([]);
    expect((await write(limit + 1)).warnings.join(), field).toMatch(/exceeds length limit/);
  }
});
