/** Finding and reading the sidecars of photos. */
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { FolderListing } from '../../files/folder-listing.ts';
import { assertReachable, type Links } from '../../files/inside.ts';
import { isRaw } from '../../files/picture-kinds.ts';
import type { Photo } from '../../photo.ts';
import {
  type FolderNames,
  type OpenXmp,
  openXmp,
  placeOf,
  rawSidecars,
  rawsBeside,
  readFolder,
  readFolderAbout,
  readSidecarFile,
  type SidecarBytes,
  type Place as SidecarLocation,
  sidecarForExtension,
} from '../../xmp/index.ts';
import { type Archive, fileOf, linksOf } from '../archive/archive.ts';
import { rawAnswer } from './raw-files.ts';
import { type Seen, seenIn } from './sidecar-row.ts';

/** Where a sidecar is or would be. */
export type SidecarPlace = SidecarLocation & {
  /** File name of the raw file that it belongs to. */
  readonly raw?: string | undefined;
};

/** How the catalog knows a sidecar of a raw file beside a photo; undefined for the photo's own. */
export function rawName({ path, raw }: SidecarPlace): string | undefined {
  return raw === undefined ? undefined : basename(path);
}

/** Finds sidecars. A new one should be made for every run, because it trusts what it saw of a folder. */
export type Locator = ((photo: Photo) => Promise<SidecarPlace>) & {
  /** The further ones that the text of a photo goes into: those of the raw files beside it, where that is wanted. */
  readonly raws: (photo: Photo) => Promise<readonly SidecarPlace[]>;
};

/** Folders whose names are kept; photos come folder by folder, a few at a time. */
const foldersKept = 16;

/** Reads each folder once. */
export function newLocator(archive: Archive): Locator {
  const folders = new Map<string, Promise<FolderNames>>();
  const read = (path: string): Promise<FolderNames> => {
    const folder = dirname(path);
    let names = folders.get(folder);
    if (names === undefined) {
      names = readFolder(folder);
      folders.set(folder, names);
      const [oldest] = folders.keys();
      if (folders.size > foldersKept && oldest !== undefined) folders.delete(oldest);
    }
    return names;
  };
  return locatorBy(archive, read);
}

/** For one photo at a time: reads its folder again when that has changed. */
export function freshLocator(archive: Archive, listing: FolderListing): Locator {
  return locatorBy(archive, (path) => readFolderAbout(path, (folder) => listing.namesIn(folder)));
}

/** @param read gives the names that matter for the photo at a path */
function locatorBy(archive: Archive, read: (path: string) => Promise<FolderNames>): Locator {
  const locate = async (photo: Photo) => {
    const path = fileOf(archive, photo);
    return placeIn(archive, path, await read(path));
  };
  return Object.assign(locate, {
    raws: async (photo: Photo) => {
      const path = fileOf(archive, photo);
      return rawPlacesIn(archive, path, await read(path), await locate(photo));
    },
  });
}

/** @param own the sidecar of the photo itself, which may be the very same file */
async function rawPlacesIn(
  archive: Archive,
  path: string,
  names: FolderNames,
  own: SidecarPlace,
): Promise<readonly SidecarPlace[]> {
  const name = basename(path);
  const isAlone = isRaw(name);
  if (!isAlone && rawAnswer(archive) !== 'pair') return [];
  const [first, ...others] = isAlone ? [name] : rawsBeside(path, names);
  if (first === undefined) return [];
  const links = linksOf(archive, 'sidecars');
  const places = await rawSidecars(path, [first, ...others], names, inReach(links));
  const files = new Set([await fileAt(own)]);
  const found: SidecarPlace[] = [];
  for (const place of places) {
    if (place.exists) await assertReachable(place.path, links);
    const file = await fileAt(place);
    if (!files.has(file)) found.push(place);
    files.add(file);
  }
  return found;
}

/** The file that a sidecar is, whatever it is called; of one that is not there yet, its path. */
async function fileAt({ path, exists }: SidecarPlace): Promise<string> {
  const file = exists ? await stat(path) : undefined;
  return file === undefined ? path : `${file.dev} ${file.ino}`;
}

/** Reads photoshop:SidecarForExtension of a sidecar that may be read. */
function inReach(links: Links) {
  return async (path: string): Promise<string | undefined> => {
    await assertReachable(path, links);
    return sidecarForExtension(path);
  };
}

/** The sidecar of the photo at `path`, by what is known of its folder. @throws XmpError `two-sidecars`, OutsideError */
export async function placeIn(
  archive: Archive,
  path: string,
  names: FolderNames,
): Promise<SidecarPlace> {
  const links = linksOf(archive, 'sidecars');
  const name = basename(path);
  // Of a raw file without a JPEG it is the first; the others are further ones.
  const [place] = isRaw(name)
    ? await rawSidecars(path, [name], names, inReach(links))
    : [await ownPlace(archive, path, names, links)];
  if (place.exists) await assertReachable(place.path, links);
  const { path: at, exists, candidates } = place;
  return { path: at, exists, candidates };
}

function ownPlace(
  archive: Archive,
  path: string,
  names: FolderNames,
  links: Links,
): Promise<SidecarPlace> {
  return placeOf(path, names, archive.settings['sidecars.name'], inReach(links));
}

/** Whether a photo has a sidecar, in whatever state. */
export async function hasSidecar(locate: Locator, photo: Photo): Promise<boolean> {
  try {
    return (await locate(photo)).exists;
  } catch {
    // Two of them, or one that cannot be read: there is something, and writing will say what is wrong with it.
    return true;
  }
}

/** The sidecars of the raw files beside a photo; none where writing will say what is wrong with them. */
export async function rawPlacesOf(locate: Locator, photo: Photo): Promise<readonly SidecarPlace[]> {
  try {
    return await locate.raws(photo);
  } catch {
    return [];
  }
}

/** A sidecar on the disk. */
export type OpenSidecar = {
  readonly file: SidecarBytes;
  readonly xmp: OpenXmp;
  readonly seen: Seen;
};

/**
 * Reads the sidecar at a place; undefined where there is none. @throws XmpError, or the file system's error
 * @param language whose texts are read beside the English ones
 */
export async function readSidecarAt(
  { path, exists }: SidecarPlace,
  language?: string,
): Promise<OpenSidecar | undefined> {
  const file = exists ? await readSidecarFile(path) : undefined;
  if (file === undefined) return undefined;
  const xmp = openXmp(file.bytes, language);
  return { file, xmp, seen: seenIn(basename(path), file, xmp.content) };
}
