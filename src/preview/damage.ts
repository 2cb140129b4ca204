/** What the picture library says of pictures that it cannot decode, as issues of their photos. */
import { count } from '../amounts.ts';
import { messageOf } from '../errors.ts';
import type { Issue, Size } from '../photo.ts';

/** It gives messages, no codes; these are all it says about a damaged picture that we act on. */
const damages: readonly (readonly [reason: RegExp, code: string, message: string])[] = [
  [
    /premature end|truncated|read error|unable to read|bad seek|read gave \d+ warnings/i,
    'truncated',
    'The file ends before the picture does. Restore it from the camera or a backup, then scan again.',
  ],
  [
    /exceeds pixel limit/i,
    'too-many-pixels',
    'Decoding its pixels would take more memory than proofsheet uses. Export it smaller, then scan again.',
  ],
  [
    /insufficient memory|out of memory/i,
    'too-many-pixels',
    'There is not enough memory to decode it. Close other programs, or export it smaller or not as progressive JPEG, then scan again.',
  ],
  [
    /unsupported image format/i,
    'not-a-jpeg',
    'The file does not hold a picture that can be read. Restore it or take it out of the archive.',
  ],
];

/** The issue of a photo that could not be decoded. @param error what the picture library threw */
export function damageIssue(error: unknown): Issue {
  const reason = messageOf(error);
  const known = damages.find(([pattern]) => pattern.test(reason));
  if (known !== undefined) return issueOf(known[1], known[2]);
  return issueOf(
    'undecodable',
    `The picture cannot be decoded (${reason.split('\n')[0]}). Restore the file from a backup, then scan again.`,
  );
}

/** An issue of a photo of which no preview can be made. */
export function issueOf(code: string, message: string): Issue {
  return { stage: 'prepare', code, message };
}

/**
 * Bytes that are held while a picture is decoded, where it is not decoded row by row: a progressive JPEG of 130 megapixels
 * without subsampling. Node itself needs the rest of a gigabyte.
 */
export const mostHeld = 800_000_000;

/** The issue of a photo that would take too much memory. @param way how to export it instead */
export function tooLarge({ width, height }: Size, way = 'smaller'): Issue {
  return issueOf(
    'too-many-pixels',
    `Decoding its ${count(width)} x ${count(height)} pixels would take more memory than proofsheet uses. Export it ${way}, then scan again.`,
  );
}
