/** What concerns one photo, of all that goes wrong when its file is written. */
import { messageOf, systemCode } from '../../errors.ts';
import { ProcessLostError } from '../../exiftool/pool.ts';
import { ChangedMeanwhileError } from './replace-original.ts';

export type Problem = { readonly code: string; readonly message: string };

const systemProblems: Readonly<Record<string, Problem>> = {
  ENOENT: { code: 'gone', message: 'The file is gone. Scan the archive again.' },
  EACCES: { code: 'not-allowed', message: 'It may not be written. Change its permissions.' },
  EPERM: { code: 'not-allowed', message: 'It may not be written. Change its permissions.' },
  EROFS: { code: 'read-only', message: 'It lies on a read-only disk.' },
};

/** The problem of a photo that an error tells of; undefined for a fault of ours. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof ChangedMeanwhileError)
    return {
      code: 'changed-meanwhile',
      message: 'Another program changed it just now, so it was left alone. Scan and try again.',
    };
  if (error instanceof ProcessLostError)
    return { code: 'exiftool-lost', message: `ExifTool failed twice on it: ${error.message}.` };
  const code = systemCode(error);
  if (code === undefined) return undefined;
  return systemProblems[code] ?? { code: 'cannot-write', message: `${messageOf(error)}.` };
}
