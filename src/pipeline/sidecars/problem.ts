/** What goes wrong with a sidecar, as an issue of its photo. */

import { basename } from 'node:path';
import { rehearsalCode } from '../../catalog/reviews.ts';
import { asStop, messageOf, systemCode } from '../../errors.ts';
import { wordsFor } from '../../metadata/fields.ts';
import type { Issue } from '../../photo.ts';
import { type Conflict, XmpError } from '../../xmp/index.ts';

const systemMessages: Readonly<Record<string, string>> = {
  EACCES: 'the system does not allow it. Check the permissions of the file and its folder.',
  EPERM: 'the system does not allow it. Check the permissions of the file and its folder.',
  EROFS: 'the disk is read-only.',
  ENOENT: 'the folder is gone. Scan the archive again.',
  ENOTDIR: 'the folder is gone. Scan the archive again.',
  EISDIR: 'a folder has that name.',
  ENXIO: 'something that is no file has that name. Move it away.',
  ENAMETOOLONG: 'the name is too long for this disk. Choose the other form with sidecars.name.',
  EOUTSIDE:
    'it is not in the archive. Scan the archive again; to use sidecars that are links to elsewhere, set sidecars.links to follow.',
  EIO: 'the disk reports an error.',
};

/**
 * The issue that an error means for one photo.
 * @throws StopError when the disk is full, and any error that is a fault of ours
 */
export function issueFrom(error: unknown, path: string): Issue {
  const name = basename(path);
  if (error instanceof XmpError)
    return {
      stage: 'sidecars',
      code: `sidecar-${error.code}`,
      message: `${name}: ${error.message}`,
    };
  const reason = systemMessages[systemCode(error) ?? ''];
  if (reason === undefined) throw asStop(error, name);
  return {
    stage: 'sidecars',
    code: 'sidecar-not-accessible',
    message: `${name} cannot be read or written: ${reason} (${messageOf(error)})`,
  };
}

/** The issue of a sidecar that another program changed where we would. */
export function conflictIssue(name: string, conflicts: readonly Conflict[]): Issue {
  const fields = wordsFor(conflicts.map(({ field }) => field));
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
