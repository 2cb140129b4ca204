/** What a test reads out of a JPEG, with Debian-independent means: the bundled ExifTool. */
import { askExifTool } from './exiftool.ts';

export type EmbeddedText = {
  readonly headline: string;
  readonly keywords: readonly string[];
  readonly xmpHeadline: string;
  readonly xmpSubject: readonly string[];
};

/** ExifTool's own answer for each file, every value as text. */
export async function exiftoolJson(
  files: readonly string[],
  tags: readonly string[],
): Promise<Record<string, unknown>[]> {
  const options = ['-j', '-G1', '-a', '-api', 'StructFormat=JSONQ'];
  return JSON.parse(await askExifTool([...options, ...tags, ...files])) as Record<
    string,
    unknown
  >[];
}

/** Our four fields of each file as ExifTool reads them. */
export async function embeddedTexts(files: readonly string[]): Promise<EmbeddedText[]> {
  const rows = await exiftoolJson(files, [
    '-IPTC:Headline',
    '-IPTC:Keywords',
    '-XMP-photoshop:Headline',
    '-XMP-dc:Subject',
  ]);
  return rows.map((row) => ({
    headline: text(row['IPTC:Headline']),
    keywords: list(row['IPTC:Keywords']),
    xmpHeadline: text(row['XMP-photoshop:Headline']),
    xmpSubject: list(row['XMP-dc:Subject']),
  }));
}

/** ExifTool's hash of the compressed picture alone; the same before and after any change of metadata. */
export async function pictureHashes(files: readonly string[]): Promise<string[]> {
  const rows = await exiftoolJson(files, ['-ImageDataHash', '-api', 'RequestTags=ImageDataHash']);
  return rows.map((row) =>
    text(Object.entries(row).find(([name]) => name.endsWith('ImageDataHash'))?.[1]),
  );
}

const text = (value: unknown): string => (value === undefined ? '' : String(value));
const list = (value: unknown): string[] =>
  value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(String);
