/**
 * Writing new contents into an existing file, for files that have several names: replacing one name would cut it
 * off from the others. The copy stays beside the file until the file is safe on the disk, so that a crash in between
 * can be mended from it.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { setTime } from './finish.ts';

const chunkBytes = 1024 * 1024;

/** Copies the contents of `from` into the file `into`, keeping the file itself. @throws the file system's error */
export async function copyOver(
  from: string,
  into: string,
  mtime: bigint | undefined,
): Promise<void> {
  const source = await open(from, 'r');
  try {
    const file = await open(into, 'r+');
    try {
      await file.truncate(await copyBytes(source, file));
      await file.sync();
    } finally {
      await file.close();
    }
  } finally {
    await source.close();
  }
  if (mtime !== undefined) await setTime(into, mtime);
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
