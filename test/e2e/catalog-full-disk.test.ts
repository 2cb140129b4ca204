/** A disk that is full while the catalog is looked after: the old one stays, and a sentence says what to do. */
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, it, type TestContext } from 'vitest';
import { run } from '../helpers/program.ts';
import { smallDisk } from '../helpers/small-disk.ts';
import { runWarm } from '../helpers/warm-commands.ts';
import { newArchive } from '../pipeline/sidecars/archive.ts';

const diskBytes = 24_000_000;
const disks: string[] = [];
let made: string;

beforeAll(async () => {
  const names = Array.from({ length: 40 }, (_, number) => `${number}.jpg`);
  const archive = await newArchive(names);
  archive.close();
  made = archive.root;
  // The first command of a day makes the backup.
  await runWarm(['review', '--accept-all', made]);
});
afterEach(() => {
  for (const disk of disks.splice(0)) execFileSync('umount', [disk]);
});

/** The archive on a disk of its own, of which this many bytes are left. */
async function archiveWith(context: TestContext, bytesLeft: number) {
  const disk = await smallDisk(diskBytes);
  if (disk === undefined) return context.skip('no disk may be mounted here');
  disks.push(disk);
  const root = join(disk, 'archive');
  cpSync(made, root, { recursive: true });
  const filler = join(disk, 'filler');
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - bytesLeft)));
  const folder = join(root, '.proofsheet');
  return { root, folder, filler, before: readFileSync(join(folder, 'catalog.sqlite')) };
}

const isFull =
  /There is no space left for [^\n]*\n[^\n]*[Ff]ree some space|cannot be (?:opened|written|read or written)/;

for (const words of [['restore'], ['rebuild']])
  it.for([0, 8192, 60_000, 200_000])(
    `catalog ${words[0]} with %i bytes left keeps the catalog, and is done when there is room`,
    async (bytesLeft, context) => {
      const { root, folder, filler, before } = await archiveWith(context, bytesLeft);
      const [backup = ''] = readdirSync(join(folder, 'backups'));
      const command = [
        'catalog',
        ...words,
        '--yes',
        root,
        ...(words[0] === 'restore' ? [backup] : []),
      ];
      const { code, stdout, stderr } = await runWarm(command);
      expect(stdout + stderr).not.toContain('bug in proofsheet');
      expect(code).toBe(2);
      expect(stderr).toMatch(isFull);
      expect(readFileSync(join(folder, 'catalog.sqlite')).equals(before)).toBe(true);

      rmSync(filler);
      const again = await runWarm(command);
      expect(again.stderr).not.toMatch(isFull);
      expect(again.code).toBeLessThan(2);
      expect(readdirSync(folder).join(' ')).not.toMatch(/rebuilding|proofsheet-tmp/);
      const { stdout: status } = await runWarm(['status', '--json', root]);
      expect(JSON.parse(status)).toMatchObject({ photos: 40 });
    },
  );

it('writes down what becomes of a sidecar before it touches it, or does not touch it', async (context) => {
  const { root, filler } = await archiveWith(context, 0);
  const { code, stdout, stderr } = await runWarm(['sidecars', root]);
  expect(stdout + stderr).not.toContain('bug in proofsheet');
  expect(code).toBe(2);
  expect(stderr).toMatch(isFull);
  const sidecars = () =>
    readdirSync(root, { recursive: true }).filter((name) => /\.xmp$/.test(String(name)));
  expect(sidecars()).toEqual([]);
  rmSync(filler);
  expect((await runWarm(['sidecars', root])).code).toBe(0);
  expect(sidecars()).toHaveLength(40);
});

it('starts where there is no room to keep what Node has compiled', async (context) => {
  const { root } = await archiveWith(context, 0);
  const env = { HOME: root, XDG_CACHE_HOME: root, LOCALAPPDATA: root };
  expect(await run(['--version'], { env })).toMatchObject({ code: 0, stderr: '' });
});
