/**
 * Making a preview: the reduced copy of a photo that the model and the review screen see. Upright, sRGB, and without
 * any metadata, so that neither GPS nor names leave the machine with it.
 */
import type sharpModule from 'sharp';
import { messageOf, systemCode } from '../errors.ts';
import { withFile } from '../files/with-file.ts';
import type { Issue, Size } from '../photo.ts';
import { previewSize } from './size.ts';

export type PreviewOptions = {
  /** Longest side in pixels. */
  readonly edge: number;
  /** JPEG quality, 1 to 100. */
  readonly quality: number;
};

/** A preview in memory, or why there is none. */
export type MadePreview =
  | { readonly bytes: Buffer; readonly size: Size }
  | { readonly issue: Issue };

let loading: Promise<typeof sharpModule> | undefined;

/** One thread a picture and as many pictures at once as there are cores is the fastest; the cache only costs memory. */
export function loadSharp(): Promise<typeof sharpModule> {
  loading ??= import('sharp').then(({ default: sharp }) => {
    sharp.concurrency(1);
    sharp.cache(false);
    return sharp;
  });
  return loading;
}

/**
 * Makes the preview of the JPEG at `file`.
 * @param size of the photo, upright
 * @returns the preview; or an issue `truncated`, `undecodable`, `not-a-jpeg` or `unreadable`
 */
export async function makePreview(
  file: string,
  size: Size,
  options: PreviewOptions,
): Promise<MadePreview> {
  const sharp = await loadSharp();
  const wanted = previewSize(size, options.edge);
  try {
    const { data, info } = await sharp(file, { failOn: 'error', limitInputPixels: false })
      .autoOrient()
      .resize(wanted.width, wanted.height, { fit: 'fill' })
      .toColourspace('srgb')
      .jpeg({ quality: options.quality })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, size: { width: info.width, height: info.height } };
  } catch (error) {
    return { issue: await issueOf(file, error) };
  }
}

/** The picture library gives messages, no codes; these are all it says about a damaged JPEG that we act on. */
const damages: readonly (readonly [reason: RegExp, code: string, message: string])[] = [
  [
    /premature end|truncated/i,
    'truncated',
    'The file ends before the picture does. Restore it from the camera or a backup, then scan again.',
  ],
  [
    /unsupported image format/i,
    'not-a-jpeg',
    'The file does not hold a JPEG picture. Restore it or take it out of the archive.',
  ],
];

async function issueOf(file: string, error: unknown): Promise<Issue> {
  const unreadable = await whyUnreadable(file);
  if (unreadable !== undefined)
    return {
      stage: 'prepare',
      code: 'unreadable',
      message: `The file cannot be read (${unreadable}). Check its permissions and the disk, then try again.`,
    };
  const reason = messageOf(error);
  const known = damages.find(([pattern]) => pattern.test(reason));
  if (known !== undefined) return { stage: 'prepare', code: known[1], message: known[2] };
  return {
    stage: 'prepare',
    code: 'undecodable',
    message: `The picture cannot be decoded (${reason.split('\n')[0]}). Restore the file from a backup, then scan again.`,
  };
}

/** Whether the file itself is the trouble; the picture library does not say so by a code. */
async function whyUnreadable(file: string): Promise<string | undefined> {
  try {
    await withFile(file, 'r', (handle) => handle.read(Buffer.alloc(1), 0, 1, 0));
    return undefined;
  } catch (error) {
    return systemCode(error) ?? messageOf(error);
  }
}
