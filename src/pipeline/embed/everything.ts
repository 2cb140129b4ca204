/**
 * Everything that ExifTool reads in two files, compared: the proof for photos that our own reader cannot judge
 * alone (extended XMP, re-encoded IPTC, trailers that were rewritten).
 */

import { type FieldName, fieldNames } from '../../exiftool/fields.ts';
import type { Pool } from '../../exiftool/pool.ts';
import type { Charset } from '../../jpeg/iim-charset.ts';

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
export async function differences(
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
    dump(pool, before.path, charset),
    dump(pool, after, undefined),
  ]);
  const ours = new Set(touched.flatMap(tagsOf));
  const relevant = (line: string) =>
    !incidental.test(line) && !ours.has(keyOf(line)) && !isUnjudged(line);
  const left = new Map<string, number>();
  for (const line of old.filter(relevant)) left.set(line, (left.get(line) ?? 0) + 1);
  for (const line of now.filter(relevant)) left.set(line, (left.get(line) ?? 0) - 1);
  return [...left].filter(([, count]) => count !== 0).map(([line]) => line);
}

/** Every tag, also repeated and unknown ones, a line each: `[Group] Tag : value`. Binary values as their sizes. */
async function dump(pool: Pool, path: string, charset: string | undefined): Promise<string[]> {
  const { stdout } = await pool.run([
    '-a',
    '-u',
    '-s',
    '-G1',
    '-n',
    '-sep',
    '\u001F',
    '-ee',
    ...(charset === undefined ? [] : ['-charset', `iptc=${charset}`]),
    path,
  ]);
  return stdout.split('\n').filter((line) => line !== '');
}

/** `[IPTC] Keywords` of a line. */
function keyOf(line: string): string {
  return line.replace(/\s*:.*$/s, '').replace(/\]\s+/, '] ');
}

function tagsOf(field: FieldName): string[] {
  const { iptc, xmp } = fieldNames[field];
  const [group = '', tag = ''] = xmp.split(':');
  // Trailers may hold copies of IPTC, which ExifTool numbers.
  const copies = ['IPTC', 'IPTC2', 'IPTC3', 'AFCP'].map((name) => `[${name}] ${iptc}`);
  return [...copies, `[${group}] ${tag}`];
}
