/** The ledger: every time a request was asked, what came of it, and what it cost. */
import type { Asked } from '../rules/answers/further.ts';
import type { Catalog } from './catalog.ts';
import { these } from './sql.ts';

export type AttemptWay = 'batch' | 'live' | 'file';

/** Tokens as billed. */
type BilledTokens = {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  readonly reasoning: number;
};

export type AttemptEnd = {
  /** `answered`, or the kind of failure. */
  readonly outcome: string;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly model: string;
  readonly tokens: BilledTokens;
  /** What it was estimated at, and what it cost; undefined where no price is known. */
  readonly estimated: number | undefined;
  readonly dollars: number | undefined;
};

/**
 * Writes down that a live request is about to be asked; on the disk when it returns.
 * @param estimated dollars; undefined where no price is known
 */
export function beginLiveAttempt(
  catalog: Catalog,
  request: { readonly id: number; readonly model: string },
  at: Date,
  estimated: number | undefined,
): number {
  const { id, model } = request;
  const row = { requestId: id, way: 'live', model, at, estimated };
  return catalog.durably(() => catalog.insert('attempt', row).id);
}

/** Forgets a live request that was refused: it was not carried out. */
export function withdrawAttempt(catalog: Catalog, attemptId: number): void {
  catalog.run`DELETE FROM attempt WHERE id = ${attemptId}`;
}

/** Writes down what came of a live request. */
export function endLiveAttempt(catalog: Catalog, attemptId: number, end: AttemptEnd): void {
  catalog.update('attempt', endColumns(end), { id: attemptId });
}

/**
 * Writes down what came of a request in a batch, or by a file from elsewhere. Reading the same answers again changes
 * nothing.
 * @returns false when this had been written down before
 */
export function recordAttempt(
  catalog: Catalog,
  requestId: number,
  batchId: number | undefined,
  way: AttemptWay,
  at: Date,
  end: AttemptEnd,
): boolean {
  if (batchId === undefined && isKnown(catalog, requestId, way, end)) return false;
  const row = { ...endColumns(end), requestId, batchId, way, at };
  return catalog.insert('attempt', row, 'ignore').changes > 0;
}

/** Whether the very same came of a request before: a file that is read once more. */
function isKnown(catalog: Catalog, requestId: number, way: AttemptWay, end: AttemptEnd): boolean {
  const { outcome, code, tokens } = end;
  return (
    way === 'file' &&
    catalog.has`
      SELECT 1 FROM attempt WHERE way = 'file' AND request_id = ${requestId} AND outcome = ${outcome}
        AND code IS ${code} AND input = ${tokens.input} AND output = ${tokens.output}`
  );
}

/** Whether an answer of a file from elsewhere, billed like this one, has been taken in for a request that is over. */
export function isAnsweredByFile(
  catalog: Catalog,
  customId: string,
  input: number,
  output: number,
): boolean {
  return catalog.has`
    SELECT 1 FROM request JOIN attempt ON attempt.request_id = request.id
    WHERE custom_id = ${customId} AND state = 'answered' AND way = 'file' AND outcome = 'answered'
      AND input = ${input} AND output = ${output}`;
}

function endColumns({ tokens, ...end }: AttemptEnd) {
  const { input, cached, output, reasoning } = tokens;
  return { ...end, input, cached, output, reasoning };
}

export type LedgerLine = {
  readonly model: string;
  readonly way: AttemptWay;
  readonly asked: number;
  readonly answered: number;
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  /** Dollars; null where no price is known. */
  readonly estimated: number | null;
  readonly dollars: number | null;
};

/** What was asked and paid, per model and way. */
export function ledgerLines(catalog: Catalog): readonly LedgerLine[] {
  return catalog.all<LedgerLine>`
    SELECT model, way, count(*) AS asked, sum(outcome = 'answered') AS answered, sum(input) AS input,
      sum(cached) AS cached, sum(output) AS output, sum(dollars) AS dollars,
      sum(CASE WHEN outcome = 'lost' THEN 0 ELSE estimated END) AS estimated
    FROM attempt WHERE outcome IS NOT NULL GROUP BY model, way ORDER BY model, way`;
}

/** What the answers of batches cost, by batch, in dollars; null where no price is known. */
export function spentByBatch(
  catalog: Catalog,
  batchIds: readonly number[],
): ReadonlyMap<number, number | null> {
  const rows = catalog.all<{ id: number; dollars: number | null }>`
    SELECT batch_id AS id, sum(dollars) AS dollars FROM attempt
    WHERE batch_id IN ${these(batchIds)} GROUP BY batch_id`;
  return new Map(rows.map(({ id, dollars }) => [id, dollars]));
}

/** Dollars that a run has cost so far; calls without a reply count as paid. */
export function spentIn(catalog: Catalog, runId: number): number {
  return catalog.count`
    SELECT coalesce(sum(CASE WHEN outcome = 'lost' THEN attempt.estimated ELSE attempt.dollars END), 0)
    FROM attempt JOIN request ON request.id = attempt.request_id WHERE request.run_id = ${runId}`;
}

/** Requests and estimated dollars in batches that have been sent and not collected; of one run, or of all. */
export function inFlight(catalog: Catalog, runId?: number): { requests: number; dollars: number } {
  return catalog.one<{ requests: number; dollars: number }>`
    SELECT coalesce(sum(requests), 0) AS requests, coalesce(sum(dollars), 0) AS dollars FROM batch
    WHERE state IN ('written', 'uploaded', 'creating', 'open') AND (${runId} IS NULL OR run_id = ${runId})`;
}

type Run = {
  readonly id: number;
  readonly startedAt: string;
  readonly requests: number;
  readonly dollars: number | null;
  /** Dollars it may cost; 0 for no limit. */
  readonly budget: number;
};

/** Writes down that the user agreed to send requests. */
export function beginRun(
  catalog: Catalog,
  { startedAt, dollars, budget }: Omit<Run, 'id' | 'requests'>,
): number {
  return catalog.insert('run', { startedAt, requests: 0, dollars, budget }).id;
}

export function setRunRequests(catalog: Catalog, runId: number, requests: number): void {
  catalog.run`UPDATE run SET requests = ${requests} WHERE id = ${runId}`;
}

/** The run that was begun last. */
export function latestRun(catalog: Catalog): Run | undefined {
  return catalog.get<Run>`
    SELECT id, started_at AS startedAt, requests, dollars, budget FROM run ORDER BY id DESC LIMIT 1`;
}

/** Tokens that answers of a model to the same question took on average, once enough have come: better than any estimate. */
export function meanAnswerTokens(
  catalog: Catalog,
  model: string,
  asked: Asked | undefined,
): number | undefined {
  const row = catalog.get<{ answers: number; mean: number }>`
    SELECT count(*) AS answers, avg(output) AS mean FROM (
      SELECT output, request_id FROM attempt
      WHERE model = ${model} AND outcome = 'answered' AND output > 0 ORDER BY id DESC LIMIT 500)
    WHERE (SELECT facts -> '$.asked' FROM request WHERE id = request_id) IS ${asked && JSON.stringify(asked)}`;
  return row === undefined || row.answers < 20 ? undefined : row.mean;
}
