/**
 * A head with other IPTC and XMP: every other segment, and what stands between them, stays byte for byte. All
 * Photoshop resources go into one run, where the first one was; XMP gets the header that every reader knows.
 */
import type { Iptc } from './iptc.ts';
import {
  encodeResources,
  iptcDigestResource,
  iptcResource,
  isIptc,
  oldResources,
  photoshopSegments,
  type Resource,
} from './photoshop.ts';
import type { Head } from './read-head.ts';
import { type Segment, segmentOf } from './segments.ts';
import { isBlankXmp, isXmp } from './xmp-packets.ts';

export type NewMetadata = {
  readonly block: Buffer;
  readonly digest: Buffer;
  /** One for each packet there is, in order; a single one where there is none. */
  readonly packets: readonly Uint8Array[];
};

const startOfImageBytes = 2;

/** The new head, up to the start of scan. @throws RangeError when a packet is too long for its segment */
export function splicedHead(head: Head, iptc: Iptc, metadata: NewMetadata): Buffer {
  const { segments, bytes, scanStart } = head;
  const photoshop = photoshopSegments(runWith(iptc, metadata));
  const packets = metadata.packets.map((packet) => segmentOf('xmp', packet));
  const place = placeForNew(segments);
  let at = startOfImageBytes;
  const pieces = [bytes.subarray(0, at)];
  for (const [index, segment] of segments.entries()) {
    if (index === place) pieces.push(...fresh(segments, photoshop, packets));
    pieces.push(bytes.subarray(at, segment.start), ...replaced(segment, bytes, photoshop, packets));
    at = segment.end;
  }
  if (place === segments.length) pieces.push(...fresh(segments, photoshop, packets));
  return Buffer.concat([...pieces, bytes.subarray(at, scanStart)]);
}

/** Takes what it puts in its place from the front of the two lists. */
function replaced(
  segment: Segment,
  bytes: Buffer,
  photoshop: Buffer[],
  packets: Buffer[],
): Buffer[] {
  if (segment.kind === 'photoshop') return photoshop.splice(0);
  if (segment.kind === 'photoshop-old') return withoutIptc(segment, bytes);
  if (isXmp(segment)) return isBlankXmp(segment) ? [] : packets.splice(0, 1);
  return [bytes.subarray(segment.start, segment.end)];
}

/** What no segment is there for yet. */
function fresh(segments: readonly Segment[], photoshop: Buffer[], packets: Buffer[]): Buffer[] {
  const hasPhotoshop = segments.some(({ kind }) => kind === 'photoshop');
  const hasXmp = segments.some((segment) => isXmp(segment) && !isBlankXmp(segment));
  return [...(hasPhotoshop ? [] : photoshop.splice(0)), ...(hasXmp ? [] : packets.splice(0))];
}

/** Behind JFIF and EXIF, which readers want first. */
function placeForNew(segments: readonly Segment[]): number {
  const leading = segments.findIndex(({ marker }) => marker < 0xe0 || marker > 0xef);
  const among = leading === -1 ? segments : segments.slice(0, leading);
  return among.findLastIndex(({ kind, marker }) => kind === 'exif' || marker === 0xe0) + 1;
}

function runWith({ runs }: Iptc, { block, digest }: NewMetadata): Buffer {
  const ours = [resource(iptcResource, block), resource(iptcDigestResource, digest)];
  const all = runs.flatMap(({ resources }) => resources);
  const others = all.filter((one) => !isIptc(one));
  const first = all.findIndex(isIptc);
  const resources = others.toSpliced(first === -1 ? others.length : first, 0, ...ours);
  return Buffer.concat([encodeResources(resources), ...runs.map(({ rest }) => rest)]);
}

function withoutIptc(segment: Segment, bytes: Buffer): Buffer[] {
  const { resources, rest } = oldResources(segment);
  const kept = resources.filter((one) => !isIptc(one));
  if (kept.length === resources.length) return [bytes.subarray(segment.start, segment.end)];
  if (kept.length === 0 && rest.length === 0) return [];
  return [segmentOf('photoshop-old', Buffer.concat([encodeResources(kept), rest]))];
}

function resource(id: number, data: Buffer): Resource {
  return { type: '8BIM', id, name: Buffer.alloc(2), data };
}
