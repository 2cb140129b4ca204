/** Noticing that another program saved a sidecar. */
import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { temporarySuffix } from '../files/temporary.ts';
import { readSidecarFile } from './sidecar-file.ts';

export type SidecarChange = {
  /** Path of the sidecar: the folder as it was given, and the name. */
  readonly path: string;
  /** SHA-256 of what it holds now; undefined when it is gone. */
  readonly hash: string | undefined;
};

export type SidecarWatch = {
  /** Watches one more folder (not those below it). Does nothing for one that is watched already. */
  add(folder: string): void;
  /** No longer watches a folder. */
  remove(folder: string): void;
  close(): void;
};

export type WatchOptions = {
  /** Called once per content, after the saving program has been still for a moment. */
  readonly onChange: (change: SidecarChange) => void;
  /** A folder that cannot be watched (system limits, a disk that was taken away) or a sidecar that cannot be read. */
  readonly onError: (path: string, error: unknown) => void;
  /** Milliseconds of quiet before a sidecar is read. Programs write in several steps. */
  readonly quiet?: number;
};

/**
 * Watches folders for sidecars that are saved. Folders are added one by one, because watching a whole tree costs a
 * handle of the system for everything in it.
 */
export function watchSidecars({ onChange, onError, quiet = 200 }: WatchOptions): SidecarWatch {
  const watchers = new Map<string, FSWatcher>();
  const waiting = new Map<string, NodeJS.Timeout>();
  const known = new Map<string, string | undefined>();
  let isClosed = false;

  const settle = async (path: string): Promise<void> => {
    waiting.delete(path);
    try {
      const hash = (await readSidecarFile(path))?.hash;
      if (isClosed || (known.has(path) && known.get(path) === hash)) return;
      known.set(path, hash);
      onChange({ path, hash });
    } catch (error) {
      if (!isClosed) onError(path, error);
    }
  };
  const notice = (path: string): void => {
    clearTimeout(waiting.get(path));
    waiting.set(
      path,
      setTimeout(() => void settle(path), quiet),
    );
  };
  const forget = (folder: string, error: unknown): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
    onError(folder, error);
  };

  return {
    add(folder) {
      if (isClosed || watchers.has(folder)) return;
      try {
        const watcher = watch(folder, { persistent: false }, (_, name) => {
          if (name !== null && isSidecar(name)) notice(join(folder, name));
        });
        watcher.on('error', (error) => forget(folder, error));
        watchers.set(folder, watcher);
      } catch (error) {
        forget(folder, error);
      }
    },
    remove(folder) {
      watchers.get(folder)?.close();
      watchers.delete(folder);
    },
    close() {
      isClosed = true;
      for (const timer of waiting.values()) clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
      waiting.clear();
    },
  };
}

function isSidecar(name: string): boolean {
  return /\.xmp$/i.test(name) && !name.startsWith('.') && !name.endsWith(temporarySuffix);
}
