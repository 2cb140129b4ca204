/**
 * The photos of a folder tree, by name. A stack of readdir calls: `opendir({ recursive })` is many times slower
 * on large trees (nodejs/node#55764), and a list of everything would contain a million names.
 */
import { isUtf8 } from 'node:buffer';
import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { asStop, StopError } from '../errors.ts';
import { isConflictName } from './conflict-copies.ts';
import { type Formats, isJpegName, isPicture, partsBeside, pictureKind } from './picture-kinds.ts';

/** Folders that network disks, systems and photo programs keep copies of their own in. */
const foreignFolders = new Set([
  '@eaDir',
  '@Recycle',
  '@Recently-Snapshot',
  '#recycle',
  '#snapshot',
  '~snapshot',
  '$RECYCLE.BIN',
  'System Volume Information',
  'lost+found',
  '__MACOSX',
]);
const foreignEndings =
  /\.(?:photoslibrary|photolibrary|aplibrary|migratedphotolibrary|lrdata|lrlibrary|lrcat-data|cocatalog|cosessiondb)$/i;

/** What iCloud Drive leaves of a photo that macOS 13 and older have taken off the disk. */
const inCloud = /^\.(?<photo>.+)\.icloud$/i;

/** What a photographer writes down of the photos of a folder, in any case: notes, and a metadata template. */
export const notesFile = 'proofsheet.txt';
export const templateFile = 'proofsheet.template.txt';

/** What other programs keep of a photo before they change it: ExifTool, editors, backups; or have not finished. */
const keptAside = /(?:_original|_backup|~|\.(?:bak|orig|old|tmp|part|download|crdownload))$/i;

export type FolderOfPhotos = {
  /** Relative to the root, separated by `/`; empty for the root itself. */
  readonly folder: string;
  /** File names of JPEGs, and of those other kinds that are asked for and have no JPEG beside them; sorted. */
  readonly names: readonly string[];
};

export type UnreadableFolder = { readonly folder: string; readonly error: unknown };

/** What a walk passes over and somebody may miss. */
export type LeftOutKind =
  | 'linked-folder'
  | 'dead-link'
  | 'foreign-folder'
  | 'catalog'
  | 'conflict-sidecar'
  | 'kept-aside'
  | 'picture'
  /** A picture of another kind with the name of a JPEG. */
  | 'pair'
  | 'in-cloud';
export type LeftOut = { readonly kind: LeftOutKind; readonly path: string };

export type Watcher = {
  /** Which pictures are photos; all kinds unless given. */
  readonly formats?: Formats;
  readonly onUnreadable?: (folder: UnreadableFolder) => void;
  readonly onLeftOut?: (leftOut: LeftOut) => void;
  /** A file with notes on the photos of its folder, or with a template for them. */
  readonly onNotes?: (path: string) => void;
};

/**
 * Walks depth first in sorted order and yields every folder that contains photos. Symbolic links to folders are
 * not followed, so that a loop cannot hang the walk; links to files are listed.
 */
export async function* walkPhotos(
  root: string,
  { formats = 'all', onUnreadable, onLeftOut, onNotes }: Watcher = {},
): AsyncGenerator<FolderOfPhotos> {
  const stack = [''];
  for (let folder = stack.pop(); folder !== undefined; folder = stack.pop()) {
    let entries: readonly Entry[];
    try {
      entries = await entriesOf(join(root, folder));
    } catch (error) {
      const stop = asStop(error, 'a list of files');
      if (stop instanceof StopError) throw stop;
      onUnreadable?.({ folder, error });
      continue;
    }
    const names: string[] = [];
    const folders: string[] = [];
    const others: string[] = [];
    for (const entry of entries) {
      const { name, isReachable } = entry;
      const target =
        entry.is.isSymbolicLink() && isReachable
          ? await linkedTo(join(root, folder, name))
          : entry.is;
      const kind = kindOf(entry, target);
      if (kind === 'photo') names.push(name);
      else if (kind === 'picture') others.push(name);
      else if (kind === 'notes') onNotes?.(inside(folder, name));
      else if (kind === 'folder' && isReachable) folders.push(name);
      else if (kind === 'folder')
        onUnreadable?.({ folder: inside(folder, name), error: new Error('its name is not UTF-8') });
      else if (kind !== undefined && !(kind === 'catalog' && folder === ''))
        onLeftOut?.({ kind, path: inside(folder, name) });
    }
    const partOf = partsBeside(names, formats);
    for (const name of others) {
      const part = partOf(name);
      if (part === 'photo') names.push(name);
      else onLeftOut?.({ kind: part === 'pair' ? 'pair' : 'picture', path: inside(folder, name) });
    }
    if (names.length > 0) yield { folder, names: names.sort() };
    for (const name of folders.sort().reverse()) stack.push(inside(folder, name));
  }
}

