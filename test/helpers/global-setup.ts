/** One folder for all that the tests write, gone when they have ended. */
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function setup(): () => void {
  const folder = mkdtempSync(join(quickest(), 'proofsheet-tests-'));
  // Tests that act as other users must get through to their own folders.
  chmodSync(folder, 0o711);
  process.env['TMPDIR'] = folder;
  // Whoever runs them with npx has not started the program with it.
  delete process.env['npm_command'];
  process.env['XDG_CACHE_HOME'] = join(folder, 'cache');
  return () => rmSync(folder, { recursive: true, force: true });
}

/** Bytes that a whole run may fill, several times over. */
const room = 4e9;

/** Where writing is quickest: the program waits for the disk again and again, and memory lets nobody wait. */
function quickest(): string {
  const memory = '/dev/shm';
  try {
    accessSync(memory, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > room ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}
