/** What keeps one photo from being written to. */
import { NameRefusedError } from '../../exiftool/argument.ts';
import { ProcessLostError } from '../../exiftool/process-lost.ts';
import { systemRefusal } from '../../files/system-errors.ts';
import type { Issue } from '../../photo.ts';

export type Problem = Omit<Issue, 'stage'>;

/** The photo changed after it was looked at; nothing was replaced and the copy is gone. */
export class ChangedMeanwhileError extends Error {
  override readonly name = 'ChangedMeanwhileError';
}

/** The problem of XMP in a form that cannot be changed safely. */
export function oddXmp(why: string): Problem {
  return {
    code: 'xmp-odd',
    message: `Its XMP cannot be changed safely: ${why} Save it again in the program that wrote it.`,
  };
}

/** Codes of issues by the system's; all others are `cannot-write`. */
const issueCodes: Readonly<Record<string, string>> = {
  ENOENT: 'gone',
  EACCES: 'not-allowed',
  EPERM: 'not-allowed',
  EOUTSIDE: 'leads-out',
  EROFS: 'read-only',
};

/** The problem of a photo whose name ExifTool cannot be given. */
export function problemOfName({ code, message }: NameRefusedError): Problem {
  return { code, message };
}

/** The problem that an error means for a photo; undefined for a fault of ours. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof ChangedMeanwhileError)
    return {
      code: 'changed-meanwhile',
      message:
        'Another program has just changed it, so it was left alone. Scan the archive and try again.',
    };
  if (error instanceof NameRefusedError) return problemOfName(error);
  if (error instanceof ProcessLostError)
    return { code: 'exiftool-lost', message: `ExifTool failed twice on it: ${error.message}.` };
  const refusal = systemRefusal(error);
  if (refusal === undefined) return undefined;
  const { code, why, advice } = refusal;
  return {
    code: issueCodes[code] ?? 'cannot-write',
    message:
      code === 'ENOENT'
        ? 'The file is gone. Scan the archive again.'
        : `It cannot be read or written: ${why}. ${advice}`,
  };
}
