/** Unpacking what was kept packed, within bounds: a few kilobytes can stand for gigabytes. */
import { inflateRawSync } from 'node:zlib';
import { systemCode } from '../errors.ts';

/** The bytes that were packed with `deflateRaw`; undefined where these are none, or more than `most`. */
export function unpacked(bytes: Uint8Array, most: number): Buffer | undefined {
  try {
    return inflateRawSync(bytes, { maxOutputLength: most });
  } catch (error) {
    if (isOfBytes(error)) return undefined;
    throw error;
  }
}

/** Whether an error of zlib is about the bytes: they are not packed, they break off, or there are too many of them. */
function isOfBytes(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'ERR_BUFFER_TOO_LARGE' || code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR';
}
