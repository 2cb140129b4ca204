/** A new catalog from what is left of the old one, from the photos, the answers and the sidecars. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RehearsalServer, startRehearsalServer } from '../../src/rehearsal/server.ts';
import { makeArchive } from '../helpers/archive.ts';
import { run, start } from '../helpers/program.ts';
import { runWarm } from '../helpers/warm-commands.ts';

const photos = 20;
let service: RehearsalServer;
let answered: string;

beforeAll(async () => {
  service = await startRehearsalServer();
  answered = await makeArchive({ photos, edge: 48 });
  for (const words of [['scan'], ['prepare'], ['submit', '--yes'], ['collect', '--wait']])
    await runWarm([...words, answered], { url: service.url });
});
afterAll(() => service.close());

async function copied() {
  const root = join(await mkdtemp(join(tmpdir(), 'proofsheet-rebuild-')), 'archive');
  // With its times to the nanosecond: a request is named for them, too.
  execFileSync('cp', ['-a', answered, root]);
  return { root, at: (name: string) => join(root, '.proofsheet', name) };
}

const statusOf = async (root: string) =>
  JSON.parse((await runWarm(['status', '--json', root])).stdout);
/** Without the counts of what the checks find, which are made while one looks at the texts. */
const textsOf = async (root: string) =>
  (await runWarm(['review', '--export', root])).stdout.replace(
    /"(?:problems|unsure|doubts)":\d+,?/g,
    '',
  );
/** With the address of the service that was asked: it is one of the settings that a request is named for. */
const rebuild = (root: string) =>
  runWarm(['catalog', 'rebuild', '--yes', root], { url: service.url });

/** A catalog of which `pages` pages in a row are damaged, from a part of its length on. */
async function damage(file: string, from: number, pages: number): Promise<void> {
  const handle = await open(file, 'r+');
  const start = Math.floor(((await handle.stat()).size / 4096) * from);
  await handle.write(Buffer.alloc(pages * 4096, 0xa5), 0, pages * 4096, start * 4096);
  await handle.close();
}

describe('a catalog that is made anew', () => {
  it('of a whole one is the same, however often', async () => {
    const { root, at } = await copied();
    const [status, texts] = [await statusOf(root), await textsOf(root)];
    for (const round of [1, 2]) {
      const { code, stdout, stderr } = await rebuild(root);
      expect({ code, stderr }, `round ${round}`).toMatchObject({ code: 0 });
      expect(stdout).toContain(`Photos: ${photos} before, ${photos} now\n`);
      expect(await statusOf(root)).toEqual(status);
      expect(await textsOf(root)).toEqual(texts);
    }
    expect(await readdir(at('kept'))).toHaveLength(2);
    expect((await stat(at('kept'))).mode & 0o777).toBe(0o700);
    expect(await readdir(at('.'))).not.toContain('rebuilding');
  });

  it.each([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])(
    'after damage at %s of its length has every photo, and every text from its answer',
    async (from) => {
      const { root, at } = await copied();
      const asked = service.stats().executedRequests;
      await damage(at('catalog.sqlite'), from, 3);
      const { code, stdout, stderr } = await rebuild(root);
      expect(stderr).not.toContain('bug in proofsheet');
      expect(code).toBeLessThan(2);
      // Where the damage is in what describes the tables, nothing can be read.
      if (code === 1)
        expect(stdout).toMatch(/Something was lost of: |Nothing of the old catalog can be read: /);
      const { photos: found, stages } = await statusOf(root);
      expect(found).toBe(photos);
      const review = stages.find(({ stage }: { stage: string }) => stage === 'review');
      expect(review.waiting).toBe(photos);
      expect((await rebuild(root)).code).toBe(0);
      expect(service.stats().executedRequests).toBe(asked);
    },
  );

  it.each([
    ['gone', async (file: string) => rm(file)],
    ['empty', async (file: string) => writeFile(file, '')],
    ['garbage', async (file: string) => writeFile(file, 'no catalog '.repeat(9000))],
  ])('where the old one is %s has the answers that were paid for', async (_, harm) => {
    const { root, at } = await copied();
    const texts = await textsOf(root);
    await harm(at('catalog.sqlite'));
    expect((await runWarm(['status', root])).stderr).toContain('`proofsheet catalog rebuild`');
    const { code, stdout } = await rebuild(root);
    expect(code).toBe(1);
    expect(stdout).toContain('With the old catalog were lost: the bills, ');
    expect(stdout).toContain(`${photos} photos got text from `);
    expect(await textsOf(root)).toEqual(texts);
    // The way back to batches that were not collected: their names begin like this.
    const { executedRequests } = service.stats();
    await runWarm(['run', '--yes', root], { url: service.url });
    expect(service.stats().executedRequests).toBe(executedRequests);
  });

  it('has texts and decisions from sidecars where there are no answers', async () => {
    const { root, at } = await copied();
    await runWarm(['review', '--accept-all', root]);
    await runWarm(['sidecars', '--write-rehearsal', root]);
    await rm(at('answers'), { recursive: true });
    await writeFile(at('catalog.sqlite'), '');
    const { code, stdout } = await rebuild(root);
    expect(code).toBe(1);
    expect(stdout).toContain(`${photos} texts came back from sidecars, as accepted.\n`);
    expect(stdout).toContain(`Accepted texts: unreadable before, ${photos} now\n`);
  });

  it('takes what an older version has in common with this one', async () => {
    const { root, at } = await copied();
    const db = new DatabaseSync(at('catalog.sqlite'));
    db.exec('PRAGMA user_version = 1; ALTER TABLE suggestion DROP COLUMN hint');
    db.close();
    const { stderr } = await runWarm(['scan', root]);
    expect(stderr).toContain(
      'was written by an older proofsheet.\nRun `proofsheet catalog rebuild`',
    );
    expect((await rebuild(root)).code).toBe(0);
    expect((await statusOf(root)).photos).toBe(photos);
    expect((await textsOf(root)).split('\n')).toHaveLength(photos + 1);
  });

  it('is not begun unasked, and changes nothing when it is killed', async () => {
    const { root, at } = await copied();
    expect((await runWarm(['catalog', 'rebuild', root])).stderr).toContain('Add --yes');
    await damage(at('catalog.sqlite'), 0.4, 4);
    for (const milliseconds of [200, 400, 600, 800]) {
      const running = start(['catalog', 'rebuild', '--yes', root]);
      const kill = setTimeout(() => running.process.kill('SIGKILL'), milliseconds);
      await running.finished;
      clearTimeout(kill);
    }
    expect((await run(['catalog', 'rebuild', '--yes', root])).code).toBeLessThan(2);
    expect((await statusOf(root)).photos).toBe(photos);
    expect((await readdir(at('.'))).join(' ')).not.toMatch(/rebuilding|proofsheet-tmp/);
  });
});

