import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { lockCatalog, sinceText } from '../../src/catalog/lock.ts';

const lockModule = pathToFileURL(join(import.meta.dirname, '../../src/catalog/lock.ts')).href;

/** A process of its own that takes the lock, says so, and keeps it. */
async function holderOf(folder: string) {
  const script = `
    import { lockCatalog, sinceText } from ${JSON.stringify(lockModule)};
    lockCatalog(${JSON.stringify(folder)}, 'proofsheet embed');
    console.log('locked');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
  await once(child.stdout, 'data');
  return child;
}

it('tells a second process who works on the archive, and frees the lock when the first is killed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lock-'));
  const holder = await holderOf(folder);
  expect(() => lockCatalog(folder, 'proofsheet scan')).toThrow(
    new RegExp(`proofsheet embed, process ${holder.pid} on .*, since \\d\\d:\\d\\d\\)`),
  );
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  lockCatalog(folder, 'proofsheet scan').release();
});

it('does not name a process that is gone, whoever has the lock now', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lock-'));
  const holder = await holderOf(folder);
  const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(gone, 'exit');
  const said = { pid: gone.pid, host: hostname(), command: 'proofsheet scan', since: new Date() };
  await writeFile(join(folder, 'lock.json'), JSON.stringify(said));
  expect(() => lockCatalog(folder, 'proofsheet embed')).toThrow(
    /^Another proofsheet is working on this archive\.$/,
  );
  holder.kill('SIGKILL');
  await once(holder, 'exit');
});

it('is free again after release', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lock-'));
  lockCatalog(folder, 'one').release();
  lockCatalog(folder, 'two').release();
});

it('gives the time of today alone, and that of another day with the day', () => {
  const now = new Date(2026, 10, 25, 9, 30);
  expect(sinceText(new Date(2026, 10, 25, 7, 5), now)).toBe('07:05');
  expect(sinceText(new Date(2026, 10, 24, 21, 22), now)).toBe('24 Nov 2026, 21:22');
});
