/** What stands in the photos and their sidecars in the end, read by an ExifTool of our own. */
import { join, relative } from 'node:path';
import { askExifTool } from '../../test/helpers/exiftool.ts';

/** The text of one file; every field as IPTC has it, and as XMP has it. */
export type FileText = Readonly<Record<Field, readonly string[]>>;

const tags = {
  headline: 'IPTC:Headline',
  shortTitle: 'IPTC:ObjectName',
  caption: 'IPTC:Caption-Abstract',
  keywords: 'IPTC:Keywords',
  xmpHeadline: 'XMP:Headline',
  xmpTitle: 'XMP:Title',
  xmpCaption: 'XMP:Description',
  xmpKeywords: 'XMP:Subject',
} as const;
type Field = keyof typeof tags;

/** Files to a call, so that an answer stays small. */
const atOnce = 500;

/** The texts of these files by path from the root. Files that are not there are left out. */
export async function readBack(
  root: string,
  paths: readonly string[],
): Promise<Map<string, FileText>> {
  const texts = new Map<string, FileText>();
  const words = ['-j', '-G', '-m', ...Object.values(tags).map((tag) => `-${tag}`)];
  for (let from = 0; from < paths.length; from += atOnce) {
    const files = paths.slice(from, from + atOnce).map((path) => join(root, path));
    const answer = await askExifTool([...words, ...files]);
    if (answer.trim() === '') continue;
    for (const row of JSON.parse(answer) as ({ SourceFile: string } & Record<string, unknown>)[]) {
      const fields = Object.entries(tags).map(([field, tag]) => [field, listOf(row[tag])]);
      texts.set(relative(root, row.SourceFile), Object.fromEntries(fields) as FileText);
    }
  }
  return texts;
}

function listOf(value: unknown): readonly string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}
