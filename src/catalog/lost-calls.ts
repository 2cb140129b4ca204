/** Live calls that ended without a reply: nobody can know whether they were executed and billed. */
import type { Catalog } from './catalog.ts';

/** Ends a live attempt that got no reply. */
export function loseAttempt(catalog: Catalog, attemptId: number): void {
  catalog.run`UPDATE attempt SET outcome = 'lost' WHERE id = ${attemptId}`;
}

export type LostCalls = {
  readonly calls: number;
  /** What they were estimated at, in dollars. */
  readonly dollars: number;
};

/** All live calls without a reply so far. */
export function lostCalls(catalog: Catalog): LostCalls {
  return catalog.one<LostCalls>`
    SELECT count(*) AS calls, coalesce(sum(estimated), 0) AS dollars FROM attempt WHERE outcome = 'lost'`;
}

/** How many of the requests that wait to be sent may have been paid for once already. */
export function countMaybePaid(catalog: Catalog): number {
  return catalog.count`
    SELECT count(DISTINCT request_id) FROM attempt JOIN request ON request.id = request_id
    WHERE outcome = 'lost' AND state IN ('ready', 'released')`;
}
