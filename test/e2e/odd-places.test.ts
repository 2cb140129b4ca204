/** Places where no folder can be made: each is said in a sentence, and nothing waits for what never comes. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeArchive } from '../helpers/archive.ts';
import { endWarmCommands, runWarm } from '../helpers/warm-commands.ts';

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
endWarmCommands();

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
