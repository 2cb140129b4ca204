/** What opens a server that files go to: the password, asked for once in a run, and what is remembered of it. */
import type { RemoteAccess } from '../../transports/remote.ts';
import type { Archive } from './archive.ts';
import type { StageContext } from './stage.ts';

/**
 * @param server what the password was stored for
 * @param command that prints it instead, and the setting that holds it
 */
export function accessTo(
  server: string,
  command: { readonly setting: string; readonly line: string },
  {
    archive: { logins },
    clock,
  }: Pick<StageContext, 'clock'> & { readonly archive: Pick<Archive, 'logins'> },
): RemoteAccess {
  if (logins === undefined) throw new Error('There are no logins');
  let password: Promise<string | undefined> | undefined;
  return {
    knownHosts: logins.knownHosts,
    wait: (milliseconds, until) => clock.wait(milliseconds, until),
    password(until) {
      password ??= logins.password(server, command, until);
      return password;
    },
  };
}
