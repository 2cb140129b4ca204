import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLines } from '../../src/files/lines.ts';
import { assertFileAt, openFile, readWhole } from '../../src/files/open-file.ts';
import { readText } from '../../src/files/text-lines.ts';
import { withFile } from '../../src/files/with-file.ts';
import { readSidecarFile } from '../../src/xmp/sidecar-file.ts';

let folder = '';
const server = createServer();
/** What is no file, by name: each would block for ever, or never end, when opened and read as a file. */
const kinds = {
  pipe: 'a pipe',
  'link-to-pipe': 'a pipe',
  endless: 'a device',
  socket: 'a socket or device',
  folder: 'a folder',
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-file-'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  await symlink(join(folder, 'pipe'), join(folder, 'link-to-pipe'));
  await symlink('/dev/zero', join(folder, 'endless'));
  await mkdir(join(folder, 'folder'));
  await new Promise<void>((resolve) => server.listen(join(folder, 'socket'), resolve));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

describe.each(Object.entries(kinds))('%s', (name, what) => {
  const path = () => join(folder, name);
  const refused = { message: `it is ${what}, not a file` };

  it('is refused at once, whoever opens it', async () => {
    await expect(openFile(path())).rejects.toMatchObject(refused);
    await expect(readWhole(path(), 1000)).rejects.toMatchObject(refused);
    await expect(withFile(path(), 'r', async () => 1)).rejects.toMatchObject(refused);
    await expect(readLines(path()).next()).rejects.toMatchObject(refused);
    await expect(readSidecarFile(path())).rejects.toMatchObject(refused);
    await expect(readText(path())).rejects.toMatchObject({ code: 'usage' });
    expect(() => assertFileAt(path(), 1000)).toThrow(/^it is an? /);
  });
});

describe('readWhole', () => {
  it('reads a file of any size up to the limit, and none beyond', async () => {
    const path = join(folder, 'file');
    for (const size of [0, 1, 999, 1000]) {
      await writeFile(path, Buffer.alloc(size, 7));
      expect((await readWhole(path, 1000)).equals(Buffer.alloc(size, 7))).toBe(true);
    }
    await writeFile(path, Buffer.alloc(1001));
    await expect(readWhole(path, 1000)).rejects.toMatchObject({ code: 'EFBIG' });
  });

  it('reads what Linux gives without a size, up to the limit', async () => {
    expect((await readWhole('/proc/self/status', 100_000)).length).toBeGreaterThan(100);
    await expect(readWhole('/proc/self/status', 100)).rejects.toMatchObject({ code: 'EFBIG' });
  });

  it('stops at the limit however a file grows', async () => {
    const path = join(folder, 'growing');
    await writeFile(path, 'x');
    let isDone = false;
    const grow = () => {
      if (isDone) return;
      appendFileSync(path, Buffer.alloc(4096));
      setImmediate(grow);
    };
    grow();
    const read = await Promise.all(
      Array.from({ length: 50 }, () =>
        readWhole(path, 50_000).then(
          ({ length }) => length,
          () => 0,
        ),
      ),
    );
    isDone = true;
    expect(Math.max(...read)).toBeLessThanOrEqual(50_000);
  });
});
