/** Photos in places that are not quite ours: another owner's folder, and disks that refuse what ours do not. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Stage } from '../../src/photo.ts';
import { cameraFacts, exif, jpeg, picture } from '../fixtures/jpeg/build.ts';
import { embeddedTexts } from '../helpers/jpeg.ts';
import { canRunThrough, run, type Surroundings } from '../helpers/program.ts';
import { type Refused, refusingDisk } from '../helpers/refusing-disk.ts';
import { runWarm } from '../helpers/warm-commands.ts';
import { readyArchive, textFor, usualFolder } from '../pipeline/embed/ready-archive.ts';
import { copyOf } from '../ui/reviewed-archive.ts';

const bytes = jpeg(await picture(), [exif(cameraFacts)], Buffer.alloc(40_000, 9));
const names = ['a.jpg', 'b.jpg'];

type Files = { readonly root: string; readonly folder: string; readonly files: readonly string[] };

const ready: Partial<Record<Stage, Promise<string>>> = {};

async function readyFor(stage: Stage): Promise<string> {
  const archive = await readyArchive(
    new Map(names.map((name) => [`${usualFolder}/${name}`, bytes])),
  );
  archive.catalog.run('UPDATE photo SET status = ?', stage);
  archive.close();
  return archive.root;
}

async function newArchive(waitingFor: Stage = 'embed'): Promise<Files> {
  ready[waitingFor] ??= readyFor(waitingFor);
  const root = await copyOf(await ready[waitingFor]);
  const folder = join(root, usualFolder);
  return { root, folder, files: names.map((name) => join(folder, name)) };
}

/** In a warm process, unless it is to be one of somebody else. */
const asGiven = (words: readonly string[], surroundings: Surroundings) =>
  (surroundings.through === undefined ? runWarm : run)(words, surroundings);

/** Embeds and undoes; everything but the notes must be as on any disk. Returns what embedding printed. */
async function embedAndUndo({ root, folder, files }: Files, surroundings: Surroundings) {
  const embedded = await asGiven(['embed', '--yes', root], surroundings);
  expect(embedded.stderr).not.toContain('bug in proofsheet');
  expect(embedded.stdout).not.toContain('left as');
  expect(embedded.code).toBe(0);
  for (const [index, { keywords }] of (await embeddedTexts(files)).entries())
    expect(keywords).toEqual(textFor(names[index] ?? '').keywords);
  expect((await readdir(folder)).sort()).toEqual(names);

  const undone = await asGiven(['undo', root], surroundings);
  expect(undone.stdout).toContain('2 photos are what they were before');
  expect(undone.code).toBe(0);
  for (const file of files) expect((await readFile(file)).equals(bytes), file).toBe(true);
  expect((await readdir(folder)).sort()).toEqual(names);
  return embedded.stdout;
}

const noCompiler = 'there is no C compiler to make such a disk with';

describe('photos of somebody else', () => {
  const owner = 1001;
  const reader = 1002;
  const family = 1500;

  it('that our group may write to are written, said to be, and undone, all but their time', async (context) => {
    if (process.getuid?.() !== 0)
      return context.skip('only root can make files of another user to try this with');
    const through = ['setpriv', `--reuid=${reader}`, `--regid=${family}`, '--clear-groups'];
    if (!canRunThrough(through))
      return context.skip('another user cannot run the program from where it lies');
    const archive = await newArchive();
    execFileSync('chown', ['-R', `${owner}:${family}`, archive.root]);
    execFileSync('chmod', ['-R', 'g+rwX', archive.root]);
    execFileSync('find', [archive.root, '-type', 'd', '-exec', 'chmod', 'g+s', '{}', '+']);
    const home = mkdtempSync(join(tmpdir(), 'home-'));
    mkdirSync(join(home, 'tmp'));
    execFileSync('chown', ['-R', `${reader}:${family}`, home]);

    const printed = await embedAndUndo(archive, {
      through,
      env: { HOME: home, PROOFSHEET_CONFIG_DIR: home, TMPDIR: join(home, 'tmp') },
    });

    expect(printed).toContain('The modification time of 2 photos could not be kept');
    for (const file of archive.files)
      expect(await stat(file)).toMatchObject({ uid: owner, gid: family, nlink: 1 });
  });
});

