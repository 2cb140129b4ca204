/** Reading one file of the archive, with ExifTool's help where ours does not suffice; what is wrong with it as an issue. */
import { asStop, messageOf, StopError, systemCode } from '../../errors.ts';
import { NameRefusedError } from '../../exiftool/argument.ts';
import { ProcessLostError } from '../../exiftool/process-lost.ts';
import { typeOfFile } from '../../files/file-type.ts';
import { NotAFileError } from '../../files/open-file.ts';
import { isJpegName } from '../../files/picture-kinds.ts';
import { systemRefusal } from '../../files/system-errors.ts';
import type { Issue } from '../../photo.ts';
import { type Archive, assertStillThere, secondLanguage } from '../archive/archive.ts';
import type { StageContext } from '../archive/stage.ts';
import type { FoundFile } from './changed-files.ts';
import { readOther } from './read-other.ts';
import { type ReadPhoto, readPhoto } from './read-photo.ts';
import { readWithExifTool } from './read-with-exiftool.ts';

export type Reading = ReadPhoto | { readonly kind: 'unreadable'; readonly error: unknown };

/** Reads a file of the archive. @throws StopError when ExifTool is needed and cannot start, or the archive is gone */
export async function readFile(
  { archive, clock }: StageContext,
  { file }: FoundFile,
): Promise<Reading> {
  const read = await readAt(file, clock.now(), archive);
  if (read.kind === 'unreadable') await assertStillThere(archive);
  return read;
}

async function readAt(file: string, now: Date, archive: Archive): Promise<Reading> {
  const pool = archive.exifTool;
  try {
    if (!isJpegName(file)) return await readOther(await pool.start(), file, now);
    const read = await readPhoto(file, now, secondLanguage(archive));
    if (read.kind === 'broken' && read.why === 'not-a-jpeg')
      return { ...read, is: await typeOfFile(file) };
    if (read.kind === 'broken' || !read.odd) return read;
    return {
      ...read,
      content: await readWithExifTool(await pool.start(), file, read.content, now),
    };
  } catch (error) {
    const stop = asStop(error, 'the scan');
    if (stop instanceof StopError || !isAboutTheFile(error)) throw stop;
    return { kind: 'unreadable', error: isNoName(file, error) ? nameIsNotUtf8 : error };
  }
}

const nameIsNotUtf8 = new NameRefusedError(
  'name-refused',
  'is not UTF-8, so the file cannot be opened',
);

/** Whether a file is not there under a name that stands for one in other bytes. */
function isNoName(file: string, error: unknown): boolean {
  return file.includes('\ufffd') && ['ENOENT', 'ENAMETOOLONG'].includes(systemCode(error) ?? '');
}

function isAboutTheFile(error: unknown): boolean {
  return systemCode(error) !== undefined || error instanceof ProcessLostError;
}

const notAFile = (what: string) =>
  `This is no photo: ${what}. Take it out of the archive, or replace it by the photo.`;

const notAJpeg = (what = 'not a JPEG') =>
  `This is ${what}, whatever its name says. ${what === 'a JPEG' ? 'Rename it to .jpg' : 'Export it as JPEG'} or take it out of the archive.`;

const notThrough =
  'ExifTool did not get through the file: it takes more time or memory than a photo needs. Open and save it in another program, or take it out of the archive.';

const brokenMessages = {
  empty: 'The file is empty. Copy it again from the camera or a backup.',
  'truncated-head':
    'The file ends before the picture begins. Copy it again from the camera or a backup.',
  'strange-structure':
    'The file is damaged before the picture begins. Open and save it in another program.',
} as const;

/** What keeps a file from being a photo. */
export function issueOf(read: Exclude<Reading, { kind: 'photo' }>): Issue {
  if (read.kind === 'broken') {
    const { why, is } = read;
    const message = why === 'not-a-jpeg' ? notAJpeg(is) : brokenMessages[why];
    return { stage: 'scan', code: why, message };
  }
  if (read.error instanceof NotAFileError)
    return { stage: 'scan', code: 'not-a-file', message: notAFile(read.error.message) };
  if (read.error instanceof NameRefusedError)
    return { stage: 'scan', code: read.error.code, message: read.error.message };
  if (read.error instanceof ProcessLostError)
    return { stage: 'scan', code: 'cannot-read', message: notThrough };
  return { stage: 'scan', code: 'cannot-read', message: `The file cannot be read: ${whyOf(read)}` };
}

function whyOf({ error }: Extract<Reading, { kind: 'unreadable' }>): string {
  const refusal = systemRefusal(error);
  return refusal === undefined ? `${messageOf(error)}.` : `${refusal.why}. ${refusal.advice}`;
}