/** @property isReachable false where the name is not the file's own, which is not UTF-8 */
type Entry = { readonly name: string; readonly isReachable: boolean; readonly is: Kind };
type Kind = Pick<Dirent, 'isDirectory' | 'isSymbolicLink'>;

/** What Node gives in place of bytes that are not UTF-8. */
const lost = '\ufffd';

async function entriesOf(path: string): Promise<readonly Entry[]> {
  const entries = await readdir(path, { withFileTypes: true });
  if (entries.every(({ name }) => !name.includes(lost)))
    return entries.map((is) => ({ name: is.name, isReachable: true, is }));
  // Several such names would look like one, and like that of another file.
  const exact = await readdir(path, { withFileTypes: true, encoding: 'buffer' });
  const taken = new Set(
    exact.filter(({ name }) => isUtf8(name)).map(({ name }) => name.toString()),
  );
  return exact.map((is) => {
    if (isUtf8(is.name)) return { name: is.name.toString(), isReachable: true, is };
    let name = inHex(is.name);
    while (taken.has(name)) name = lost + name;
    taken.add(name);
    return { name, isReachable: false, is };
  });
}

/** Bytes as text, and those that are none by their numbers: no other bytes give the same. */
function inHex(bytes: Buffer): string {
  const text: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const letter = [1, 2, 3, 4].map((length) => bytes.subarray(at, at + length)).find(isUtf8);
    text.push(letter?.toString() ?? lost + bytes.toString('hex', at, at + 1).toUpperCase());
    at += letter?.length ?? 1;
  }
  return text.join('');
}

const inside = (folder: string, name: string) => (folder === '' ? name : `${folder}/${name}`);

/** Undefined for what nobody misses: dot files, `._*`, texts, sidecars. @param target what a link leads to, where known */
function kindOf(
  { name, is }: Entry,
  target: Kind | undefined,
): LeftOutKind | 'photo' | 'notes' | 'folder' | undefined {
  if (name === catalogFolder) return 'catalog';
  if (pictureKind(inCloud.exec(name)?.groups?.['photo'] ?? '') !== undefined) return 'in-cloud';
  if (name.startsWith('.')) return undefined;
  if (target === undefined) return 'dead-link';
  const isLink = target !== is;
  if (target.isDirectory()) {
    if (isLink) return 'linked-folder';
    return foreignFolders.has(name) || foreignEndings.test(name) ? 'foreign-folder' : 'folder';
  }
  if (isJpegName(name)) return 'photo';
  if ([notesFile, templateFile].includes(name.toLowerCase())) return 'notes';
  if (keptAside.test(name) && pictureKind(name.replace(keptAside, '')) !== undefined)
    return 'kept-aside';
  if (/\.xmp$/i.test(name)) return isConflictName(name) ? 'conflict-sidecar' : undefined;
  return isPicture(name) ? 'picture' : undefined;
}

const linkedTo = (path: string): Promise<Stats | undefined> => stat(path).catch(() => undefined);

/** Where the catalog of an archive lies in it. */
export const catalogFolder = '.proofsheet';
