/** A backup of the catalog for each day of use, and the way back to one. */
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Backup, unneeded } from '../../src/catalog/backups.ts';
import { type RehearsalServer, startRehearsalServer } from '../../src/rehearsal/server.ts';
import { makeArchive } from '../helpers/archive.ts';
import { canRunThrough, run, start } from '../helpers/program.ts';
import { smallDisk } from '../helpers/small-disk.ts';
import { runWarm } from '../helpers/warm-commands.ts';

let service: RehearsalServer;
let answered: string;

beforeAll(async () => {
  service = await startRehearsalServer();
  answered = await makeArchive({ photos: 6, edge: 48 });
  for (const words of [['scan'], ['prepare'], ['submit', '--yes'], ['collect', '--wait']])
    await runWarm([...words, answered], { url: service.url });
  // One that has all answers in it.
  await rm(join(answered, '.proofsheet/backups'), { recursive: true });
  await runWarm(['scan', answered]);
});
afterAll(() => service.close());

/** A copy of an archive with answers and a backup of its catalog. */
async function copied() {
  const root = join(await mkdtemp(join(tmpdir(), 'proofsheet-backups-')), 'archive');
  cpSync(answered, root, { recursive: true });
  const at = (name: string) => join(root, '.proofsheet', name);
  const [backup = ''] = await readdir(at('backups'));
  return { root, at, backup };
}

const stateOf = async (root: string) =>
  JSON.parse((await runWarm(['status', '--json', root])).stdout).stages;

