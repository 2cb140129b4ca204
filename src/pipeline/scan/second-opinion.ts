/** ExifTool's reading of the few photos that our own reader finds odd. */
import type { Pool } from '../../exiftool/pool.ts';
import { takenFrom } from '../../jpeg/taken.ts';
import type { XmpText } from '../../xmp/index.ts';
import { existingText, type PhotoFacts } from './read-photo.ts';

/** Our fields, the groups that hold them, the first one that has a value first. */
const sources: Readonly<Record<keyof XmpText, readonly string[]>> = {
  headline: ['XMP-photoshop:Headline', 'IPTC:Headline'],
  shortTitle: ['XMP-dc:Title', 'IPTC:ObjectName'],
  caption: ['XMP-dc:Description', 'IPTC:Caption-Abstract', 'IFD0:ImageDescription'],
  keywords: ['XMP-dc:Subject', 'IPTC:Keywords'],
  city: ['XMP-photoshop:City', 'IPTC:City'],
  region: ['XMP-photoshop:State', 'IPTC:Province-State'],
  country: ['XMP-photoshop:Country', 'IPTC:Country-PrimaryLocationName'],
  countryCode: ['XMP-iptcCore:CountryCode', 'IPTC:Country-PrimaryLocationCode'],
  dateCreated: ['XMP-photoshop:DateCreated', 'IPTC:DateCreated'],
};

const original = 'ExifIFD:DateTimeOriginal';

/** The facts with what ExifTool could read and we could not; the same facts when it cannot either. */
export async function secondOpinion(
  pool: Pool,
  path: string,
  facts: PhotoFacts,
  now: Date,
): Promise<PhotoFacts> {
  const tags = [original, ...Object.values(sources).flat()].map((tag) => `-${tag}`);
  // Values as they stand in the file (-n), all of them quoted, so that a keyword `007` stays text.
  const { stdout } = await pool.run([
    '-j',
    '-n',
    '-G1',
    '-api',
    'StructFormat=JSONQ',
    ...tags,
    path,
  ]);
  const row = rowIn(stdout);
  if (row === undefined) return facts;
  const text: XmpText = { ...facts.text, ...textIn(row) };
  const taken = facts.takenOn === undefined ? takenFrom(asText(row[original]), now) : undefined;
  return { ...facts, text, existing: existingText(text), ...taken };
}

function rowIn(stdout: string): Record<string, unknown> | undefined {
  try {
    const rows: unknown = JSON.parse(stdout);
    const [row]: unknown[] = Array.isArray(rows) ? rows : [];
    return typeof row === 'object' && row !== null ? (row as Record<string, unknown>) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function textIn(row: Record<string, unknown>): XmpText {
  const found = Object.entries(sources).flatMap(([field, tags]) => {
    const value = tags.map((tag) => row[tag]).find((one) => one !== undefined && one !== '');
    if (value === undefined) return [];
    return [[field, field === 'keywords' ? [value].flat().map(String) : asText(value)]];
  });
  return Object.fromEntries(found) as XmpText;
}

function asText(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.map(String).join('; ') : String(value);
}