describe('a disk', () => {
  const cases: readonly (readonly [title: string, refused: Refused])[] = [
    ['that flushes only what was opened for writing, as Windows does', { calls: ['flush'] }],
    ['that refuses every change of permissions', { calls: ['chmod'] }],
    ['that cannot flush single files and folders', { calls: ['fsync'], error: 'ENOTSUP' }],
    [
      'that refuses times, owners and permissions in words of its own',
      { calls: ['utime', 'chown', 'chmod'], error: 'ETIMEDOUT' },
    ],
  ];
  for (const [title, refused] of cases)
    it(`${title} is written to, and undone`, async (context) => {
      const env = refusingDisk(refused);
      if (env === undefined) return context.skip(noCompiler);
      const archive = await newArchive();
      // Other permissions than new files get.
      for (const file of archive.files) chmodSync(file, 0o640);
      await embedAndUndo(archive, { env });
    });

  it('that cannot flush takes sidecars too', async (context) => {
    const env = refusingDisk({ calls: ['fsync'], error: 'ENOTSUP' });
    if (env === undefined) return context.skip(noCompiler);
    const { root, folder } = await newArchive('sidecars');
    const written = await runWarm(['sidecars', root], { env });
    expect(written.stderr).not.toContain('bug in proofsheet');
    expect(await readdir(folder)).toEqual([...names, ...names.map((name) => `${name}.xmp`)].sort());
  });
});

describe('a drive without locks', () => {
  // EAGAIN, as the server of another system says; ENOLCK, as NFS does; EIO, as some do that are mounted wrongly.
  const refusedWith = (error: 'EAGAIN' | 'ENOLCK' | 'EIO') =>
    refusingDisk({ calls: ['lock'], names: '/\\.proofsheet/', error });
  const isSaid = /^The drive of \S+\.proofsheet has no locks on files.*\n.*--catalog/;

  it.for(['EAGAIN', 'ENOLCK', 'EIO'] as const)(
    'that says %s is said to be one',
    async (error, context) => {
      const env = refusedWith(error);
      if (env === undefined) return context.skip(noCompiler);
      const { root } = await newArchive();
      const { code, stderr } = await runWarm(['embed', '--yes', root], { env });
      expect(stderr).toMatch(isSaid);
      expect(code).toBe(2);
    },
  );

  it('is said to be one by what only looks too, and takes a catalog elsewhere', async (context) => {
    const env = refusedWith('EIO');
    if (env === undefined) return context.skip(noCompiler);
    const { root } = await newArchive();
    expect((await runWarm(['status', root], { env })).stderr).toMatch(isSaid);
    const catalog = mkdtempSync(join(tmpdir(), 'catalog-'));
    expect((await runWarm(['scan', '--catalog', catalog, root], { env })).code).toBe(0);
  });
});

describe('a user without a home', () => {
  it.for<[where: string, home: { readonly HOME: string | undefined }]>([
    ['that can be written', { HOME: '/' }],
    ['at all', { HOME: undefined }],
    ['in words', { HOME: '' }],
    ['on the disk', { HOME: '/dev/null' }],
  ])(
    '%s gets the defaults, and is told where settings may lie when one is stored',
    async ([_, home], context) => {
      const through =
        process.getuid?.() === 0 ? ['setpriv', '--reuid=61234', '--clear-groups'] : [];
      if (!canRunThrough(through.length === 0 ? ['env'] : through))
        return context.skip('the other user cannot reach Node and the program');
      const env = { ...home, PROOFSHEET_CONFIG_DIR: '', XDG_CONFIG_HOME: '' } as Record<
        string,
        string
      >;
      const cwd = mkdtempSync(join(tmpdir(), 'anywhere-'));
      chmodSync(cwd, 0o777);
      const asked = await run(['config', 'get', 'model'], { env, through, cwd });
      expect(asked).toMatchObject({ code: 0, stdout: expect.stringMatching(/^gpt-/) });
      const stored = await run(['config', 'set', 'model', 'other'], { env, through, cwd });
      expect(stored.stderr).toMatch(/config\.json cannot be written: .*\n.*PROOFSHEET_CONFIG_DIR/);
      expect(stored.code).toBe(2);
      expect(await readdir(cwd)).toEqual([]);
    },
  );
});
