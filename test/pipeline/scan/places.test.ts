/** Where folder, file and position disagree, or a position alone speaks: who is asked, and what a file says in the end. */
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { photoAt } from '../../../src/catalog/photos.ts';
import { redoStep, undoStep } from '../../../src/catalog/undo-log.ts';
import { iptcText, readIptc } from '../../../src/jpeg/iptc.ts';
import { readHead } from '../../../src/jpeg/read-head.ts';
import type { PlaceNames } from '../../../src/photo.ts';
import type { Archive } from '../../../src/pipeline/archive/archive.ts';
import { embed } from '../../../src/pipeline/embed/embed.ts';
import { acceptSuggestions } from '../../../src/pipeline/review/accept.ts';
import { apply } from '../../../src/pipeline/review/apply.ts';
import { openChecker } from '../../../src/pipeline/review/checker.ts';
import { loadDoc } from '../../../src/pipeline/review/doc.ts';
import { scan } from '../../../src/pipeline/scan/scan.ts';
import { cameraFacts, exif, iptc, jpeg, picture, version } from '../../fixtures/jpeg/build.ts';
import { acceptAll, contextOf, readyArchive } from '../embed/ready-archive.ts';
import { shareExifTool } from '../embed/share-exiftool.ts';
import { applyTo, checksOfPhoto, decide } from '../review/actions.ts';

shareExifTool();

const opened: Archive[] = [];
afterEach(() => {
  for (const archive of opened.splice(0)) archive.catalog.close();
});

const degrees = (value: number) => {
  const minutes = (Math.abs(value) % 1) * 60;
  return [Math.trunc(Math.abs(value)), Math.trunc(minutes), Math.round((minutes % 1) * 6000) / 100];
};

type Facts = { readonly at?: readonly [number, number]; readonly says?: PlaceNames };

let seed = 100;
async function photo({ at, says = {} }: Facts): Promise<Buffer> {
  const gps = at && [
    [1, 'ascii', at[0] < 0 ? 'S' : 'N'] as const,
    [2, 'rational', degrees(at[0])] as const,
    [3, 'ascii', at[1] < 0 ? 'W' : 'E'] as const,
    [4, 'rational', degrees(at[1])] as const,
  ];
  const { city, region, country, countryCode } = says;
  const values = [
    [90, city],
    [95, region],
    [101, country],
    [100, countryCode],
  ] as const;
  const datasets = values.flatMap(([number, value]) =>
    value === undefined ? [] : [[2, number, value] as const],
  );
  return jpeg(await picture({ seed: seed++ }), [
    exif({ ...cameraFacts, gps: gps ?? [] }),
    ...(datasets.length === 0 ? [] : [iptc([version, ...datasets])]),
  ]);
}

async function archiveOf(files: Record<string, Facts>): Promise<Archive> {
  const photos = await Promise.all(
    Object.entries(files).map(async ([path, facts]) => [path, await photo(facts)] as const),
  );
  const archive = await readyArchive(new Map(photos), {
    settings: { 'embed.keywords': 'replace' },
  });
  opened.push(archive);
  return archive;
}

function docOf({ catalog }: Archive, path: string) {
  const doc = loadDoc(catalog, photoAt(catalog, path)?.id ?? 0);
  if (doc === undefined) throw new Error(`There is no ${path}.`);
  return doc;
}

function placeChecks(archive: Archive, path: string) {
  const { catalog, settings } = archive;
  return checksOfPhoto(
    catalog,
    openChecker(catalog, settings),
    docOf(archive, path).photo.id,
  ).filter(({ code }) => code.startsWith('place-'));
}

const messages = (archive: Archive, path: string) =>
  placeChecks(archive, path).map(({ message }) => message);

/** Opens everything again, as if nobody had accepted it. */
function reopen(archive: Archive): void {
  const ids = archive.catalog.ids('SELECT photo_id AS id FROM review');
  decide(archive.catalog, ids, 'open');
}

async function placeInFile(archive: Archive, path: string) {
  const read = await readHead(join(archive.root, path));
  if (read.kind !== 'head') throw new Error(`${path} cannot be read.`);
  const { headline, city, region, country, countryCode } = iptcText(readIptc(read.head.segments));
  return [headline?.split(' - ')[0], city, region, country, countryCode];
}

const times = { at: [40.758, -73.9855] } as const;

