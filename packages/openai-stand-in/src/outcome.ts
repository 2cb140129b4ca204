/** What one request comes to: lines of result files, and the faults that need no model. */
import type { Bill } from './bill.ts';
import { badRequest, refusals } from './errors.ts';
import type { FaultDetails, LineFault, LineFaultName } from './faults.ts';
import { type LineError, newId, type ResultLine } from './wire.ts';

export type ReplyOutcome = {
  readonly kind: 'reply';
  readonly status: number;
  readonly body: unknown;
  /** What it cost, whether the answer says so or not; absent when nothing was done. */
  readonly bill?: Bill | undefined;
  /** Whether its line stands twice in the file. */
  readonly isDouble?: boolean;
};

/** A reply, an error of the batch, or nothing. */
export type Outcome =
  | ReplyOutcome
  | { readonly kind: 'error'; readonly error: LineError }
  | { readonly kind: 'missing' };

/** What lines say that were not reached before their batch ended. */
export const unreached = {
  expired: { code: 'batch_expired', message: 'The completion window expired before this request.' },
  cancelled: { code: 'batch_cancelled', message: 'The batch was cancelled before this request.' },
} as const;

const timedOut = { code: 'request_timeout', message: 'The call to the model timed out.' };

const outcomes: Partial<Readonly<Record<LineFaultName, (rule: LineFault) => Outcome>>> = {
  status: statusOutcome,
  'bad-image': () => statusOutcome({ status: 400, param: 'url', code: 'invalid_image_url' }),
  'status-zero': () => ({ kind: 'reply', status: 0, body: null }),
  expired: () => ({ kind: 'error', error: unreached.expired }),
  'timed-out': () => ({ kind: 'error', error: timedOut }),
  missing: () => ({ kind: 'missing' }),
};

/** A reply of the status, code, param and message that a rule names. */
export function statusOutcome(rule: FaultDetails): ReplyOutcome {
  const { status = 500, code, param = null } = rule;
  const { message = `The request was refused with status ${status}.` } = rule;
  const limited = { type: 'requests', code: code ?? 'rate_limit_exceeded' };
  const error =
    status >= 500
      ? { ...refusals.serverError(status).error, ...(code === undefined ? {} : { code }) }
      : { ...badRequest(message, param, code ?? null).error, ...(status === 429 ? limited : {}) };
  return { kind: 'reply', status, body: { error } };
}

/** What the first of these faults that needs no model makes of a request. */
export function outcomeOf(rules: readonly LineFault[]): Outcome | undefined {
  for (const rule of rules) {
    const outcome = outcomes[rule.fault]?.(rule);
    if (outcome !== undefined) return outcome;
  }
  return undefined;
}

/** The line of a result file for a reply or an error. */
export function resultLine(id: string, outcome: Exclude<Outcome, { kind: 'missing' }>): ResultLine {
  const line = { id: newId('batch_req_'), custom_id: id };
  if (outcome.kind === 'error') return { ...line, response: null, error: outcome.error };
  const { status, body } = outcome;
  const request = status === 0 ? '' : newId('req_');
  return { ...line, response: { status_code: status, request_id: request, body }, error: null };
}

/** Lines as they stand in a file. */
export function resultText(lines: readonly ResultLine[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
