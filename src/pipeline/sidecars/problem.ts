/** What goes wrong with a sidecar, as an issue of its photo. */

import { basename } from 'node:path';
import { rehearsalCode } from '../../catalog/review-to-write.ts';
import { asStop, StopError } from '../../errors.ts';
import { refusalSentence, type SystemRefusal, systemRefusal } from '../../files/system-errors.ts';
import { wordsFor } from '../../metadata/fields.ts';
import type { Issue } from '../../photo.ts';
import { type Conflict, XmpError } from '../../xmp/index.ts';

/** Where sidecars need another advice than files do in general. */
const ownWords: Readonly<Record<string, Pick<SystemRefusal, 'why' | 'advice'>>> = {
  ENOENT: { why: 'its folder is gone', advice: 'Scan the archive again.' },
  ENAMETOOLONG: {
    why: 'the name is too long for this disk',
    advice: 'Choose the shorter form with sidecars.name, or give the photo a shorter name.',
  },
  EOUTSIDE: {
    why: 'it is not in the archive',
    advice:
      'Scan the archive again; to use sidecars that are links to elsewhere, set sidecars.links to follow.',
  },
};

/**
 * The issue that an error means for one photo.
 * @param path of the sidecar, or of the photo where the sidecar's is not known yet
 * @throws StopError when the disk is full, and any error that is a fault of ours
 */
export function issueFrom(error: unknown, path: string): Issue {
  if (error instanceof XmpError)
    return {
      stage: 'sidecars',
      code: `sidecar-${error.code}`,
      message: `${basename(path)}: ${error.message}`,
    };
  const stop = asStop(error, basename(path));
  const refusal = systemRefusal(error);
  if (stop instanceof StopError || refusal === undefined) throw stop;
  return {
    stage: 'sidecars',
    code: 'sidecar-not-accessible',
    message: refusalSentence({ ...refusal, ...ownWords[refusal.code] }, path, 'read or written'),
  };
}

/** The issue of a sidecar that another program changed where we would. */
export function conflictIssue(name: string, conflicts: readonly Conflict[]): Issue {
  const fields = wordsFor([...new Set(conflicts.map(({ field }) => field))]);
  return {
    stage: 'sidecars',
    code: 'sidecar-conflict',
    message: `${name}: another program wrote a different ${fields}. Choose on the Sidecars screen, or with --ours or --theirs.`,
  };
}

/** The issue of text that a rehearsal made up, beside a photo that is not the sample's. */
export const rehearsalIssue: Issue = {
  stage: 'sidecars',
  code: rehearsalCode,
  message:
    'Its text was made up in a rehearsal and is kept out of real photos. Ask for it again with a key, or write this one anyway: on the screen, or with --write-rehearsal.',
};
