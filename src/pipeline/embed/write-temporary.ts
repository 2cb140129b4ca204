/** Has ExifTool write a changed copy of a photo into a temporary file beside it. */
import { basename } from 'node:path';
import { messageOf } from '../../errors.ts';
import { DataFiles } from '../../exiftool/data-files.ts';
import {
  type Assignment,
  type FieldText,
  forIptc,
  iptcAssignments,
  writingOptions,
  xmpAssignments,
} from '../../exiftool/fields.ts';
import { meaningOf } from '../../exiftool/messages.ts';
import type { Pool } from '../../exiftool/pool.ts';
import { iptcDigest } from '../../jpeg/iptc.ts';
import { longestPayload, signatureBytes } from '../../jpeg/segments.ts';
import { iptcBlock } from './iptc-block.ts';
import type { PhotoState, Way, XmpTools } from './photo-state.ts';
import type { Refusal } from './target.ts';

/** What was written as a whole and must be found again as it is. */
export type WrittenWhole = {
  /** One for each packet that the photo has; one if it has none. */
  readonly packets?: readonly Uint8Array[];
  readonly block?: Buffer;
  /** Why the packet could not be changed as a whole, so that ExifTool had to write the fields. */
  readonly obstacle?: string;
};

const longestPacket = longestPayload - signatureBytes.xmp;

/** A copy that is to be written. */
export type Copying = {
  readonly path: string;
  readonly temporary: string;
  readonly state: PhotoState;
  readonly changes: FieldText;
};

/**
 * Writes `temporary` from the photo at `path`. @throws ProcessLostError when ExifTool died or hung, the file
 * system's error for its data files
 */
export async function writeTemporary(
  pool: Pool,
  { path, temporary, state, changes }: Copying,
  way: Exclude<Way, 'spliced'>,
  tools: XmpTools,
): Promise<WrittenWhole | Refusal> {
  const whole: WrittenWhole = {
    ...(state.iptcWay === 'block' ? { block: iptcBlock(state.iptc, forIptc(changes)) } : {}),
    ...(way === 'exiftool' && !state.oddXmp ? packetFor(state, changes, tools) : {}),
  };
  const data = new DataFiles();
  try {
    const assigned = await Promise.all([
      ...(await iptcPart(whole, changes, data)),
      ...(whole.packets?.map((packet) => data.assign('XMP:XMP', packet)) ??
        xmpAssignments(changes).map((one) => argumentOf(one, data))),
    ]);
    // The photo's own folder is `%d`; written out, a percent sign in it would be taken for a format.
    const output = ['-o', `%d${basename(temporary)}`, path];
    const { stdout, errors, warnings } = await pool.run([
      ...writingOptions,
      ...(way === 'lenient' ? ['-m'] : []),
      ...assigned,
      ...output,
    ]);
    if (/^\s*1 image files created$/m.test(stdout)) return whole;
    const reason = [...errors, ...warnings][0] ?? 'it gives no reason';
    return {
      code: meaningOf(reason) ?? 'exiftool-refuses',
      message: `ExifTool does not write to it: ${reason}.`,
    };
  } finally {
    await data.remove();
  }
}

async function iptcPart(
  { block }: WrittenWhole,
  changes: FieldText,
  data: DataFiles,
): Promise<Promise<string>[]> {
  if (block === undefined)
    return iptcAssignments(forIptc(changes)).map((one) => argumentOf(one, data));
  const digest = iptcDigest(block).toString('hex');
  return [
    data.assign('IPTC:IPTC', block),
    argumentOf({ tag: 'Photoshop:IPTCDigest', value: digest }, data),
  ];
}

async function argumentOf({ tag, value }: Assignment, data: DataFiles): Promise<string> {
  return value.includes('\n') ? data.assign(tag, Buffer.from(value, 'utf8')) : `-${tag}=${value}`;
}

/** The changed packet; none when ExifTool has to write the fields, because ours cannot be changed or grows too long. */
function packetFor(state: PhotoState, changes: FieldText, tools: XmpTools): WrittenWhole {
  const [present] = state.packets;
  if (present === undefined) return {};
  try {
    const packet = writable(tools.set(present, changes));
    return packet === undefined || packet.length > longestPacket ? {} : { packets: [packet] };
  } catch (error) {
    // Our fields are in a form that cannot be changed in place; ExifTool writes them, and everything is compared.
    return { obstacle: messageOf(error) };
  }
}

/** Zeros that some programs leave behind a packet would stand inside the wrapper. */
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
