/** What the program keeps of an archive: as private as its photos, and never followed to other files. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { chmod, lstat, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { eachReady } from '../../src/catalog/photos.ts';
import type { StopError } from '../../src/errors.ts';
import { type Archive, openArchive } from '../../src/pipeline/archive/archive.ts';
import { previewOfPhoto, trimUnneeded } from '../../src/pipeline/archive/previews.ts';
import { batchFile } from '../../src/pipeline/ask/batch-folder.ts';
import { scan } from '../../src/pipeline/scan/scan.ts';
import { defaultSettings } from '../../src/settings.ts';
import { makeArchive } from '../helpers/archive.ts';
import { runWarm } from '../helpers/warm-commands.ts';
import { contextOf } from './embed/ready-archive.ts';

const opened: Archive[] = [];
afterEach(() => {
  for (const archive of opened.splice(0)) archive.close();
});

async function open(root: string, catalogFolder?: string): Promise<Archive> {
  const archive = await openArchive(root, {
    settings: { ...defaultSettings, 'preview.cacheMegabytes': 0 },
    service: { apiKey: undefined, baseURL: undefined },
    command: 'test',
    catalogFolder,
  });
  opened.push(archive);
  return archive;
}

const close = (archive: Archive) => opened.splice(opened.indexOf(archive), 1)[0]?.close();
const modeOf = (path: string) => statSync(path).mode & 0o777;

async function scanned(catalogFolder?: string): Promise<Archive> {
  const archive = await open(await makeArchive({ photos: 2 }), catalogFolder);
  await scan(contextOf(archive));
  return archive;
}

async function makePreviews(archive: Archive): Promise<string[]> {
  const paths: string[] = [];
  for (const photo of eachReady(archive.catalog, 'prepare')) {
    const preview = await previewOfPhoto(archive, photo);
    if ('path' in preview) paths.push(preview.path);
  }
  return paths;
}

describe.skipIf(process.platform === 'win32')(
  'what is kept of an archive (Windows has no modes)',
  () => {
    it('is closed to others, also where the folder was open before', async () => {
      const archive = await scanned();
      const { root, folder } = archive;
      expect(modeOf(folder)).toBe(0o700);
      const [preview = ''] = await makePreviews(archive);
      for (const path of [preview, join(folder, 'catalog.sqlite'), join(folder, 'lock.json')])
        expect(modeOf(path), path).toBe(0o600);
      close(archive);
      await chmod(folder, 0o755);
      await open(root);
      expect(modeOf(folder)).toBe(0o700);
    });

    it('is closed file by file in a folder of the user, which stays as it is', async () => {
      const given = await mkdtemp(join(tmpdir(), 'given-'));
      await chmod(given, 0o755);
      const archive = await scanned(given);
      expect(modeOf(given)).toBe(0o755);
      const [preview = ''] = await makePreviews(archive);
      const names = readdirSync(given).filter((name) => name.startsWith('catalog.sqlite'));
      expect(names.length).toBeGreaterThan(1);
      for (const path of [preview, ...names.map((name) => join(given, name))])
        expect(modeOf(path), path).toBe(0o600);
    });

    it('is open to the group that the archive is open to, and a preview no more than its photo', async () => {
      const root = await makeArchive({ photos: 2, folders: [''] });
      await chmod(root, 0o770);
      await chmod(join(root, 'photo-0000.jpg'), 0o600);
      await chmod(join(root, 'photo-0001.jpg'), 0o640);
      const before = process.umask(0o002);
      try {
        const archive = await open(root);
        await scan(contextOf(archive));
        expect(modeOf(archive.folder)).toBe(0o770);
        expect((await makePreviews(archive)).map(modeOf)).toEqual([0o600, 0o640]);
      } finally {
        process.umask(before);
      }
    });
  },
);

describe.skipIf(process.platform === 'win32')(
  'a link or pipe in the folder of an archive (Windows has no such pipes)',
  () => {
    const names = [
      'catalog.sqlite',
      'catalog.sqlite-wal',
      'catalog.sqlite-shm',
      'catalog.sqlite-journal',
      'lock.json',
      'lock.sqlite',
      'sample.json',
      'previews',
      'answers',
      'batches',
      'backups',
      'keys',
    ];

    async function stranger(): Promise<{
      root: string;
      folder: string;
      victim: string;
      seal: string;
    }> {
      const archive = await scanned();
      const { root, folder } = archive;
      close(archive);
      const outside = await mkdtemp(join(tmpdir(), 'outside-'));
      const victim = join(outside, 'mine');
      await writeFile(victim, 'mine');
      return { root, folder, victim, seal: readdirSync(outside).join() };
    }

    for (const name of names)
      it(`is named and nothing is opened: ${name}`, async () => {
        const { root, folder, victim } = await stranger();
        await rm(join(folder, name), { recursive: true, force: true });
        await symlink(victim, join(folder, name));
        for (const words of [
          ['scan', root],
          ['status', root],
        ]) {
          const { code, stderr } = await runWarm(words);
          expect(code).toBe(2);
          expect(stderr).toContain(join(folder, name));
          expect(stderr).not.toContain('    at ');
        }
        expect(readFileSync(victim, 'utf8')).toBe('mine');
        expect((await lstat(join(folder, name))).isSymbolicLink()).toBe(true);
      });

    it('is not waited for when it is a pipe', async () => {
      const { root, folder } = await stranger();
      await rm(join(folder, 'lock.json'));
      execFileSync('sh', ['-c', 'mkfifo "$0"', join(folder, 'lock.json')]);
      const { code, stderr } = await runWarm(['scan', root]);
      expect(code).toBe(2);
      expect(stderr).toContain('lock.json');
    });

    it('is not taken for the folder itself, unless a person names it', async () => {
      const { root, folder } = await stranger();
      const elsewhere = await mkdtemp(join(tmpdir(), 'elsewhere-'));
      await rm(folder, { recursive: true });
      await symlink(elsewhere, folder);
      expect((await runWarm(['scan', root])).stderr).toContain(folder);
      expect(readdirSync(elsewhere)).toEqual([]);
      expect((await runWarm(['scan', '--catalog', elsewhere, root])).code).toBe(0);
    });

    it('is no preview, and what lies behind it is not tidied away', async () => {
      const archive = await scanned();
      const [preview = ''] = await makePreviews(archive);
      const outside = await mkdtemp(join(tmpdir(), 'outside-'));
      await writeFile(join(outside, '1-0123456789ab.jpg'), 'mine');
      await symlink(outside, join(archive.folder, 'previews', 'ff'));
      await mkdir(join(archive.folder, 'previews', 'letters'));
      await writeFile(join(archive.folder, 'previews', 'letters', 'a.txt'), 'mine');
      await writeFile(join(preview, '..', 'a.txt'), 'mine');
      await trimUnneeded(archive);
      expect(existsSync(preview)).toBe(false);
      expect(readdirSync(outside)).toEqual(['1-0123456789ab.jpg']);
      expect(existsSync(join(archive.folder, 'previews', 'letters', 'a.txt'))).toBe(true);
      expect(existsSync(join(preview, '..', 'a.txt'))).toBe(true);
      await symlink(join(outside, '1-0123456789ab.jpg'), preview);
      await makePreviews(archive);
      expect((await lstat(preview)).isFile()).toBe(true);
      expect(readFileSync(join(outside, '1-0123456789ab.jpg'), 'utf8')).toBe('mine');
    });
  },
);

describe('a name of a batch in a catalog', () => {
  it('leads nowhere else', async () => {
    const archive = await scanned();
    for (const tag of ['../../x', '/etc/x', 'a/b', 'x\0y'])
      expect(() => batchFile(archive, tag), tag).toThrow(/leads out/);
  });
});

describe('a catalog with more in it than ours', () => {
  const additions = [
    "CREATE TRIGGER quiet AFTER UPDATE ON photo BEGIN UPDATE photo SET path = '../x' WHERE id = NEW.id; END",
    'CREATE VIEW looks AS SELECT * FROM photo',
    'CREATE TABLE more (a)',
    'CREATE INDEX more ON photo (abs(bytes))',
    'DROP TRIGGER issues_of_stage; CREATE TRIGGER issues_of_stage AFTER UPDATE OF status ON photo BEGIN DELETE FROM issue; END',
    'DROP TABLE draft; CREATE VIEW draft AS SELECT 1 AS photo_id',
  ];
  it.each(additions)('is not used: %s', async (sql) => {
    const archive = await scanned();
    const { root, folder } = archive;
    close(archive);
    const db = new DatabaseSync(join(folder, 'catalog.sqlite'));
    db.exec(sql);
    db.close();
    for (const readOnly of [true, false]) {
      const refusal = await openArchive(root, {
        settings: defaultSettings,
        service: { apiKey: undefined, baseURL: undefined },
        command: 'test',
        readOnly,
      }).catch((error: StopError) => error);
      expect(refusal).toMatchObject({ code: 'catalog-damaged' });
    }
  });

  it('may have what SQLite makes by itself', async () => {
    const archive = await scanned();
    const { root, folder } = archive;
    close(archive);
    const db = new DatabaseSync(join(folder, 'catalog.sqlite'));
    db.exec('ANALYZE; VACUUM');
    db.close();
    expect((await open(root)).catalog.count('SELECT count(*) FROM photo')).toBe(2);
  });
});
