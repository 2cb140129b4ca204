/** Whether there is anything to work on in a folder, asked before a catalog is made in it. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { catalogFile, lostCatalog } from '../../catalog/faults.ts';
import { messageOf, StopError } from '../../errors.ts';
import type { Formats } from '../../files/picture-kinds.ts';
import { systemRefusal } from '../../files/system-errors.ts';
import { type UnreadableFolder, walkPhotos } from '../../files/walk.ts';
import { assertFolder, catalogFolderOf, notScanned } from './archive.ts';

type Check = {
  readonly catalogFolder: string | undefined;
  readonly scans: boolean;
  readonly formats: Formats;
  /** Called before a folder is looked through that has no catalog yet; throws where it should not be. */
  readonly beforeFirst: () => Promise<void>;
};

/**
 * Keeps a folder as it is where there is nothing to keep. A folder without a catalog gets one from what scans it first,
 * if it holds a photo; everything else says that it has not been scanned. `path` is as the user gave it.
 * @throws StopError `archive-missing`, `archive-empty`, `nothing-to-do`, `catalog-lost`
 */
export async function checkFolder(
  path: string,
  { catalogFolder, scans, formats, beforeFirst }: Check,
): Promise<void> {
  await assertFolder(path);
  const root = resolve(path);
  const place = catalogFolderOf(root, catalogFolder);
  const lost = lostCatalog(place);
  if (lost !== undefined) throw lost;
  if (existsSync(join(place, catalogFile))) return;
  if (!scans) throw notScanned(path);
  await beforeFirst();
  const unreadable: UnreadableFolder[] = [];
  const onUnreadable = (folder: UnreadableFolder) => void unreadable.push(folder);
  for await (const _ of walkPhotos(root, { formats, onUnreadable })) return;
  throw noPhotos(root, formats, unreadable[0]);
}

/** What is said of a folder without a photo; `unreadable` is a folder in it that may hold some. */
export function noPhotos(root: string, formats: Formats, unreadable?: UnreadableFolder): StopError {
  const photo = formats === 'jpeg' ? 'JPEG' : 'JPEG or other photo';
  if (unreadable === undefined)
    return new StopError(
      'archive-empty',
      `There is no ${photo} in ${root} or its folders.`,
      'Name the folder with your photos.',
    );
  const folder = join(root, unreadable.folder);
  const { why, advice } = whyUnreadable(unreadable);
  return new StopError(
    'archive-empty',
    `There is no ${photo} in what can be read of ${root}; ${folder} cannot be read: ${why}.`,
    `${advice} Or name another folder.`,
  );
}

/** Why a folder could not be read, and what to do about it. */
export function whyUnreadable({ error }: UnreadableFolder): { why: string; advice: string } {
  const unknown = { why: messageOf(error), advice: 'Check its permissions and the disk.' };
  return systemRefusal(error) ?? unknown;
}
