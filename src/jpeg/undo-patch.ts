/**
 * How to make the head of a photo what it was before metadata were written: the segments that writing metadata
 * changes are kept whole, the others are taken from the photo as it is. A few kilobytes bring back every byte.
 */
import { deflateRawSync } from 'node:zlib';
import { unpacked } from '../files/unpacked.ts';
import { type Head, largestHead } from './read-head.ts';
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

/** Bytes of the longest patch, unpacked: all of a head in base64. */
const longestPatch = (head: number) => Math.ceil(head / 3) * 4 + 1024;

/**
 * The head that the patch was made of, from the head that was written then, byte for byte.
 * Undefined when the patch is none of that head: it is damaged, or the photo has other segments now.
 * @param largest bytes of the largest head
 */
export function restoreHead(
  patch: Uint8Array,
  head: Pick<Head, 'bytes' | 'segments'>,
  largest = largestHead,
): Buffer | undefined {
  const kept = head.segments.filter(isKept);
  const pieces: Buffer[] = [head.bytes.subarray(0, 2)];
  let next = 0;
  const json = unpacked(patch, longestPatch(largest))?.toString('latin1');
  if (json === undefined) return undefined;
  for (const part of partsIn(json, kept.length)) {
    if ('raw' in part) {
      pieces.push(part.raw);
      continue;
    }
    const segments = kept.slice(next, next + part.keep);
    if (segments.length < part.keep) return undefined;
    // One by one: a head of empty segments has more of them than a call has room for.
    for (const { start, end } of segments) pieces.push(head.bytes.subarray(start, end));
    next += part.keep;
  }
  return next === kept.length ? Buffer.concat(pieces) : undefined;
}

/**
 * The parts of a patch, which may be anything: it is taken apart as it was put together, and only so far as parts of so
 * many kept segments go, with other bytes in front of, between and behind them.
 */
function partsIn(json: string, kept: number): Part[] {
  return json
    .slice(1, -1)
    .split(',', 2 * kept + 1)
    .map((part) =>
      part.startsWith('"')
        ? { raw: Buffer.from(part.slice(1, -1), 'base64') }
        : { keep: Math.max(Number.parseInt(part, 10) || 0, 0) },
    );
}
