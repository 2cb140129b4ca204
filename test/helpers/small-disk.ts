/** Disks that are soon full. */
import { execFileSync } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own, to be unmounted afterwards; undefined where that is not allowed. */
export async function smallDisk(bytes: number): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'small-disk-'));
  const options = ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder];
  try {
    execFileSync('mount', options, { stdio: 'ignore' });
    return folder;
  } catch {
    process.stderr.write('A tmpfs cannot be mounted here: tests of full disks are skipped\n');
    return undefined;
  }
}
