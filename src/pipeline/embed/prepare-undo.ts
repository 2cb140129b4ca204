/** Undoing: makes of a photo, byte for byte, what it was before we embedded. */
import { createHash } from 'node:crypto';
import { type FileHandle, unlink } from 'node:fs/promises';
import type { AttributeCopier } from '../../files/attributes.ts';
import { temporaryFor } from '../../files/temporary.ts';
import { withFile } from '../../files/with-file.ts';
import { checksumOf } from '../../jpeg/compare-scan-data.ts';
import { type Head, readHeadOf } from '../../jpeg/read-head.ts';
import { headHash, restoreHead } from '../../jpeg/undo-patch.ts';
import type { Fingerprint, Recipe } from './prove-copy.ts';
import { findTarget, type LinkPolicy, type Refusal, type Target } from './target.ts';
import { writeCopy } from './write-spliced.ts';

/** What the journal holds of one embedding. */
export type Undoable = {
  readonly before: Fingerprint;
  readonly after: Omit<Fingerprint, 'mtime'>;
  readonly recipe: Recipe;
};

export type Restored =
  /** The old photo as a proved copy, for `finish` to put in place. */
  | { readonly kind: 'prepared'; readonly target: Target; readonly temporary: string }
  /** It already is what it was. */
  | { readonly kind: 'unchanged'; readonly target: Target }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Writes the old photo beside the present one and proves it. @throws the file system's error; no copy is left then */
export async function prepareUndo(
  path: string,
  entry: Undoable,
  links: LinkPolicy,
  attributes?: AttributeCopier,
): Promise<Restored> {
  const target = await findTarget(path, links);
  if ('code' in target) return { kind: 'refused', refusal: target };
  return withFile(target.path, 'r', async (file) => {
    const read = await readHeadOf(file);
    if (read.kind === 'broken') return changed;
    const { head } = read;
    const hash = headHash(head);
    if (head.fileBytes === entry.before.bytes && hash === entry.before.head)
      return { kind: 'unchanged', target };
    if (head.fileBytes !== entry.after.bytes || hash !== entry.after.head) return changed;
    const oldHead = restoreHead(entry.recipe.head, head);
    if (oldHead === undefined || sha256(oldHead) !== entry.before.head) return changed;
    return restoreFrom(file, head, oldHead, target, entry, attributes);
  });
}

const changed: Restored = {
  kind: 'refused',
  refusal: {
    code: 'changed-since',
    message:
      'Another program changed it after the text was embedded, so it was left as it is. Its old values can be seen with `proofsheet undo --list`.',
  },
};

async function restoreFrom(
  file: FileHandle,
  head: Head,
  oldHead: Buffer,
  target: Target,
  entry: Undoable,
  attributes: AttributeCopier | undefined,
): Promise<Restored> {
  const temporary = temporaryFor(target.path);
  let proved = false;
  try {
    await writeOld(file, head, oldHead, temporary, entry.recipe);
    if (!target.inPlace) await attributes?.copy(target.path, temporary);
    proved = await isLike(temporary, entry.before);
  } finally {
    if (!proved) await unlink(temporary).catch(() => undefined);
  }
  return proved ? { kind: 'prepared', target, temporary } : changed;
}

async function writeOld(
  file: FileHandle,
  head: Head,
  oldHead: Buffer,
  temporary: string,
  { tail }: Recipe,
): Promise<void> {
  const kept = { file, start: head.scanStart, end: head.fileBytes };
  const end = tail === undefined ? kept.end : kept.start + tail.same;
  await writeCopy(temporary, oldHead, { ...kept, end }, tail?.rest);
}

/** Reads the whole copy again. */
async function isLike(path: string, print: Fingerprint): Promise<boolean> {
  return withFile(path, 'r', async (file) => {
    const read = await readHeadOf(file);
    if (read.kind === 'broken') return false;
    const { head } = read;
    const tail = { file, start: head.scanStart, end: head.fileBytes };
    return (
      head.fileBytes === print.bytes &&
      headHash(head) === print.head &&
      (await checksumOf(tail)) === print.tail
    );
  });
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
