/** Writing changed copies of photos with ExifTool. */
import { randomUUID } from 'node:crypto';
import { unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { newPrivateFolder } from '../files/private-folder.ts';
import { fieldNames, fieldTable } from '../metadata/fields.ts';
import { type Metadata, partsOf } from '../metadata/metadata.ts';
import { translationIn } from '../metadata/translation.ts';
import type { Pool } from './pool.ts';

/** Sets a tag: to a text, or to bytes as they are. */
export type Assignment = { readonly tag: string; readonly value: string | Uint8Array };

/** Between the values of a list; cannot stand in a value, because text is cleaned of control characters. */
const listSeparator = '\u001F';

/** What sets fields in IPTC, as UTF-8. @param digest in hexadecimal, or `new` for the right one */
export function iptcAssignments(text: Metadata, digest = 'new'): Assignment[] {
  return [
    ...assignments(text, ({ iim }) => iim && `IPTC:${iim.tag}`),
    { tag: 'IPTC:CodedCharacterSet', value: 'UTF8' },
    { tag: 'Photoshop:IPTCDigest', value: digest },
  ];
}

/**
 * What sets the same fields in XMP.
 * @param isNew there is none yet: English is named, too, beside a second language (src/xmp/english-beside.ts)
 */
export function xmpAssignments(text: Metadata, { isNew = false } = {}): Assignment[] {
  const named = (
    [
      ['translatedTitle', 'shortTitle'],
      ['translatedCaption', 'caption'],
    ] as const
  ).flatMap(([translation, english]) => {
    const value = text[english];
    return isNew && text[translation] !== undefined && value !== undefined
      ? [{ tag: `${fieldTable[english].tag}-en`, value }]
      : [];
  });
  return [...assignments(text, ({ tag }) => tag), ...named];
}

type Row = (typeof fieldTable)[keyof typeof fieldTable];

function assignments(text: Metadata, tagOf: (row: Row) => string | undefined): Assignment[] {
  return fieldNames.flatMap((field) => {
    const row = fieldTable[field];
    const tag = tagOf(row);
    const value = text[field];
    if (tag === undefined || value === undefined) return [];
    const said = row.type === 'translation' ? translationIn(value) : undefined;
    if (said !== undefined) return [{ tag: `${tag}-${said.language}`, value: said.text }];
    const all = partsOf(field, value).join(listSeparator);
    // What is of a vocabulary goes in without what ExifTool puts in front itself, and not as a word to be looked up (`#`).
    if (row.vocabulary !== undefined && all.startsWith(row.vocabulary))
      return [{ tag: `${tag}#`, value: all.slice(row.vocabulary.length) }];
    // The tag alone stands for all languages when it is taken away.
    if (all === '' && row.type === 'alternative' && tag === row.tag)
      return [{ tag: `${tag}-x-default`, value: all }];
    return [{ tag, value: row.type === 'date' ? all.replaceAll('-', ':') : all }];
  });
}

/** Why ExifTool wrote no copy; the code says what is known to be behind it. */
export type NotWritten = {
  readonly code: 'cannot-write' | 'exiftool-refuses';
  readonly reason: string;
};

/** What ExifTool says, as of version 13.59, of a full disk, a quota or a failing disk: it does not say which. */
const cannotWrite = /^Error (?:writing|closing|opening|creating)\b/i;

/**
 * Writes the photo at `path`, changed, into the new file `temporary`.
 * @param lenient passes over what ExifTool calls minor errors
 * @returns why there is no copy, or undefined
 * @throws ProcessLostError when ExifTool died or hung, the file system's error for values handed over as files
 */
export async function writeChanged(
  pool: Pool,
  path: string,
  temporary: string,
  all: readonly Assignment[],
  { lenient = false } = {},
): Promise<NotWritten | undefined> {
  const files: string[] = [];
  try {
    const assigned = await Promise.all(all.map((one) => argumentOf(one, files)));
    const { stdout, errors, warnings } = await pool.run(
      [
        // Values are not escaped as HTML (-E), because ExifTool would unescape whole blocks too. All warnings are reported (-a).
        ...['-sep', listSeparator, '-a'],
        ...(lenient ? ['-m'] : []),
        ...assigned,
        ...['-o', outputFor(path, temporary)],
      ],
      path,
    );
    if (/^[ \t]*1 image files created$/m.test(stdout)) return undefined;
    const reason = [...errors, ...warnings][0] ?? 'it gives no reason';
    return { code: cannotWrite.test(reason) ? 'cannot-write' : 'exiftool-refuses', reason };
  } finally {
    await Promise.all(files.map((file) => unlink(file).catch(() => undefined)));
  }
}

/** The photo's own folder is `%d`; written out, a percent sign in it could be read as a format. */
function outputFor(path: string, temporary: string): string {
  return dirname(path) === dirname(temporary) ? `%d${basename(temporary)}` : temporary;
}

/** Whether a folder that is written out would be read as a format, as ExifTool's FilenameSPrintf has it. */
export function readsAsFormat(folder: string): boolean {
  return /%[-+]?\d{0,9}[.:]?\d{0,9}[lu]?[dDfFeEtgso]/.test(folder);
}

/** Bytes, and text with line breaks, which no argument can have, are handed over as files. */
async function argumentOf({ tag, value }: Assignment, files: string[]): Promise<string> {
  if (typeof value === 'string' && !/[\0\r\n]/.test(value)) return `-${tag}=${value}`;
  folder ??= newPrivateFolder();
  const file = join(await folder, randomUUID());
  files.push(file);
  await writeFile(file, value, { mode: 0o600, flag: 'wx' });
  return `-${tag}<=${file}`;
}

/** One folder for the whole process, gone with it. */
let folder: Promise<string> | undefined;
