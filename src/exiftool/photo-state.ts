/** What a photo says now, and in which way it can be written to. */
import { type Iptc, iptcText, readIptc } from '../jpeg/iptc.ts';
import type { Head } from '../jpeg/read-head.ts';
import type { Broken } from '../jpeg/segments.ts';
import { xmpPackets } from '../jpeg/xmp-packets.ts';
import type { FieldText } from './fields.ts';
import type { Present } from './policy.ts';
import type { Pool } from './pool.ts';
import { readFields } from './read-fields.ts';
import type { Refusal } from './target.ts';

/** What embedding needs to know of XMP. The functions throw for packets that cannot be read or changed safely. */
export type XmpTools = {
  read(packet: Uint8Array): FieldText;
  /** The packet with the fields set and everything else byte for byte as it was. */
  set(packet: Uint8Array, changes: FieldText): Uint8Array;
  /** What a reader shows who finds both. */
  reconcile(xmp: FieldText, iptc: FieldText, digest: Iptc['digest']): FieldText;
};

/** How IPTC is written: field by field, or as a block of ours that is also re-encoded or put in order. */
export type IptcWay = 'fields' | 'block';
/** How XMP is written: our change of the one packet as a whole, or field by field by ExifTool. */
export type XmpWay = 'packet' | 'fields';

export type PhotoState = {
  readonly head: Head;
  readonly iptc: Iptc;
  /** The one packet, if there is exactly one and it can be read. */
  readonly packet: Buffer | undefined;
  readonly present: Present;
  readonly iptcWay: IptcWay;
  readonly xmpWay: XmpWay;
  /** There is XMP that only ExifTool reads whole: several packets, or one that is extended or damaged. */
  readonly oddXmp: boolean;
  /** Our reader cannot read it at all. */
  readonly damagedXmp: boolean;
  /** Let ExifTool pass over what it calls minor errors. */
  readonly lenient: boolean;
};

const brokenMessages: Readonly<Record<Broken, string>> = {
  'not-a-jpeg': 'This is not a JPEG, whatever its name says.',
  'truncated-head':
    'The file ends before its picture begins. Copy it again from the camera or a backup.',
  'strange-structure':
    'The file is damaged before the picture begins. Open and save it in another program.',
};

export function refusalOfBroken(why: Broken): Refusal {
  return { code: why, message: brokenMessages[why] };
}

/** Reads what a photo says. Only what our own reader finds odd is asked of ExifTool. @throws ProcessLostError */
export async function readState(
  pool: Pool,
  path: string,
  head: Head,
  tools: XmpTools,
): Promise<PhotoState | Refusal> {
  const { packets, extended } = xmpPackets(head.segments);
  const [packet] = packets;
  const isSingle = packets.length <= 1 && !extended;
  const xmp = packet === undefined ? {} : readable(() => tools.read(packet));
  const iptc = readIptc(
    head.segments,
    Object.values(xmp ?? {})
      .flat()
      .join('\n'),
  );
  const refusal = refusalOfIptc(iptc);
  if (refusal !== undefined) return refusal;
  const oddXmp = !isSingle || xmp === undefined;
  const xmpText = oddXmp ? (await readFields(pool, path)).xmp : xmp;
  const iptcNow = iptcText(iptc);
  return {
    head,
    iptc,
    packet: oddXmp ? undefined : packet,
    present: {
      iptc: iptcNow,
      xmp: xmpText,
      shown: tools.reconcile(xmpText, iptcNow, iptc.digest),
    },
    iptcWay: needsBlock(iptc) ? 'block' : 'fields',
    xmpWay: packet === undefined || oddXmp ? 'fields' : 'packet',
    oddXmp,
    damagedXmp: xmp === undefined,
    lenient: false,
  };
}

function readable(read: () => FieldText): FieldText | undefined {
  try {
    return read();
  } catch {
    // Damaged or in a form that our reader does not take; ExifTool is asked instead.
    return undefined;
  }
}

/** Text in a charset other than UTF-8 must be re-encoded with ours, and records out of order put in order. */
function needsBlock({ charset, inOrder }: Iptc): boolean {
  return !inOrder || (charset.kind === 'known' && charset.charset !== 'utf-8');
}

function refusalOfIptc(iptc: Iptc): Refusal | undefined {
  if (iptc.damaged)
    return {
      code: 'iptc-damaged',
      message:
        'Its IPTC is damaged, and writing could lose what is left of it. Save it again in the program that wrote it.',
    };
  if (iptc.blocks.length > 1 || iptc.old)
    return {
      code: 'iptc-twice',
      message:
        'It has IPTC in two places, and programs do not agree on which one counts. Save it again in one program first.',
    };
  if (iptc.runs.length > 1)
    return {
      code: 'photoshop-apart',
      message:
        'Its Photoshop data are in two places with others between them, and ExifTool would write IPTC into both. Save it again in one program first.',
    };
  if (iptc.charset.kind === 'unknown')
    return {
      code: 'iptc-charset-unknown',
      message:
        'Its IPTC is in characters that cannot be told for sure, and writing could garble them. Save it again as UTF-8 in the program that wrote it.',
    };
  return undefined;
}
