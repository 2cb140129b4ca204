/** What a photo says now, and how it can be written to. */

import type { Pool } from '../../exiftool/pool.ts';
import { readFields } from '../../exiftool/read.ts';
import {
  fieldOf,
  type Iptc,
  iptcDigest,
  iptcText,
  readIptc,
  staleDigest,
} from '../../jpeg/iptc.ts';
import { iptcResource, resourcesWithId } from '../../jpeg/photoshop.ts';
import type { Head } from '../../jpeg/read-head.ts';
import type { Broken } from '../../jpeg/segments.ts';
import { xmpPackets } from '../../jpeg/xmp-packets.ts';
import { allTextIn, type Metadata } from '../../metadata/metadata.ts';
import { embeddedText } from '../../xmp/index.ts';
import type { SaidInPhoto } from '../archive/text-in-photo.ts';
import { readPacketFields } from './packet-fields.ts';
import type { Problem } from './problem.ts';

/**
 * Who writes the copy. `exiftool`: ExifTool. `lenient`: ExifTool, told to ignore what it calls minor errors and to write
 * XMP field by field. `spliced`: we put a head of our own in front of the same picture, where ExifTool would refuse or
 * would write IPTC in two places. The proof is the same for all; for the last two, ExifTool reads everything again.
 */
export type WriteStrategy = 'exiftool' | 'lenient' | 'spliced';

export type PhotoState = {
  readonly head: Head;
  readonly iptc: Iptc;
  /** The packets, if our reader can read all of them; else none. */
  readonly packets: readonly Buffer[];
  readonly present: SaidInPhoto;
  /** A digest by which readers see that IPTC was written last; undefined where it was not. */
  readonly staleDigest: Buffer | undefined;
  /** IPTC is written as a whole block, re-encoded and put in order, instead of field by field. */
  readonly needsBlock: boolean;
  /** There is XMP that only ExifTool reads completely: several packets, or one that is extended or damaged. */
  readonly oddXmp: boolean;
  /** Our reader cannot read it at all. */
  readonly damagedXmp: boolean;
  /** The ways to try, in this order, until a copy is proved. */
  readonly strategies: readonly WriteStrategy[];
};

const digestOfNothing = iptcDigest(Buffer.alloc(0));

const brokenMessages: Readonly<Record<Broken, string>> = {
  'not-a-jpeg': 'This is not a JPEG, whatever its name says.',
  'truncated-head':
    'The file ends before its picture begins. Copy it again from the camera or a backup.',
  'strange-structure':
    'The file is damaged before the picture begins. Open and save it in another program.',
};

export function problemOfBroken(why: Broken): Problem {
  return { code: why, message: brokenMessages[why] };
}

/**
 * Reads what a photo says. ExifTool is asked only about what our own reader finds odd. @throws ProcessLostError
 * @param language whose texts are read beside the default ones
 * @param hasOurs we have written into it. We leave a digest: where there is none any more, a program that knows IPTC alone
 *   has written that anew
 */
export async function readState(
  pool: Pool,
  path: string,
  head: Head,
  { language, hasOurs }: { readonly language: string | undefined; readonly hasOurs: boolean },
): Promise<PhotoState> {
  const { packets, extended, blank, misheaded } = xmpPackets(head.segments);
  const [packet] = packets;
  const isSingle = packets.length <= 1 && !extended;
  const xmp = packet === undefined ? {} : readable(packet, language);
  const iptc = readIptc(head.segments, allTextIn(xmp ?? {}));
  const oddXmp = !isSingle || xmp === undefined;
  const xmpText = oddXmp ? (await readFields(pool, path, language)).xmp : xmp;
  const iptcNow = iptcText(iptc);
  const isDropped = hasOurs && iptc.digest === 'absent';
  const stale = isDropped ? digestOfNothing : staleDigest(iptc);
  const mustSplice = blank > 0 || misheaded || needsSplicing(iptc);
  return {
    head,
    iptc,
    packets: xmp === undefined ? [] : packets,
    present: {
      iptc: iptcNow,
      xmp: xmpText,
      shown: embeddedText(xmpText, iptcNow, stale === undefined ? iptc.digest : 'stale'),
    },
    staleDigest: stale,
    needsBlock: needsBlock(iptc),
    oddXmp,
    damagedXmp: xmp === undefined,
    strategies: mustSplice
      ? ['spliced']
      : strategiesFor(extended, packets.length, xmp !== undefined),
  };
}

function strategiesFor(
  extended: boolean,
  packets: number,
  isReadable: boolean,
): readonly WriteStrategy[] {
  // If ExifTool ignored its errors, incomplete extended XMP would be lost without a trace.
  const byExifTool: WriteStrategy[] = extended ? ['exiftool'] : ['exiftool', 'lenient'];
  if (!isReadable) return byExifTool;
  // ExifTool would make one packet of several.
  return packets > 1 ? ['spliced', ...byExifTool] : [...byExifTool, 'spliced'];
}

function readable(packet: Buffer, language: string | undefined): Metadata | undefined {
  try {
    return readPacketFields(packet, language);
  } catch {
    // Damaged, or in a form that our reader does not accept; ExifTool is asked instead.
    return undefined;
  }
}

/**
 * Text in a charset other than UTF-8 must be re-encoded along with ours, or kept undeclared where the charset is
 * unknown; records are put in order, and what no program can read after the last dataset is left out.
 */
function needsBlock({ charset, inOrder, damaged, blocks }: Iptc): boolean {
  const isOther = charset.kind === 'known' && charset.charset !== 'utf-8';
  return isOther || charset.kind === 'unknown' || !inOrder || damaged || blocks.length > 1;
}

/** ExifTool writes IPTC into every run of Photoshop resources, and does not change one that it cannot read to its end. */
function needsSplicing({ runs, oldRuns, blocks }: Iptc): boolean {
  return (
    blocks.length > 1 ||
    runs.length > 1 ||
    runs.some(({ rest }) => rest.length > 0) ||
    resourcesWithId(oldRuns, iptcResource).length > 0
  );
}

/**
 * Why these changes cannot be written beside the present IPTC; undefined if they can. Where its charset is unknown, only
 * text that reads the same in every charset can go beside it, and none in the place of what nobody here can read.
 */
export function problemOfChanges({ iptc }: PhotoState, changes: Metadata): Problem | undefined {
  const isAscii = /^[\0-\u007F]*$/.test(allTextIn(changes));
  const isUnread = iptc.datasets.some((dataset) => {
    const field = fieldOf(dataset);
    return field !== undefined && changes[field] !== undefined && !isAsciiText(dataset.value);
  });
  if (iptc.charset.kind !== 'unknown' || (isAscii && !isUnread)) return undefined;
  return {
    code: 'iptc-charset-unknown',
    message: `The charset of its IPTC is unknown, and ${isAscii ? 'our text would take the place of text in it' : 'our text has more than English letters'}: writing could garble one or the other. Save the photo as UTF-8 in the program that wrote it.`,
  };
}

function isAsciiText(value: Buffer): boolean {
  return value.every((byte) => byte < 0x80);
}
