/** What a test reads out of a JPEG, with Debian-independent means: the bundled ExifTool, one process for a file. */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const exiftool = createRequire(import.meta.url)('exiftool-vendored.pl') as
  | string
  | { path?: string };
const program = typeof exiftool === 'string' ? exiftool : (exiftool.path ?? '');
const execute = promisify(execFile);

export type EmbeddedText = {
  readonly headline: string;
  readonly keywords: readonly string[];
  readonly xmpHeadline: string;
  readonly xmpSubject: readonly string[];
};

/** ExifTool's own answer, every value as text. */
export async function exiftoolJson(
  file: string,
  tags: readonly string[],
): Promise<Record<string, unknown>> {
  const { stdout } = await execute(program, [
    '-j',
    '-G1',
    '-a',
    '-api',
    'StructFormat=JSONQ',
    ...tags,
    file,
  ]);
  const [row = {}] = JSON.parse(stdout) as Record<string, unknown>[];
  return row;
}

/** Our four fields as ExifTool reads them. */
export async function embeddedText(file: string): Promise<EmbeddedText> {
  const row = await exiftoolJson(file, [
    '-IPTC:Headline',
    '-IPTC:Keywords',
    '-XMP-photoshop:Headline',
    '-XMP-dc:Subject',
  ]);
  return {
    headline: text(row['IPTC:Headline']),
    keywords: list(row['IPTC:Keywords']),
    xmpHeadline: text(row['XMP-photoshop:Headline']),
    xmpSubject: list(row['XMP-dc:Subject']),
  };
}

/** ExifTool's hash of the compressed picture alone; the same before and after any change of metadata. */
export async function pictureHash(file: string): Promise<string> {
  const row = await exiftoolJson(file, ['-ImageDataHash', '-api', 'RequestTags=ImageDataHash']);
  return text(Object.entries(row).find(([name]) => name.endsWith('ImageDataHash'))?.[1]);
}

const text = (value: unknown): string => (value === undefined ? '' : String(value));
const list = (value: unknown): string[] =>
  value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(String);
