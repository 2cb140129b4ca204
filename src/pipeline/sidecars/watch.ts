/** Noticing that another program saved a sidecar while the screen is open. */
import { basename, dirname, parse, relative, sep } from 'node:path';
import { caseless } from '../../caseless.ts';
import { isKnownContent, photosIn } from '../../catalog/sidecars.ts';
import { FolderListing } from '../../files/folder-listing.ts';
import { OutsideError } from '../../files/inside.ts';
import type { Issue } from '../../photo.ts';
import { watchSidecars } from '../../xmp/index.ts';
import { type Archive, fileOf } from '../archive/archive.ts';
import { lookAtSidecar } from './look.ts';
import { recall } from './sidecar-row.ts';

export type SidecarNotices = {
  /** Watches the folder of a photo; call it for photos as they come into view. */
  watchFolderOf(photo: { readonly path: string }): void;
  /** Resolves when nothing is being read any more. */
  close(): Promise<void>;
};

/** Folders watched at once, because the system allows few. The one out of view the longest is dropped. */
const foldersWatched = 64;

/**
 * Reads sidecars that other programs save, not what we write ourselves, and tells of each, with what is wrong with it.
 * @param listing that of the photos in view
 * @param quiet milliseconds of stillness before a sidecar is read
 */
export function noticeSidecars(
  archive: Archive,
  onNotice: (photoId: number, issue: Issue | undefined) => void,
  { quiet = 200, listing = new FolderListing() } = {},
): SidecarNotices {
  const folders = new Set<string>();
  const watch = watchSidecars({
    quiet,
    onChange: ({ path, hash }) => {
      const telling = tell(path, hash).finally(() => underWay.delete(telling));
      underWay.add(telling);
    },
    // If a folder cannot be watched, nothing is lost: the stages read each sidecar again before they write.
    onError: (path) => folders.delete(path),
  });
  const underWay = new Set<Promise<void>>();
  let isClosed = false;

  const tell = async (path: string, hash: string | undefined): Promise<void> => {
    // While we write thousands of them, most notices are about our own writing.
    if (isClosed || (hash !== undefined && isKnownContent(archive.catalog, hash))) return;
    for (const photoId of photosOf(archive, path)) {
      if (isClosed || recall(archive.catalog, photoId)?.hash === hash) continue;
      const issue = await lookAtSidecar(archive, photoId, listing);
      if (!isClosed) onNotice(photoId, issue);
    }
  };

  return {
    watchFolderOf(photo) {
      const folder = folderOf(archive, photo);
      if (folder === undefined) return;
      folders.delete(folder);
      folders.add(folder);
      watch.add(folder);
      const [oldest] = folders;
      if (folders.size <= foldersWatched || oldest === undefined) return;
      folders.delete(oldest);
      watch.remove(oldest);
    },
    async close() {
      isClosed = true;
      watch.close();
      await Promise.allSettled(underWay);
    },
  };
}

/** Undefined for a photo that is not in the archive. */
function folderOf(archive: Archive, photo: { readonly path: string }): string | undefined {
  try {
    return dirname(fileOf(archive, photo));
  } catch (error) {
    if (error instanceof OutsideError) return undefined;
    throw error;
  }
}

/** The photos that a sidecar may belong to by its name, in either form. */
function photosOf(archive: Archive, sidecar: string): number[] {
  const folder = relative(archive.root, dirname(sidecar)).split(sep).join('/');
  const stem = caseless(parse(sidecar).name);
  return photosIn(archive.catalog, folder)
    .filter(({ path }) => {
      const name = basename(path);
      return caseless(name) === stem || caseless(parse(name).name) === stem;
    })
    .map(({ id }) => id);
}
