/** Delivering as a photographer meets it: real photos, a real catalog, real ExifTool. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countDeliveries } from '../../../src/catalog/deliveries.ts';
import { photoAt } from '../../../src/catalog/photos.ts';
import type { Archive } from '../../../src/pipeline/archive/archive.ts';
import { planDelivery, runDelivery } from '../../../src/pipeline/deliver/delivery.ts';
import { markAs } from '../../../src/pipeline/deliver/mark.ts';
import { resultsInWords, takePortalResults } from '../../../src/pipeline/deliver/portal-results.ts';
import { embed } from '../../../src/pipeline/embed/embed.ts';
import { chooseFor } from '../../../src/pipeline/review/selection.ts';
import { ReviewSession } from '../../../src/pipeline/session/session.ts';
import { outletSchema } from '../../../src/rules/outlets/schema.ts';
import type { Settings } from '../../../src/settings.ts';
import { cameraFacts, exif, jpeg, picture } from '../../fixtures/jpeg/build.ts';
import { askExifTool } from '../../helpers/exiftool.ts';
import { smallDisk } from '../../helpers/small-disk.ts';
import { exiftoolReads } from '../embed/exiftool-reads.ts';
import { contextOf, readyArchive } from '../embed/ready-archive.ts';
import { shareExifTool } from '../embed/share-exiftool.ts';

shareExifTool();

const pictures = [await picture({ seed: 1 }), await picture({ seed: 2 })];
const opened: Archive[] = [];
let into = '';

beforeEach(async () => {
  into = await mkdtemp(join(tmpdir(), '50% deliveries-'));
});
afterEach(async () => {
  for (const archive of opened.splice(0)) archive.close();
  await rm(into, { recursive: true, force: true });
});

const keywords = ['Istanbul', 'ferry', 'São', 'quay', 'dusk', 'gulls', 'crowd', 'tower'];

/** An archive whose photos are embedded, with keywords enough for every outlet. */
async function embedded(...paths: string[]): Promise<Archive> {
  return embeddedWith({}, paths);
}

async function embeddedWith(
  { settings = {}, further = {} }: { settings?: Partial<Settings>; further?: object },
  paths: readonly string[],
): Promise<Archive> {
  const files = new Map(
    paths.map((path, at) => [path, jpeg(pictures[at % 2] ?? Buffer.alloc(0), [exif(cameraFacts)])]),
  );
  const archive = await readyArchive(files, { settings });
  opened.push(archive);
  archive.catalog.run(
    'UPDATE review SET keywords = ?, further = ?',
    JSON.stringify(keywords),
    JSON.stringify(further),
  );
  await embed(contextOf(archive));
  return archive;
}

async function outletOf(archive: Archive, id: string) {
  const found = (await archive.outlets()).all.find((outlet) => outlet.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}

async function deliver(
  archive: Archive,
  id: string,
  { language, ...options }: { again?: boolean; language?: string } = {},
) {
  const context = contextOf(archive);
  const outlet = await outletOf(archive, id);
  const spoken = language === undefined ? {} : { language: { value: language } };
  const outlets = [outletSchema.parse({ ...outlet, ...spoken })];
  const plan = await planDelivery(context, { outlets, into, ...options });
  const [done] = await runDelivery(context, plan);
  if (done === undefined) throw new Error(`Nothing was done for ${id}`);
  return { ...done, folder: join(into, id) };
}

const photoPath = ({ catalog }: Archive, id: number) =>
  catalog.one<{ path: string }>('SELECT path FROM photo WHERE id = ?', id).path;

const edit = ({ catalog }: Archive, description: string, where = '1') =>
  catalog.run(
    `UPDATE review SET description = ?, version = version + 1 WHERE ${where}`,
    description,
  );
const hashes = (folder: string) =>
  readdirSync(folder)
    .sort()
    .map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
      statSync(join(folder, name)).ino,
    ]);

const two = ['Turkey/Istanbul/editorial/IMG_1.jpg', 'Turkey/Ankara/commercial/IMG_1.jpg'] as const;

