/** Opens the server of an outlet with the password that is stored for it. */
import type { Outlet } from '../../rules/outlets/schema.ts';
import { outletSettings } from '../../settings.ts';
import type { Remote } from '../../transports/remote.ts';
import { openTransport, type Transport } from '../../transports/transport.ts';
import type { Archive } from '../archive/archive.ts';
import { accessTo } from '../archive/remote-access.ts';
import type { StageContext } from '../archive/stage.ts';

export type OutletContext = Pick<StageContext, 'clock' | 'signal'> & {
  readonly archive: Pick<Archive, 'logins' | 'settings'>;
};

/** The first connection is made when it is needed. */
export function openOutlet(context: OutletContext, { id }: Outlet, remote: Remote): Transport {
  const line = outletSettings(context.archive.settings, id).passwordCommand;
  const command = { setting: `outlets.${id}.passwordCommand`, line };
  return openTransport(remote, accessTo(`outlets.${id}`, command, context), context.signal);
}
