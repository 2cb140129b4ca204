/** What must not change: a tree of files with all that is in it, and the picture of every photo. */
import { createHash } from 'node:crypto';
import { type Dirent, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import sharp from 'sharp';

/** A path as bytes, for names that are no UTF-8. */
type Path = Buffer;

const under = (folder: Path, name: Buffer): Path => Buffer.concat([folder, Buffer.from('/'), name]);

/** Everything below a folder, links not followed, in a fixed order. */
function* entriesBelow(folder: Path): Generator<{ path: Path; entry: Dirent<Buffer> }> {
  const entries = readdirSync(folder, { withFileTypes: true, encoding: 'buffer' });
  for (const entry of entries.sort((one, other) => one.name.compare(other.name))) {
    const path = under(folder, entry.name);
    yield { path, entry };
    if (entry.isDirectory()) yield* entriesBelow(path);
  }
}

/** Changes with every name, kind, mode, content and time of change below a folder. */
export function sealOf(folder: string): string {
  const hash = createHash('sha256');
  for (const { path, entry } of entriesBelow(Buffer.from(folder))) {
    const { mode, mtimeMs, size } = lstatSync(path);
    hash.update(path).update(`\0${mode} ${mtimeMs}\0`);
    if (entry.isSymbolicLink()) hash.update(readlinkSync(path, 'buffer'));
    else if (entry.isFile() && size <= mostBytes) hash.update(readFileSync(path));
  }
  return hash.digest('hex');
}

/** Larger files are sparse ones of an attack. */
const mostBytes = 100_000_000;

/** The names below a folder, as text, without what is in the folders to leave out. */
export function namesBelow(folder: string, leftOut: readonly string[] = []): string[] {
  const names: string[] = [];
  for (const { path } of entriesBelow(Buffer.from(folder))) {
    const name = path.subarray(Buffer.byteLength(folder) + 1).toString('latin1');
    if (!leftOut.some((one) => name.startsWith(`${one}/`))) names.push(name);
  }
  return names;
}

/** The pixels of every photo below a folder, as hashes by path; of what cannot be decoded, its bytes. */
export async function picturesBelow(folder: string): Promise<ReadonlyMap<string, string>> {
  const pictures = new Map<string, string>();
  for (const { path, entry } of entriesBelow(Buffer.from(folder))) {
    const name = path.subarray(Buffer.byteLength(folder) + 1).toString('latin1');
    if (name.startsWith('.proofsheet') || !entry.isFile() || !/\.jpe?g$/i.test(name)) continue;
    if (lstatSync(path).size > mostBytes) continue;
    const bytes = readFileSync(path);
    const pixels = await pixelsOf(bytes).catch(() => bytes);
    pictures.set(name, createHash('sha256').update(pixels).digest('hex'));
  }
  return pictures;
}

/** @throws Error where nothing can be decoded, at once of no bytes */
async function pixelsOf(bytes: Buffer): Promise<Buffer> {
  return await sharp(bytes, { limitInputPixels: 10_000_000 }).raw().toBuffer();
}
