/** Makes sidecars what they were before we wrote them, byte for byte; those that we made go. */
import { basename, dirname } from 'node:path';
import { counted } from '../../amounts.ts';
import { recordIssue } from '../../catalog/issues.ts';
import {
  lastSidecarWritings,
  type SidecarWriting,
  setSidecarWritingState,
  sidecarWriting,
} from '../../catalog/sidecar-journal.ts';
import type { Issue } from '../../photo.ts';
import { readSidecarFile } from '../../xmp/index.ts';
import { type Archive, assertStillThere, fileOf } from '../archive/archive.ts';
import { groupByReason } from '../archive/group-by-reason.ts';
import { sideBySide } from '../archive/side-by-side.ts';
import type { StageContext } from '../archive/stage.ts';
import { finishUndo, put, sidecarNamed } from './journaled.ts';
import { issueFrom } from './problem.ts';

const filesAtOnce = 8;

export type UndoneSidecars = {
  /** The photos whose sidecars are what they were. */
  readonly photoIds: readonly number[];
  readonly issues: number;
  readonly notes: readonly string[];
};

type Outcome = { readonly writing: SidecarWriting; readonly issue?: Issue };

/** @param ids in the journal, the latest first @throws StopError, InterruptedError when the signal aborts */
export async function undoSidecars(
  context: StageContext,
  ids: readonly number[],
): Promise<UndoneSidecars> {
  const { archive } = context;
  const photoIds: number[] = [];
  const problems: { path: string; reason: string }[] = [];
  await sideBySide(context, {
    stage: 'sidecars',
    items: ids,
    total: ids.length,
    atOnce: filesAtOnce,
    work: (id) => undoOne(archive, id),
    settle(outcome) {
      if (outcome === undefined) return;
      const { writing, issue } = outcome;
      if (issue === undefined) photoIds.push(writing.photoId);
      else problems.push({ path: writing.path, reason: `: ${issue.message}` });
    },
  });
  const are = counted(photoIds.length, 'sidecar is what it was', 'sidecars are what they were');
  return {
    photoIds,
    issues: problems.length,
    notes: [
      ...(ids.length === 0 ? [] : [`${are} before, byte for byte, or gone where we had made it.`]),
      ...groupByReason(problems),
    ],
  };
}

async function undoOne(archive: Archive, id: number): Promise<Outcome | undefined> {
  const writing = sidecarWriting(archive.catalog, id);
  if (writing === undefined) return undefined;
  try {
    const issue = await putBack(archive, writing);
    if (issue === undefined) return { writing };
    recordIssue(archive.catalog, writing.photoId, issue, { blocking: false });
    return { writing, issue };
  } catch (error) {
    const issue = issueFrom(error, `${dirname(writing.path)}/${writing.name}`);
    await assertStillThere(archive, error);
    recordIssue(archive.catalog, writing.photoId, issue, { blocking: false });
    return { writing, issue };
  }
}

async function putBack(archive: Archive, writing: SidecarWriting): Promise<Issue | undefined> {
  const { catalog } = archive;
  const { id, photoId, before, afterHash } = writing;
  const path = sidecarNamed(archive, writing, writing.name);
  if (!lastSidecarWritings(catalog, photoId).includes(id))
    return changed(path, 'it was written again later; undo that run first');
  const file = await readSidecarFile(path);
  let mtime = file?.mtime;
  if (file?.hash !== before?.hash) {
    if (file?.hash !== afterHash)
      return changed(path, 'another program has changed it since; it stays as it is');
    catalog.durably(() => setSidecarWritingState(catalog, id, 'undoing'));
    mtime = (await put(archive, fileOf(archive, writing), path, before?.bytes, file?.hash))?.mtime;
  }
  catalog.transaction(() => finishUndo(catalog, writing, mtime));
  return undefined;
}

function changed(path: string, why: string): Issue {
  return {
    stage: 'sidecars',
    code: 'sidecar-not-undone',
    message: `${basename(path)}: ${why}.`,
  };
}
