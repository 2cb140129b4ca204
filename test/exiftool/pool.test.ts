/** The pool on real processes: missing, broken, dead and hanging ones. */
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { exifToolVersion, startPool } from '../../src/exiftool/pool.ts';
import { ProcessLostError } from '../../src/exiftool/process-lost.ts';
import { picture } from '../fixtures/jpeg/build.ts';

afterEach(() => vi.unstubAllEnvs());

const { signal } = new AbortController();

it('says its version', async () => {
  expect(await exifToolVersion(signal)).toMatch(/^\d+\.\d+$/);
});

it('says in one line that Perl is missing, and what to install', async () => {
  vi.stubEnv('PATH', '/nowhere');
  await expect(exifToolVersion(signal)).rejects.toMatchObject({
    code: 'exiftool-missing',
    message: 'Perl is not installed, and ExifTool needs it.',
    advice: expect.stringMatching(/^Install Perl .*apt install perl/),
  });
});

it('says why a Perl that does not work ends', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bad-perl-'));
  await writeFile(join(folder, 'perl'), '#!/bin/sh\nexit 2\n');
  await chmod(join(folder, 'perl'), 0o755);
  vi.stubEnv('PATH', folder);
  await expect(startPool()).rejects.toMatchObject({
    code: 'exiftool-failed',
    message: expect.stringMatching(/^ExifTool does not start: /),
  });
});

it('is not changed by a configuration of the user', async () => {
  const home = await mkdtemp(join(tmpdir(), 'home-'));
  await writeFile(join(home, '.ExifTool_config'), 'die "the configuration was read";\n');
  vi.stubEnv('HOME', home);
  vi.stubEnv('EXIFTOOL_HOME', home);
  const pool = await startPool({ processes: 1 });
  expect((await pool.run(['-ver'])).errors).toEqual([]);
  await pool.end();
});

it('gives warnings and errors as data, without the file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pool-'));
  const file = join(folder, 'a - b.jpg');
  await writeFile(file, await picture());
  const pool = await startPool({ processes: 1 });
  const copy = join(folder, 'copy.jpg');
  const long = await pool.run([`-IPTC:City=${'x'.repeat(40)}`, '-o', copy, file]);
  expect(long.warnings).toEqual(['[Minor] IPTC:City exceeds length limit (truncated)']);
  const again = await pool.run(['-IPTC:City=x', '-o', copy, file]);
  expect(again.errors).toEqual([expect.stringContaining('already exists')]);
  await pool.end();
});

it('replaces a process that hangs and goes on', async () => {
  const pool = await startPool({ processes: 1, timeout: 300 });
  const [pid] = pool.pids;
  if (pid === undefined) throw new Error('no process');
  process.kill(pid, 'SIGSTOP');
  await expect(pool.run(['-ver'])).rejects.toBeInstanceOf(ProcessLostError);
  expect((await pool.run(['-ver'])).stdout).toMatch(/^\d/);
  expect(pool.pids).not.toContain(pid);
  await pool.end();
  expect(pool.pids).toEqual([]);
});
