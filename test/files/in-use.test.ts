import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InUseError, moveOver, openPatiently } from '../../src/files/in-use.ts';
import { platform } from '../../src/files/platform.ts';

const windows = platform('win32');

function said(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: said by the system`), { code });
}

/** Something that fails so often with this code, and then does what it should. */
function failing(times: number, code: string) {
  let tries = 0;
  return async () => {
    if (tries++ < times) throw said(code);
    return `after ${tries}`;
  };
}

describe('a file that another program has open', () => {
  it('is tried again on Windows until it is free', async () => {
    expect(await openPatiently('a.jpg', failing(3, 'EBUSY'), windows)).toBe('after 4');
  });

  it('is an error about that file when that does not end', async () => {
    const tried = openPatiently('a.jpg', failing(1000, 'EBUSY'), windows);
    await expect(tried).rejects.toThrow(InUseError);
    await expect(tried).rejects.toMatchObject({ code: 'EBUSY', path: 'a.jpg' });
  });

  it('is not waited for where it cannot be that', async () => {
    await expect(openPatiently('a.jpg', failing(1, 'EPERM'), windows)).rejects.toThrow('EPERM');
    await expect(openPatiently('a.jpg', failing(1, 'EBUSY'), platform('linux'))).rejects.toThrow(
      'EBUSY',
    );
  });

  it('is not waited for where nothing is to be renamed, and replaced where it can be', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'in-use-'));
    const [from, to] = [join(folder, 'new'), join(folder, 'old')];
    await writeFile(from, 'new');
    await writeFile(to, 'old');
    await moveOver(from, to, windows);
    expect(await readFile(to, 'utf8')).toBe('new');
    await expect(moveOver(from, to, windows)).rejects.toMatchObject({ code: 'ENOENT' });
    await rm(folder, { recursive: true });
  });
});
