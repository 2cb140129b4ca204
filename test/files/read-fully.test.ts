import { type FileHandle, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readFully } from '../../src/files/read-fully.ts';

/** A file on a disk that gives a few bytes at a time, as those of networks may. */
async function slowFile(text: string): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'proofsheet-'));
  await writeFile(join(folder, 'file'), text);
  const file = await open(join(folder, 'file'));
  onTestFinished(async () => {
    await file.close();
    await rm(folder, { recursive: true });
  });
  const read = (bytes: Buffer, offset: number, length: number, position: number | null) =>
    file.read(bytes, offset, Math.min(length, 3), position);
  return { read } as unknown as FileHandle;
}

it('reads all that is asked for, from a place or from where the last read ended, and no more than there is', async () => {
  const file = await slowFile('one two three four');
  const read = async (length: number, position?: number) =>
    (await readFully(file, Buffer.alloc(length), position)).toString();
  expect(await read(9, 4)).toBe('two three');
  expect(await read(7)).toBe('one two');
  expect(await read(100)).toBe(' three four');
  expect(await read(100, 14)).toBe('four');
  expect(await read(5, 40)).toBe('');
});
