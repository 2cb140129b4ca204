/**
 * Writing new contents into an existing file, for files that have several names: replacing one name would cut it
 * off from the others. The copy stays beside the file until the file is safe on the disk, so that a crash in between
 * can be mended from it.
 */
import type { FileHandle } from 'node:fs/promises';
import { setTime } from '../../files/file-status.ts';
import { syncFile } from '../../files/sync.ts';
import { withFile } from '../../files/with-file.ts';

const chunkBytes = 1024 * 1024;

/**
 * Copies the contents of the file `from` into `into`, which is open for reading and writing.
 * @param mtime the modification time that it gets, in nanoseconds since 1970; its own new one when absent
 * @returns whether it got that time, which only its owner may set
 * @throws the file system's error
 */
export async function copyOver(
  from: string,
  into: FileHandle,
  mtime: bigint | undefined,
): Promise<boolean> {
  await withFile(from, 'r', async (source) => into.truncate(await copyBytes(source, into)));
  await syncFile(into);
  return mtime === undefined || setTime(into, mtime);
}

async function copyBytes(source: FileHandle, file: FileHandle): Promise<number> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let done = 0;
  for (;;) {
    const { bytesRead } = await source.read(buffer, 0, chunkBytes, done);
    if (bytesRead === 0) return done;
    for (let written = 0; written < bytesRead; )
      written += (await file.write(buffer, written, bytesRead - written, done + written))
        .bytesWritten;
    done += bytesRead;
  }
}
