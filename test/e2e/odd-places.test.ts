/** Places where no folder can be made: each is said in a sentence, and nothing waits for what never comes. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeArchive } from '../helpers/archive.ts';
import { run } from '../helpers/program.ts';
import { runWarm } from '../helpers/warm-commands.ts';

const socket = createServer();
let root: string;
let base: string;
beforeAll(async () => {
  root = await makeArchive({ photos: 1, edge: 48 });
  await runWarm(['scan', root]);
  await runWarm(['prepare', root]);
  base = await mkdtemp(join(tmpdir(), 'proofsheet-places-'));
  await writeFile(join(base, 'file'), '');
  execFileSync('mkfifo', [join(base, 'pipe')]);
  socket.listen(join(base, 'socket'));
  await once(socket, 'listening');
});
afterAll(() => socket.close());
/** Below /proc the system says of a new folder that it is not there, whatever is above it. */
const places = [
  '/proc/none',
  '/proc/none/below',
  '/proc/\u001B]0;pwned\u0007',
  '/proc/self/fd/none',
  '/sys/none/below',
  '/dev/full',
  '/dev/null/below',
  'file',
  'file/below',
  'pipe',
  'pipe/below',
  'socket',
  'socket/below',
] as const;

describe.each(places)('%j', (place) => {
  const path = () => join(place.startsWith('/') ? '' : base, place);
  const sentences = /^[^\n]+\.\n[^\n]+\.\n$/;

  it('takes no catalog', async () => {
    const { code, stderr } = await runWarm(['scan', root, '--catalog', path()]);
    expect(code).toBe(2);
    expect(stderr).toMatch(sentences);
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+/);
  });

  it('takes no batch files', async () => {
    const { code, stderr } = await runWarm(['batch', 'export', path(), root]);
    expect(code).toBe(2);
    expect(stderr).toMatch(sentences);
  });

  it('holds no settings', async () => {
    const { code, stderr } = await runWarm(['config', 'set', 'model', 'x'], {
      env: { PROOFSHEET_CONFIG_DIR: path() },
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(sentences);
    expect(stderr).toContain('The settings file');
  });
});

describe('where a script has forgotten something', () => {
  it('takes an empty name for a mistake, not for the current folder', async () => {
    for (const words of [['scan', ''], [''], ['status', '']]) {
      const { code, stderr } = await runWarm(words);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^The name of the folder is empty\./);
    }
  });

  it('reads again what it made under a mask that closes files to their owner', async () => {
    const fresh = await makeArchive({ photos: 1, edge: 48 });
    const masked = ['sh', '-c', 'umask 777; exec "$@"', 'sh'];
    const home = await mkdtemp(join(tmpdir(), 'proofsheet-home-'));
    const env = { HOME: home, PROOFSHEET_CONFIG_DIR: join(home, 'settings') };
    for (const word of ['scan', 'prepare', 'status']) {
      const { code, stderr } = await run([word, fresh], { through: masked, env });
      expect({ code, stderr }, word).toMatchObject({ code: 0 });
    }
    const catalog = await stat(join(fresh, '.proofsheet/catalog.sqlite'));
    expect(catalog.mode & 0o777).toBe(0o600);
  });

  it('says so where the current folder has been removed', async () => {
    const gone = ['sh', '-c', 'd=$(mktemp -d); cd "$d"; rmdir "$d"; exec "$@"', 'sh'];
    const { code, stderr } = await run(['status', root], { through: gone });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^The folder that you are in is gone\.\n[^\n]+\n$/);
  });

  it('goes on where nothing takes its progress', async () => {
    const fresh = await makeArchive({ photos: 1, edge: 48 });
    const full = ['sh', '-c', 'exec "$@" 2>/dev/full', 'sh'];
    const { code, stdout } = await run(['scan', fresh], { through: full });
    expect(code).toBe(0);
    expect(stdout).toContain('1 photo: 1 new.');
  });
});
