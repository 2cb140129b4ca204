/**
 * Making a preview: the reduced copy of a photo that the model and the review screen see. Upright, sRGB, and without
 * any metadata, so that neither GPS nor names leave the machine with it.
 */
import { toNamespacedPath } from 'node:path';
import type sharpModule from 'sharp';
import { asStop, messageOf, StopError } from '../errors.ts';
import { whyNotOpened } from '../files/open-file.ts';
import { pictureKind } from '../files/picture-kinds.ts';
import { systemRefusal } from '../files/system-errors.ts';
import { decodingOf } from '../jpeg/decoding.ts';
import { readHead } from '../jpeg/read-head.ts';
import type { Issue, Size } from '../photo.ts';
import { damageIssue, issueOf, mostHeld, tooLarge } from './damage.ts';
import { inTurn } from './large.ts';
import { type InnerPictures, type MadePreview, previewOfOther, reduced } from './other.ts';

export type PreviewOptions = {
  /** Longest side in pixels. */
  readonly edge: number;
  /** JPEG quality, 1 to 100. */
  readonly quality: number;
  /** Gives the JPEGs inside files of other kinds. */
  readonly inner?: InnerPictures;
};

/** How previews are decoded that were made before: a stranger's archive may bring anything under that name. */
export const asPreview = { failOn: 'none', limitInputPixels: 2048 * 2048 } as const;

let loading: Promise<typeof sharpModule> | undefined;

/**
 * One thread a picture and as many pictures at once as there are cores is the fastest; the cache only costs memory.
 * @throws StopError `sharp-missing` where it was not installed for this system, or the system is too old for it
 */
export function loadSharp(): Promise<typeof sharpModule> {
  loading ??= import('sharp').then(({ default: sharp }) => {
    sharp.concurrency(1);
    sharp.cache(false);
    return sharp;
  }, cannotBeLoaded);
  return loading;
}

/** Files that loading a library takes at once, at most. */
const filesOfLibrary = 8;

function cannotBeLoaded(cause: unknown): never {
  const stop = asStop(whyNotOpened(filesOfLibrary), 'previews');
  if (stop instanceof StopError) throw stop;
  throw new StopError(
    'sharp-missing',
    `The picture library sharp cannot be loaded on this system (${process.platform}-${process.arch}).`,
    'Install proofsheet again on this system, with its optional packages: `npm install --include=optional`.',
    { cause },
  );
}

/**
 * Makes the preview of the photo at `file`.
 * @param size of the photo, upright
 * @returns the preview; or an issue `truncated`, `undecodable`, `not-a-jpeg`, `too-many-pixels` or `unreadable`
 */
export async function makePreview(
  file: string,
  size: Size,
  options: PreviewOptions,
): Promise<MadePreview> {
  if (pictureKind(file) !== 'jpeg' && options.inner !== undefined) {
    const { inner, ...wanted } = options;
    return previewOfOther(await loadSharp(), file, wanted, inner);
  }
  const before = await lookBefore(file);
  if ('issue' in before) return before;
  return inTurn(before.held, () => decode(file, size, options));
}

/** Looks at the headers, so that nothing is decoded that would never end or take all memory. */
async function lookBefore(file: string): Promise<{ readonly held: number } | { issue: Issue }> {
  try {
    const read = await readHead(file);
    // What is wrong with a broken one, the picture library says.
    if (read.kind === 'broken') return { held: 0 };
    const { pixels, held } = decodingOf(read.head);
    if (pixels <= mostPixels && held <= mostHeld) return { held };
    return { issue: tooLarge(read.head.frame, held > mostHeld ? progressive : 'smaller') };
  } catch (error) {
    throwIfOutOfFiles(error);
    return { issue: unreadable(error) };
  }
}

/** No photo is to blame for that. The picture library does not say it. */
function throwIfOutOfFiles(error: unknown): void {
  const stop = asStop(whyNotOpened(1) ?? error, 'previews');
  if (stop instanceof StopError) throw stop;
}

/** More than any camera or stitched panorama has. */
const mostPixels = 1_000_000_000;
const progressive = 'smaller, or as a JPEG that is not progressive';
async function decode(file: string, size: Size, options: PreviewOptions): Promise<MadePreview> {
  const sharp = await loadSharp();
  try {
    // Windows takes the names of devices (CON.jpg) and paths over 260 characters in this form alone; a plain CON.jpg would
    // be the keyboard, and never end.
    const input = toNamespacedPath(file);
    const picture = sharp(input, { failOn: 'error', limitInputPixels: mostPixels });
    return await reduced(picture.autoOrient(), size, options);
  } catch (error) {
    throwIfOutOfFiles(error);
    return { issue: damageIssue(error) };
  }
}

/** The issue of a photo that cannot be opened or read. */
function unreadable(error: unknown): Issue {
  const { why, advice } = systemRefusal(error) ?? {
    why: messageOf(error),
    advice: 'Check its permissions and the disk, then try again.',
  };
  return issueOf('unreadable', `The file cannot be read: ${why}. ${advice}`);
}
