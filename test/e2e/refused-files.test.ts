/** What a disk refuses of one file is an issue of that file, whatever it says and whatever stage it is; the others go on. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cameraFacts, exif, jpeg, picture } from '../fixtures/jpeg/build.ts';
import { type Refused, refusingDisk } from '../helpers/refusing-disk.ts';
import { smallDisk } from '../helpers/small-disk.ts';
import { runWarm } from '../helpers/warm-commands.ts';
import { readyArchive, usualFolder } from '../pipeline/embed/ready-archive.ts';
import { copyOf } from '../ui/reviewed-archive.ts';

const bytes = jpeg(await picture(), [exif(cameraFacts)], Buffer.alloc(4000, 9));

/** Numbers of Linux, with and without a name in Node, and in our words or in none. */
const errors = [1, 5, 6, 9, 11, 16, 36, 40, 43, 71, 107, 110, 116, 117, 121, 127];
const good = 'good.jpg';
const names = [good, ...errors.map((number) => `errno-${number}.jpg`)];

let made: string;
beforeAll(async () => {
  const archive = await readyArchive(
    new Map(names.map((name) => [`${usualFolder}/${name}`, bytes])),
  );
  archive.catalog.run("UPDATE photo SET status = 'sidecars'");
  archive.close();
  made = archive.root;
});
/** An archive of one good photo and one for each error. */
const newArchive = () => copyOf(made);

const noCompiler = 'there is no C compiler to make such a disk with';
/** What is at fault, why, and what to do. */
const sentenceAbout = (name: string) => new RegExp(`^${name} cannot be [a-z ]+: .+\\. .+\\.$`);

type Issues = readonly {
  readonly path: string;
  readonly stage: string;
  readonly message: string;
}[];

