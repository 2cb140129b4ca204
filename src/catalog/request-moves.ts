/**
 * How a request moves, and the photo that it is about with it. What changes both, or several, belongs in a transaction.
 *
 *     move          request                      photo
 *     release       ready -> released            submit
 *     withdraw      released -> ready            submit
 *     batch taken   asking                       submit -> collect
 *     send back     asking -> released or ready  collect -> submit
 *     fail          -> failed                    held by the issue at submit or collect
 *     answered      asking -> answered           -> review (take-suggestion.ts)
 *     replaced      -> dropped                   as its new request says (requests.ts)
 */
import type { Issue } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { inReach, isChosen } from './choice.ts';
import { inFolder } from './folder-range.ts';
import { recordIssue } from './issues.ts';
import type { Remedy, RequestState, StoredRequest } from './requests.ts';
import { sql } from './sql.ts';

type Waiting = 'ready' | 'released';

/** What kept a request from an answer. */
export type AskingIssue = Issue & { readonly stage: 'submit' | 'collect' };

/** Sets the state of one request and takes it out of its batch. */
export function setRequestState(catalog: Catalog, id: number, state: RequestState): void {
  catalog.run`UPDATE request SET state = ${state}, batch_id = NULL WHERE id = ${id}`;
}

/**
 * Releases what is ready, `limit` requests in archive order, to a run; returns how many. What an earlier run
 * left unsent joins it. Those in reach alone.
 */
export function releaseReady(catalog: Catalog, runId: number, limit = -1): number {
  const meant = sql`photo_id IN (SELECT id FROM photo WHERE ${inReach})`;
  catalog.run`UPDATE request SET run_id = ${runId} WHERE state = 'released' AND ${meant}`;
  const again = catalog.run`
    UPDATE request SET state = 'released', run_id = ${runId}
    WHERE state = 'ready' AND redo = 1 AND ${meant}`.changes;
  const others = catalog.run`
    UPDATE request SET state = 'released', run_id = ${runId} WHERE id IN (
      SELECT request.id FROM photo JOIN request ON request.photo_id = photo.id AND request.state = 'ready' AND redo = 0
      WHERE photo.status = 'submit' AND ${inReach} ORDER BY photo.path LIMIT ${limit})`.changes;
  return again + others;
}

/** Takes the consent back from everything that has not been sent. */
export function withdrawReleased(catalog: Catalog): void {
  catalog.run`UPDATE request SET state = 'ready', run_id = NULL WHERE state = 'released'`;
}

/** Counts a request into a run, whose budget it then uses up. */
export function joinRun(catalog: Catalog, id: number, runId: number): void {
  catalog.run`UPDATE request SET run_id = ${runId} WHERE id = ${id}`;
}

/** The photos of a batch's requests count as sent. */
export function markBatchSent(catalog: Catalog, batchId: number): void {
  catalog.run`
    UPDATE photo SET status = 'collect' WHERE status = 'submit'
      AND id IN (SELECT photo_id FROM request WHERE batch_id = ${batchId})`;
}

/** What is done otherwise when a request is sent again. */
type SendingAgain = {
  /** It was in a batch that gave no answer. */
  readonly counts?: boolean | undefined;
  readonly remedy?: Remedy | undefined;
};

/** Lets a request wait again: released, or only once the user agrees again. */
export function sendBack(
  catalog: Catalog,
  request: Pick<StoredRequest, 'id' | 'photoId'>,
  state: Waiting,
  { counts, remedy }: SendingAgain = {},
): void {
  if (counts === true)
    catalog.run`UPDATE request SET failures = failures + 1 WHERE id = ${request.id}`;
  if (remedy !== undefined) catalog.update('request', { [remedy]: 1 }, { id: request.id });
  setRequestState(catalog, request.id, state);
  movePhoto(catalog, request.photoId, 'submit');
}

/** Lets the requests of a batch whose answers are awaited wait again. */
export function sendBatchBack(catalog: Catalog, batchId: number, state: Waiting): void {
  catalog.run`
    UPDATE photo SET status = 'submit' WHERE status = 'collect'
      AND id IN (SELECT photo_id FROM request WHERE batch_id = ${batchId} AND state = 'asking')`;
  catalog.run`
    UPDATE request SET state = ${state}, batch_id = NULL WHERE batch_id = ${batchId} AND state = 'asking'`;
}

/** Ends a request without an answer. Its issue holds the photo where it happened, unless the photo has text already. */
export function failRequest(
  catalog: Catalog,
  request: Pick<StoredRequest, 'id' | 'photoId' | 'redo'>,
  issue: AskingIssue,
): void {
  setRequestState(catalog, request.id, 'failed');
  movePhoto(catalog, request.photoId, issue.stage);
  recordIssue(catalog, request.photoId, issue, { blocking: request.redo === 0 });
}

/** Clears the issues that stood in the way of an answer. */
export function forgetIssues(catalog: Catalog, photoId: number): void {
  catalog.run`DELETE FROM issue WHERE photo_id = ${photoId} AND stage IN ('submit', 'collect')`;
}

/** Photos that have text stay where they are. */
function movePhoto(catalog: Catalog, photoId: number, to: 'submit' | 'collect'): void {
  catalog.run`
    UPDATE photo SET status = ${to} WHERE id = ${photoId} AND status IN ('submit', 'collect')`;
}

/**
 * Sends photos back to `prepare` whose unsent request was made with other settings, and those that stand to be sent
 * or collected without a request under way, because their issue was cleared to try again.
 * @returns how many had other settings
 */
export function returnToPrepare(catalog: Catalog, settingsFingerprint: string): number {
  return catalog.transaction(() => {
    const { changes } = catalog.run`
      UPDATE photo SET status = 'prepare' WHERE status = 'submit' AND ${isChosen('id')} AND id IN (
        SELECT photo_id FROM request
        WHERE state IN ('ready', 'released') AND settings_fingerprint != ${settingsFingerprint})`;
    catalog.run`
      UPDATE photo SET status = 'prepare' WHERE status IN ('submit', 'collect') AND copy_of IS NULL AND ${isChosen('id')}
        AND NOT EXISTS (SELECT 1 FROM issue WHERE photo_id = photo.id AND stage = status AND blocking = 1)
        AND NOT EXISTS (SELECT 1 FROM request WHERE photo_id = photo.id
          AND (state = 'asking' OR (status = 'submit' AND state IN ('ready', 'released'))))`;
    return changes;
  });
}

/** Photos in and below a folder whose request is not sent yet are prepared again. */
export function returnFolderToPrepare(catalog: Catalog, folder: string): void {
  catalog.run`
    UPDATE photo SET status = 'prepare' WHERE status = 'submit' AND ${inFolder(folder)} AND id IN (
      SELECT photo_id FROM request WHERE state IN ('ready', 'released'))`;
}

/**
 * Cleans up after a process that ended with live calls under way. Their requests wait for the user's consent again;
 * those that were about to be asked, and were not, need none. Call when an archive is opened for writing.
 */
export function settleLostCalls(catalog: Catalog): void {
  catalog.transaction(() => {
    catalog.run`
      UPDATE request SET state = 'ready' WHERE state = 'asking' AND batch_id IS NULL AND (redo = 1
        OR EXISTS (SELECT 1 FROM attempt WHERE request_id = request.id AND outcome IS NULL))`;
    catalog.run`UPDATE request SET state = 'released' WHERE state = 'asking' AND batch_id IS NULL`;
    catalog.run`UPDATE attempt SET outcome = 'lost' WHERE outcome IS NULL`;
  });
}
