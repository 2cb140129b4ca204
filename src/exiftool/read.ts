/** Reading tags with ExifTool: every value as the text it is. */
import { type FieldName, fieldNames, fieldTable } from '../metadata/fields.ts';
import { dayIn, fromParts, type Metadata, metadataFrom } from '../metadata/metadata.ts';
import { translated } from '../metadata/translation.ts';
import { parsedJson } from '../parsed-json.ts';
import type { Pool } from './pool.ts';

/** Values by tag, with the group: `IPTC:Headline`. One value is text, several are a list. */
export type Tags = Readonly<Record<string, unknown>>;

/**
 * Values are quoted (`StructFormat=JSONQ`), because plain JSON of ExifTool turns the keyword `1e5` into a number;
 * names carry their group (`-G1`), and nothing is converted for reading (`-n`).
 */
const options = ['-j', '-G1', '-n', '-api', 'StructFormat=JSONQ'];

/** Reads tags of a file. What is not there, or cannot be read, is absent. @throws ProcessLostError */
export async function readTags(
  pool: Pool,
  path: string,
  tags: readonly string[],
  more: readonly string[] = [],
): Promise<Tags> {
  const wanted = tags.map((tag) => `-${tag}`);
  const { stdout } = await pool.run([...options, ...more, ...wanted], path);
  return tagsIn(stdout);
}

/** The object in ExifTool's JSON for one file; an empty one where there is none. */
function tagsIn(stdout: string): Tags {
  // It says nothing at all of a file that it cannot open.
  const rows = parsedJson(stdout);
  const [row]: unknown[] = Array.isArray(rows) ? rows : [];
  return typeof row === 'object' && row !== null ? (row as Tags) : {};
}

/**
 * Our fields as a photo has them, in IPTC and in XMP. @throws ProcessLostError
 * @param language whose texts are read beside the default ones
 */
export async function readFields(
  pool: Pool,
  path: string,
  language?: string,
): Promise<{ readonly iptc: Metadata; readonly xmp: Metadata }> {
  const xmpTags = (field: FieldName) => {
    const { tag, type } = fieldTable[field];
    if (type !== 'translation') return [tag];
    return language === undefined ? [] : [tagIn(tag, language)];
  };
  const all = fieldNames.flatMap((field) => [...iptcTags(field), ...xmpTags(field)]);
  const tags = await readTags(pool, path, all, ['-fast']);
  const inXmp = (field: FieldName) => {
    const value = valueIn(tags, field, xmpTags(field));
    const isTranslation = fieldTable[field].type === 'translation';
    return isTranslation && value !== undefined && language !== undefined
      ? translated(language, String(value))
      : value;
  };
  return {
    iptc: metadataFrom((field) => valueIn(tags, field, iptcTags(field))),
    xmp: metadataFrom(inXmp),
  };
}

/** A tag in a language, with the capitals that ExifTool gives those: `XMP-dc:Title-pt-BR`, `XMP-dc:Title-zh-hant`. */
export function tagIn(tag: string, language: string): string {
  const lower = language.toLowerCase();
  return `${tag}-${lower.replace(/^([a-z]{2,3})(-[a-z]{2})(?![a-z\d])/, (_, first: string, region: string) => first + region.toUpperCase())}`;
}

/** Every tag that contains a field, in order of precedence; none for what depends on a language. */
export function tagsFor(field: FieldName): string[] {
  const { tag, type, alsoIn = [] } = fieldTable[field];
  if (type === 'translation') return [];
  return [tag, ...iptcTags(field), ...alsoIn];
}

function iptcTags(field: FieldName): string[] {
  const { iim } = fieldTable[field];
  return iim === undefined ? [] : [`IPTC:${iim.tag}`];
}

/** The value of a field in the first of these tags that has one. */
export function valueIn(
  tags: Tags,
  field: FieldName,
  among: readonly string[],
): string | readonly string[] | undefined {
  const value = among.map((tag) => tags[tag]).find((one) => one !== undefined && one !== '');
  if (value === undefined) return undefined;
  // One keyword comes alone, several as a list.
  const texts = [value].flat().map(String);
  const { type, vocabulary } = fieldTable[field];
  const whole = fromParts(field, texts) ?? '';
  if (typeof whole !== 'string') return whole;
  if (type === 'date') return dayIn(whole).replaceAll(':', '-');
  return vocabulary === undefined || /^[a-z]+:/.test(whole) ? whole : vocabulary + whole;
}

/**
 * Every tag of a file, also repeated and unknown ones, a line each: `[Group] Tag : value`. Binary values are told by
 * their sizes. @throws ProcessLostError
 * @param charset of the IPTC, by ExifTool's name for it; as the file declares it when absent
 */
export async function dumpTags(pool: Pool, path: string, charset?: string): Promise<string[]> {
  const asked = charset === undefined ? [] : ['-charset', `iptc=${charset}`];
  const all = ['-a', '-u', '-s', '-G1', '-n', '-sep', '\u001F', '-ee', ...asked];
  const { stdout } = await pool.run(all, path);
  return stdout.split('\n').filter((line) => line !== '');
}
