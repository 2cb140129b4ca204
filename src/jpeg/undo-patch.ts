/**
 * How to make the head of a photo what it was before metadata were written: the segments that writing metadata
 * changes are kept whole, the others are taken from the photo as it is. A few kilobytes bring back every byte.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Head } from './read-head.ts';
import type { Segment, SegmentKind } from './segments.ts';

type Part =
  /** This many of the next segments of unchanging kinds, as they are. */
  | { readonly keep: number }
  /** These bytes. */
  | { readonly raw: Buffer };

/** Segments that writing metadata may change, move, split or join. */
const changing: ReadonlySet<SegmentKind> = new Set([
  'xmp',
  'xmp-misheaded',
  'xmp-extension',
  'photoshop',
  'photoshop-old',
  'mpf',
]);

/** Whether writing metadata leaves a segment alone. */
export function isKept({ kind }: Segment): boolean {
  return !changing.has(kind);
}

/** How to make an old file of the one written from it, byte for byte. */
export type UndoPatch = {
  /** Makes the old head of the new one; see `restoreHead`. */
  readonly head: Buffer;
  /** Where the tails differ: this many bytes are the same, followed by these. */
  readonly tail?: { readonly same: number; readonly rest: Buffer };
};

/** The patch that makes this head of any head with the same kept segments. */
export function headPatch(head: Pick<Head, 'bytes' | 'scanStart' | 'segments'>): Buffer {
  const parts: Part[] = [];
  let at = 2;
  const raw = (end: number) => {
    if (end > at) parts.push({ raw: head.bytes.subarray(at, end) });
    at = end;
  };
  for (const segment of head.segments) {
    if (!isKept(segment)) continue;
    raw(segment.start);
    const last = parts.at(-1);
    if (last !== undefined && 'keep' in last) parts[parts.length - 1] = { keep: last.keep + 1 };
    else parts.push({ keep: 1 });
    at = segment.end;
  }
  raw(head.scanStart);
  const written = parts.map((part) => ('keep' in part ? part.keep : part.raw.toString('base64')));
  return deflateRawSync(JSON.stringify(written));
}

/**
 * The head that the patch was made of, from a head written since.
 * Undefined when the patch does not fit, because the photo has other segments now.
 */
export function restoreHead(
  patch: Uint8Array,
  head: Pick<Head, 'bytes' | 'segments'>,
): Buffer | undefined {
  const parts = JSON.parse(inflateRawSync(patch).toString()) as (number | string)[];
  const kept = head.segments.filter(isKept);
  const pieces: Buffer[] = [head.bytes.subarray(0, 2)];
  let next = 0;
  for (const part of parts) {
    if (typeof part === 'string') {
      pieces.push(Buffer.from(part, 'base64'));
      continue;
    }
    const segments = kept.slice(next, next + part);
    if (segments.length < part) return undefined;
    pieces.push(...segments.map(({ start, end }) => head.bytes.subarray(start, end)));
    next += part;
  }
  return next === kept.length ? Buffer.concat(pieces) : undefined;
}
