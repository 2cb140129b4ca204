/** What keeps one photo from being written to. */
import { messageOf, systemCode } from '../../errors.ts';
import { NameRefusedError } from '../../exiftool/argument.ts';
import { ProcessLostError } from '../../exiftool/pool.ts';
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

const systemProblems: Readonly<Record<string, Problem>> = {
  ENOENT: { code: 'gone', message: 'The file is gone. Scan the archive again.' },
  EACCES: {
    code: 'not-allowed',
    message: 'It cannot be written to: permission denied. Change its permissions.',
  },
  EPERM: {
    code: 'not-allowed',
    message: 'It cannot be written to: permission denied. Change its permissions.',
  },
  EOUTSIDE: {
    code: 'leads-out',
    message: 'Its path in the catalog leads out of the archive. Scan the archive again.',
  },
  EROFS: { code: 'read-only', message: 'It is on a read-only disk.' },
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
  const code = systemCode(error);
  if (code === undefined) return undefined;
  return systemProblems[code] ?? { code: 'cannot-write', message: `${messageOf(error)}.` };
}
