/**
 * Every field of templates in photos, in every form, as other programs' own readers have it: IPTC and XMP say the same, what
 * belongs to others stays, and undoing gives the old bytes.
 */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pMap from 'p-map';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Pool, startPool } from '../../../src/exiftool/pool.ts';
import {
  fieldTable,
  type TemplateField,
  templateFields,
  wordFor,
} from '../../../src/metadata/fields.ts';
import { type Metadata, metadataFrom, partsOf } from '../../../src/metadata/metadata.ts';
import { fitToIptc } from '../../../src/pipeline/embed/fit-text.ts';
import { policiesOf } from '../../../src/pipeline/embed/policy.ts';
import { type Prepared, prepareEmbed } from '../../../src/pipeline/embed/prepare-embed.ts';
import { prepareUndo } from '../../../src/pipeline/embed/prepare-undo.ts';
import { replaceOriginal } from '../../../src/pipeline/embed/replace-original.ts';
import { readers } from '../../../src/rules/template/values.ts';
import { defaultSettings } from '../../../src/settings.ts';
import { readXmp } from '../../../src/xmp/index.ts';
import { cameraFacts, exif, jpeg, picture, xmp } from '../../fixtures/jpeg/build.ts';
import { oddJpegs } from '../../fixtures/jpeg/odd-jpegs.ts';
import { exportByDarktable, isInstalled, printedBy } from '../../helpers/other-readers.ts';
import { exiftoolReads, plainName, type Row } from './exiftool-reads.ts';

/** Values of vocabularies and of one form; every other field takes any text. */
const ofOneForm: Partial<Record<TemplateField, string>> = {
  copyrightStatus: 'copyrighted',
  digitalSourceType: 'digitalCapture',
  dataMining: 'prohibited',
  modelReleaseStatus: 'limited',
  propertyReleaseStatus: 'not applicable',
  webStatement: 'https://ann.example/?a=1&b="2"',
  licensorUrl: 'https://ann.example/1',
  contactUrl: 'https://ann.example/',
};

/** A value for every field that a template may have, of its form. */
function sample(field: TemplateField): string {
  const own = ofOneForm[field];
  if (own !== undefined) return readers[field]?.read(own) ?? own;
  const { type } = fieldTable[field];
  const text = `Ayşe's ${wordFor(field)} & "1" <é>`;
  if (type === 'sequence' || type === 'bag') return `${text}; 007; Bob`;
  return type === 'alternative' ? `${text}\nsecond line` : text;
}

const rights = metadataFrom((field) => {
  const of = templateFields.find((one) => one === field);
  return of && sample(of);
});
const text: Metadata = { headline: 'Ferries', keywords: ['ferry', '東京'], ...rights };

