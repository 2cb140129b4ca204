/** Where the compressed picture ends (T.81, B.1.1.5 and B.2): behind its end-of-image marker. */
import type { FileHandle } from 'node:fs/promises';

const chunkBytes = 1024 * 1024;
const endOfImage = 0xd9;

/** Inside compressed data: a stuffed zero, a fill byte or a restart marker. */
function belongsToData(marker: number): boolean {
  return marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7);
}

/**
 * The offset of the first byte behind the picture whose scan begins at `scanStart`; undefined when the file ends
 * first. Segments between the scans of a progressive picture are passed over by their lengths.
 */
export async function pictureEnd(
  file: FileHandle,
  scanStart: number,
  fileBytes: number,
): Promise<number | undefined> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let chunkStart = scanStart;
  while (chunkStart < fileBytes) {
    const { bytesRead } = await file.read(buffer, 0, chunkBytes, chunkStart);
    if (bytesRead < 2) return undefined;
    const found = scanChunk(buffer.subarray(0, bytesRead));
    if (found.ended) return chunkStart + found.at;
    chunkStart += found.at;
  }
  return undefined;
}

/** `at` is where the picture ends, or where to go on reading. */
function scanChunk(chunk: Buffer): { ended: boolean; at: number } {
  let at = chunk.indexOf(0xff);
  while (at !== -1 && at + 1 < chunk.length) {
    const marker = chunk[at + 1] ?? 0;
    if (marker === endOfImage) return { ended: true, at: at + 2 };
    if (belongsToData(marker)) {
      at = chunk.indexOf(0xff, marker === 0xff ? at + 1 : at + 2);
      continue;
    }
    // The length may lie behind this chunk, the segment's end always may.
    if (at + 4 > chunk.length) return { ended: false, at };
    const next = at + 2 + Math.max(2, chunk.readUInt16BE(at + 2));
    if (next >= chunk.length) return { ended: false, at: next };
    at = chunk.indexOf(0xff, next);
  }
  return { ended: false, at: at === -1 ? chunk.length : Math.max(1, at) };
}
