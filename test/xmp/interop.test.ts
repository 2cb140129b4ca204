/** Other programs' own readers on our sidecars: new ones and merged ones must say the same to all of them. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { createXmp, mergeXmp, readXmp, type XmpText } from '../../src/xmp/index.ts';
import { exportByDarktable, isInstalled, printedBy } from '../helpers/other-readers.ts';

/** What a template may give, in every form: sequences, bags, structures, languages, vocabularies. */
const rights = {
  creator: 'Ann Lee; Bob Roe & Co',
  copyright: '© 2019 Ann Lee',
  copyrightStatus: 'True',
  usageTerms: 'No use without "licence"',
  webStatement: 'https://ann.example/?a=1&b=2',
  licensorName: 'Ann Lee',
  licensorUrl: 'https://ann.example/1',
  contactCity: 'Ankara',
  contactEmail: 'ann@ann.example',
  jobId: '007',
  personShown: 'Ayşe; Can',
  event: 'Regatta',
  altText: 'Two ferries',
  dataMining: 'http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED',
  modelReleaseId: 'MR 1; MR 2',
} as const satisfies XmpText;
const text = {
  ...rights,
  headline: 'Istanbul, Turkey - May 14 2019: Ferries & gulls at "dusk" <below> the tower 😀',
  shortTitle: 'Ferries at dusk',
  caption: "Ferries & gulls, Haliç'te",
  keywords: ['Istanbul', 'Turkey', 'ferry', 'gull', 'R&D', '007', 'Ayşe'],
  city: 'Istanbul',
  country: 'Turkey',
  countryCode: 'TUR',
} as const satisfies XmpText;
const options = { metadataDate: '2026-11-23T10:00:00+01:00' };

const folder = mkdtempSync(join(tmpdir(), 'interop-'));
const fixtures = join(import.meta.dirname, 'fixtures');
const contents: readonly (readonly [string, Uint8Array])[] = [
  ['new', createXmp(text, options)],
  ['new-short', createXmp(text, { ...options, sidecarForExtension: 'JPG' })],
  ...readdirSync(fixtures)
    .filter((name) => name.endsWith('.xmp'))
    .map((name) => {
      const { bytes } = mergeXmp(readFileSync(join(fixtures, name)), text, options);
      return [parse(name).name, bytes] as const;
    }),
];
const files = contents.map(([name, bytes]) => {
  const path = join(folder, `${name}.xmp`);
  writeFileSync(path, bytes);
  return { name, path };
});

describe('ExifTool', () => {
  const exiftool = join(
    import.meta.dirname,
    '../../node_modules/exiftool-vendored.pl/bin/exiftool',
  );
  type Tags = Record<string, string | string[]>;
  let tags: Tags[] = [];
  beforeAll(() => {
    const json = printedBy(
      'perl',
      exiftool,
      ...['-j', '-a', '-G1', '-api', 'StructFormat=JSONQ', '-XMP:all'],
      ...files.map(({ path }) => path),
    );
    tags = JSON.parse(json) as Tags[];
  });

  it.each(files.map(({ name }, at) => [name, at] as const))('reads %s', (_, at) => {
    expect(tags[at]).toMatchObject({
      'XMP-photoshop:Headline': text.headline,
      'XMP-dc:Title': text.shortTitle,
      'XMP-dc:Description': text.caption,
      'XMP-dc:Subject': text.keywords,
      'XMP-photoshop:City': text.city,
      'XMP-photoshop:Country': text.country,
      'XMP-iptcCore:CountryCode': text.countryCode,
      'XMP-dc:Creator': text.creator.split('; '),
      'XMP-dc:Rights': text.copyright,
      'XMP-xmpRights:UsageTerms': text.usageTerms,
      'XMP-plus:LicensorName': text.licensorName,
      'XMP-plus:LicensorURL': text.licensorUrl,
      'XMP-iptcCore:CreatorCity': text.contactCity,
      'XMP-iptcCore:CreatorWorkEmail': text.contactEmail,
      'XMP-iptcCore:AltTextAccessibility': text.altText,
      'XMP-iptcExt:PersonInImage': text.personShown.split('; '),
      'XMP-iptcExt:Event': text.event,
      'XMP-plus:ModelReleaseID': text.modelReleaseId.split('; '),
    });
    expect(tags[at]).not.toHaveProperty('ExifTool:Warning');
  });
});

