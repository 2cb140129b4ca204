/** Keeping requests true to the settings and to what became of them, and previews within their room. */
import { clearIssues } from '../../catalog/photos.ts';
import { latestRequest } from '../../catalog/requests.ts';
import type { Facts } from '../../openai/prompt.ts';
import type { Stage } from '../../photo.ts';
import { trimPreviews } from '../../preview/store.ts';
import type { Archive } from '../archive/archive.ts';
import { recipeOf } from './asking.ts';
import { previewFolder } from './places.ts';

/** Nothing holds the photo back where it stands. */
const notHeld = `NOT EXISTS (SELECT 1 FROM issue
  WHERE photo_id = photo.id AND stage = photo.standing AND blocking = 1)`;
const noRequestIn = (states: string) =>
  `NOT EXISTS (SELECT 1 FROM request WHERE photo_id = photo.id AND state IN (${states}))`;

/**
 * Sends photos back to `prepare` whose unsent request was made with other settings, and those that stand to be sent
 * or collected without a request under way, because their issue was cleared to try again.
 * @returns how many were prepared with other settings
 */
export function returnToPrepare(archive: Archive): number {
  const { catalog } = archive;
  return catalog.transaction(() => {
    const { changes } = catalog.run(
      `UPDATE photo SET standing = 'prepare' WHERE standing = 'submit' AND id IN (
         SELECT photo_id FROM request WHERE state IN ('ready', 'released') AND recipe != ?)`,
      recipeOf(archive),
    );
    catalog.run(
      `UPDATE photo SET standing = 'prepare'
       WHERE standing = 'submit' AND ${notHeld} AND ${noRequestIn("'ready', 'released', 'asking'")}`,
    );
    catalog.run(
      `UPDATE photo SET standing = 'prepare'
       WHERE standing = 'collect' AND ${notHeld} AND ${noRequestIn("'asking'")}`,
    );
    return changes;
  });
}

/** Lets photos that an issue holds back in a stage be tried again; returns how many there were. */
export function tryAgain(archive: Archive, stage: Stage): number {
  return archive.catalog.transaction(() => {
    const held = clearIssues(archive.catalog, stage);
    returnToPrepare(archive);
    return held;
  });
}

/** The hint of a photo's request that is about to be replaced, so that it is not lost. */
export function waitingHint(archive: Archive, photoId: number): string | undefined {
  const request = latestRequest(archive.catalog, photoId);
  if (request === undefined || !['ready', 'released'].includes(request.state)) return undefined;
  return (JSON.parse(request.facts) as Facts).hint;
}

/** Throws away previews over the room the settings give; those of photos that are still to be asked stay. */
export async function trimUnneeded(archive: Archive): Promise<void> {
  const limit = archive.settings['preview.cacheMegabytes'] * 1e6;
  await trimPreviews(previewFolder(archive), limit, (photoId) => {
    const state = latestRequest(archive.catalog, photoId)?.state;
    return state === 'ready' || state === 'released' || state === 'asking';
  });
}
