/**
 * Previews on disk, beside the catalog. They can be made again at any time, so they are written without waiting for
 * the disk and thrown away, oldest first, when they take more room than the user allows.
 */

import { hash } from 'node:crypto';
import { lstat, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { systemCode } from '../errors.ts';
import { namesIn } from '../files/if-there.ts';
import { moveOver } from '../files/in-use.ts';
import { readWhole } from '../files/open-file.ts';
import { sweepTemporaries, temporaryFor } from '../files/temporary.ts';
import { ownFolder, privateModeIn } from '../files/work-folder.ts';
import { parseStructure } from '../jpeg/segments.ts';
import type { Issue, Size } from '../photo.ts';
import { makePreview, type PreviewOptions } from './make.ts';
import { previewSize } from './size.ts';

/** What identifies a version of a photo, and where it lies. */
export type PreviewSource = {
  readonly id: number;
  readonly bytes: number;
  readonly mtime: string;
  readonly size: Size;
  /** Absolute path. */
  readonly file: string;
};

/** A preview on disk. */
export type Preview = { readonly path: string; readonly bytes: Buffer; readonly size: Size };

const folders = 256;
/** More than a picture of 2048 by 2048 takes uncompressed. */
const largestPreview = 16 * 1024 * 1024;

/**
 * The file of a preview. The id keeps photos apart; the rest changes when the photo or the wanted size does, so
 * that an old preview is never taken for a new one.
 */
export function previewPath(
  folder: string,
  source: PreviewSource,
  options: PreviewOptions,
): string {
  const { bytes, mtime } = source;
  const version = hash('sha256', `${bytes} ${mtime} ${options.edge} ${options.quality}`);
  const part = (source.id % folders).toString(16).padStart(2, '0');
  return join(folder, part, `${source.id}-${version.slice(0, 12)}.jpg`);
}

/**
 * The preview of a photo, from disk or newly made. Throws only what stops everything, such as a full disk.
 * @param folder of all previews of the archive
 */
export async function previewOf(
  folder: string,
  source: PreviewSource,
  options: PreviewOptions,
): Promise<Preview | { readonly issue: Issue }> {
  const path = previewPath(folder, source, options);
  const known = await readPreview(path);
  if (known !== undefined)
    return { path, bytes: known, size: sizeOf(known) ?? previewSize(source.size, options.edge) };
  const made = await makePreview(source.file, source.size, options);
  if ('issue' in made) return made;
  ownFolder(ownFolder(dirname(folder), basename(folder)), basename(dirname(path)));
  await keep(path, made.bytes, (await stat(source.file).catch(() => undefined))?.mode ?? 0o600);
  return { path, ...made };
}

/** Of a preview; that of a raw file has the shape of the picture inside it. */
function sizeOf(bytes: Buffer): Size | undefined {
  const parsed = parseStructure(bytes, bytes.length);
  return parsed.kind === 'structure' ? parsed.structure.frame : undefined;
}

/** The bytes of a preview that was written to its end; after a power cut one may be empty or cut. */
async function readPreview(path: string): Promise<Buffer | undefined> {
  try {
    // A link is not followed; what is made takes its place.
    const isOurs = (await lstat(dirname(path))).isDirectory() && (await lstat(path)).isFile();
    if (!isOurs) return undefined;
    const bytes = await readWhole(path, largestPreview);
    const whole = bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8;
    return whole && bytes.readUInt16BE(bytes.length - 2) === 0xffd9 ? bytes : undefined;
  } catch (error) {
    // Not there, or not to be read: it can be made again.
    if (systemCode(error) !== undefined) return undefined;
    throw error;
  }
}

/** @param photoMode permissions of the photo, which its preview is never more open than */
async function keep(path: string, bytes: Buffer, photoMode: number): Promise<void> {
  const temporary = temporaryFor(path);
  const mode = privateModeIn(dirname(path)) & (photoMode | 0o600);
  try {
    await writeFile(temporary, bytes, { flag: 'wx', mode });
    await moveOver(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

export type Trimmed = {
  readonly keptBytes: number;
  readonly removedBytes: number;
  readonly removedFiles: number;
};

/**
 * Throws away previews, oldest first, until they take at most `limitBytes`. Those that `isNeeded` says are
 * still to be sent are neither counted nor thrown away.
 */
export async function trimPreviews(
  folder: string,
  limitBytes: number,
  isNeeded: (photoId: number) => boolean,
): Promise<Trimmed> {
  const found: StoredPreview[] = [];
  let total = 0;
  for await (const preview of storedPreviews(folder)) {
    if (isNeeded(preview.photoId)) continue;
    total += preview.bytes;
    found.push(preview);
  }
  let removedBytes = 0;
  let removedFiles = 0;
  if (total > limitBytes) found.sort((a, b) => a.at - b.at);
  for (const { path, bytes } of found) {
    if (total - removedBytes <= limitBytes) break;
    await rm(path, { force: true });
    removedBytes += bytes;
    removedFiles++;
  }
  return { keptBytes: total - removedBytes, removedBytes, removedFiles };
}

type StoredPreview = { path: string; photoId: number; bytes: number; at: number };

async function* storedPreviews(folder: string): AsyncGenerator<StoredPreview> {
  for (const part of await namesIn(folder)) {
    if (!/^[0-9a-f]{2}$/.test(part) || !(await lstat(join(folder, part))).isDirectory()) continue;
    await sweepTemporaries(join(folder, part));
    for (const name of await namesIn(join(folder, part))) {
      if (!/^\d+-[0-9a-f]{12}\.jpg$/.test(name)) continue;
      const path = join(folder, part, name);
      const { size: bytes, mtimeMs: at } = await lstat(path);
      yield { path, photoId: Number.parseInt(name, 10), bytes, at };
    }
  }
}