describe('a place that only a position gives', () => {
  it('waits for a person, with how far it is, until it is kept', async () => {
    const archive = await archiveOf({ 'trip/A.jpg': times, 'trip/B.jpg': times });
    reopen(archive);
    expect(docOf(archive, 'trip/A.jpg').photo).toMatchObject({
      place: { city: 'New York', country: 'USA' },
      placeSource: 'gps',
    });
    expect(messages(archive, 'trip/A.jpg')).toEqual([
      '"New York, USA" is guessed from the position, 5 km away.',
    ]);
    const summary = await acceptSuggestions(contextOf(archive), 'clean');
    expect(summary.done).toBe(0);
    expect(summary.notes.join(' ')).toContain('2 have a place that was only guessed');

    const ids = ['trip/A.jpg', 'trip/B.jpg'].map((path) => docOf(archive, path).photo.id);
    const kept = applyTo(archive.catalog, ids, { kind: 'keepPlace' });
    expect(kept.message).toBe('Kept the places for 2 photos');
    expect(messages(archive, 'trip/B.jpg')).toEqual([]);
    undoStep(archive.catalog);
    expect(messages(archive, 'trip/B.jpg')).toHaveLength(1);
    redoStep(archive.catalog);

    await scan(contextOf(archive), { again: true });
    expect(docOf(archive, 'trip/A.jpg').photo.placeSource).toBe('kept');
  });

  it('is none on the high seas, and the country alone far from towns', async () => {
    const archive = await archiveOf({
      'A.jpg': { at: [35, -45] },
      'B.jpg': { at: [64.6, -18.5] },
    });
    expect(docOf(archive, 'A.jpg').photo.place).toBeUndefined();
    expect(docOf(archive, 'B.jpg').photo.place).toMatchObject({ city: '', country: 'Iceland' });
    expect(messages(archive, 'B.jpg')).toEqual([
      'Only "Iceland" is known, from the position: no town is near enough.',
    ]);
  });
});

