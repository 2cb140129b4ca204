/** Finding and reading the sidecars of photos. */
import { basename, dirname } from 'node:path';
import { assertReachable } from '../../files/inside.ts';
import type { Photo } from '../../photo.ts';
import {
  type FolderNames,
  type OpenXmp,
  openXmp,
  placeOf,
  readFolder,
  readFolderAbout,
  readSidecarFile,
  type SidecarBytes,
  type Place as SidecarLocation,
  sidecarForExtension,
} from '../../xmp/index.ts';
import { type Archive, fileOf, linksOf } from '../archive/archive.ts';
import { type Seen, seenIn } from './sidecar-row.ts';

/** Finds sidecars. A new one should be made for every run, because it trusts what it saw of a folder. */
export type Locator = (photo: Photo) => Promise<SidecarLocation>;

/** Folders whose names are kept; photos come folder by folder, a few at a time. */
const foldersKept = 16;

/** Reads each folder once. */
export function newLocator(archive: Archive): Locator {
  const folders = new Map<string, Promise<FolderNames>>();
  return async (photo) => {
    const path = fileOf(archive, photo);
    const folder = dirname(path);
    let names = folders.get(folder);
    if (names === undefined) {
      names = readFolder(folder);
      folders.set(folder, names);
      const [oldest] = folders.keys();
      if (folders.size > foldersKept && oldest !== undefined) folders.delete(oldest);
    }
    return placeIn(archive, path, await names);
  };
}

/** For one photo alone: reads its folder again. */
export function freshLocator(archive: Archive): Locator {
  return async (photo) => {
    const path = fileOf(archive, photo);
    return placeIn(archive, path, await readFolderAbout(path));
  };
}

/** The sidecar of the photo at `path`, by what is known of its folder. @throws XmpError `two-sidecars`, OutsideError */
export async function placeIn(
  archive: Archive,
  path: string,
  names: FolderNames,
): Promise<SidecarLocation> {
  const links = linksOf(archive, 'sidecars');
  const place = await placeOf(path, names, archive.settings['sidecars.name'], async (short) => {
    await assertReachable(short, links);
    return sidecarForExtension(short);
  });
  if (place.exists) await assertReachable(place.path, links);
  return place;
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

/** A sidecar on the disk. */
export type OpenSidecar = {
  readonly file: SidecarBytes;
  readonly xmp: OpenXmp;
  readonly seen: Seen;
};

/** Reads the sidecar at a place; undefined where there is none. @throws XmpError, or the file system's error */
export async function readSidecarAt({
  path,
  exists,
}: SidecarLocation): Promise<OpenSidecar | undefined> {
  const file = exists ? await readSidecarFile(path) : undefined;
  if (file === undefined) return undefined;
  const xmp = openXmp(file.bytes);
  return { file, xmp, seen: seenIn(basename(path), file, xmp.content) };
}
