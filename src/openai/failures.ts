/**
 * What a refusal of the service means for the work: one table by error code, one by status. Used for failed
 * calls and for failed lines of a batch alike. Never by message text, with one exception at the end of the file.
 */

import { bounds } from './bounds.ts';

/**
 * - `again`: a passing fault; the same request may succeed later
 * - `later`: the batch queue is full; asking again is not an attempt
 * - `picture`: the service could not use this picture
 * - `refused`: the model or a filter declined to answer
 * - `cut-off`: the answer reached its token limit
 * - `not-understood`: the answer is not in the form that was asked for, or no answer to the call at all
 * - `too-large`: the file exceeds what the service takes
 * - `request`, `key`, `quota`, `model`, `gone`: nothing will succeed until something is changed (`gone`: a file or batch
 *   that the service no longer has)
 * - `unreachable`: no connection; whether the call was carried out is not known
 */
export type FailureKind =
  | 'again'
  | 'later'
  | 'picture'
  | 'refused'
  | 'cut-off'
  | 'not-understood'
  | 'too-large'
  | 'request'
  | 'key'
  | 'quota'
  | 'model'
  | 'gone'
  | 'unreachable';

export type Failure = {
  readonly kind: FailureKind;
  /** The service's own code, or ours where it gave none. */
  readonly code: string;
  /** HTTP status, where there was one. */
  readonly status?: number | undefined;
  /** What the service said. */
  readonly message: string;
};

/** What the service said, for the middle of a sentence. */
export function reasonIn({ message }: Failure): string {
  return message.replace(/(?<![.\s])[.\s]+$/u, '');
}

/** A call to the service that failed. `retryAfter` is in milliseconds, as the service asked. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly failure: Failure;
  readonly retryAfter: number | undefined;

  constructor(
    failure: Failure,
    options: { retryAfter?: number | undefined; cause?: unknown } = {},
  ) {
    super(failure.message, { cause: options.cause });
    this.failure = failure;
    this.retryAfter = options.retryAfter;
  }
}

/** Error codes of the service, from its error guide, its reference and what batches were seen to end with. */
const kindByCode = new Map<string, FailureKind>(
  Object.entries({
    insufficient_quota: 'quota',
    billing_hard_limit_reached: 'quota',
    billing_not_active: 'quota',
    account_deactivated: 'quota',
    invalid_api_key: 'key',
    model_not_found: 'model',
    token_limit_exceeded: 'later',
    rate_limit_exceeded: 'again',
    server_error: 'again',
    batch_expired: 'again',
    batch_cancelled: 'again',
    content_filter: 'refused',
    content_policy_violation: 'refused',
    moderation_blocked: 'refused',
    file_too_large: 'too-large',
  } as const),
);

const kindByStatus: Readonly<Record<number, FailureKind>> = {
  0: 'again',
  401: 'key',
  403: 'key',
  404: 'gone',
  408: 'again',
  409: 'again',
  413: 'too-large',
  425: 'again',
  429: 'again',
};

/** The parts of an error body that decide. `param` names the field of the request that was refused. */
export type ErrorParts = {
  readonly status?: number | undefined;
  readonly code?: string | null | undefined;
  readonly param?: string | null | undefined;
  readonly type?: string | null | undefined;
  readonly message?: string | null | undefined;
};

/** Turns what the service answered into a failure with a kind. */
export function failureOf(parts: ErrorParts): Failure {
  const { status, message } = parts;
  const given = parts.code ?? parts.type ?? (status === undefined ? 'unknown' : `http-${status}`);
  const code = given.slice(0, bounds.codeLength);
  return {
    kind: kindOf(code, parts),
    code,
    status,
    message:
      message?.slice(0, bounds.messageLength).toWellFormed() || `The service answered ${code}.`,
  };
}

function kindOf(code: string, { status, param, type }: ErrorParts): FailureKind {
  const known =
    kindByCode.get(code) ??
    (type === undefined || type === null ? undefined : kindByCode.get(type));
  if (known !== undefined) return known;
  if (code.endsWith('_spend_limit_exceeded')) return 'quota';
  if (code.includes('image') || param?.includes('image') === true) return 'picture';
  if (status === undefined) return 'again';
  return kindByStatus[status] ?? (status >= 500 ? 'again' : 'request');
}

/** Whether nothing will go better until the user changes something. */
export function stopsEverything(kind: FailureKind): boolean {
  return kind === 'request' || kind === 'key' || kind === 'quota' || kind === 'model';
}

/**
 * The queue limit that a `token_limit_exceeded` names. The message is the only place where the service says it:
 * "... Limit: 2,000,000 enqueued tokens. ..."
 */
export function queueLimitIn(message: string): number | undefined {
  const digits = /limit:?\s{0,9}([\d.,_ ]{0,40}\d)\s{0,9}enqueued tokens/i.exec(message)?.[1];
  if (digits === undefined) return undefined;
  const limit = Number(digits.replace(/\D/g, ''));
  return limit > 0 ? limit : undefined;
}
