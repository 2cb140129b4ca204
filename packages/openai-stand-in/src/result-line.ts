/** Lines of result files, and the faults by which a request comes to an end without the model. */
import { badRequest, refusals } from './errors.ts';
import type { BatchFault, LineFault, LineFaultName } from './faults.ts';
import { newId } from './ids.ts';
import type { LineError, ResultLine } from './wire.ts';

/** What there is instead of an answer: a reply, an error of the batch, or nothing. */
export type LineEnd =
  | { readonly kind: 'reply'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'error'; readonly error: LineError }
  | { readonly kind: 'missing' };

/** What lines say that were not reached before their batch ended. */
export const unreached = {
  expired: {
    code: 'batch_expired',
    message: 'This request could not be executed before the completion window expired.',
  },
  cancelled: {
    code: 'batch_cancelled',
    message: 'This request was not executed because the batch was cancelled.',
  },
} as const;

const ends: Partial<Readonly<Record<LineFaultName, (rule: LineFault) => LineEnd>>> = {
  status: (rule) => statusEnd(rule),
  'bad-image': () => {
    const message = 'Error while downloading the image of this request.';
    const { status, error } = badRequest(message, 'url', 'invalid_image_url');
    return { kind: 'reply', status, body: { error } };
  },
  'status-zero': () => ({ kind: 'reply', status: 0, body: null }),
  expired: () => ({ kind: 'error', error: unreached.expired }),
  'timed-out': () => ({
    kind: 'error',
    error: { code: 'request_timeout', message: 'The call to the model timed out.' },
  }),
  missing: () => ({ kind: 'missing' }),
};

/** A reply of the status, code, param and message that a rule names. */
export function statusEnd({ status = 500, code, param, message }: LineFault | BatchFault): LineEnd {
  const error =
    status >= 500
      ? { ...refusals.serverError(status).error, ...(code === undefined ? {} : { code }) }
      : {
          message: message ?? `The request was refused with status ${status}.`,
          type: status === 429 ? 'requests' : 'invalid_request_error',
          param: param ?? null,
          code: code ?? (status === 429 ? 'rate_limit_exceeded' : null),
        };
  return { kind: 'reply', status, body: { error } };
}

/** The end that the first of these faults brings, if one of them does. */
export function lineEnd(rules: readonly LineFault[]): LineEnd | undefined {
  for (const rule of rules) {
    const end = ends[rule.fault]?.(rule);
    if (end !== undefined) return end;
  }
  return undefined;
}

/** A line for what the model, or the service in its place, replied. */
export function repliedLine(customId: string, status: number, body: unknown): ResultLine {
  const response = {
    status_code: status,
    request_id: status === 0 ? '' : newId('req_'),
    body,
  };
  return { id: newId('batch_req_'), custom_id: customId, response, error: null };
}

/** A line that never became an HTTP request. */
export function failedLine(customId: string, error: LineError): ResultLine {
  return { id: newId('batch_req_'), custom_id: customId, response: null, error };
}

/** Lines as they stand in a file. */
export function resultText(lines: readonly ResultLine[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