describe('looking through a catalog', () => {
  it('finds nothing in one that was used, and changes nothing', async () => {
    const { root, at } = await copied();
    await runWarm(['review', '--accept-all', root]);
    await runWarm(['sidecars', '--write-rehearsal', root]);
    await runWarm(['embed', '--yes', '--embed-rehearsal', root]);
    const before = (await stat(at('catalog.sqlite'))).mtimeMs;
    const found = await runWarm(['catalog', 'check', root]);
    expect(found).toEqual({ code: 0, stdout: 'The catalog is whole.\n', stderr: '' });
    expect((await stat(at('catalog.sqlite'))).mtimeMs).toBe(before);
  });

  it('names damage, rows that cannot be, and photos that are gone', async () => {
    const { root, at } = await copied();
    await rm(join(root, 'Turkey/Istanbul/editorial/photo-0000.jpg'));
    const gone = await runWarm(['catalog', 'check', '--json', root]);
    expect(gone.code).toBe(1);
    expect(JSON.parse(gone.stdout).problems).toEqual([
      expect.objectContaining({
        kind: 'files',
        rows: 1,
        examples: ['Turkey/Istanbul/editorial/photo-0000.jpg'],
      }),
    ]);
    const db = new DatabaseSync(at('catalog.sqlite'), { enableForeignKeyConstraints: false });
    db.exec(`UPDATE photo SET status = 'lunch' WHERE id = 2; UPDATE photo SET path = '../out.jpg' WHERE id = 3;
      UPDATE review SET keywords = 'no list' WHERE photo_id = 4; DELETE FROM photo WHERE id = 5;
      DROP INDEX photo_by_folder`);
    db.close();
    const { stdout } = await runWarm(['catalog', 'check', '--json', root]);
    const kinds = new Set(JSON.parse(stdout).problems.map(({ kind }: { kind: string }) => kind));
    expect(kinds).toEqual(new Set(['references', 'tables', 'rows', 'files']));
    await damage(at('catalog.sqlite'), 0.3, 6);
    const damaged = await runWarm(['catalog', 'check', root]);
    expect(damaged.code).toBeGreaterThan(0);
    expect(damaged.stdout + damaged.stderr).toContain(
      '`proofsheet catalog rebuild` makes a new catalog',
    );
    await writeFile(at('catalog.sqlite'), 'garbage'.repeat(2000));
    expect((await runWarm(['catalog', 'check', root])).stderr).toContain('is damaged: ');
    await rm(at('.'), { recursive: true });
    expect((await runWarm(['catalog', 'check', root])).stderr).toContain('has not been scanned');
  });
});
