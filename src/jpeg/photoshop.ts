/**
 * Photoshop image resources, in which IPTC lies in a JPEG (Adobe Photoshop File Formats Specification, "Image
 * Resource Blocks"). Neighbouring APP13 segments are one run of resources cut into pieces; segments with others
 * between them are runs of their own.
 */
import { contentsOf, roomIn, type Segment, segmentOf } from './segments.ts';

export type Resource = {
  /** `8BIM`, or the rare `PHUT`, `DCSR`, `AgHg`, `MeSa`. */
  readonly type: string;
  readonly id: number;
  /** The name's bytes with length and padding, as written. */
  readonly name: Buffer;
  readonly data: Buffer;
};

export type ResourceRun = {
  readonly resources: readonly Resource[];
  /** What follows the last readable resource: the run breaks off there, or goes on with something else. */
  readonly rest: Buffer;
};

/** Resource ids. */
export const iptcResource = 0x0404;
export const iptcDigestResource = 0x0425;

const types = new Set(['8BIM', 'PHUT', 'DCSR', 'AgHg', 'MeSa']);
/** Type, id, the shortest name and the size. */
const leastBytes = 12;

/** The runs of resources among the segments of a head, in order. */
export function resourceRuns(segments: readonly Segment[]): ResourceRun[] {
  const runs: Buffer[][] = [];
  let previous: Segment | undefined;
  for (const segment of segments) {
    if (segment.kind === 'photoshop') {
      const piece = contentsOf(segment);
      const run = runs.at(-1);
      if (previous?.kind === 'photoshop' && run !== undefined) run.push(piece);
      else runs.push([piece]);
    }
    previous = segment;
  }
  return runs.map((pieces) => parseResources(Buffer.concat(pieces)));
}

/** Resources in a segment of Photoshop 2.5, which writers pass over and readers do not. */
export function oldResources(segment: Segment): ResourceRun {
  return parseResources(contentsOf(segment));
}

/** Whether a resource is the IPTC or its digest. */
export function isIptc({ type, id }: Resource): boolean {
  return type === '8BIM' && (id === iptcResource || id === iptcDigestResource);
}

/** A run of resources as the segments that hold it. */
export function photoshopSegments(run: Buffer): Buffer[] {
  const longest = roomIn('photoshop');
  const pieces = Array.from({ length: Math.ceil(run.length / longest) }, (_, at) =>
    run.subarray(at * longest, (at + 1) * longest),
  );
  return pieces.map((piece) => segmentOf('photoshop', piece));
}

/** The bytes of resources. */
export function encodeResources(resources: readonly Resource[]): Buffer {
  return Buffer.concat(
    resources.flatMap(({ type, id, name, data }) => {
      const [start, size] = [Buffer.alloc(6), Buffer.alloc(4)];
      start.write(type, 'latin1');
      start.writeUInt16BE(id, 4);
      size.writeUInt32BE(data.length);
      return [start, name, size, data, Buffer.alloc(data.length & 1)];
    }),
  );
}

/** Reads one run of resources. */
export function parseResources(bytes: Buffer): ResourceRun {
  const resources: Resource[] = [];
  let at = 0;
  while (at + leastBytes <= bytes.length) {
    const type = bytes.toString('latin1', at, at + 4);
    // Resources are padded to even lengths, and the padding counts as part of them.
    const nameBytes = evenUp(1 + bytes.readUInt8(at + 6));
    const sizeAt = at + 6 + nameBytes;
    if (!types.has(type) || sizeAt + 4 > bytes.length)
      return { resources, rest: bytes.subarray(at) };
    const start = sizeAt + 4;
    const end = start + bytes.readUInt32BE(sizeAt);
    if (end > bytes.length) return { resources, rest: bytes.subarray(at) };
    resources.push({
      type,
      id: bytes.readUInt16BE(at + 4),
      name: bytes.subarray(at + 6, sizeAt),
      data: bytes.subarray(start, end),
    });
    at = evenUp(end);
  }
  // Less than a resource may be left over; readers and writers pass over it.
  return { resources, rest: bytes.subarray(bytes.length) };
}

function evenUp(value: number): number {
  return value + (value & 1);
}

/** The data of every resource with this id, in order. */
export function resourcesWithId(runs: readonly ResourceRun[], id: number): Buffer[] {
  return runs.flatMap(({ resources }) =>
    resources.filter((one) => one.type === '8BIM' && one.id === id).map(({ data }) => data),
  );
}