/** What others have of the same: further languages, persons, licensors, and members of structures. */
const ofOthers = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
 <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
   xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
   Iptc4xmpCore:Location="Old">
  <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">Old</rdf:li><rdf:li xml:lang="de-DE">Alt</rdf:li></rdf:Alt></dc:rights>
  <dc:creator><rdf:Seq><rdf:li>Zoe</rdf:li><rdf:li>Bob</rdf:li></rdf:Seq></dc:creator>
  <Iptc4xmpCore:CreatorContactInfo Iptc4xmpCore:CiAdrCity="Old"/>
  <Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Zoe</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>
  <plus:Licensor><rdf:Seq>
   <rdf:li rdf:parseType="Resource"><plus:LicensorName>Old</plus:LicensorName><plus:LicensorCity>Bonn</plus:LicensorCity></rdf:li>
   <rdf:li><rdf:Description plus:LicensorName="Second"/></rdf:li>
  </rdf:Seq></plus:Licensor>
 </rdf:Description></rdf:RDF></x:xmpmeta>`;

const chosen = new Set([
  ...['plain', 'iptc-latin1-declared', 'iptc-in-two-segments', 'iptc-out-of-order'],
  ...['xmp-foreign', 'xmp-empty-lists', 'xmp-translations', 'xmp-utf16', 'xmp-two-packets'],
]);
const base = await picture();
const photos = [
  ...(await oddJpegs()).filter(({ name }) => chosen.has(name)),
  { name: 'rights-of-others', bytes: jpeg(base, [exif(cameraFacts), xmp(ofOthers)]) },
];
const folder = mkdtempSync(join(tmpdir(), 'rights-in-photos-'));
const fileOf = (name: string) => join(folder, 'photos', `${name}.jpg`);
const options = {
  policies: policiesOf(defaultSettings, templateFields),
  links: { policy: 'follow', root: '/' },
  signed: 'leave',
} as const;

let pool: Pool;
let rows: Map<string, Row>;
const written = new Map<string, Prepared>();

beforeAll(async () => {
  mkdirSync(join(folder, 'photos'));
  for (const { name, bytes } of photos) writeFileSync(fileOf(name), bytes);
  pool = await startPool();
  await pMap(photos, ({ name }) => embedIn(name), { concurrency: pool.inFlight });
  rows = await exiftoolReads(photos.map(({ name }) => fileOf(name)));
});
afterAll(() => pool.end());

async function embedIn(name: string): Promise<void> {
  const one = await prepareEmbed(fileOf(name), text, options, { pool });
  if ('code' in one || one.kind !== 'prepared') throw new Error(`${name}: ${JSON.stringify(one)}`);
  written.set(name, one);
  const { mtime } = one.target.state;
  await replaceOriginal(one, { mtime, beforeOverwrite: () => undefined });
}

/** A field's texts as a list or alone, as readers show them. */
function shown(field: TemplateField, value: Metadata[TemplateField]): string | readonly string[] {
  const { type } = fieldTable[field];
  return type === 'sequence' || type === 'bag' ? partsOf(field, value) : String(value);
}

/** By the plain names of tags. */
const rowOf = (name: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(rows.get(fileOf(name)) ?? {})
      .reverse()
      .map(([key, value]) => [plainName(key), value]),
  );
const inIptc = fitToIptc(rights);
const withIptc = templateFields.filter((field) => fieldTable[field].iim !== undefined);

it('has a value for every field', () => {
  expect(Object.keys(rights).sort()).toEqual([...templateFields].sort());
});

describe.each(photos.map(({ name }) => name))('%s', (name) => {
  it('says to ExifTool what was written, in XMP and in IPTC', () => {
    const row = rowOf(name);
    for (const field of templateFields) {
      const { tag, vocabulary = '', of } = fieldTable[field];
      const expected = shown(field, rights[field]);
      const bare = typeof expected === 'string' ? expected.replace(vocabulary, '') : [...expected];
      // Of several licensors ours is the first.
      const first = of?.isSequence === true ? [row[tag]].flat()[0] : row[tag];
      expect(String(first), tag).toBe(String(bare));
      expect(Array.isArray(first), tag).toBe(Array.isArray(bare));
    }
    for (const field of withIptc)
      expect(row[`IPTC:${fieldTable[field].iim?.tag}`], field).toEqual(shown(field, inIptc[field]));
  });

  it.skipIf(!isInstalled('exiv2'))('says it to exiv2', () => {
    const values = exiv2Values(fileOf(name));
    for (const field of withIptc) {
      const dataset = fieldTable[field].iim?.dataset ?? 0;
      expect(values.get(`0x${dataset.toString(16).padStart(4, '0')}`), field).toEqual(
        [shown(field, inIptc[field])].flat(),
      );
    }
    for (const field of templateFields) {
      const { xmp: property, of, type } = fieldTable[field];
      const value = [shown(field, rights[field])].flat().join(', ');
      const expected = type === 'alternative' ? `lang="x-default" ${value}` : value;
      const path =
        of === undefined
          ? keyOf(property)
          : `${keyOf(of.xmp)}${of.isSequence ? '[1]' : ''}/${property}`;
      expect(values.get(path)?.join(), path).toContain(expected);
    }
  });

  it.skipIf(!isInstalled('exempi'))('says it to exempi, the engine of Adobe programs', () => {
    const packet = printedBy('exempi', '-x', fileOf(name));
    expect(readXmp(Buffer.from(packet.slice(packet.indexOf('<'))))).toMatchObject(rights);
  });
});

/** `Xmp.iptcExt.Event`, as exiv2 calls what XMP calls `Iptc4xmpExt:Event`. */
function keyOf(property: string): string {
  const [prefix = '', local = ''] = property.split(':');
  const group = { Iptc4xmpCore: 'iptc', Iptc4xmpExt: 'iptcExt' }[prefix] ?? prefix;
  return `Xmp.${group}.${local}`;
}

/** By XMP key, and by number of the IPTC dataset. */
function exiv2Values(file: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  const lines = printedBy('exiv2', '-q', '-PXIxkv', file);
  for (const [, number = '', key = '', value = ''] of lines.matchAll(
    /^(0x[0-9a-f]{4}) +((?:Xmp|Iptc)\.\S+) +(.*(?:\n(?!0x[0-9a-f]{4} ).*)*)/gm,
  )) {
    const name = key.startsWith('Iptc.Application2') ? number : key;
    values.set(name, [...(values.get(name) ?? []), value.trimEnd()]);
  }
  return values;
}

it('leaves what others have beside ours', () => {
  expect(rowOf('rights-of-others')).toMatchObject({
    'XMP-dc:Rights-de-DE': 'Alt',
    'XMP-plus:LicensorCity': 'Bonn',
    'XMP-plus:LicensorName': [rights.licensorName, 'Second'],
  });
});

it('is not written where only ExifTool could, and would lose the licensors of others', async () => {
  const twice = ofOthers.replace('<dc:rights>', '<dc:rights>x</dc:rights><dc:rights>');
  const file = join(folder, 'twice.jpg');
  const bytes = jpeg(base, [exif(cameraFacts), xmp(twice)]);
  writeFileSync(file, bytes);
  const said = await prepareEmbed(file, text, options, { pool });
  expect(said).toMatchObject({
    code: 'xmp-odd',
    message: expect.stringContaining('plus:Licensor'),
  });
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

describe.skipIf(!isInstalled('darktable-cli'))('darktable', () => {
  const exports = join(folder, 'exports');
  beforeAll(() => {
    mkdirSync(exports);
    exportByDarktable(join(folder, 'photos'), exports, join(folder, 'config'));
    // It takes half a minute to start and export when the machine is busy.
  }, 120_000);

  it.each(photos)('reads $name', ({ name }) => {
    const packet = printedBy('exiv2', '-q', '-eX-', join(exports, `${name}.jpg`));
    const { creator, copyright } = readXmp(Buffer.from(packet));
    // It has room for one creator and one language: it joins several, or takes the last.
    expect(creator).toContain('Bob');
    expect(copyright).toContain(rights.copyright);
  });
});

it('comes back to the byte when it is undone', async () => {
  for (const { name, bytes } of photos) {
    const one = written.get(name);
    if (one === undefined) throw new Error(name);
    const undone = await prepareUndo(fileOf(name), one, options.links);
    if ('code' in undone || undone.kind !== 'prepared') throw new Error(`${name} is not undone`);
    await replaceOriginal(undone, { mtime: undefined, beforeOverwrite: () => undefined });
    expect(readFileSync(fileOf(name)).equals(bytes), name).toBe(true);
  }
});
