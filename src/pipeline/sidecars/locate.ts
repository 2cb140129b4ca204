/** Finding the sidecars of photos, reading each folder once. */
import { dirname } from 'node:path';
import type { Photo } from '../../photo.ts';
import {
  type FolderNames,
  type Place,
  placeOf,
  readFolder,
  readFolderAbout,
  sidecarForExtension,
} from '../../xmp/index.ts';
import { type Archive, fileOf } from '../archive/archive.ts';

/** Finds sidecars. A new one should be made for every run, because it trusts what it saw of a folder. */
export type Locator = (photo: Photo) => Promise<Place>;

/** Folders whose names are kept; photos come folder by folder, a few at a time. */
const foldersKept = 16;

/** Finds the sidecar of one photo, looking at its folder anew. @throws XmpError, or the file system's error */
export async function locateOne(archive: Archive, photo: Photo): Promise<Place> {
  const path = fileOf(archive, photo);
  const names = await readFolderAbout(path);
  return placeOf(path, names, archive.settings['sidecars.name'], sidecarForExtension);
}

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
    return placeOf(path, await names, archive.settings['sidecars.name'], sidecarForExtension);
  };
}
