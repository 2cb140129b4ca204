/** The folder that copies go to. */
import { existsSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { StopError } from '../../errors.ts';
import { leadsInside } from '../../files/inside.ts';
import { makeFolder } from '../../files/make-folder.ts';

/**
 * The absolute path of a folder as a person names it, made if it is not there.
 * @param isDry nothing is made
 * @throws StopError `usage` for one among the photos, where the next scan would find the copies
 */
export async function folderOutside(
  root: string,
  given: string,
  { isDry = false } = {},
): Promise<string> {
  const folder = resolve(given);
  const way = relative(root, folder);
  const isWrittenInside = !isAbsolute(way) && way.split(sep)[0] !== '..';
  if (!isWrittenInside && !isDry) makeFolder(folder);
  if (!isWrittenInside && !(await leadsInside(root, existingParent(folder)))) return folder;
  throw new StopError(
    'usage',
    `${given} lies in the archive, where the next scan would take the copies for photos.`,
    'Name a folder outside the archive.',
  );
}

/** The folder itself, or the nearest one above it that is there. */
export function existingParent(folder: string): string {
  let at = folder;
  while (!existsSync(at) && dirname(at) !== at) at = dirname(at);
  return at;
}

/** What is proposed while no folder was named: one beside the archive. */
export function proposedFolder(root: string): string {
  return `${root}-delivered`;
}