describe('a photo or sidecar that the disk refuses', () => {
  let root = '';
  beforeAll(async () => {
    root = await newArchive();
  });
  afterAll(() => rm(root, { recursive: true }));

  /** Runs a stage while the disk refuses something of all but the good photo; what it printed. */
  async function refused(words: readonly string[], what: Refused): Promise<string> {
    const ended = await runWarm([...words, root], { env: { ...refusingDisk(what) } });
    expect(ended.stderr).not.toMatch(/bug in proofsheet|\n {4}at /);
    expect(ended.stdout + ended.stderr).not.toContain('Unknown system error -1:');
    expect(ended.code).toBe(1);
    return ended.stdout;
  }

  async function issuesAt(stage: string): Promise<Issues> {
    const { stdout } = await runWarm(['status', '--json', root]);
    const { issues } = JSON.parse(stdout) as { issues: Issues };
    return issues.filter((issue) => issue.stage === stage);
  }

  async function sidecars(): Promise<string[]> {
    return (await readdir(join(root, usualFolder))).filter((name) => /xmp|tmp|copy/.test(name));
  }

  const anySidecar = 'errno-([0-9]+)\\.jpg\\.xmp';
  const anyPhoto = 'errno-([0-9]+)\\.jpg$';

  it('is an issue of that photo when sidecars are written and undone', async (context) => {
    if (refusingDisk({ calls: [] }) === undefined) return context.skip(noCompiler);
    for (const call of ['open-to-write', 'rename'] as const) {
      const said = await refused(['sidecars'], { calls: [call], names: anySidecar });
      expect(said).toContain(`${errors.length} left alone because of an issue`);
      expect(await sidecars()).toEqual([`${good}.xmp`]);
    }
    const found = await issuesAt('sidecars');
    expect(found).toHaveLength(errors.length);
    for (const { path, message } of found)
      expect(message).toMatch(sentenceAbout(`${path.split('/').at(-1)}\\.xmp`));
    const of = (number: number) =>
      found.find(({ path }) => path.endsWith(`-${number}.jpg`))?.message;
    expect(of(116)).toContain('the network drive does not answer. Check the connection');
    expect(of(36)).toContain('too long for this disk. Choose the shorter form with sidecars.name');
    await runWarm(['sidecars', root]);
    const left = await refused(['undo'], { calls: ['unlink'], names: anySidecar });
    expect(left).toContain('0 sidecars are what they were before');
    expect(await sidecars()).toHaveLength(names.length);
    await runWarm(['undo', root]);
    expect(await sidecars()).toEqual([`${good}.xmp`]);
    await runWarm(['sidecars', root]);
  });

  it('is an issue of that photo when it is embedded and undone', async (context) => {
    if (refusingDisk({ calls: [] }) === undefined) return context.skip(noCompiler);
    const unread = await refused(['embed', '--yes'], { calls: ['open'], names: anySidecar });
    expect(unread).toContain('1 photo written');
    for (const { path, message } of await issuesAt('embed'))
      expect(message).toMatch(sentenceAbout(`${path.split('/').at(-1)}\\.xmp`));
    const unwritten = await refused(['embed', '--yes', '--retry'], {
      calls: ['rename'],
      names: anyPhoto,
    });
    expect(unwritten).toContain(`${errors.length} photos were left as they are`);
    expect(await issuesAt('embed')).toHaveLength(errors.length);
    await runWarm(['embed', '--yes', '--retry', root]);
    const kept = await refused(['undo'], { calls: ['rename'], names: anyPhoto });
    expect(kept).toContain('0 photos are what they were before');
    expect(kept).toMatch(/errno-\d+\.jpg.*: It cannot be read or written: the network drive/);
    expect(await sidecars()).toHaveLength(names.length);
  });

  it('is an issue of that photo when it is scanned and prepared', async (context) => {
    if (refusingDisk({ calls: [] }) === undefined) return context.skip(noCompiler);
    await rm(join(root, '.proofsheet'), { recursive: true });
    const photos = { calls: ['open'], names: anyPhoto } as const;
    const scanned = await refused(['scan'], photos);
    expect(scanned).toContain(`${errors.length} files cannot be read as photos`);
    await runWarm(['scan', root]);
    const prepared = await refused(['prepare', '--set', 'copies=each'], photos);
    expect(prepared).toContain(`1 photo prepared, ${errors.length} held back`);
    for (const { message } of await issuesAt('prepare'))
      expect(message).toMatch(/^The file cannot be read: .*\. .*\.$/);
  });

  it('is passed over with its folder, which is named', async (context) => {
    const env = refusingDisk({ calls: ['list'], names: 'editorial$', error: 'ESTALE' });
    if (env === undefined) return context.skip(noCompiler);
    const { stdout } = await runWarm(['scan', root], { env });
    expect(stdout).toContain(
      `The folder ${usualFolder} cannot be read: the network drive does not answer.`,
    );
    const catalog = ['--catalog', mkdtempSync(join(tmpdir(), 'catalog-'))];
    const { stderr, code } = await runWarm(['scan', root, ...catalog], { env });
    expect(code).toBe(2);
    expect(stderr).toContain(`${join(root, usualFolder)} cannot be read: the network drive`);
  });
});

describe('what stops a run', () => {
  it('is a quota that is used up', async (context) => {
    const root = await newArchive();
    const env = refusingDisk({ calls: ['write'], names: '\\.xmp\\.', error: 'EDQUOT' });
    if (env === undefined) return context.skip(noCompiler);
    const { stderr, code } = await runWarm(['sidecars', root], { env });
    expect(code).toBe(2);
    expect(stderr).toContain('There is no space left for');
    await rm(root, { recursive: true });
  });

  it('is an archive on a disk that is read-only', async (context) => {
    const disk = await smallDisk(20_000_000);
    if (disk === undefined) return context.skip('this system lets no disk be mounted');
    try {
      const root = join(disk, 'archive');
      const catalogFolder = mkdtempSync(join(tmpdir(), 'catalog-'));
      await mkdir(root);
      const photos = new Map([[`${usualFolder}/${good}`, bytes]]);
      const archive = await readyArchive(photos, { root, catalogFolder });
      archive.close();
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      const { stderr, code } = await runWarm(['embed', '--yes', '--catalog', catalogFolder, root]);
      expect(stderr).toContain(`The disk of ${root} is read-only.\nMake it writable`);
      expect(code).toBe(2);
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});
