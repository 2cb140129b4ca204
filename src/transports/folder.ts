/** A folder as a remote: on a disk of this computer, or one that the system has mounted. */
import { open, rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { StopError, systemCode } from '../errors.ts';
import { ifThere } from '../files/if-there.ts';
import { pathInside } from '../files/inside.ts';
import { makeFolder } from '../files/make-folder.ts';
import { openFile } from '../files/open-file.ts';
import { syncFile } from '../files/sync.ts';
import { systemRefusal } from '../files/system-errors.ts';
import type { Connect } from './connection.ts';
import { refusedThere, remoteFull } from './failures.ts';
import type { Remote } from './remote.ts';

export const connectFolder: Connect = async (remote, _access, signal) => {
  const pathOf = (name: string) => pathInside(remote.directory, name);
  const told = <T>(name: string, work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => Promise.reject(failureOf(remote, name, error)));
  try {
    makeFolder(remote.directory);
  } catch (error) {
    throw failureOf(remote, 'files', error);
  }
  const sizeOf = async (name: string) => (await ifThere(stat(pathOf(name)), undefined))?.size;
  return {
    isAtomic: false,
    doubtful: 0,
    isOpen: () => true,
    facts: [],
    size: (name) => told(name, sizeOf(name)),
    send(source, name, start, onSent) {
      const write = async () => {
        await using file = await open(pathOf(name), start === 0 ? 'w' : 'r+');
        let at = start;
        for await (const read of await source.read(start)) {
          signal.throwIfAborted();
          const { bytesWritten } = await file.write(read as Buffer, 0, null, at);
          at += bytesWritten;
          onSent(at);
        }
        await syncFile(file);
      };
      return told(name, write());
    },
    async read(name, start, length, sink) {
      const file = await told(name, openFile(pathOf(name)));
      const stream = file.createReadStream({ start, end: start + length - 1 });
      await told(name, pipeline(stream, sink, { signal }));
      return true;
    },
    rename: (from, to) => told(to, rename(pathOf(from), pathOf(to))),
    remove: (name) => told(name, rm(pathOf(name), { force: true })),
    close: () => undefined,
  };
};

function failureOf(remote: Remote, name: string, error: unknown): unknown {
  if (error instanceof StopError) return error;
  const code = systemCode(error);
  const why = systemRefusal(error)?.why;
  if (code === 'ENOSPC' || code === 'EDQUOT') return remoteFull(remote, name, 'the disk is full');
  return why === undefined ? error : refusedThere(remote, name, why);
}
