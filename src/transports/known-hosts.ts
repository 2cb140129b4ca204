/** The host keys of SFTP servers, remembered when one is first met, in the form of OpenSSH's known_hosts. */
import { hash, timingSafeEqual } from 'node:crypto';
import { dirname } from 'node:path';
import { StopError } from '../errors.ts';
import { ifThere } from '../files/if-there.ts';
import { makeFolder } from '../files/make-folder.ts';
import { readWhole } from '../files/open-file.ts';
import { replaceFile } from '../files/replace.ts';
import { portOf, type Remote } from './remote.ts';

type HostKey = { readonly type: string; readonly key: Buffer };

/** Bytes; a host takes about a hundred of them. */
const largest = 1_000_000;

/** As OpenSSH writes a host: with its port only where that is an unusual one. */
function nameOf(remote: Remote): string {
  const port = portOf(remote);
  return port === 22 ? remote.host.toLowerCase() : `[${remote.host.toLowerCase()}]:${port}`;
}

async function linesOf(file: string): Promise<string[]> {
  const bytes = await ifThere(readWhole(file, largest), '');
  return bytes.toString().split(/\r?\n/);
}

/** The keys that are known of a server. */
export async function knownKeys(file: string, remote: Remote): Promise<readonly HostKey[]> {
  const name = nameOf(remote);
  return (await linesOf(file)).flatMap((line) => {
    const [hosts = '', type, key] = line.split(' ');
    if (type === undefined || key === undefined || !hosts.split(',').includes(name)) return [];
    return [{ type, key: Buffer.from(key, 'base64') }];
  });
}

/** Adds the key of a server that was not known. */
export async function rememberKey(file: string, remote: Remote, key: Buffer): Promise<void> {
  const lines = (await linesOf(file)).filter((line) => line !== '');
  const line = `${nameOf(remote)} ${typeOf(key)} ${key.toString('base64')}`;
  makeFolder(dirname(file));
  await replaceFile(file, Buffer.from(`${[...lines, line].join('\n')}\n`));
}

/** A key begins with the length and the letters of its type (RFC 4253, 6.6). */
function typeOf(key: Buffer): string {
  const length = key.length < 4 ? 0 : key.readUInt32BE(0);
  const type = key.subarray(4, 4 + length).toString('latin1');
  return /^[a-z0-9@.-]{1,64}$/.test(type) ? type : 'unknown';
}

export function isSameKey({ key: known }: HostKey, key: Buffer): boolean {
  return known.length === key.length && timingSafeEqual(known, key);
}

/** As OpenSSH and its servers' owners show a key: `ssh-ed25519 SHA256:...`. */
export function keyText(key: Buffer): string {
  return `${typeOf(key)} SHA256:${hash('sha256', key, 'base64').replace(/(?<!=)=+$/, '')}`;
}

export function hostChanged(file: string, remote: Remote, key: Buffer): StopError {
  return new StopError(
    'host-changed',
    `${nameOf(remote)} shows another key than before (${keyText(key)}): it was set up anew, or somebody stands in between. Nothing was sent, no password either.`,
    `Ask its owner whether the key is right; then delete the line of ${nameOf(remote)} in ${file}.`,
  );
}