describe('places that contradict each other', () => {
  it.each<[string, string, Facts, string]>([
    [
      'the city of the file',
      'Austria/Wien/editorial/A.jpg',
      { says: { city: 'Graz', country: 'Austria' } },
      'The folder says Wien, Austria, the file says Graz, Austria, 145 km away.',
    ],
    [
      'a city of the file without a country',
      'Portugal/Lisbon/editorial/A.jpg',
      { says: { city: 'Porto' } },
      'The folder says Lisbon, Portugal, the file says Porto, Portugal, 273 km away.',
    ],
    [
      'the country of the file',
      'France/Paris/editorial/A.jpg',
      { says: { city: 'Paris', country: 'United States' } },
      'The folder says Paris, France, the file says Paris, United States.',
    ],
    [
      'a country code alone',
      'Germany/Berlin/editorial/A.jpg',
      { says: { countryCode: 'POL' } },
      'The folder says Berlin, Germany, the file says Poland.',
    ],
    [
      'the position',
      'Portugal/Lisbon/editorial/A.jpg',
      { at: [41.1406, -8.611] },
      'The folder says Lisbon, Portugal, the position is in Porto, Portugal, 272 km away.',
    ],
    [
      'the position, where the city is on no map',
      'Turkey/Cappadocia/editorial/A.jpg',
      { at: [48.2085, 16.372] },
      'The folder says Cappadocia, Turkey, the position is in Vienna, Austria.',
    ],
    [
      'the position, where the file names the place',
      'trip/A.jpg',
      { at: [48.137, 11.575], says: { city: 'Hamburg', country: 'Germany' } },
      'The file says Hamburg, Germany, the position is in Munich, Germany, 612 km away.',
    ],
  ])('are a problem: %s', async (_what, path, facts, message) => {
    const archive = await archiveOf({ [path]: facts });
    reopen(archive);
    const [check] = placeChecks(archive, path).filter(({ code }) => code === 'place-contradiction');
    expect(check).toMatchObject({ message, severity: 'problem' });
    expect((await acceptSuggestions(contextOf(archive), 'clean')).done).toBe(0);
  });

  it('is a doubt where one of two names is on no map', async () => {
    const path = 'Austria/Vienna/editorial/A.jpg';
    const archive = await archiveOf({ [path]: { says: { city: 'Schönbrunn' } } });
    expect(placeChecks(archive, path)).toMatchObject([
      { code: 'place-contradiction', severity: 'hint' },
    ]);
  });

  it.each<[string, Facts]>([
    ['Austria/Vienna', { says: { city: 'Wien', country: 'Österreich', countryCode: 'AT' } }],
    ['Austria/Vienna', { says: { city: 'VIENNA', countryCode: 'AUT' }, at: [48.3053, 16.3256] }],
    ['USA/New York', { says: { city: 'New York City', country: 'United States' } }],
    ['USA/New York', { says: { city: 'Brooklyn', country: 'USA' }, at: [40.5749, -73.9857] }],
    ['Turkey/Istanbul', { says: { city: 'Eminönü', country: 'Türkiye' } }],
    ['Germany/Frankfurt', { says: { city: 'Frankfurt am Main', country: 'Deutschland' } }],
    ['Portugal/Lisbon', { at: [38.7976, -9.3906] }],
    ['Switzerland/Basel', { at: [47.593, 7.62] }],
    ['Italy/Rome', { at: [41.9022, 12.4568] }],
    ['Spain/Andalusia', { at: [37.176, -3.5881] }],
    ['Scotland/Edinburgh', { says: { city: 'Edinburgh', country: 'United Kingdom' } }],
    ['China/Hong Kong', { at: [22.2988, 114.1722] }],
  ])('are none in %s', async (folder, facts) => {
    const path = `${folder}/editorial/A.jpg`;
    const archive = await archiveOf({ [path]: facts });
    expect(messages(archive, path)).toEqual([]);
  });

  const path = 'Austria/Vienna/editorial/A.jpg';
  const graz = { city: 'Graz', region: 'Styria', country: 'Austria', countryCode: 'AUT' };

  it('are decided for either place, and no file says half of each', async () => {
    const archive = await archiveOf({ [path]: { says: graz } });
    reopen(archive);
    const { id } = docOf(archive, path).photo;
    const { catalog, settings } = archive;
    const [check] = placeChecks(archive, path);
    if (check === undefined) throw new Error('Nothing is wrong.');
    const context = { catalog, settings, checker: openChecker(catalog, settings) };

    const taken = apply(context, [id], {
      kind: 'fix',
      check: { code: check.code, fix: check.fix?.label },
    });
    expect(taken.message).toBe('Set Graz, Austria (A.jpg)');
    expect(docOf(archive, path).photo).toMatchObject({ place: graz, placeSource: 'person' });
    undoStep(catalog);
    expect(messages(archive, path)).toHaveLength(1);

    applyTo(catalog, [id], { kind: 'keepPlace' });
    expect(messages(archive, path)).toEqual([]);
    decide(catalog, [id], 'accepted');
    catalog.run("UPDATE photo SET status = 'embed' WHERE id = ?", id);
    await embed(contextOf(archive));
    expect(await placeInFile(archive, path)).toEqual([
      'Vienna, Austria',
      'Vienna',
      'Vienna',
      'Austria',
      'AUT',
    ]);
  });

  it('are decided for the place in sight by whoever accepts the text', async () => {
    const archive = await archiveOf({ [path]: { says: { ...graz, country: 'Slovenia' } } });
    reopen(archive);
    const { id } = docOf(archive, path).photo;
    decide(archive.catalog, [id], 'accepted');
    expect(docOf(archive, path).photo.placeSource).toBe('kept');
    undoStep(archive.catalog);
    expect(docOf(archive, path).photo.placeSource).toBe('folder');
  });

  it('are none where the other name is our own from before', async () => {
    const archive = await archiveOf({ 'Austria/Vienna/editorial/A.jpg': {} });
    await embed(contextOf(archive));
    await mkdir(join(archive.root, 'Austria/Graz/editorial'), { recursive: true });
    const moved = 'Austria/Graz/editorial/A.jpg';
    await rename(join(archive.root, 'Austria/Vienna/editorial/A.jpg'), join(archive.root, moved));
    await scan(contextOf(archive));
    acceptAll(archive);
    expect(messages(archive, moved)).toEqual([]);
  });
});

describe('a place with another name in English', () => {
  it('can be written so, and the keyword follows', async () => {
    const path = 'Italia/Firenze/editorial/A.jpg';
    const archive = await archiveOf({ [path]: {} });
    reopen(archive);
    const { catalog, settings } = archive;
    const { id } = docOf(archive, path).photo;
    expect(docOf(archive, path).photo.place).toMatchObject({ city: 'Firenze', country: 'Italy' });
    applyTo(catalog, [id], { kind: 'addKeyword', keyword: 'Firenze', position: 'first' });
    expect(messages(archive, path)).toEqual(['"Firenze" is Florence in English.']);
    const context = { catalog, settings, checker: openChecker(catalog, settings) };
    apply(context, [id], { kind: 'fix', check: { code: 'place-exonym', word: 'Firenze' } });
    const { photo, review } = docOf(archive, path);
    expect(photo.place).toMatchObject({ city: 'Florence', country: 'Italy', countryCode: 'ITA' });
    expect(review.keywords[0]).toBe('Florence');
    expect(messages(archive, path)).toEqual([]);
  });
});
