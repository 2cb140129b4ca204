/** Has ExifTool write a changed copy of a photo into a temporary file beside it. */
import { mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { iptcDigest } from '../jpeg/iptc.ts';
import { signatureBytes } from '../jpeg/segments.ts';
import { type FieldText, forIptc, iptcArguments, writingOptions, xmpArguments } from './fields.ts';
import { iptcBlock } from './iptc-block.ts';
import type { PhotoState, XmpTools } from './photo-state.ts';
import type { Pool } from './pool.ts';
import type { Refusal } from './target.ts';

/** What was written as a whole and must be found again as it is. */
export type WrittenWhole = { readonly packet?: Uint8Array; readonly block?: Buffer };

/** Length field and signature take their part of a segment's 65,535 bytes. */
const longestPacket = 65_533 - signatureBytes.xmp;

/**
 * Writes `temporary` from the photo at `path`. @throws ProcessLostError when ExifTool died or hung, the file
 * system's error for its data files
 */
export async function writeTemporary(
  pool: Pool,
  path: string,
  temporary: string,
  state: PhotoState,
  changes: FieldText,
  tools: XmpTools,
): Promise<WrittenWhole | Refusal> {
  const whole: WrittenWhole = {
    ...(state.iptcWay === 'block' ? { block: iptcBlock(state.iptc, forIptc(changes)) } : {}),
    ...packetFor(state, changes, tools),
  };
  const data = await writeData(whole);
  try {
    const { stdout, errors, warnings } = await pool.run([
      ...writingOptions,
      ...iptcPart(whole, data, changes),
      ...(data.packet === undefined ? xmpArguments(changes) : [`-XMP<=${data.packet}`]),
      '-o',
      // The photo's own folder; written out, a percent sign in it would be taken for a format.
      `%d${basename(temporary)}`,
      path,
    ]);
    if (/^\s*1 image files created$/m.test(stdout)) return whole;
    const reason = [...errors, ...warnings][0] ?? 'it gives no reason';
    return { code: 'exiftool-refuses', message: `ExifTool does not write to it: ${reason}.` };
  } finally {
    await removeData(data);
  }
}

function iptcPart(whole: WrittenWhole, data: DataFiles, changes: FieldText): string[] {
  if (whole.block === undefined || data.block === undefined) return iptcArguments(forIptc(changes));
  const digest = iptcDigest(whole.block).toString('hex');
  return [`-IPTC<=${data.block}`, `-Photoshop:IPTCDigest=${digest}`];
}

/** The changed packet; none when ExifTool has to write the fields, because ours cannot be changed or grows too long. */
function packetFor(state: PhotoState, changes: FieldText, tools: XmpTools): WrittenWhole {
  if (state.packet === undefined || state.xmpWay === 'fields') return {};
  try {
    const packet = writable(tools.set(state.packet, changes));
    return packet === undefined || packet.length > longestPacket ? {} : { packet };
  } catch {
    // Our fields are in a form that cannot be changed in place; ExifTool writes them, and everything is compared.
    return {};
  }
}

const endBytes = 32;

/**
 * ExifTool takes a packet as a whole when it ends as it should, and then marks it as writable; one without a wrapper
 * gets it. Anything else it would refuse or change.
 */
function writable(packet: Uint8Array): Uint8Array | undefined {
  const bytes = Buffer.from(packet);
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

type DataFiles = { readonly packet?: string; readonly block?: string };

let folder: Promise<string> | undefined;
let lastNumber = 0;

async function writeData({ packet, block }: WrittenWhole): Promise<DataFiles> {
  if (packet === undefined && block === undefined) return {};
  folder ??= mkdtemp(join(tmpdir(), 'proofsheet-'));
  const start = join(await folder, String(lastNumber++));
  if (packet !== undefined) await writeFile(`${start}.xmp`, packet);
  if (block !== undefined) await writeFile(`${start}.iptc`, block);
  return {
    ...(packet === undefined ? {} : { packet: `${start}.xmp` }),
    ...(block === undefined ? {} : { block: `${start}.iptc` }),
  };
}

async function removeData(files: DataFiles): Promise<void> {
  for (const path of Object.values(files)) await unlink(path).catch(() => undefined);
}

/** Removes the folder of data files; for the end of a run. */
export async function removeDataFolder(): Promise<void> {
  const made = folder;
  folder = undefined;
  if (made !== undefined) await rm(await made, { recursive: true, force: true });
}
