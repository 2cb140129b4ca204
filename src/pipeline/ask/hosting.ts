/**
 * Previews on the user's server, where the model fetches them: each is written down before it is sent, under a name
 * that nobody guesses, and removed when the answer is here. A copy that is there is never sent twice.
 */
import { createHash, randomBytes } from 'node:crypto';
import { counted } from '../../amounts.ts';
import {
  countUnneeded,
  findCopy,
  forgetCopy,
  insertCopy,
  markCopyThere,
  unneededCopies,
} from '../../catalog/hosted-copies.ts';
import { InterruptedError, messageOf, StopError } from '../../errors.ts';
import { isWebAddress } from '../../setting-kinds.ts';
import type { Settings } from '../../settings.ts';
import { type Remote, remoteText } from '../../transports/remote.ts';
import { bufferSource } from '../../transports/source.ts';
import { openTransport, type Transport } from '../../transports/transport.ts';
import { tryAddress } from '../../transports/try-address.ts';
import type { Archive } from '../archive/archive.ts';
import { accessTo } from '../archive/remote-access.ts';
import type { StageContext } from '../archive/stage.ts';

export type DeliveryContext = Pick<StageContext, 'archive' | 'signal' | 'clock'>;

/** What opens a server: no catalog is needed for it. */
type OpeningContext = Omit<DeliveryContext, 'archive'> & {
  readonly archive: Pick<Archive, 'logins' | 'settings'>;
};

/** The server that the settings name; undefined where pictures are not uploaded. @throws StopError `settings-invalid` */
export function hostOf(settings: Settings): Remote | undefined {
  const delivery = settings['preview.delivery'];
  if (delivery === 'inline' || delivery === 'folder') return undefined;
  const host = settings['preview.host'].trim();
  const baseUrl = settings['preview.baseUrl'];
  if (host === '' || !isWebAddress(baseUrl))
    throw new StopError(
      'settings-invalid',
      'Pictures are to be uploaded, but the server or the web address of what is uploaded is not set.',
      'Set both: `proofsheet config set preview.host HOST` and `preview.baseUrl https://...`.',
    );
  const port = settings['preview.port'];
  return {
    kind: delivery === 'ftps' && port === 990 ? 'ftps-implicit' : delivery,
    host,
    port,
    user: settings['preview.user'],
    directory: settings['preview.directory'],
    region: settings['preview.region'],
    bucketIn: settings['preview.bucketIn'],
    keyFile: settings['preview.keyFile'],
  };
}

/** What a copy is kept under in the catalog, which nobody connects by: a catalog may be a stranger's. */
function keyOf(remote: Remote): string {
  return `${remote.user} ${remoteText(remote)}`;
}

/** Opens the server for the copies. */
function openHost(remote: Remote, context: OpeningContext): Transport {
  const setting = 'preview.passwordCommand';
  const line = context.archive.settings[setting];
  return openTransport(remote, accessTo('preview', { setting, line }, context), context.signal);
}

/** A server that is in use in this run, and whether its public address has been tried. */
type Host = { readonly transport: Transport; tried?: Promise<void> };

const hosts = new WeakMap<Archive, Host>();

function hostIn(context: DeliveryContext, remote: Remote): Host {
  const host = hosts.get(context.archive) ?? { transport: openHost(remote, context) };
  hosts.set(context.archive, host);
  return host;
}

/** Puts the copy for a request on the server, and gives its public address. */
export async function hostCopy(
  context: DeliveryContext,
  remote: Remote,
  requestId: number,
  preview: Buffer,
): Promise<string> {
  const { archive } = context;
  const { catalog, settings } = archive;
  const host = hostIn(context, remote);
  const key = keyOf(remote);
  const hash = createHash('sha256').update(preview).digest('hex');
  const known = findCopy(catalog, { requestId, hash }, key);
  const name = known?.name ?? newName();
  if (known === undefined) insertCopy(catalog, { name, requestId, hash }, key);
  if (known?.state !== 'there') {
    await host.transport.put(bufferSource(preview), name);
    markCopyThere(catalog, name);
  }
  const address = addressIn(settings['preview.baseUrl'], name);
  host.tried ??= tryAddress(address, preview, context.signal);
  await host.tried;
  return address;
}

/** Uploads a small file, fetches it from its public address, and removes it. @throws StopError saying what fails */
export async function tryHost(remote: Remote, context: OpeningContext): Promise<void> {
  const transport = openHost(remote, context);
  const name = newName();
  const bytes = Buffer.from(`proofsheet ${name}`);
  const source = bufferSource(bytes);
  try {
    await transport.put(source, name);
    await tryAddress(
      addressIn(context.archive.settings['preview.baseUrl'], name),
      bytes,
      context.signal,
    ).finally(() => transport.remove(name, source.hash));
  } finally {
    transport.close();
  }
}

const newName = () => `${randomBytes(16).toString('hex')}.jpg`;

/** The public address of a name of ours. */
export function addressIn(baseUrl: string, name: string): string {
  return `${baseUrl.replace(/(?<!\/)\/+$/, '')}/${name}`;
}

/** Ends the connections of a run. */
export function endHosting(archive: Archive): void {
  hosts.get(archive)?.transport.close();
  hosts.delete(archive);
}

/** Only what has a name of ours is ever removed. */
const ownName = /^[0-9a-f]{32}\.jpg$/;

/**
 * Removes the copies whose answers are here. What cannot be removed now is told, and tried again the next time.
 * @returns sentences for the user
 */
export async function clearHosted(context: DeliveryContext): Promise<string[]> {
  const { catalog, settings } = context.archive;
  const waiting = countUnneeded(catalog);
  if (waiting.length === 0) return [];
  const remote = hostOf(settings);
  const key = remote && keyOf(remote);
  const notes: string[] = [];
  for (const { remote: where, copies } of waiting)
    if (remote === undefined || where !== key)
      notes.push(
        `${counted(copies, 'preview is', 'previews are')} still at ${where}, which the settings do not name any more; set preview.host and the others back to have them removed.`,
      );
    else notes.push(...(await clearOn(context, remote, key)));
  return notes;
}

async function clearOn(context: DeliveryContext, remote: Remote, key: string): Promise<string[]> {
  const { archive } = context;
  const { catalog } = archive;
  const host = hostIn(context, remote);
  let removed = 0;
  try {
    for (
      let page = unneededCopies(catalog, key);
      page.length > 0;
      page = unneededCopies(catalog, key)
    )
      for (const { name, hash } of page) {
        if (ownName.test(name)) await host.transport.remove(name, hash);
        forgetCopy(catalog, name);
        removed++;
      }
  } catch (error) {
    if (error instanceof InterruptedError || context.signal.aborted) throw error;
    if (!(error instanceof StopError)) throw error;
    return [`Previews could not be removed: ${messageOf(error)} The next run tries again.`];
  }
  return [
    `${counted(removed, 'preview was', 'previews were')} removed from ${remoteText(remote)}.`,
  ];
}
