/** What ExifTool says of many files, in one process of its own that has nothing to do with our pool. */
import { execFile } from 'node:child_process';
import { exiftoolPath } from 'exiftool-vendored';

export type Row = Readonly<Record<string, unknown>> & { readonly SourceFile: string };

/** A row per file, by path. Every tag, also repeated and unknown ones; values as they stand, as text. */
export async function exiftoolReads(paths: readonly string[]): Promise<Map<string, Row>> {
  const path = await exiftoolPath();
  const options = [
    '-config',
    '',
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
  const stdout = await new Promise<string>((resolve, reject) => {
    const words = [path, ...options, ...paths];
    // Files it cannot read make it end with 1; what it could read is there all the same.
    execFile('perl', words, { maxBuffer: 1e9 }, (error, text) =>
      text === '' && error !== null ? reject(error) : resolve(text),
    );
  });
  const rows = JSON.parse(stdout) as Row[];
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
  'IPTC2:Headline',
  'IPTC2:Keywords',
  'IPTC2:ObjectName',
  'IPTC2:City',
  'IPTC2:Province-State',
  'IPTC2:DateCreated',
  'IPTC2:CodedCharacterSet',
  'IPTC2:EnvelopeRecordVersion',
  'IPTC2:Country-PrimaryLocationName',
  'IPTC2:Country-PrimaryLocationCode',
  'IPTC2:Caption-Abstract',
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
  return (
    Object.entries(row)
      .map(([key, value]) => [plainName(key), JSON.stringify(value)] as const)
      .filter(([key]) => !ours.has(key) && !/^(SourceFile|System|ExifTool)/.test(key))
      // Where in the file something lies.
      .filter(([key]) => !/(Offset|Start)$/.test(key))
      .map(([key, value]) => `${key} = ${value}`)
      .sort()
  );
}
