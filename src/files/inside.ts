/**
 * Paths that are made of names from outside: out of a catalog, from the service, from links in an archive. All are made
 * here, and none leads out of the folder that it is meant for.
 */
import { lstat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { ifThere } from './if-there.ts';
import { realPath } from './real-path.ts';

/** A path that leads out of its folder. It has a code as the system's own errors do, so that it is told as they are. */
export class OutsideError extends Error {
  override readonly name = 'OutsideError';
  readonly code = 'EOUTSIDE';

  constructor(path: string) {
    super(`${path.slice(0, longestShown)} leads out of its folder`);
  }
}

const longestShown = 200;

/**
 * The path of something below `root`, by the names on the way to it.
 * @throws OutsideError when one of them is more than a name
 */
export function pathInside(root: string, ...names: readonly string[]): string {
  if (!names.every(isPlainName)) throw new OutsideError(names.join('/'));
  return join(root, ...names);
}

/** Whether a text is the name of one file or folder, and no way to another. */
function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !notInNames.test(name);
}

/** What separates names here, and on Windows also what chooses a drive or a stream. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: no system allows NUL in a name
const notInNames = sep === '\\' ? /[/\\:\u0000]/ : /[/\u0000]/;

/** Links that are written through: those that stay in the archive, all, or none. */
type LinkPolicy = 'inside' | 'follow' | 'refuse';

export type Links = { readonly policy: LinkPolicy; readonly root: string };

/** Why a file may not be written to: it is a link, or a link on the way leads out of the archive. */
export async function linkInTheWay(
  path: string,
  { policy, root }: Links,
): Promise<'is-a-link' | 'leads-out' | undefined> {
  if (policy === 'follow') return undefined;
  if (policy === 'refuse' && (await isLink(path))) return 'is-a-link';
  return (await leadsInside(root, path)) ? undefined : 'leads-out';
}

async function isLink(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isSymbolicLink() ?? false;
}

/** @throws OutsideError when a file may not be read or written because of a link */
export async function assertReachable(path: string, links: Links): Promise<void> {
  if ((await linkInTheWay(path, links)) !== undefined) throw new OutsideError(path);
}

/** Whether a path, its links followed, ends in `root`. Of what is not there, its folder counts. */
export async function leadsInside(root: string, path: string): Promise<boolean> {
  const [top, end] = await Promise.all([
    realPath(root),
    ifThere(realPath(path), undefined).then((end) => end ?? realPath(dirname(path))),
  ]);
  return end === top || end.startsWith(top.endsWith(sep) ? top : top + sep);
}
