/** The JPEGs that cameras keep in raw files and HEICs for viewers. */
import type { Pool } from './pool.ts';
import { readTags } from './read.ts';

export type EmbeddedPicture = {
  readonly bytes: Buffer;
  /** How the file around it says that it is to be turned, 1 to 8. */
  readonly orientation: number;
  /** Whether the file around it has a picture that is wider than high, before it is turned. */
  readonly isWide: boolean;
};

const names = ['JpgFromRaw', 'JpgFromRaw2', 'PreviewImage', 'OtherImage', 'ThumbnailImage'];
/** Bytes; those of 100 megapixels take half of it. */
const largest = 64_000_000;
/** Smaller ones than the third show too little. */
const most = 3;

/** The JPEGs in a file, the largest first, read one after the other as they are asked for. @throws ProcessLostError */
export async function* embeddedPictures(pool: Pool, path: string): AsyncGenerator<EmbeddedPicture> {
  const tags = await readTags(pool, path, [...names, 'IFD0:Orientation', 'Composite:ImageSize']);
  const [width = 0, height = 0] = String(tags['Composite:ImageSize'] ?? '')
    .split(/[ x]/)
    .map(Number);
  const around = { orientation: Number(tags['IFD0:Orientation'] ?? 1), isWide: width > height };
  const sized = Object.entries(tags)
    .map(([name, value]) => ({ name, bytes: bytesSaid(value) }))
    .filter(({ bytes }) => bytes > 0 && bytes <= largest)
    .toSorted((one, other) => other.bytes - one.bytes)
    .slice(0, most);
  for (const { name } of sized) {
    const value = (await readTags(pool, path, [name], ['-b']))[name];
    const text = typeof value === 'string' ? value : '';
    if (text.startsWith('base64:'))
      yield { bytes: Buffer.from(text.slice('base64:'.length), 'base64'), ...around };
  }
}

/** `(Binary data 123 bytes, use -b option to extract)` */
function bytesSaid(value: unknown): number {
  return Number(/^\(Binary data (\d{1,12}) bytes/.exec(String(value))?.[1] ?? 0);
}
