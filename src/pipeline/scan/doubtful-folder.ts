/** Whether a folder is likely to be meant as an archive, asked before the first scan of it. */
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, relative, resolve } from 'node:path';
import { counted } from '../../amounts.ts';
import { walkPhotos } from '../../files/walk.ts';
import { placeFromFolders } from '../../rules/places/folders.ts';
import type { Settings } from '../../settings.ts';

/** Folders with photos from which on a folder counts as large, and after which looking ends. */
const many = 1000;
/** The part of them that must lie as the setting says. */
const least = 0.1;

/**
 * Why it may be a slip to scan a folder: it is the user's own one or above it, or it holds very many folders of pictures
 * that say no place. A sentence, or undefined where nothing speaks against it.
 */
export async function doubtAbout(
  path: string,
  { folders: pattern, formats }: Pick<Settings, 'folders' | 'formats'>,
  home: string = homedir(),
): Promise<string | undefined> {
  const root = real(path);
  const fromRoot = relative(root, real(home));
  if (fromRoot === '') return `${root} is your home folder, with everything in it.`;
  if (!fromRoot.startsWith('..') && !isAbsolute(fromRoot))
    return `${root} holds your home folder, and much that is no archive of photos.`;
  let [seen, placed] = [0, 0];
  for await (const { folder } of walkPhotos(root, { formats })) {
    seen++;
    if (placeFromFolders(folder.split('/'), pattern).place !== undefined) placed++;
    if (seen >= many) break;
  }
  if (seen < many || placed >= seen * least) return undefined;
  return `${root} holds ${counted(many, 'folder')} of photos or more, and hardly any says a place, as ${pattern} does.`;
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // A home that is not there holds nothing; whether the archive is there was asked before.
    return resolve(path);
  }
}
