/** Previews of pictures of other kinds than JPEG: decoded, or the JPEG that the camera has put into them. */
import { toNamespacedPath } from 'node:path';
import type sharpModule from 'sharp';
import type { Metadata, Sharp } from 'sharp';
import { StopError } from '../errors.ts';
import { type PictureKind, pictureKind } from '../files/picture-kinds.ts';
import type { Issue, Size } from '../photo.ts';
import { damageIssue, issueOf, mostHeld, tooLarge } from './damage.ts';
import { inTurn } from './large.ts';
import { previewSize } from './size.ts';

/** A JPEG inside another file. */
type InnerPicture = {
  readonly bytes: Buffer;
  /** How the file around it is to be turned, 1 to 8. */
  readonly orientation: number;
  readonly isWide: boolean;
};

/** Gives the JPEGs inside a file, the largest first. */
export type InnerPictures = (path: string) => AsyncGenerator<InnerPicture>;

/** How often a decoder holds the whole picture, where that is more than once: as it is stored, and as it is shown. */
const copies: Readonly<Partial<Record<PictureKind, number>>> = { avif: 3, heic: 3, webp: 1.5 };
/** Pixels of the longest side below which an inner picture shows too little. */
const leastSide = 300;
/** Seconds; a gigapixel on a slow machine takes a quarter of it. */
const longest = 120;

/** Degrees clockwise by EXIF orientation; cameras mirror nothing. */
const turns: Readonly<Record<number, number>> = { 3: 180, 6: 90, 8: 270 };
const bitsOf: Readonly<Record<string, number>> = { uchar: 8, ushort: 16, float: 32, double: 64 };

type Wanted = { readonly edge: number; readonly quality: number };
/** A preview in memory, or why there is none. */
export type MadePreview =
  | { readonly bytes: Buffer; readonly size: Size }
  | { readonly issue: Issue };

/** The preview of a file of another kind; upright, on white where it is transparent. */
export async function previewOfOther(
  sharp: typeof sharpModule,
  path: string,
  wanted: Wanted,
  inner: InnerPictures,
): Promise<MadePreview> {
  const kind = pictureKind(path) ?? 'raw';
  if (kind === 'raw') return (await fromInner(sharp, path, wanted, inner)) ?? { issue: noPicture };
  try {
    const limits = { limitInputPixels: 1_000_000_000, failOn: 'error' } as const;
    const picture = sharp(toNamespacedPath(path), limits);
    const about = await picture.metadata();
    const held = heldBy(about) * (copies[kind] ?? 1);
    if (held > mostHeld) return { issue: tooLarge(about) };
    return await inTurn(held, () => reduced(picture.autoOrient(), about.autoOrient, wanted));
  } catch (error) {
    const found = kind === 'heic' ? await fromInner(sharp, path, wanted, inner) : undefined;
    // Of HEICs, there is more that can be done than of others.
    return found ?? { issue: kind === 'heic' ? noHeic : damageIssue(error) };
  }
}

/** A picture as its preview, on white where it is transparent. */
export async function reduced(
  picture: Sharp,
  upright: Size,
  { edge, quality }: Wanted,
): Promise<MadePreview> {
  const size = previewSize(upright, edge);
  const { data, info } = await picture
    .timeout({ seconds: longest })
    .resize(size.width, size.height, { fit: 'fill' })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, size: { width: info.width, height: info.height } };
}

/** The first whole one. */
async function fromInner(
  sharp: typeof sharpModule,
  path: string,
  wanted: Wanted,
  inner: InnerPictures,
): Promise<MadePreview | undefined> {
  try {
    for await (const { bytes, orientation, isWide } of inner(path)) {
      const isJpeg = bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8;
      const made = isJpeg
        ? await decoded(sharp, bytes, { orientation, isWide }, wanted)
        : undefined;
      if (made !== undefined) return made;
    }
  } catch (error) {
    if (error instanceof StopError) throw error;
  }
  return undefined;
}

async function decoded(
  sharp: typeof sharpModule,
  bytes: Buffer,
  around: Omit<InnerPicture, 'bytes'>,
  wanted: Wanted,
): Promise<MadePreview | undefined> {
  try {
    const picture = sharp(bytes, { failOn: 'error', limitInputPixels: 1_000_000_000 });
    const about = await picture.metadata();
    // A JPEG that is not progressive is decoded row by row; coefficients take two bytes.
    const held = about.isProgressive === true ? heldBy(about) * 2 : 0;
    if (held > mostHeld || Math.max(about.width, about.height) < leastSide) return undefined;
    // One that says itself how it is to be turned is right; one that is turned already is left so.
    const isTurned = around.isWide && about.width < about.height;
    const angle = about.orientation === undefined && !isTurned ? turns[around.orientation] : 0;
    if (angle === undefined || angle === 0)
      return await inTurn(held, () => reduced(picture.autoOrient(), about.autoOrient, wanted));
    const { width, height } = about;
    const upright = angle === 180 ? { width, height } : { width: height, height: width };
    return await inTurn(held, () => reduced(picture.rotate(angle), upright, wanted));
  } catch {
    // It is cut off, or no picture.
    return undefined;
  }
}

function heldBy({ width, height, channels, depth }: Metadata): number {
  return (width * height * channels * (bitsOf[depth] ?? 32)) / 8;
}

const noHeic = issueOf(
  'undecodable',
  'HEIC is decoded by a patented method that the picture library sharp comes without, and no JPEG is inside it. Export a JPEG beside it, then scan again.',
);

const noPicture = issueOf(
  'no-preview',
  'There is no whole JPEG of more than 300 pixels inside the raw file, and proofsheet does not develop. Export a JPEG beside it, then scan again.',
);
