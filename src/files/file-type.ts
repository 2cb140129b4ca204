/** What a file is by its first bytes, whatever its name says: for sentences about files that are no JPEGs, or are some. */
import { openFile } from './open-file.ts';

/** Bytes that suffice for every sign below. */
const headBytes = 64;

/** What stands at which byte, as Latin-1, and what such a file is called; the first row that fits counts. */
const signs: readonly (readonly [at: number, sign: string, what: string])[] = [
  [0, '\xFF\xD8\xFF', 'a JPEG'],
  [0, '\x89PNG', 'a PNG picture'],
  [0, 'GIF8', 'a GIF picture'],
  [8, 'WEBP', 'a WebP picture'],
  [0, 'II*\0', 'a TIFF or raw picture'],
  [0, 'MM\0*', 'a TIFF or raw picture'],
  [0, 'II+\0', 'a TIFF or raw picture'],
  [0, 'MM\0+', 'a TIFF or raw picture'],
  [4, 'ftyphei', 'a HEIC picture'],
  [4, 'ftyphev', 'a HEIC picture'],
  [4, 'ftypmif1', 'a HEIC picture'],
  [4, 'ftypmsf1', 'a HEIC picture'],
  [4, 'ftypavi', 'an AVIF picture'],
  [4, 'ftypcrx', 'a raw picture'],
  [4, 'ftyp', 'a film'],
  [0, '\xFF\x0A', 'a JPEG XL picture'],
  [4, 'JXL ', 'a JPEG XL picture'],
  [4, 'jP  ', 'a JPEG 2000 picture'],
  [0, 'FUJIFILMCCD-RAW', 'a raw picture'],
  [0, '8BPS', 'a Photoshop document'],
  [0, 'BM', 'a BMP picture'],
  [0, '%PDF', 'a PDF'],
  [0, 'PK\x03\x04', 'a ZIP archive'],
  [0, 'version https://git-lfs', 'a placeholder of Git LFS'],
  [0, '<!DOCTYPE html', 'a web page, as failed downloads leave one'],
  [0, '<!doctype html', 'a web page, as failed downloads leave one'],
  [0, '<html', 'a web page, as failed downloads leave one'],
  [0, '\0'.repeat(32), 'nothing but zeros, as failed copies leave them'],
];

/** `a PNG picture`; undefined for what is not known. @throws the file system's error, NotAFileError */
export async function typeOfFile(path: string): Promise<string | undefined> {
  await using file = await openFile(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
  const head = buffer.toString('latin1', 0, bytesRead);
  return signs.find(([at, sign]) => head.startsWith(sign, at))?.[2];
}

/** Whether a file is a JPEG by its first bytes; not where it cannot be read. */
export async function isJpeg(path: string): Promise<boolean> {
  return (await typeOfFile(path).catch(() => undefined)) === 'a JPEG';
}
