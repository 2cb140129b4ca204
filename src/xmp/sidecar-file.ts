/** Sidecars on the disk: reading one, and replacing it without ever losing what another program wrote. */
import { hash } from 'node:crypto';
import { lstat, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemCode } from '../errors.ts';
import { readDated, TooLargeError } from '../files/open-file.ts';
import { realPath } from '../files/real-path.ts';
import { replaceFile } from '../files/replace.ts';
import { syncFolder } from '../files/sync.ts';
import { largestSidecar } from '../rules/foreign-text.ts';
import { readXmp } from './read.ts';
import { tooLarge } from './source.ts';
import { XmpError } from './xmp-error.ts';

/** The bytes of a sidecar and what tells them from any others. */
export type SidecarBytes = {
  readonly bytes: Buffer;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string;
  /** Modification time in nanoseconds since 1970, as text. */
  readonly mtime: string;
};

/**
 * Reads a sidecar; undefined when there is none.
 * @throws XmpError `too-large` before reading it, or the file system's error
 */
export async function readSidecarFile(path: string): Promise<SidecarBytes | undefined> {
  try {
    const { bytes, mtimeNs } = await readDated(path, largestSidecar);
    return { bytes, hash: hashOf(bytes), mtime: String(mtimeNs) };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error instanceof TooLargeError ? tooLarge() : error;
  }
}

/**
 * Puts new bytes in the place of a sidecar: temporary file, fsync, rename, with the permissions of the old one. Just
 * before the rename the old file is read again, and if it is no longer what `before` says, it stays.
 * @param before the hash of the bytes the new ones were made from; undefined for a sidecar that must not exist yet
 * @param photo the photo that a new sidecar is never more open than
 * @returns what the file then holds
 * @throws XmpError `changed-meanwhile`, `read-only`, or the file system's error
 */
export async function writeSidecarFile(
  path: string,
  bytes: Uint8Array,
  before: string | undefined,
  photo?: string,
): Promise<SidecarBytes> {
  const target = before === undefined ? path : await writableAt(path).catch(changedIfGone);
  await replaceFile(target, bytes, {
    like: photo,
    beforeRename: () => assertUnchanged(target, before),
  });
  const { mtimeNs } = await stat(target, { bigint: true });
  return { bytes: Buffer.from(bytes), hash: hashOf(bytes), mtime: String(mtimeNs) };
}

/**
 * Removes a sidecar that holds what `before` says.
 * @throws XmpError `changed-meanwhile`, `read-only`, or the file system's error
 */
export async function removeSidecarFile(path: string, before: string): Promise<void> {
  await assertUnchanged(path, before);
  await writableAt(path);
  await unlink(path);
  await syncFolder(dirname(path));
}

/** The file to replace: a link stays a link, and what it leads to is replaced. @throws XmpError `read-only` */
async function writableAt(path: string): Promise<string> {
  const found = await lstat(path);
  const target = found.isSymbolicLink() ? await realPath(path) : path;
  const { mode } = target === path ? found : await stat(target);
  if ((mode & 0o222) === 0)
    throw new XmpError('read-only', 'It is marked read-only. Allow writing to it, then try again.');
  return target;
}

async function assertUnchanged(path: string, before: string | undefined): Promise<void> {
  const now = await readSidecarFile(path);
  if (now?.hash !== before) throw changedMeanwhile();
}

function changedIfGone(error: unknown): never {
  throw systemCode(error) === 'ENOENT' ? changedMeanwhile() : error;
}

function changedMeanwhile(): XmpError {
  return new XmpError(
    'changed-meanwhile',
    'Another program saved it at the same moment. Nothing was written; try again.',
  );
}

export function hashOf(bytes: Uint8Array): string {
  return hash('sha256', bytes);
}

/** photoshop:SidecarForExtension of a file; undefined when it has none. @throws XmpError when it cannot be read */
export async function sidecarForExtension(path: string): Promise<string | undefined> {
  const file = await readSidecarFile(path);
  return file === undefined ? undefined : readXmp(file.bytes).sidecarForExtension;
}
