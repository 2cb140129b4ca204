/**
 * Everything that ExifTool reads in two files, compared: the proof for photos that our own reader cannot judge
 * alone (extended XMP, re-encoded IPTC, trailers that were rewritten).
 */

import type { Pool } from '../../exiftool/pool.ts';
import { dumpTags } from '../../exiftool/read.ts';
import type { Charset } from '../../jpeg/iim-charset.ts';
import { type FieldName, fieldTable } from '../../metadata/fields.ts';

/** ExifTool's names of the charsets that it knows under the same meaning; text in others it cannot be asked about. */
const charsetNames: Readonly<Partial<Record<Charset, string>>> = {
  'windows-1252': 'Latin',
  macintosh: 'MacRoman',
  'utf-8': 'UTF8',
};

/** Groups and tags that say where something lies, or how the file was written, and not what it says. */
const incidental =
  /^\[(?:ExifTool\d*|System|File)\]|\]\s+(?:\w*(?:Offset|Offsets|Start|Pointer|Position)|IPTCDigest|CurrentIPTCDigest|XMPToolkit|HasExtendedXMP|CodedCharacterSet|EnvelopeRecordVersion|ApplicationRecordVersion|ImageSize|Megapixels)\s*:/;

/**
 * Lines of what the files say apart from `touched` fields, that one has and the other has not; none if they agree.
 * @param before what the old file is read with: the charset its IPTC is in, and whether that was several blocks
 */
export async function compareAllTags(
  pool: Pool,
  before: {
    readonly path: string;
    readonly charset: Charset | undefined;
    readonly isIptcJoined: boolean;
  },
  after: string,
  touched: readonly FieldName[],
): Promise<string[]> {
  const charset = before.charset === undefined ? undefined : charsetNames[before.charset];
  const judgesIptc = before.charset === undefined || charset !== undefined;
  const isUnjudged = (line: string) =>
    before.isIptcJoined ? /^\[IPTC\d*\]/.test(line) : !judgesIptc && line.startsWith('[IPTC]');
  const [old, now] = await Promise.all([
    dumpTags(pool, before.path, charset),
    dumpTags(pool, after),
  ]);
  const ours = new Set(touched.flatMap(tagsOf));
  const relevant = (line: string) =>
    !incidental.test(line) && !ours.has(keyOf(line)) && !isUnjudged(line);
  const left = new Map<string, number>();
  for (const line of old.filter(relevant)) left.set(line, (left.get(line) ?? 0) + 1);
  for (const line of now.filter(relevant)) left.set(line, (left.get(line) ?? 0) - 1);
  return [...left].filter(([, count]) => count !== 0).map(([line]) => line);
}

/** `[IPTC] Keywords` of a line. */
function keyOf(line: string): string {
  return line.replace(/\s*:.*$/s, '').replace(/\]\s+/, '] ');
}

function tagsOf(field: FieldName): string[] {
  const { tag: xmp, iim } = fieldTable[field];
  // Trailers may hold copies of IPTC, which ExifTool numbers.
  const groups = iim === undefined ? [] : ['IPTC', 'IPTC2', 'IPTC3', 'AFCP'];
  return [...groups.map((group) => `[${group}] ${iim?.tag}`), `[${xmp.replace(':', '] ')}`];
}
