/** Faults by which a request comes to an end without the model: a status, an error of the batch, or nothing. */
import { badRequest, refusals } from './api-error.ts';
import type { LineFault, LineFaultName } from './faults.ts';

export type LineEnd =
  | { readonly kind: 'reply'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'error'; readonly error: { readonly code: string; readonly message: string } }
  | { readonly kind: 'missing' };

/** What a line of an expired batch says that was not reached. */
export const expiredError = {
  code: 'batch_expired',
  message: 'This request could not be executed before the completion window expired.',
};

export const cancelledError = {
  code: 'batch_cancelled',
  message: 'This request was not executed because the batch was cancelled.',
};

const ends: Partial<Readonly<Record<LineFaultName, (rule: LineFault) => LineEnd>>> = {
  status: (rule) => ({ kind: 'reply', status: rule.status ?? 500, body: { error: errorOf(rule) } }),
  'bad-image': () => ({
    kind: 'reply',
    status: 400,
    body: {
      error: badRequest(
        'Error while downloading the image of this request.',
        'url',
        'invalid_image_url',
      ).error,
    },
  }),
  'status-zero': () => ({ kind: 'reply', status: 0, body: null }),
  expired: () => ({ kind: 'error', error: expiredError }),
  'timed-out': () => ({
    kind: 'error',
    error: { code: 'request_timeout', message: 'The call to the model timed out.' },
  }),
  missing: () => ({ kind: 'missing' }),
};

function errorOf({ status = 500, code, param, message }: LineFault): object {
  if (status >= 500)
    return { ...refusals.serverError(status).error, ...(code === undefined ? {} : { code }) };
  return {
    message: message ?? `The request was refused with status ${status}.`,
    type: status === 429 ? 'requests' : 'invalid_request_error',
    param: param ?? null,
    code: code ?? (status === 429 ? 'rate_limit_exceeded' : null),
  };
}

/** The end that the first of these faults brings, if one of them does. */
export function lineEnd(rules: readonly LineFault[]): LineEnd | undefined {
  for (const rule of rules) {
    const end = ends[rule.fault]?.(rule);
    if (end !== undefined) return end;
  }
  return undefined;
}
