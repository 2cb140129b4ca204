/** Archives that somebody else put together: neither their catalogs nor their links lead to other files of the user. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { listIssues } from '../../src/catalog/issues.ts';
import { photoAt, photoOf } from '../../src/catalog/photos.ts';
import type { Archive } from '../../src/pipeline/archive/archive.ts';
import { previewOfPhoto } from '../../src/pipeline/archive/previews.ts';
import { embed } from '../../src/pipeline/embed/embed.ts';
import { undo } from '../../src/pipeline/embed/undo.ts';
import { readSidecars } from '../../src/pipeline/sidecars/read-all.ts';
import { writeSidecars } from '../../src/pipeline/sidecars/sidecars.ts';
import { largestSidecar } from '../../src/rules/foreign-text.ts';
import type { Settings } from '../../src/settings.ts';
import { cameraFacts, exif, jpeg, picture } from '../fixtures/jpeg/build.ts';
import { contextOf, readyArchive, usualFolder } from './embed/ready-archive.ts';
import { shareExifTool } from './embed/share-exiftool.ts';

shareExifTool();

const opened: Archive[] = [];
afterEach(() => {
  for (const archive of opened.splice(0)) archive.close();
});

const photo = jpeg(await picture(), [exif(cameraFacts)]);

type Scene = { readonly archive: Archive; readonly outside: string; readonly seal: string };

/** An archive with the photos a.jpg and b.jpg, and other files of the user in a folder beside it. */
async function scene(settings: Partial<Settings> = {}): Promise<Scene> {
  const top = await mkdtemp(join(tmpdir(), 'stranger-'));
  const outside = join(top, 'outside');
  const root = join(top, 'archive');
  await mkdir(outside);
  await mkdir(root);
  for (const name of ['v.jpg', 'notes.txt', 'v.jpg.xmp'])
    await writeFile(join(outside, name), photo);
  const files = ['a.jpg', 'b.jpg'].map((name) => [`${usualFolder}/${name}`, photo] as const);
  const archive = await readyArchive(new Map(files), { root, settings });
  opened.push(archive);
  return { archive, outside, seal: sealOf(outside) };
}

/** Changes with whatever happens in a folder. */
function sealOf(folder: string): string {
  const hash = createHash('sha256');
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const file of entries.map((one) => join(one.parentPath, one.name)).sort())
    hash.update(`${file}\n`).update(statSync(file).isFile() ? readFileSync(file) : '');
  return hash.digest('hex');
}

const waysOut = (outside: string) => [
  '../outside/v.jpg',
  `${usualFolder}/../../../../outside/v.jpg`,
  join(outside, 'v.jpg'),
  `./../outside/v.jpg`,
  `${usualFolder}/\0/../../../../../outside/v.jpg`,
  '..',
];

const waitFor = ({ catalog }: Archive, stage: string) =>
  catalog.run('UPDATE photo SET status = ? WHERE missing = 0', stage);

describe('a photo that the catalog finds outside the archive', () => {
  for (const [number] of waysOut('').entries())
    it(`is an issue and left alone, way ${number}; the others go on`, async () => {
      const { archive, outside, seal } = await scene();
      const way = waysOut(outside)[number];
      archive.catalog.run("UPDATE photo SET path = ? WHERE path LIKE '%a.jpg'", way);
      waitFor(archive, 'sidecars');
      const written = await writeSidecars(contextOf(archive));
      expect(written).toMatchObject({ done: 1, issues: 1 });
      waitFor(archive, 'embed');
      const embedded = await embed(contextOf(archive));
      expect(embedded).toMatchObject({ done: 1, issues: 1 });
      const codes = listIssues(archive.catalog).map(({ code }) => code);
      expect(codes).toContain('leads-out');
      await readSidecars(contextOf(archive));
      const one = photoAt(archive.catalog, way ?? '');
      expect(one && (await previewOfPhoto(archive, photoOf(one)))).toHaveProperty('issue');
      await undo(contextOf(archive));
      expect(sealOf(outside)).toBe(seal);
      expect(existsSync(join(outside, 'v.jpg.xmp'))).toBe(true);
    });

  it('is not put back by undo, nor finished after a crash', async () => {
    const { archive, outside, seal } = await scene();
    await embed(contextOf(archive));
    archive.catalog.run("UPDATE photo SET path = '../outside/v.jpg' WHERE path LIKE '%a.jpg'");
    const undone = await undo(contextOf(archive));
    expect(undone).toMatchObject({ done: 1, issues: 1 });
    archive.catalog.run(
      "UPDATE embedding SET state = 'writing', copy = ?",
      join(outside, 'notes.txt'),
    );
    const { notes } = await embed(contextOf(archive));
    expect(notes.join('\n')).toContain('../outside/v.jpg');
    expect(sealOf(outside)).toBe(seal);
  });
});

describe('a copy that the journal names', () => {
  it('is used or removed only where it is one of ours beside its photo', async () => {
    const { archive, outside, seal } = await scene();
    await embed(contextOf(archive));
    const embedded = readFileSync(join(archive.root, usualFolder, 'a.jpg'));
    const inArchive = join(archive.root, 'letters.txt');
    await writeFile(inArchive, 'mine');
    const link = join(archive.root, usualFolder, '.a.jpg.1-0123abcd.proofsheet-copy');
    await symlink(join(outside, 'v.jpg'), link);
    for (const copy of [join(outside, 'v.jpg'), inArchive, link, '../outside/v.jpg', '']) {
      archive.catalog.run("UPDATE embedding SET state = 'writing', copy = ?", copy);
      await embed(contextOf(archive));
      expect(readFileSync(inArchive, 'utf8')).toBe('mine');
      expect(readFileSync(join(archive.root, usualFolder, 'a.jpg')).equals(embedded)).toBe(true);
      expect(sealOf(outside)).toBe(seal);
    }
  });
});

