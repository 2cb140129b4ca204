/** Undoing: makes of a photo, byte for byte, what it was before we embedded. */
import { type FileHandle, unlink } from 'node:fs/promises';
import type { Undoable } from '../../catalog/journal.ts';
import type { AttributeCopier } from '../../files/attributes.ts';
import type { Links } from '../../files/inside.ts';
import { temporaryFor } from '../../files/temporary.ts';
import { withFile } from '../../files/with-file.ts';
import { hasHeadOf, matches, sha256 } from '../../jpeg/fingerprint.ts';
import { type Head, readHeadOf } from '../../jpeg/read-head.ts';
import { restoreHead, type UndoPatch } from '../../jpeg/undo-patch.ts';
import type { Unchanged } from './plan-embed.ts';
import type { Problem } from './problem.ts';
import { findTarget, type Target } from './target.ts';
import { writeCopy } from './write-spliced.ts';

export type Restored =
  /** The old photo as a proved copy, for `replaceOriginal` to put in place. */
  | { readonly kind: 'prepared'; readonly target: Target; readonly temporary: string }
  /** It already is what it was before. */
  | Unchanged
  | Problem;

/** Writes the old photo beside the present one and proves it. @throws the file system's error; no copy is left then */
export async function prepareUndo(
  path: string,
  { before, after, patch }: Undoable,
  links: Links,
  attributes?: AttributeCopier,
): Promise<Restored> {
  const target = await findTarget(path, links);
  if ('code' in target) return target;
  return withFile(target.path, 'r', async (file): Promise<Restored> => {
    const read = await readHeadOf(file);
    if (read.kind === 'broken') return changed;
    const { head } = read;
    if (hasHeadOf(head, before)) return { kind: 'unchanged', target };
    if (!hasHeadOf(head, after)) return changed;
    const oldHead = restoreHead(patch.head, head);
    if (oldHead === undefined || sha256(oldHead) !== before.head) return forgotten;
    const temporary = temporaryFor(target.path);
    let proved = false;
    try {
      await writeOld(file, head, oldHead, temporary, patch);
      if (!target.inPlace) await attributes?.copy(target.path, temporary);
      proved = await withFile(temporary, 'r', async (copy) => {
        const again = await readHeadOf(copy);
        return again.kind === 'head' && matches(copy, again.head, before);
      });
    } finally {
      if (!proved) await unlink(temporary).catch(() => undefined);
    }
    return proved ? { kind: 'prepared', target, temporary } : changed;
  });
}

const changed: Problem = {
  code: 'changed-since',
  message: 'Another program has changed it since the text was embedded, so it was left as it is.',
};

/** The photo is as we wrote it, so that it is not the photo that has changed. */
const forgotten: Problem = {
  code: 'changed-since',
  message:
    'What the catalog kept to bring back its old bytes is damaged, so it was left as it is. `proofsheet catalog restore` goes back to a backup of the catalog.',
};

async function writeOld(
  file: FileHandle,
  head: Head,
  oldHead: Buffer,
  temporary: string,
  { tail }: UndoPatch,
): Promise<void> {
  const kept = { file, start: head.scanStart, end: head.fileBytes };
  const end = tail === undefined ? kept.end : kept.start + tail.same;
  await writeCopy(temporary, oldHead, { ...kept, end }, tail?.rest);
}
