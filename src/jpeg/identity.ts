/**
 * Recognising a picture that was moved, renamed or given other metadata: a hash of what the pixels are made of.
 * The whole picture is not read, because that would cost a hundred times the reading of the head; samples of the
 * compressed data at fixed distances from its start are, so that neither metadata before it nor trailers behind it
 * change the result. Even photos of the same white wall differ in one of them.
 */
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { readFully } from '../files/read-fully.ts';
import type { Head } from './read-head.ts';

const sampleBytes = 4096;
/** Distances from the start of scan, in bytes. */
const samplesAt = [0, 96 * 1024, 1024 * 1024];

/** Compressed data never contain these bytes: 0xFF is followed by 0 there (T.81, B.1.1.5). */
const endOfImage = Buffer.from([0xff, 0xd9]);

/** Tables and frame that the compressed data are decoded by: DQT, DHT, DRI and the frames. */
function describesPixels(marker: number): boolean {
  return marker === 0xdb || marker === 0xdd || (marker >= 0xc0 && marker <= 0xcf);
}

/** The identity of the picture in an open file, as 32 hexadecimal digits. */
export async function identityOf(file: FileHandle, head: Head): Promise<string> {
  const hash = createHash('sha256');
  for (const { marker, payload } of head.segments)
    if (describesPixels(marker)) hash.update(Uint8Array.of(marker)).update(payload);
  for (const distance of samplesAt) {
    const start = head.scanStart + distance;
    const end = Math.min(start + sampleBytes, head.fileBytes);
    if (start >= head.fileBytes) break;
    const sample = await readRange(file, head, start, end);
    const pictureEnd = sample.indexOf(endOfImage);
    hash.update(pictureEnd === -1 ? sample : sample.subarray(0, pictureEnd));
    // What follows is a trailer, and not what this picture is made of.
    if (pictureEnd !== -1) break;
  }
  return hash.digest('hex').slice(0, 32);
}

async function readRange(
  file: FileHandle,
  head: Head,
  start: number,
  end: number,
): Promise<Buffer> {
  if (end <= head.bytes.length) return head.bytes.subarray(start, end);
  return readFully(file, Buffer.allocUnsafe(end - start), start);
}
