/**
 * The JPEGs of a folder tree, by name. A stack of readdir calls: `opendir({ recursive })` is many times slower
 * on large trees (nodejs/node#55764), and a list of everything would contain a million names.
 */
import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders that other programs keep their own copies in. */
const foreignFolders = new Set(['@eaDir', '#recycle', '$RECYCLE.BIN', 'System Volume Information']);

export type FolderOfPhotos = {
  /** Relative to the root, separated by `/`; empty for the root itself. */
  readonly folder: string;
  /** File names that end in .jpg or .jpeg, in any case, sorted. */
  readonly names: readonly string[];
};

export type UnreadableFolder = { readonly folder: string; readonly error: unknown };

/** Whether a file or folder name is one that photo programs ignore (dot files, `._*`, `@eaDir`). */
function isHidden(name: string): boolean {
  return name.startsWith('.') || foreignFolders.has(name);
}

/**
 * Walks depth first in sorted order and yields every folder that contains JPEGs. Symbolic links to folders are
 * not followed, so that a loop cannot hang the walk; links to files are listed.
 */
export async function* walkPhotos(
  root: string,
  onUnreadable: (folder: UnreadableFolder) => void,
): AsyncGenerator<FolderOfPhotos> {
  const stack = [''];
  for (let folder = stack.pop(); folder !== undefined; folder = stack.pop()) {
    let entries: Dirent[];
    try {
      entries = await readdir(join(root, folder), { withFileTypes: true });
    } catch (error) {
      onUnreadable({ folder, error });
      continue;
    }
    const names: string[] = [];
    const folders: string[] = [];
    for (const entry of entries) {
      if (isHidden(entry.name)) continue;
      if (entry.isDirectory()) folders.push(entry.name);
      else if (/\.jpe?g$/i.test(entry.name) && (entry.isFile() || entry.isSymbolicLink()))
        names.push(entry.name);
    }
    if (names.length > 0) yield { folder, names: names.sort() };
    for (const name of folders.sort().reverse())
      stack.push(folder === '' ? name : `${folder}/${name}`);
  }
}
