/** Which files of the archive are gone, and which are new or not as they were, told by name, size and time alone. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import pMap from 'p-map';
import { knownIn, markFound, markMissing } from '../../catalog/known-files.ts';
import { photoFolders } from '../../catalog/photos.ts';
import { InterruptedError } from '../../errors.ts';
import { type UnreadableFolder, type Watcher, walkPhotos } from '../../files/walk.ts';
import { assertStillThere } from '../archive/archive.ts';
import type { StageContext } from '../archive/stage.ts';
import { LeftOutTally } from './left-out.ts';

export type FoundFile = {
  /** Relative to the archive. */
  readonly path: string;
  readonly file: string;
};

export type Walked = {
  readonly files: number;
  /** Photos that were there the last time. */
  readonly missing: number;
  readonly unreadable: readonly UnreadableFolder[];
  /** Whether a folder could not be looked into, which says nothing about what is in and below it. */
  readonly isUnread: (folder: string) => boolean;
  readonly leftOut: LeftOutTally;
  /** Files with notes on their folders or templates for them, as paths in the archive. */
  readonly notesFiles: readonly string[];
};

const statsAtOnce = 32;

/** Walks the names alone, so that a moved photo's old row is known as missing before its new file is read. */
export async function findMissing({ archive, signal }: StageContext): Promise<Walked> {
  const { catalog } = archive;
  const unseen = new Set(photoFolders(catalog));
  const unread = new Map<string, UnreadableFolder>();
  const leftOut = new LeftOutTally();
  const notesFiles: string[] = [];
  let files = 0;
  let missing = 0;
  const watcher: Watcher = {
    formats: archive.settings.formats,
    onUnreadable: (one) => {
      unread.set(one.folder, one);
    },
    onLeftOut: (one) => leftOut.add(one),
    onNotes: (path) => void notesFiles.push(path),
  };
  for await (const { folder, names } of walkPhotos(archive.root, watcher)) {
    if (signal.aborted) throw new InterruptedError();
    unseen.delete(folder);
    files += names.length;
    leftOut.addPhotos({ folder, names });
    missing += catalog.transaction(() => markMissing(catalog, folder, new Set(names)));
  }
  if (files === 0 && unseen.size > 0) await assertStillThere(archive);
  const isUnread = (folder: string) =>
    [...unread.keys()].some((one) => one === '' || folder === one || folder.startsWith(`${one}/`));
  for (const folder of unseen)
    if (!isUnread(folder))
      missing += catalog.transaction(() => markMissing(catalog, folder, new Set()));
  return { files, missing, unreadable: [...unread.values()], isUnread, leftOut, notesFiles };
}

/** The files that are new or not as they were, found by size and modification time. */
export async function* changedFiles(
  { archive, signal }: StageContext,
  again: boolean,
  onUnchanged: (count: number) => void,
): AsyncGenerator<FoundFile> {
  const { catalog, root, settings } = archive;
  for await (const { folder, names } of walkPhotos(root, { formats: settings.formats })) {
    const known = knownIn(catalog, folder);
    const files = names.map((name) => {
      const path = folder === '' ? name : `${folder}/${name}`;
      return { path, file: join(root, path) };
    });
    const same = await pMap(
      files,
      async ({ path, file }) => {
        const before = known.get(path);
        if (before === undefined || again) return false;
        const now = await stat(file, { bigint: true }).catch(() => undefined);
        return (
          now !== undefined &&
          Number(now.size) === before.bytes &&
          String(now.mtimeNs) === before.mtime
        );
      },
      { concurrency: statsAtOnce },
    );
    for (const [index, { path }] of files.entries()) {
      const before = known.get(path);
      if (same[index] === true && before?.missing === 1) markFound(catalog, before.id);
    }
    onUnchanged(same.filter(Boolean).length);
    for (const [index, found] of files.entries()) {
      if (signal.aborted) return;
      if (same[index] !== true) yield found;
    }
  }
}
