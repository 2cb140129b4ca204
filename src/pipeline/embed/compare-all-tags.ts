/**
 * Compares everything that ExifTool reads in two files: the proof for photos that our own reader cannot judge alone
 * (extended XMP, re-encoded IPTC, rewritten trailers).
 */

import type { Pool } from '../../exiftool/pool.ts';
import { dumpTags, tagIn } from '../../exiftool/read.ts';
import type { Charset } from '../../jpeg/iim-charset.ts';
import { type FieldName, fieldTable } from '../../metadata/fields.ts';
import { fieldsIn, type Metadata } from '../../metadata/metadata.ts';
import { translationIn } from '../../metadata/translation.ts';

/** ExifTool's names for the charsets that both of us know; it cannot be asked about text in any other. */
const charsetNames: Readonly<Partial<Record<Charset, string>>> = {
  'windows-1252': 'Latin',
  macintosh: 'MacRoman',
  'utf-8': 'UTF8',
};

/** Groups and tags about where something is, or how the file was written, rather than what it says. */
const incidental =
  /^\[(?:ExifTool\d*|System|File)\]|^\[MPImage1\]\s+MPImageLength\s|\]\s+(?:\w*(?:Offset|Offsets|Start|Pointer|Position)|IPTCDigest|CurrentIPTCDigest|XMPToolkit|HasExtendedXMP|CodedCharacterSet|EnvelopeRecordVersion|ApplicationRecordVersion|ImageSize|Megapixels)\s*:/;

/**
 * The lines that only one of the files has, fields of `changes` apart; none if they agree.
 * @param before the old file, the charset of its IPTC, and whether that was in several blocks
 */
export async function compareAllTags(
  pool: Pool,
  before: {
    readonly path: string;
    readonly charset: Charset | undefined;
    readonly isIptcJoined: boolean;
  },
  after: string,
  changes: Metadata,
  areTreesTouched: boolean,
): Promise<string[]> {
  const charset = before.charset === undefined ? undefined : charsetNames[before.charset];
  const judgesIptc = before.charset === undefined || charset !== undefined;
  const isUnjudged = (line: string) =>
    before.isIptcJoined ? /^\[IPTC\d*\]/.test(line) : !judgesIptc && line.startsWith('[IPTC]');
  const [old, now] = await Promise.all([
    dumpTags(pool, before.path, charset),
    dumpTags(pool, after),
  ]);
  const ours = new Set([
    ...fieldsIn(changes).flatMap((field) => tagsOf(field, changes)),
    ...(areTreesTouched ? keywordTrees : []),
  ]);
  const relevant = (line: string) =>
    !incidental.test(line) && !ours.has(keyOf(line)) && !isUnjudged(line);
  const left = new Map<string, number>();
  for (const line of old.filter(relevant)) left.set(line, (left.get(line) ?? 0) + 1);
  for (const line of now.filter(relevant)) left.set(line, (left.get(line) ?? 0) - 1);
  return [...left].filter(([, count]) => count !== 0).map(([line]) => line);
}

/** Lists of keyword paths. That the packet is what was written has been proved before. */
const keywordTrees = ['[XMP-lr] HierarchicalSubject', '[XMP-digiKam] TagsList'];

/** `[IPTC] Keywords` of a line. */
function keyOf(line: string): string {
  return line.replace(/(?<!\s)\s*:.*/s, '').replace(/\]\s+/, '] ');
}

function tagsOf(field: FieldName, changes: Metadata): string[] {
  const { tag, iim, type } = fieldTable[field];
  const language = type === 'translation' ? translationIn(changes[field])?.language : undefined;
  // English is named beside it (src/xmp/english-beside.ts).
  const inXmp = language === undefined ? [tag] : [tagIn(tag, language), tagIn(tag, 'en')];
  // Trailers may contain copies of IPTC, which ExifTool numbers.
  const groups = iim === undefined ? [] : ['IPTC', 'IPTC2', 'IPTC3', 'AFCP'];
  return [
    ...groups.map((group) => `[${group}] ${iim?.tag}`),
    ...inXmp.map((one) => `[${one.replace(':', '] ')}`),
  ];
}