describe.skipIf(!isInstalled('exiv2'))('exiv2', () => {
  it.each(files)('reads $name', ({ path }) => {
    const keys = [
      ...['Xmp.photoshop.Headline', 'Xmp.dc.title', 'Xmp.dc.description', 'Xmp.dc.subject'],
      ...['Xmp.photoshop.City', 'Xmp.photoshop.Country', 'Xmp.iptc.CountryCode', 'Xmp.dc.creator'],
      ...['Xmp.plus.Licensor[1]/plus:LicensorURL', 'Xmp.iptcExt.PersonInImage'],
      'Xmp.iptc.CreatorContactInfo/Iptc4xmpCore:CiEmailWork',
    ];
    const words = keys.flatMap((key) => ['-K', key]);
    const lines = printedBy('exiv2', '-q', ...words, '-Pkv', path).split('\n');
    const read = (key: string) =>
      lines
        .find((line) => line.startsWith(`${key} `))
        ?.slice(key.length)
        .trim();
    expect(read('Xmp.photoshop.Headline')).toBe(text.headline);
    expect(read('Xmp.dc.title')).toContain(`lang="x-default" ${text.shortTitle}`);
    expect(read('Xmp.dc.description')).toContain(`lang="x-default" ${text.caption}`);
    expect(read('Xmp.dc.subject')).toBe(text.keywords.join(', '));
    expect(read('Xmp.photoshop.City')).toBe(text.city);
    expect(read('Xmp.photoshop.Country')).toBe(text.country);
    expect(read('Xmp.iptc.CountryCode')).toBe(text.countryCode);
    expect(read('Xmp.dc.creator')).toBe(text.creator.replace('; ', ', '));
    expect(read('Xmp.plus.Licensor[1]/plus:LicensorURL')).toBe(text.licensorUrl);
    expect(read('Xmp.iptc.CreatorContactInfo/Iptc4xmpCore:CiEmailWork')).toBe(text.contactEmail);
    expect(read('Xmp.iptcExt.PersonInImage')).toBe(text.personShown.replace('; ', ', '));
  });
});

describe.skipIf(!isInstalled('exempi'))('exempi (the engine of Adobe programs)', () => {
  it.each(files)('reads $name', ({ path }) => {
    // Its own rewriting of the whole packet, read again by our reader.
    const packet = printedBy('exempi', '-X', '-x', path);
    expect(readXmp(Buffer.from(packet.slice(packet.indexOf('<'))))).toMatchObject(text);
  });
});

describe.skipIf(!isInstalled('xmllint'))('libxml2', () => {
  it('finds nothing to complain about', () => {
    expect(printedBy('xmllint', '--noout', ...files.map(({ path }) => path))).toBe('');
  });
});

describe.skipIf(!isInstalled('darktable-cli'))('darktable', () => {
  const photos = join(folder, 'photos');
  const exports = join(folder, 'exports');
  const forms = [
    ...files.map(({ name, path }) => ({
      name: `${name}, beside photo.jpg as photo.jpg.xmp`,
      path,
      photo: name,
      sidecar: `${name}.jpg.xmp`,
    })),
    // A name is found or is not, whatever the file says.
    ...files.slice(0, 2).map(({ name, path }) => ({
      name: `${name}, beside photo.jpg as photo.xmp`,
      path,
      photo: `${name}-s`,
      sidecar: `${name}-s.xmp`,
    })),
  ];

  beforeAll(async () => {
    mkdirSync(photos);
    mkdirSync(exports);
    const picture = { width: 16, height: 12, channels: 3, background: '#369' } as const;
    const jpeg = await sharp({ create: picture }).jpeg().toBuffer();
    for (const { path, photo, sidecar } of forms) {
      writeFileSync(join(photos, `${photo}.jpg`), jpeg);
      writeFileSync(join(photos, sidecar), readFileSync(path));
    }
    exportByDarktable(photos, exports, join(folder, 'config'));
    // It takes half a minute to start and export when the machine is busy.
  }, 120_000);

  // darktable has one language for a title and mixes translations into it, whoever wrote them.
  const isTranslated = (path: string) => readFileSync(path, 'utf8').includes('xml:lang="de-DE"');

  it.each(forms)('reads $name', ({ path, photo }) => {
    const packet = printedBy('exiv2', '-q', '-eX-', join(exports, `${photo}.jpg`));
    const { caption, creator, copyright, keywords, shortTitle } = readXmp(Buffer.from(packet));
    // darktable has room for one creator: it joins several, or takes the last.
    expect(creator).toContain('Bob Roe & Co');
    expect(copyright).toBe(text.copyright);
    if (!isTranslated(path)) expect(shortTitle).toBe(text.shortTitle);
    expect(caption).toBe(text.caption);
    expect(keywords).toEqual(expect.arrayContaining([...text.keywords]));
  });
});