describe('a sidecar that the journal names', () => {
  it('is put back only where it is one, beside its photo', async () => {
    const { archive, outside, seal } = await scene();
    const victim = join(archive.root, usualFolder, 'b.jpg');
    for (const name of [
      '../../../../outside/v.jpg.xmp',
      join(outside, 'v.jpg.xmp'),
      'b.jpg',
      '..',
    ]) {
      waitFor(archive, 'sidecars');
      archive.catalog.run('DELETE FROM sidecar_writing');
      await writeSidecars(contextOf(archive));
      // As we left it, and there before was nothing: undoing would remove it.
      const hash = createHash('sha256').update(photo).digest('hex');
      archive.catalog.run(
        "UPDATE sidecar_writing SET name = ?, before = NULL, before_hash = NULL, after_hash = ?, state = 'done'",
        name,
        hash,
      );
      const runId = archive.catalog.count('SELECT max(run_id) FROM sidecar_writing');
      if (runId > 0) await undo(contextOf(archive), { run: runId });
      expect(existsSync(victim), name).toBe(true);
      expect(sealOf(outside)).toBe(seal);
    }
  });
});

describe('old bytes that the journal keeps packed', () => {
  const packed = {
    'more than any sidecar has': deflateRawSync(Buffer.alloc(largestSidecar + 1, ' ')),
    'that break off': deflateRawSync(photo).subarray(0, 50),
    'that are not packed': Buffer.alloc(100, 0xff),
  };
  for (const [what, bytes] of Object.entries(packed))
    it(`end undo in a sentence, and the sidecar stays: ${what}`, async () => {
      const { archive } = await scene();
      waitFor(archive, 'sidecars');
      await writeSidecars(contextOf(archive));
      const sidecar = join(archive.root, usualFolder, 'a.jpg.xmp');
      const written = readFileSync(sidecar, 'utf8');
      archive.catalog.run("UPDATE sidecar_writing SET before = ?, before_hash = 'x'", bytes);
      await expect(undo(contextOf(archive))).rejects.toMatchObject({
        code: 'catalog-damaged',
        message: expect.stringContaining('sidecar_writing.before'),
      });
      expect(readFileSync(sidecar, 'utf8')).toBe(written);
    });

  it('are an issue of the photo whose head they are, which stays as it was written', async () => {
    const { archive } = await scene();
    await embed(contextOf(archive));
    const file = join(archive.root, usualFolder, 'a.jpg');
    const embedded = readFileSync(file);
    const ofA = "photo_id = (SELECT id FROM photo WHERE path LIKE '%a.jpg')";
    archive.catalog.run(`UPDATE embedding SET head = ? WHERE ${ofA}`, Buffer.alloc(100, 0xff));
    const undone = await undo(contextOf(archive));
    expect(undone).toMatchObject({ done: 1, issues: 1 });
    expect(undone.notes.join('\n')).toContain('is damaged');
    expect(readFileSync(file).equals(embedded)).toBe(true);
  });
});

describe('a link in the archive that leads out of it', () => {
  const linked = (outside: string): Record<string, (root: string) => Promise<void>> => ({
    'a photo': async (root) => {
      await rm(join(root, usualFolder, 'a.jpg'));
      await symlink(join(outside, 'v.jpg'), join(root, usualFolder, 'a.jpg'));
    },
    'a folder above it': async (root) => {
      await mkdir(join(outside, 'moved'));
      await rename(join(root, 'Turkey'), join(outside, 'moved/Turkey'));
      await symlink(join(outside, 'moved/Turkey'), join(root, 'Turkey'));
    },
  });

  for (const what of Object.keys(linked('')))
    it(`is not written through: ${what}`, async () => {
      const { archive, outside } = await scene();
      await linked(outside)[what]?.(archive.root);
      const seal = sealOf(outside);
      await embed(contextOf(archive));
      const codes = listIssues(archive.catalog).map(({ code }) => code);
      expect(codes).toContain('leads-out');
      expect(sealOf(outside)).toBe(seal);
    });

  it('is neither read nor written as a sidecar, unless that is set', async () => {
    const { archive, outside, seal } = await scene();
    const sidecar = join(archive.root, usualFolder, 'a.jpg.xmp');
    await symlink(join(outside, 'v.jpg.xmp'), sidecar);
    waitFor(archive, 'sidecars');
    expect(await writeSidecars(contextOf(archive))).toMatchObject({ done: 1, issues: 1 });
    expect(listIssues(archive.catalog)[0]?.message).toContain('sidecars.links');
    expect(sealOf(outside)).toBe(seal);

    await rm(join(outside, 'v.jpg.xmp'));
    await writeFile(
      join(outside, 'v.jpg.xmp'),
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""/></rdf:RDF></x:xmpmeta>',
    );
    const following = {
      ...archive,
      settings: { ...archive.settings, 'sidecars.links': 'follow' } as const,
    };
    const followed = await writeSidecars(contextOf(following));
    expect(listIssues(archive.catalog)).toEqual([]);
    expect(followed).toMatchObject({ done: 1, issues: 0 });
    expect(readFileSync(join(outside, 'v.jpg.xmp'), 'utf8')).toContain('Ferries');
  });

  it('within the archive is written through', async () => {
    const { archive } = await scene();
    const real = join(archive.root, 'originals', 'a.jpg');
    await mkdir(dirname(real));
    await rename(join(archive.root, usualFolder, 'a.jpg'), real);
    await symlink(real, join(archive.root, usualFolder, 'a.jpg'));
    expect(await embed(contextOf(archive))).toMatchObject({ done: 2, issues: 0 });
    expect(readFileSync(real).equals(photo)).toBe(false);
  });
});
