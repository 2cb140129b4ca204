/** The JPEGs that cameras keep in raw files and HEICs for viewers. */
import { withPool } from './pool.ts';
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
/** Longest time that ExifTool gets for one file, in milliseconds. */
const timeout = 60_000;

/**
 * The JPEGs in a file, the largest first, one after the other as they are asked for.
 * @throws StopError when ExifTool cannot start, ProcessLostError
 */
export async function* embeddedPictures(path: string): AsyncGenerator<EmbeddedPicture> {
  const found: EmbeddedPicture[] = await withPool(
    undefined,
    async (pool) => {
      const tags = await readTags(pool, path, [
        ...names,
        'IFD0:Orientation',
        'Composite:ImageSize',
      ]);
      const [width = 0, height = 0] = String(tags['Composite:ImageSize'] ?? '')
        .split(/[ x]/)
        .map(Number);
      const around = { orientation: Number(tags['IFD0:Orientation'] ?? 1), isWide: width > height };
      const sized = Object.entries(tags)
        .map(([name, value]) => ({ name, bytes: bytesSaid(value) }))
        .filter(({ bytes }) => bytes > 0 && bytes <= largest)
        .toSorted((one, other) => other.bytes - one.bytes)
        .slice(0, 3);
      const pictures: EmbeddedPicture[] = [];
      for (const { name } of sized) {
        const value = (await readTags(pool, path, [name], ['-b']))[name];
        const text = typeof value === 'string' ? value : '';
        if (!text.startsWith('base64:')) continue;
        pictures.push({ bytes: Buffer.from(text.slice('base64:'.length), 'base64'), ...around });
      }
      return pictures;
    },
    { processes: 1, timeout },
  );
  yield* found;
}

/** `(Binary data 123 bytes, use -b option to extract)` */
function bytesSaid(value: unknown): number {
  return Number(/^\(Binary data (\d{1,12}) bytes/.exec(String(value))?.[1] ?? 0);
}
