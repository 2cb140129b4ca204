/** A folder that its owner alone may read, where permission bits do not say so: on Windows, by its access list. */
import { once } from 'node:events';
import { userInfo } from 'node:os';
import { startProgram } from './child.ts';
import { platform } from './platform.ts';

/** Milliseconds; it takes a few. */
const longest = 5000;

/**
 * Takes what a folder has inherited from the one above off its access list, so that this user alone may use it and what is
 * made in it later. Where bits do that, nothing is done. Resolves to whether the folder is closed; never rejects.
 */
export async function closeToOthers(
  folder: string,
  { hasModes } = platform(),
  within = longest,
): Promise<boolean> {
  if (hasModes) return true;
  const { USERDOMAIN: domain } = process.env;
  const { username } = userInfo();
  const who = domain ? `${domain}\\${username}` : username;
  const words = [folder, '/inheritance:r', '/grant:r', `${who}:(OI)(CI)F`, '/q'];
  try {
    const icacls = startProgram('icacls', words, {
      stdio: 'ignore',
      windowsHide: true,
      signal: AbortSignal.timeout(within),
    });
    const [code] = (await once(icacls, 'close')) as [number | null];
    return code === 0;
  } catch {
    // There is no icacls, or it does not end.
    return false;
  }
}
