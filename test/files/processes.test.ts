/** Whose temporary files are swept away, and whose stay. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newPrivateFolder, sweepPrivateFolders } from '../../src/files/private-folder.ts';
import { isStillRunning } from '../../src/files/processes.ts';
import { sweepTemporaries, temporaryFor } from '../../src/files/temporary.ts';

const nobody = 65534;
const src = join(import.meta.dirname, '../../src/files');

/** A process that waits until the test is over. */
async function sleeper(uid?: number): Promise<number> {
  const child: ChildProcess = spawn('sleep', ['60'], {
    stdio: 'ignore',
    cwd: '/',
    ...(uid === undefined ? {} : { uid }),
  });
  await once(child, 'spawn');
  onTestFinished(() => void child.kill());
  return child.pid ?? 0;
}

async function deadProcess(): Promise<number> {
  const child = spawn('true', { stdio: 'ignore' });
  await once(child, 'close');
  return child.pid ?? 0;
}

function leftBy(folder: string, pid: number, ending = ''): string {
  const path = join(folder, `.a.jpg.${pid}-0123abcd.proofsheet-tmp${ending}`);
  writeFileSync(path, 'half');
  return path;
}

/** Dates a file back to long before any process of the test began. */
function age(path: string): void {
  const before = Date.now() / 1000 - 30 * 24 * 3600;
  utimesSync(path, before, before);
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'proofsheet-sweep-'));

describe('temporary files beside photos', () => {
  it('go when their process is gone, and what was copied beside them', async () => {
    const folder = newFolder();
    const pid = await deadProcess();
    const left = [leftBy(folder, pid), leftBy(folder, pid, '.full')];
    expect(await sweepTemporaries(folder)).toBe(2);
    for (const path of left) expect(existsSync(path)).toBe(false);
  });

  it('stay while their process lives, however it is called', async () => {
    const folder = newFolder();
    const left = leftBy(folder, await sleeper());
    expect(await sweepTemporaries(folder)).toBe(0);
    expect(existsSync(left)).toBe(true);
  });

  it('stay while a process of somebody else lives, which may not be signalled', async (context) => {
    const { getuid, seteuid } = process;
    if (seteuid === undefined || getuid?.call(process) !== 0)
      return context.skip('only root can start processes of others');
    const folder = newFolder();
    const left = leftBy(folder, await sleeper());
    chownSync(folder, nobody, nobody);
    seteuid.call(process, nobody);
    try {
      expect(await sweepTemporaries(folder)).toBe(0);
    } finally {
      seteuid.call(process, 0);
    }
    expect(existsSync(left)).toBe(true);
  });

  it('go when another process has the id by now', async (context) => {
    if (process.platform !== 'linux')
      return context.skip('only Linux says since when a process runs');
    const folder = newFolder();
    const left = leftBy(folder, await sleeper());
    age(left);
    expect(await sweepTemporaries(folder)).toBe(1);
  });

  it('stay while their process lives, and the clock has been set forwards since', async (context) => {
    if (process.platform !== 'linux')
      return context.skip('only Linux says since when a process runs');
    const folder = newFolder();
    const left = temporaryFor(join(folder, 'a.jpg'));
    writeFileSync(left, 'half');
    // As another process finds it: ours are not looked at.
    const script = `import { sweepTemporaries } from ${JSON.stringify(join(src, 'temporary.ts'))};
      import { sweepPrivateFolders } from ${JSON.stringify(join(src, 'private-folder.ts'))};
      await sweepPrivateFolders(process.argv[1]);
      console.log(await sweepTemporaries(process.argv[1]));`;
    const kept = basename(await newPrivateFolder());
    mkdirSync(join(folder, kept));
    for (const path of [left, join(folder, kept)]) age(path);
    const words = ['--input-type=module', '-e', script, folder];
    expect(execFileSync(process.execPath, words, { encoding: 'utf8' })).toBe('0\n');
    expect(readdirSync(folder).toSorted()).toEqual([basename(left), kept].toSorted());
  });

  it('are known by a process that was there before them', async (context) => {
    if (process.platform !== 'linux')
      return context.skip('only Linux says since when a process runs');
    const pid = await sleeper();
    expect(isStillRunning(pid, Date.now())).toBe(true);
    expect(isStillRunning(pid, Date.now() - 60_000)).toBe(false);
    expect(isStillRunning(await deadProcess(), Date.now())).toBe(false);
  });
});

describe('private folders', () => {
  it('are closed to others', async () => {
    const folder = await newPrivateFolder();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('go when their process is gone; nothing else does', async () => {
    const place = newFolder();
    const make = (name: string) => {
      mkdirSync(join(place, name));
      writeFileSync(join(place, name, 'text'), 'x');
      return join(place, name);
    };
    const dead = await deadProcess();
    const alive = make(`proofsheet-${await sleeper()}-abcDEF`);
    const gone = make(`proofsheet-${dead}-abcDEF`);
    const others = [
      make('proofsheet-abcDEF'),
      make(`proofsheet-${dead}-abcDEF.d`),
      make('documents'),
    ];
    const link = join(place, `proofsheet-${dead}-abcDEG`);
    symlinkSync(join(place, 'documents'), link);
    await sweepPrivateFolders(place);
    expect(existsSync(gone)).toBe(false);
    for (const path of [alive, link, ...others.map((one) => join(one, 'text'))])
      expect(existsSync(path), path).toBe(true);
  });

  it('of somebody else stay', async (context) => {
    if (process.getuid?.() !== 0) return context.skip('only root can give a folder away');
    const place = newFolder();
    const folder = join(place, `proofsheet-${await deadProcess()}-abcDEF`);
    mkdirSync(folder);
    chownSync(folder, nobody, nobody);
    await sweepPrivateFolders(place);
    expect(existsSync(folder)).toBe(true);
  });
});
