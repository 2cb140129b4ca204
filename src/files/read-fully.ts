import type { FileHandle } from 'node:fs/promises';

/**
 * Fills `bytes` from a place of a file on, as far as the file goes; a single read may give less than there is.
 * @param position undefined for where the last read ended
 * @returns what was read
 */
export async function readFully(
  file: FileHandle,
  bytes: Buffer,
  position?: number,
): Promise<Buffer> {
  let length = 0;
  while (length < bytes.length) {
    const at = position === undefined ? null : position + length;
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, at);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}
