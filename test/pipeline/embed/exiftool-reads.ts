/** What ExifTool says of many files, in a process that has nothing to do with our pool. */
import { askExifTool } from '../../helpers/exiftool.ts';

export type Row = Readonly<Record<string, unknown>> & { readonly SourceFile: string };

/** A row per file, by path. Every tag, also repeated and unknown ones; values as they stand, as text. */
export async function exiftoolReads(paths: readonly string[]): Promise<Map<string, Row>> {
  const options = [
    '-j',
    '-a',
    '-u',
    '-G1:4',
    '-n',
    '-api',
    'StructFormat=JSONQ',
    '-all',
    '-CurrentIPTCDigest',
    '-ImageDataHash',
  ];
  const rows = JSON.parse(await askExifTool([...options, ...paths])) as Row[];
  return new Map(rows.map((row) => [row.SourceFile, row]));
}

/** `IPTC:By-line` out of `IPTC:By-line` or `IPTC:Copy1:By-line`. */
export function plainName(key: string): string {
  return key.replace(/:Copy\d+:/, ':');
}

const ours = new Set([
  'IPTC:Headline',
  'IPTC:Keywords',
  'IPTC:ObjectName',
  'IPTC:Caption-Abstract',
  'IPTC:City',
  'IPTC:Province-State',
  'IPTC:Country-PrimaryLocationName',
  'IPTC:Country-PrimaryLocationCode',
  'IPTC:DateCreated',
  'IPTC:CodedCharacterSet',
  'IPTC:EnvelopeRecordVersion',
  'IPTC:ApplicationRecordVersion',
  'Photoshop:IPTCDigest',
  'File:CurrentIPTCDigest',
  'XMP-photoshop:Headline',
  'XMP-dc:Subject',
  'XMP-dc:Title',
  'XMP-dc:Description',
  'XMP-photoshop:City',
  'XMP-photoshop:State',
  'XMP-photoshop:Country',
  'XMP-iptcCore:CountryCode',
  'XMP-photoshop:DateCreated',
  'XMP-x:XMPToolkit',
  'XMP-xmpNote:HasExtendedXMP',
]);

/** Everything in a row that is not ours and says something of the photo, sorted. */
export function foreignIn(row: Row): string[] {
  const lines = Object.entries(row)
    .map(([key, value]) => [plainName(key).replace(/^IPTC\d+:/, 'IPTC:'), value] as const)
    .filter(([key]) => !ours.has(key) && !/^(SourceFile|System|ExifTool)/.test(key))
    // Where in the file something lies, and how long the file is up to the end of its own picture.
    .filter(([key]) => !/(Offset|Start)$|^MPImage1:MPImageLength$/.test(key));
  const isIptc = (key: string) => key.startsWith('IPTC:');
  // IPTC in several places may come together: what it says counts, not how often.
  const iptc = lines
    .filter(([key]) => isIptc(key))
    .flatMap(([key, value]) => [value].flat().map((one) => `${key} = ${JSON.stringify(one)}`));
  const others = lines
    .filter(([key]) => !isIptc(key))
    .map(([key, value]) => `${key} = ${JSON.stringify(value)}`);
  return [...others, ...new Set(iptc)].sort();
}
