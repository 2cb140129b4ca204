/** The home of a user who has none: in containers and for services, programs run without, or as a user without a name. */
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
