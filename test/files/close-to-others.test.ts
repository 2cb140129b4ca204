/** Closing a folder on Windows, with a stand-in for `icacls` that notes what it was told. */
import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { closeToOthers } from '../../src/files/close-to-others.ts';
import { platform } from '../../src/files/platform.ts';

afterEach(() => vi.unstubAllEnvs());

/** An `icacls` that does this; the file that it notes its words in. */
async function icacls(script: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'icacls-'));
  await writeFile(
    join(folder, 'icacls'),
    `#!/bin/sh\nprintf '%s\\n' "$@" > "${folder}/told"\n${script}\n`,
  );
  await chmod(join(folder, 'icacls'), 0o755);
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH']}`);
  return join(folder, 'told');
}

it('takes inherited rights off a folder and gives it to its user alone', async () => {
  vi.stubEnv('USERDOMAIN', 'STUDIO');
  const told = await icacls('exit 0');
  expect(await closeToOthers('C:\\Users\\Anna Ümlaut\\proofsheet', platform('win32'))).toBe(true);
  expect((await readFile(told, 'utf8')).split('\n').slice(0, 4)).toEqual([
    'C:\\Users\\Anna Ümlaut\\proofsheet',
    '/inheritance:r',
    '/grant:r',
    `STUDIO\\${userInfo().username}:(OI)(CI)F`,
  ]);
});

it('says so where that is refused, takes for ever, or there is no icacls', async () => {
  await icacls('exit 5');
  expect(await closeToOthers('x', platform('win32'))).toBe(false);
  await icacls('exec sleep 600');
  expect(await closeToOthers('x', platform('win32'), 100)).toBe(false);
  vi.stubEnv('PATH', '/nowhere');
  expect(await closeToOthers('x', platform('win32'))).toBe(false);
});

it('does nothing where permission bits close it', async () => {
  vi.stubEnv('PATH', '/nowhere');
  expect(await closeToOthers('x', platform('linux'))).toBe(true);
});
