/** What a user may lack: in containers and for services, programs run without a home, or as a user without a name. */
import { homedir } from 'node:os';
import { isAbsolute } from 'node:path';

/** Gives this process the home that Debian gives such users, so that nothing is kept in the current folder instead. */
export function ensureHome(): void {
  try {
    if (isAbsolute(homedir())) return;
  } catch {
    // The system does not know the user.
  }
  process.env['HOME'] = '/nonexistent';
}

/** Keeps a mask (`umask 777`) from closing to this user what is made for them: nothing that was written could be read again. */
export function ensureOwnFiles(): void {
  const mask = process.umask(0o077);
  process.umask(mask & 0o077);
}
