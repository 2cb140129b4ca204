/** Has ExifTool write a changed copy of a photo into a temporary file beside it. */
import { messageOf } from '../../errors.ts';
import type { Pool } from '../../exiftool/pool.ts';
import { readTags } from '../../exiftool/read.ts';
import {
  type Assignment,
  iptcAssignments,
  writeChanged,
  xmpAssignments,
} from '../../exiftool/write.ts';
import { iptcDigest } from '../../jpeg/iptc.ts';
import { roomIn } from '../../jpeg/segments.ts';
import { fieldTable } from '../../metadata/fields.ts';
import { fieldsIn, type Metadata } from '../../metadata/metadata.ts';
import { fitToIptc } from './fit-text.ts';
import { iptcBlock } from './iptc-block.ts';
import { setPacketFields } from './packet-fields.ts';
import type { WriteStrategy } from './photo-state.ts';
import type { EmbedPlan } from './plan-embed.ts';
import { oddXmp, type Problem } from './problem.ts';

/** What was written as a whole and must be found again unchanged. */
export type WrittenWhole = {
  /** One for each packet that the photo has; one if it has none. */
  readonly packets?: readonly Uint8Array[];
  readonly block?: Buffer;
  /** Why the packet could not be changed as a whole, so that ExifTool had to write the fields. */
  readonly obstacle?: string;
};

/**
 * Writes the planned copy as `temporary`. @throws ProcessLostError when ExifTool died or hung, the file system's
 * error for values handed over as files
 */
export async function writeWithExifTool(
  pool: Pool,
  plan: EmbedPlan,
  temporary: string,
  strategy: Exclude<WriteStrategy, 'spliced'>,
): Promise<WrittenWhole | Problem> {
  const { target, state, changes, digest } = plan;
  const { path } = target;
  const fitting = fitToIptc(changes);
  const whole: WrittenWhole = {
    ...(state.needsBlock ? { block: iptcBlock(state.iptc, fitting) } : {}),
    ...(strategy === 'exiftool' && !state.oddXmp ? packetFor(plan) : {}),
  };
  const { block, packets } = whole;
  if (packets === undefined) {
    const lost = await severalOf(pool, path, changes);
    if (lost !== undefined)
      return oddXmp(`${lost} is there more than once, and ExifTool would join all of them.`);
  }
  const failure = await writeChanged(
    pool,
    path,
    temporary,
    [
      ...(block === undefined
        ? iptcAssignments(fitting, digest?.toString('hex'))
        : asBlock(block, digest)),
      ...(packets?.map((value) => ({ tag: 'XMP:XMP', value })) ??
        xmpAssignments(changes, { isNew: state.packets.length === 0 && !state.oddXmp })),
    ],
    { lenient: strategy === 'lenient' },
  );
  if (failure === undefined) return whole;
  return { code: failure.code, message: `ExifTool refuses to write to it: ${failure.reason}.` };
}

/** Of sequences that we write members of, one that has several structures: by members, ExifTool writes a single one. */
async function severalOf(pool: Pool, path: string, changes: Metadata): Promise<string | undefined> {
  const sequences = new Set(
    fieldsIn(changes).flatMap((field) => {
      const { of } = fieldTable[field];
      return of?.isSequence === true ? [of.xmp] : [];
    }),
  );
  for (const xmp of sequences) {
    const tag = `XMP-${xmp}`;
    const found = (await readTags(pool, path, [tag], ['-struct']))[tag];
    if (Array.isArray(found) && found.length > 1) return xmp;
  }
  return undefined;
}

function asBlock(block: Buffer, digest = iptcDigest(block)): Assignment[] {
  return [
    { tag: 'IPTC:IPTC', value: block },
    { tag: 'Photoshop:IPTCDigest', value: digest.toString('hex') },
  ];
}

/** The changed packet; none when ExifTool has to write the fields, because it cannot be changed or grows too long. */
function packetFor(plan: EmbedPlan): WrittenWhole {
  const [present] = plan.state.packets;
  if (present === undefined) return {};
  try {
    const packet = writable(setPacketFields(present, plan));
    return packet === undefined || packet.length > roomIn('xmp') ? {} : { packets: [packet] };
  } catch (error) {
    // Our fields are in a form that cannot be changed in place: ExifTool writes them, and everything is compared.
    return { obstacle: messageOf(error) };
  }
}

/** Some programs leave zeros after a packet; they would end up inside the wrapper. */
function withoutZeros(bytes: Buffer): Buffer {
  const end = bytes.findLastIndex((byte) => byte !== 0);
  return bytes.subarray(0, end + 1);
}

const endBytes = 32;

/**
 * ExifTool takes a packet as a whole when it ends as it should, and then marks it as writable; one without a wrapper
 * gets it. Anything else it would refuse or change.
 */
function writable(packet: Uint8Array): Uint8Array | undefined {
  const bytes = withoutZeros(Buffer.from(packet));
  const start = bytes.toString('latin1', 0, endBytes);
  if (/^<x:x[am]pmeta/.test(start)) return bytes;
  const end = bytes.toString('latin1', Math.max(0, bytes.length - endBytes));
  if (!start.startsWith('<?xpacket') || !/end=['"][rw]['"]\s*\?>\s*$/.test(end)) return undefined;
  const asWritable = end.replace(/end=(['"])r/, 'end=$1w');
  return Buffer.concat([
    bytes.subarray(0, bytes.length - end.length),
    Buffer.from(asWritable, 'latin1'),
  ]);
}
