/** Proof of a written copy against its photo, head and tail, and what it takes to undo the change. */

import type { FileHandle } from 'node:fs/promises';
import type { Undoable } from '../../catalog/journal.ts';
import type { Pool } from '../../exiftool/pool.ts';
import { readFields } from '../../exiftool/read.ts';
import {
  checksumOf,
  compareTails,
  readChunk,
  type TailComparison,
} from '../../jpeg/compare-scan-data.ts';
import { headHash } from '../../jpeg/fingerprint.ts';
import { readMultiPicture } from '../../jpeg/mpf.ts';
import { pictureEnd } from '../../jpeg/picture-end.ts';
import { type Head, readHeadOf } from '../../jpeg/read-head.ts';
import { headPatch } from '../../jpeg/undo-patch.ts';
import { fieldsIn, type Metadata, sameValue } from '../../metadata/metadata.ts';
import { languageIn } from '../../metadata/second-language.ts';
import { compareAllTags } from './compare-all-tags.ts';
import { fitToIptc } from './fit-text.ts';
import { fixFurtherPictures, keepsFurtherPictures } from './further-pictures.ts';
import type { WriteStrategy } from './photo-state.ts';
import type { EmbedPlan } from './plan-embed.ts';
import type { Problem } from './problem.ts';
import { proveHead } from './prove-head.ts';
import type { WrittenWhole } from './write-with-exiftool.ts';

/** A copy that is to be proved. */
export type Proving = {
  readonly plan: EmbedPlan;
  readonly temporary: string;
  readonly whole: WrittenWhole;
  readonly strategy: WriteStrategy;
  readonly photoFile: FileHandle;
  readonly copyFile: FileHandle;
  readonly pool: Pool;
};

/**
 * Proves the copy; whatever differs from what was wanted is a reason not to take it.
 * @throws the file system's error, ProcessLostError
 */
export async function proveCopy(proving: Proving): Promise<Undoable | Problem> {
  const { plan, whole, strategy, photoFile, copyFile } = proving;
  const { head } = plan.state;
  const first = await readHeadOf(copyFile);
  if (first.kind === 'broken') return unproved('the copy is not a sound JPEG');
  const obstacle = await fixFurtherPictures(head, first.head, copyFile);
  if (obstacle !== undefined) return unproved(obstacle);
  // Read again: the offsets in it may have changed.
  const read = await readHeadOf(copyFile);
  if (read.kind === 'broken') return unproved('the copy is not a sound JPEG');
  const copy = read.head;
  if (!keepsFurtherPictures(head, copy))
    return unproved('one of its other pictures would not be found');
  const { problem, xmpProved } = proveHead(plan, copy, whole);
  if (problem !== undefined) return unproved(problem);
  const tails = await compareTails(
    { file: photoFile, start: head.scanStart, end: head.fileBytes },
    { file: copyFile, start: copy.scanStart, end: copy.fileBytes },
  );
  if (!tails.equal) {
    const tailProblem = await proveTail(photoFile, head, tails);
    if (tailProblem !== undefined) return unproved(tailProblem);
  }
  const needsAll =
    !xmpProved || !tails.equal || whole.block !== undefined || strategy !== 'exiftool';
  const found = needsAll ? await proveEverything(proving) : undefined;
  if (found !== undefined) return unproved(found);
  return fingerprints(proving, copy, tails);
}

function unproved(what: string): Problem {
  return {
    code: 'unproved',
    message: `The changed copy failed its check (${what}), so the photo was left unchanged.`,
  };
}

/** Trailers larger than this are not kept for undoing. */
const longestRest = 32 * 1024 * 1024;

/** Trailers after the picture may change; the picture itself, and any others, may not. */
async function proveTail(
  file: FileHandle,
  head: Head,
  { same }: TailComparison,
): Promise<string | undefined> {
  const end = await pictureEnd(file, head.scanStart, head.fileBytes);
  const sameUntil = head.scanStart + same;
  if (end === undefined || sameUntil < end) return 'the picture changed';
  const further = readMultiPicture(head.segments);
  if (further.kind === 'unreadable') return 'the data after the picture changed';
  if (
    further.kind === 'pictures' &&
    further.pictures.some(({ start, length }) => start + length > sameUntil)
  )
    return 'one of its other pictures changed';
  if (head.fileBytes - sameUntil > longestRest) return 'the data after the picture changed';
  return undefined;
}

/** What our own reader cannot judge, ExifTool does: it reads both files completely. */
async function proveEverything(proving: Proving): Promise<string | undefined> {
  const { pool, plan, temporary, whole } = proving;
  const { target, changes, state } = plan;
  const written = await readFields(pool, temporary, languageIn(changes));
  const wrongIn = (read: Metadata, wanted: Metadata) =>
    fieldsIn(wanted).find((field) => !sameValue(field, read[field], wanted[field]));
  const wrong = wrongIn(written.xmp, changes);
  if (wrong !== undefined) return `the XMP field ${wrong} does not read back as written`;
  const wrongIptc = wrongIn(written.iptc, fitToIptc(changes));
  if (wrongIptc !== undefined) return `the IPTC field ${wrongIptc} does not read back as written`;
  const { charset } = state.iptc;
  const [difference] = await compareAllTags(
    pool,
    {
      path: target.path,
      charset: charset.kind === 'known' ? charset.charset : undefined,
      // Joined blocks are numbered differently; our own reader has compared them.
      isIptcJoined: state.iptc.blocks.length > 1 || state.iptc.oldRuns.length > 0,
    },
    temporary,
    changes,
    plan.trees !== undefined && whole.packets !== undefined,
  );
  return difference === undefined ? undefined : `another field changed: ${difference}`;
}

async function fingerprints(
  { photoFile, copyFile, plan: { state, target } }: Proving,
  copy: Head,
  tails: TailComparison,
): Promise<Undoable> {
  const { head } = state;
  const oldTail = { file: photoFile, start: head.scanStart, end: head.fileBytes };
  const newTail = { file: copyFile, start: copy.scanStart, end: copy.fileBytes };
  const checksum = tails.equal ? tails.checksum : await checksumOf(newTail);
  const rest = Buffer.alloc(tails.equal ? 0 : oldTail.end - oldTail.start - tails.same);
  return {
    before: {
      bytes: head.fileBytes,
      mtime: String(target.state.mtime),
      head: headHash(head),
      tail: tails.checksum,
    },
    after: { bytes: copy.fileBytes, head: headHash(copy), tail: checksum },
    patch: {
      head: headPatch(head),
      ...(tails.equal
        ? {}
        : { tail: { same: tails.same, rest: await readChunk(oldTail, tails.same, rest) } }),
    },
  };
}
