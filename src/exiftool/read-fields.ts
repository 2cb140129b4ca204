/** Our fields as ExifTool reads them: every value as the text it is. */
import { allFields, type FieldName, type FieldText, fieldNames } from './fields.ts';
import type { Pool } from './pool.ts';

export type ReadFields = { readonly iptc: FieldText; readonly xmp: FieldText };

/**
 * Values are quoted (`StructFormat=JSONQ`), because plain JSON of ExifTool turns the keyword `1e5` into a number;
 * names carry their group (`-G1`), and nothing is converted for reading (`-n`).
 */
const options = ['-j', '-G1', '-n', '-api', 'StructFormat=JSONQ', '-fast'];

/** Reads the fields of a photo. What is not there, or cannot be read, is absent. @throws ProcessLostError */
export async function readFields(pool: Pool, path: string): Promise<ReadFields> {
  const tags = allFields.flatMap((field) => [
    `-IPTC:${fieldNames[field].iptc}`,
    `-${fieldNames[field].xmp}`,
  ]);
  const { stdout } = await pool.run([...options, ...tags, path]);
  const row = firstRow(stdout);
  return {
    iptc: textIn(row, (field) => `IPTC:${fieldNames[field].iptc}`),
    xmp: textIn(row, (field) => fieldNames[field].xmp),
  };
}

/** The object in ExifTool's JSON for one file. */
function firstRow(stdout: string): Readonly<Record<string, unknown>> {
  const rows: unknown = stdout.trim() === '' ? [] : JSON.parse(stdout);
  const [row]: unknown[] = Array.isArray(rows) ? rows : [];
  return typeof row === 'object' && row !== null ? (row as Record<string, unknown>) : {};
}

function textIn(
  row: Readonly<Record<string, unknown>>,
  tagOf: (field: FieldName) => string,
): FieldText {
  const entries = allFields.flatMap((field): [FieldName, string | readonly string[]][] => {
    const value = row[tagOf(field)];
    if (value === undefined || value === '') return [];
    // One keyword comes alone, several as a list.
    const texts = [value].flat().map(String);
    if (field === 'keywords') return [[field, texts]];
    const [text = ''] = texts;
    return [[field, field === 'dateCreated' ? text.slice(0, 10).replaceAll(':', '-') : text]];
  });
  return Object.fromEntries(entries) as FieldText;
}