describe('delivering', () => {
  it('gives an outlet of another language its title and keywords, and English to the others, by its name as well', async () => {
    const german = ['Fähre', 'Möwe', 'Abend', 'Hafen', 'Stadt', 'Licht', 'Himmel'];
    const archive = await embeddedWith(
      {
        settings: { 'title.language': 'de', 'keywords.language': 'de' },
        further: { title_de: 'Fähren auf dem Bosporus', terms_de: german },
      },
      [two[1]],
    );
    const copy = async (id: string, language?: string) => {
      const { made, folder } = await deliver(
        archive,
        id,
        language === undefined ? {} : { language },
      );
      expect(made).toBe(1);
      const name = readdirSync(folder).find((one) => one.endsWith('.jpg')) ?? '';
      const json = await askExifTool(['-j', '-G1', '-XMP-dc:all', '-IPTC:all', join(folder, name)]);
      return (JSON.parse(json) as Record<string, unknown>[])[0];
    };
    expect(await copy('folder', 'de')).toMatchObject({
      'IPTC:Headline': 'Fähren auf dem Bosporus',
      'IPTC:Keywords': german,
      'XMP-dc:Subject': german,
    });
    const english = await copy('shutterstock');
    expect(english).toMatchObject({
      'XMP-dc:Subject': expect.arrayContaining(['ferry', 'gulls']) as string[],
      'XMP-dc:Title-de': 'Fähren auf dem Bosporus',
    });
    expect(english?.['XMP-dc:Title-en']).toBe(english?.['XMP-dc:Title']);
    expect(english?.['XMP-dc:Description-en']).toBe(english?.['XMP-dc:Description']);
  });

  it('makes copies with the text, the name and the CSV of each outlet, and leaves the photos alone', async () => {
    const archive = await embedded(...two);
    const before = two.map((path) => readFileSync(join(archive.root, path)));
    for (const id of ['adobe', 'shutterstock', 'folder']) {
      const { made, problems, csv } = await deliver(archive, id);
      expect([id, made, problems]).toEqual([id, 2, []]);
      expect(readdirSync(join(into, id)).sort()).toEqual(
        [
          ...csv,
          ...({ adobe: ['IMG1.jpg', 'IMG1x2.jpg'], folder: ['IMG_1-2.jpg', 'IMG_1.jpg'] }[id] ?? [
            'IMG_1.jpg',
            'IMG_1_2.jpg',
          ]),
        ].sort(),
      );
    }
    expect(two.map((path) => readFileSync(join(archive.root, path)))).toEqual(before);
    const shutterstock = join(into, 'shutterstock', 'IMG_1_2.jpg');
    const adobe = join(into, 'adobe', 'IMG1x2.jpg');
    const read = await exiftoolReads([shutterstock, adobe, join(archive.root, two[0])]);
    const title = 'Istanbul, Turkey - May 14, 2019: Ferries cross the Bosphorus, IMG_1.jpg';
    expect(read.get(shutterstock)).toMatchObject({
      'XMP-photoshop:Headline': title,
      'IPTC:Caption-Abstract': title,
      'XMP-dc:Title': title,
      'IPTC:Keywords': ['Istanbul', 'ferry', 'Sao', 'quay', 'dusk', 'gulls', 'crowd', 'tower'],
    });
    expect(read.get(adobe)).toMatchObject({
      'IPTC:Caption-Abstract': 'Ferries cross the Bosphorus IMG 1.jpg',
      'XMP-photoshop:Headline': 'Ferries cross the Bosphorus IMG 1.jpg',
    });
    // The picture is the same, bit for bit.
    const data = [shutterstock, adobe, join(archive.root, two[0])].map(
      (path) => read.get(path)?.['File:ImageDataHash'],
    );
    expect(new Set(data).size).toBe(1);
    expect(readFileSync(join(into, 'adobe', 'adobe-1.csv'), 'utf8')).toBe(
      [
        'Filename,Title,Keywords,Category,Releases',
        'IMG1.jpg,Ferries cross the Bosphorus IMG 1.jpg,"Istanbul, ferry, São, quay, dusk, gulls, crowd, tower",,',
        'IMG1x2.jpg,Ferries cross the Bosphorus IMG 1.jpg,"Istanbul, ferry, São, quay, dusk, gulls, crowd, tower",,',
        '',
      ].join('\n'),
    );
  });

  it('does nothing the second time, and only what is new or changed later', async () => {
    const archive = await embedded(...two);
    await deliver(archive, 'adobe');
    const first = hashes(join(into, 'adobe')).filter(([name]) => name !== 'adobe-1.csv');
    const again = await deliver(archive, 'adobe');
    expect([again.made, again.plan.counts.same]).toEqual([0, 2]);
    expect(hashes(join(into, 'adobe')).filter(([name]) => name !== 'adobe-1.csv')).toEqual(first);
    edit(archive, 'Gulls follow a ferry', 'photo_id = 1');
    const changed = await deliver(archive, 'adobe');
    expect([changed.made, changed.plan.counts]).toMatchObject([1, { changed: 1, same: 1, new: 0 }]);
    expect(readFileSync(join(into, 'adobe', 'adobe-1.csv'), 'utf8')).toContain(
      'Gulls follow a ferry',
    );
    // A copy that somebody has thrown away is made again, under its name.
    await rm(join(into, 'adobe', 'IMG1.jpg'));
    expect((await deliver(archive, 'adobe')).made).toBe(1);
    expect(existsSync(join(into, 'adobe', 'IMG1.jpg'))).toBe(true);
  });

  it('does not send again what has left, unless it is told to', async () => {
    const archive = await embedded(...two);
    const adobe = await outletOf(archive, 'adobe');
    await deliver(archive, 'adobe');
    expect(markAs(contextOf(archive), [adobe], 'delivered', undefined)).toEqual([
      'Adobe Stock: 2 photos delivered.',
    ]);
    edit(archive, 'Another text');
    const asked = await deliver(archive, 'adobe');
    expect([asked.made, asked.plan.counts['sent-changed'], asked.csv]).toEqual([0, 2, []]);
    expect((await deliver(archive, 'adobe', { again: true })).made).toBe(2);
    expect(countDeliveries(archive.catalog)).toEqual([
      { outlet: 'adobe', state: 'ready', photos: 2 },
    ]);
  });

  it('tells who is refused and why, and delivers the others', async () => {
    const archive = await embedded(...two);
    const { made, plan } = await deliver(archive, 'envato');
    expect([made, plan.counts.refused]).toEqual([1, 1]);
    expect(plan.refused).toEqual([{ path: two[0], reason: 'It takes no editorial photos.' }]);
  });

  it('finds photos by outlet and by what became of them', async () => {
    const archive = await embedded(...two);
    await deliver(archive, 'envato');
    await deliver(archive, 'adobe');
    markAs(contextOf(archive), [await outletOf(archive, 'envato')], 'refused', 'Too many like it');
    const found = (where: string) =>
      chooseFor(archive, { only: [], where: [where] }).photoIds.map(
        (id) =>
          archive.catalog.one<{ path: string }>('SELECT path FROM photo WHERE id = ?', id).path,
      );
    expect(found('outlet:envato')).toEqual([two[1]]);
    expect(found('not:envato')).toEqual([two[0]]);
    expect(found('outlet:adobe').length).toBe(2);
    expect(found('delivery:refused')).toEqual([two[1]]);
    const { opinions } = await new ReviewSession(archive).outlets(
      photoAt(archive.catalog, two[1])?.id ?? 0,
    );
    expect(
      Object.fromEntries(opinions.map((one) => [one.outlet.name, one.delivery])),
    ).toMatchObject({
      'Adobe Stock': 'ready as IMG1.jpg',
      Envato: 'refused as IMG1.jpg: Too many like it',
      Alamy: undefined,
    });
    // The list of a portal, which writes names its own way.
    const list = join(into, 'list.csv');
    await writeFile(
      list,
      'Filename;Status;Reason\r\nimg-1.jpeg;Approved;\r\nnone.jpg;Rejected;Noise\r\n',
    );
    const outlet = await outletOf(archive, 'envato');
    const results = await takePortalResults(contextOf(archive), outlet, list);
    expect(resultsInWords(outlet, results)).toBe(
      'Envato: 1 accepted, 0 refused, 0 not decided; 1 name of no photo that went there: none.jpg',
    );
    expect(found('delivery:accepted')).toEqual([two[1]]);
    markAs(contextOf(archive), [outlet], 'refused', 'Too many like it');
    // Only the chosen ones are marked.
    chooseFor(archive, { only: [], where: ['not:envato'] });
    markAs(contextOf(archive), [await outletOf(archive, 'adobe')], 'accepted', undefined);
    expect(countDeliveries(archive.catalog)).toEqual([
      { outlet: 'adobe', state: 'accepted', photos: 1 },
      { outlet: 'adobe', state: 'ready', photos: 1 },
      { outlet: 'envato', state: 'refused', photos: 1 },
    ]);
  });

  it('copies a photo that may only be read, and tells of one that is gone', async () => {
    const archive = await embedded(...two);
    await chmod(join(archive.root, two[0]), 0o444);
    await rm(join(archive.root, two[1]));
    const { made, problems } = await deliver(archive, 'adobe');
    expect(made).toBe(1);
    expect(problems).toEqual([
      { path: two[1], reason: expect.stringContaining('The file is gone') },
    ]);
    expect(readdirSync(join(into, 'adobe')).sort()).toEqual(['IMG1x2.jpg', 'adobe-1.csv']);
  });

  it('names the copy that something else has taken the place of, and makes the others', async () => {
    const archive = await embedded(...two);
    await deliver(archive, 'adobe');
    for (const name of ['IMG1.jpg', 'IMG1x2.jpg']) await rm(join(into, 'adobe', name));
    await mkdir(join(into, 'adobe', 'IMG1.jpg'));
    const { made, problems } = await deliver(archive, 'adobe');
    expect([made, problems.map(({ reason }) => reason)]).toEqual([
      1,
      ['IMG1.jpg cannot be written: a folder has that name. Rename that folder.'],
    ]);
  });

  it('refuses another picture under the name of the photo', async () => {
    const archive = await embedded(...two);
    const other = await picture({ seed: 3 });
    await writeFile(join(archive.root, two[0]), jpeg(other, []));
    const { made, problems } = await deliver(archive, 'adobe');
    expect([made, problems.map(({ path }) => path)]).toEqual([1, [two[0]]]);
  });

  it('takes the place of no file of somebody else, nor of another archive', async () => {
    const folder = join(into, 'adobe');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'img1.JPG'), 'of somebody else');
    await deliver(await embedded(two[0]), 'adobe');
    const first = readdirSync(folder).find((name) => /^IMG1.*\.jpg$/.test(name));
    const copy = readFileSync(join(folder, first ?? ''));
    await deliver(await embedded(two[1]), 'adobe');
    expect(readdirSync(folder).filter((name) => /\.jpg$/i.test(name))).toHaveLength(3);
    expect(readFileSync(join(folder, 'img1.JPG'), 'utf8')).toBe('of somebody else');
    expect(readFileSync(join(folder, first ?? ''))).toEqual(copy);
  });

  it('gives photos names of their own where a disk would take them for one, and lists all however they are chosen', async () => {
    const paths = ['Turkey/Ankara/São.jpg', 'Turkey/Bursa/Sao.jpg', 'Turkey/Izmir/SAO.JPG'];
    const archive = await embedded(...paths.map((path) => path.replace(/[^/]+$/, 'commercial/$&')));
    const csv = () =>
      readFileSync(join(into, 'adobe', 'adobe-1.csv'), 'utf8').match(/^sao\w*\.jpg/gim);
    const ids = archive.catalog.ids('SELECT id FROM photo ORDER BY path');
    const seen: unknown[] = [];
    for (const id of ids) {
      chooseFor(archive, { only: [], where: [`path:"${photoPath(archive, id)}"`] });
      await deliver(archive, 'adobe');
      seen.push(csv());
    }
    expect(seen).toEqual([
      ['Sao.jpg'],
      ['Sao.jpg', 'Saox2.jpg'],
      ['Sao.jpg', 'Saox2.jpg', 'SAOx3.jpg'],
    ]);
    expect(readdirSync(join(into, 'adobe')).sort()).toEqual([
      ...['SAOx3.jpg', 'Sao.jpg', 'Saox2.jpg', 'adobe-1.csv'],
    ]);
  });

  it('goes to no folder that a link leads into the archive', async () => {
    const archive = await embedded('Turkey/Ankara/commercial/IMG_1.jpg');
    const inside = join(archive.root, 'Turkey', 'out');
    await mkdir(inside);
    await symlink(inside, join(into, 'linked'));
    const outlets = [await outletOf(archive, 'adobe')];
    const linked = join(into, 'linked', 'deep');
    await expect(planDelivery(contextOf(archive), { outlets, into: linked })).rejects.toMatchObject(
      { code: 'usage', message: expect.stringContaining('lies in the archive') },
    );
    expect(readdirSync(inside)).toEqual([]);
  });

  it('says which folder cannot be written', async () => {
    const archive = await embedded('Turkey/Ankara/commercial/IMG_1.jpg');
    const outlets = [await outletOf(archive, 'adobe')];
    const context = contextOf(archive);
    const plan = await planDelivery(context, { outlets, into: '/proc/deliveries' });
    await expect(runDelivery(context, plan)).rejects.toThrow(/\/proc\/deliveries/);
  });

  it('goes on after a full disk, and leaves no half copy under a name', async (context) => {
    const disk = await smallDisk(700_000);
    if (disk === undefined) return context.skip('a tmpfs cannot be mounted here');
    try {
      const archive = await embedded(...two);
      await rm(into, { recursive: true });
      into = disk;
      const { folder, plan } = await deliver(archive, 'adobe');
      expect(plan.counts.new).toBe(2);
      await rm(join(folder, 'IMG1.jpg'));
      await rm(join(folder, 'IMG1x2.jpg'));
      await writeFile(join(disk, 'filler'), Buffer.alloc(2_000_000)).catch(() => undefined);
      await expect(deliver(archive, 'adobe')).rejects.toMatchObject({ code: 'disk-full' });
      expect(readdirSync(folder).filter((name) => name.endsWith('.jpg'))).toEqual([]);
      await rm(join(disk, 'filler'));
      expect((await deliver(archive, 'adobe')).made).toBe(2);
      expect(readdirSync(folder).sort()).toEqual(['IMG1.jpg', 'IMG1x2.jpg', 'adobe-1.csv']);
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});