describe('a backup', () => {
  it('is made once a day when there is something to lose, closed to others', async () => {
    const { root, at, backup } = await copied();
    expect(await readdir(at('backups'))).toEqual([backup]);
    expect(backup).toMatch(/^catalog-\d{4}-\d\d-\d\d\.sqlite$/);
    expect((await stat(join(at('backups'), backup))).mode & 0o777).toBe(0o600);
    const before = await readFile(join(at('backups'), backup));
    await runWarm(['review', '--accept-all', root]);
    expect(await readFile(join(at('backups'), backup))).toEqual(before);

    await rename(join(at('backups'), backup), join(at('backups'), 'catalog-2020-01-01.sqlite'));
    await runWarm(['status', root]);
    expect(await readdir(at('backups'))).toHaveLength(1);
    await runWarm(['scan', root]);
    expect(await readdir(at('backups'))).toEqual(['catalog-2020-01-01.sqlite', backup]);
  });

  it('is not made of a catalog that a scan would make again', async () => {
    const root = await makeArchive({ photos: 2, edge: 48 });
    await runWarm(['scan', root]);
    await runWarm(['scan', root]);
    expect(await readdir(join(root, '.proofsheet'))).not.toContain('backups');
  });

  it('is whole or not there when the program is killed while it is made', async () => {
    const { root, at, backup } = await copied();
    await rm(at('backups'), { recursive: true });
    for (const milliseconds of [150, 250, 350, 450, 550]) {
      const running = start(['scan', '--again', root]);
      const kill = setTimeout(() => running.process.kill('SIGKILL'), milliseconds);
      await running.finished;
      clearTimeout(kill);
    }
    expect((await run(['scan', root])).code).toBe(0);
    expect(await readdir(at('backups'))).toEqual([backup]);
    expect((await runWarm(['catalog', 'restore', '--yes', root, backup])).code).toBe(0);
    expect((await runWarm(['status', root])).stdout).toContain('6 photos');
  });

  it('that cannot be made is a sentence, and the work is done', async () => {
    const { root, at } = await copied();
    await rm(at('backups'), { recursive: true });
    await writeFile(at('backups'), 'in the way');
    const { code, stderr } = await runWarm(['scan', root]);
    expect(code).toBe(0);
    expect(stderr).toContain("Today's backup of the catalog could not be made: ");
    expect(await readFile(at('backups'), 'utf8')).toBe('in the way');
  });

  it('is left out with a sentence where the disk has no room for it', async (context) => {
    const { root } = await copied();
    const size = (await stat(join(root, '.proofsheet/catalog.sqlite'))).size;
    const disk = await smallDisk(3 * size + 600_000);
    if (disk === undefined) return context.skip('a tmpfs cannot be mounted here');
    try {
      await cp(root, disk, { recursive: true });
      await rm(join(disk, '.proofsheet/backups'), { recursive: true });
      await writeFile(join(disk, 'rest'), Buffer.alloc(size + 300_000)).catch(() => undefined);
      const { stderr } = await runWarm(['scan', disk]);
      expect(stderr).toContain('There is no space left for a backup of the catalog. Free some');
      expect(await readdir(join(disk, '.proofsheet/backups'))).toEqual([]);
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  it('is not made of a damaged catalog, and the old ones stay', async () => {
    const { root, at, backup } = await copied();
    await rename(join(at('backups'), backup), join(at('backups'), 'catalog-2020-01-01.sqlite'));
    const bytes = await readFile(at('catalog.sqlite'));
    bytes.fill('damage', 40 * 4096);
    await writeFile(at('catalog.sqlite'), bytes);
    await runWarm(['scan', root]);
    expect(await readdir(at('backups'))).toEqual(['catalog-2020-01-01.sqlite']);
  });
});

describe('the backups that stay', () => {
  const backup = (day: string): Backup => ({ name: `catalog-${day}.sqlite`, day, bytes: 1 });
  const stay = (days: readonly string[], today: string) => {
    const all = days.map(backup);
    const gone = unneeded(all, today);
    return all.filter((one) => !gone.includes(one)).map(({ day }) => day);
  };

  it('are those of three days and of three weeks before', () => {
    const days = Array.from({ length: 60 }, (_, back) =>
      new Date(Date.UTC(2026, 10, 29 - back)).toISOString().slice(0, 10),
    );
    expect(stay(days, '2026-11-29')).toEqual([
      ...['2026-11-29', '2026-11-28', '2026-11-27'],
      ...['2026-11-26', '2026-11-22', '2026-11-15'],
    ]);
  });

  it('outlive a clock that was wrong for a while', () => {
    const true_ = ['2026-11-29', '2026-11-28', '2026-11-27'];
    expect(stay([...true_, '1970-01-01'], '1970-01-01')).toEqual([...true_, '1970-01-01']);
    expect(stay(['2099-01-01', ...true_], '2099-01-01').slice(0, 3)).toEqual([
      '2099-01-01',
      '2026-11-29',
      '2026-11-28',
    ]);
    expect(stay(['2099-01-01', ...true_], '2026-11-29')).toEqual(['2099-01-01', ...true_]);
  });
});

describe('going back to a backup', () => {
  it('lists what there is, asks, and gives back what was there', async () => {
    const { root, at, backup } = await copied();
    const before = await stateOf(root);
    await runWarm(['review', '--accept-all', root]);
    await runWarm(['sidecars', '--write-rehearsal', root]);
    expect(await stateOf(root)).not.toEqual(before);

    const day = backup.slice(8, 18);
    const listed = await runWarm(['catalog', 'restore', root]);
    expect(listed.stdout).toMatch(new RegExp(`^${day}  .*B, 6 photos, 0 accepted texts\n$`));
    const asked = await runWarm(['catalog', 'restore', root, day]);
    expect(asked).toMatchObject({ code: 2 });
    expect(asked.stderr).toContain('Accepted texts: 6 now, 0 then\n');
    expect(asked.stderr).toContain('Add --yes');

    const { code, stdout } = await runWarm(['catalog', 'restore', '--yes', root, day]);
    expect(code).toBe(0);
    expect(await stateOf(root)).toEqual(before);
    const kept = /kept as (.*)\.\n/.exec(stdout)?.[1] ?? '';
    await cp(kept, at('catalog.sqlite'));
    expect(await stateOf(root)).not.toEqual(before);
    expect((await runWarm(['catalog', 'restore', root, 'yesterday'])).stderr).toContain(
      'There is no backup yesterday.\n',
    );
  });

  it.each([
    ['damaged', async (file: string) => writeFile(file, 'no catalog at all '.repeat(1000))],
    ['empty', async (file: string) => writeFile(file, '')],
    ['gone', async (file: string) => rm(file)],
  ])('works when the catalog is %s', async (_, harm) => {
    const { root, at, backup } = await copied();
    const before = await stateOf(root);
    await harm(at('catalog.sqlite'));
    expect((await runWarm(['status', root])).stderr).toContain('`proofsheet catalog restore`');
    expect((await runWarm(['catalog', 'restore', '--yes', root, backup])).code).toBe(0);
    expect(await stateOf(root)).toEqual(before);
  });

  it('never takes the changes of another catalog for its own', async () => {
    const { root, at, backup } = await copied();
    const running = start(['run', '--yes', '--accept', 'all', root], { url: service.url });
    await running.says(/^sidecars/m);
    running.process.kill('SIGKILL');
    await running.finished;
    await writeFile(at('catalog.sqlite'), 'damage'.repeat(10_000));
    expect((await runWarm(['catalog', 'restore', '--yes', root, backup])).code).toBe(0);
    expect((await runWarm(['status', root])).stdout).toContain('6 photos');
    expect((await readdir(at('.'))).filter((name) => name.startsWith('catalog'))).toEqual([
      'catalog.sqlite',
    ]);
  });

  it('leaves the catalog alone where the backup is damaged', async () => {
    const { root, at, backup } = await copied();
    const catalog = await readFile(at('catalog.sqlite'));
    await writeFile(join(at('backups'), backup), 'damage'.repeat(5000));
    const { code, stderr } = await runWarm(['catalog', 'restore', '--yes', root, backup]);
    expect(code).toBe(2);
    expect(stderr).toContain('is damaged');
    expect(await readFile(at('catalog.sqlite'))).toEqual(catalog);
  });

  it('ends whole, whenever it is killed and done again', async () => {
    const { root, at, backup } = await copied();
    const before = await stateOf(root);
    await writeFile(at('catalog.sqlite'), 'damage'.repeat(10_000));
    for (const milliseconds of [120, 160, 200, 240, 280, 320]) {
      const running = start(['catalog', 'restore', '--yes', root, backup]);
      const kill = setTimeout(() => running.process.kill('SIGKILL'), milliseconds);
      await running.finished;
      clearTimeout(kill);
      const { stdout, stderr } = await runWarm(['status', root]);
      if (stdout === '') expect(stderr).toContain('`proofsheet catalog restore`');
      else expect(await stateOf(root)).toEqual(before);
    }
    expect((await run(['catalog', 'restore', '--yes', root, backup])).code).toBe(0);
    expect(await stateOf(root)).toEqual(before);
    expect((await readdir(at('.'))).join(' ')).not.toContain('proofsheet-tmp');
  });

  it('is done and undone by an ordinary user, and refused where the folder is not theirs', async (context) => {
    if (process.getuid?.() !== 0) return context.skip('only root can become another user');
    const through = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'];
    if (!canRunThrough(through))
      return context.skip('another user cannot run the program from where it lies');
    const { root, at, backup } = await copied();
    const refused = await run(['catalog', 'restore', '--yes', root, backup], { through });
    expect(refused.code).toBe(2);
    expect(refused.stderr).not.toContain('bug in proofsheet');
    for (let folder = root; folder !== tmpdir(); folder = join(folder, '..'))
      await chmod(folder, 0o755);
    execFileSync('chown', ['-R', '65534:65534', root]);
    const env = { PROOFSHEET_CONFIG_DIR: join(root, 'settings') };
    await mkdir(env.PROOFSHEET_CONFIG_DIR);
    execFileSync('chown', ['-R', '65534:65534', root]);
    const done = await run(['catalog', 'restore', '--yes', root, backup], { through, env });
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect((await stat(at('catalog.sqlite'))).uid).toBe(65534);
  });
});
