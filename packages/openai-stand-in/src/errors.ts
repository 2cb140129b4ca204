/** The service's refusals: HTTP statuses and error bodies, worded as it words them. */

/** The body of an error, as under `error` in a reply and in a failed line of a batch. */
export type ErrorBody = {
  readonly message: string;
  readonly type: string;
  readonly param: string | null;
  readonly code: string | null;
};

/** What the service answers when it refuses a call; thrown by whatever finds the reason. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly error: ErrorBody;
  /** Further headers of the reply, `retry-after` for one. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, more: Partial<ErrorBody> = {}, headers = {}) {
    super(message);
    const usual = { type: 'invalid_request_error', param: null, code: null };
    this.status = status;
    this.error = { ...usual, ...more, message };
    this.headers = headers;
  }
}

/** The organisation of all who ask here. */
export const organisation = 'org-stand-in';

/** A request that is wrong in one of its parameters. */
export function badRequest(message: string, param: string | null, code: string | null): Refusal {
  return new Refusal(400, message, { param, code });
}

export const refusals = {
  noKey: () => new Refusal(401, "You didn't provide an API key."),
  wrongKey: (key: string) =>
    new Refusal(401, `Incorrect API key provided: ${masked(key)}.`, { code: 'invalid_api_key' }),
  noRoute: (method: string, path: string) =>
    new Refusal(404, `Invalid URL (${method} ${path})`, { code: 'unknown_url' }),
  noFile: (id: string) => new Refusal(404, `No such File object: ${id}`, { param: 'id' }),
  noBatch: (id: string) => new Refusal(404, `No batch found with id '${id}'.`),
  noModel: (id: string) =>
    new Refusal(404, `The model \`${id}\` does not exist or you do not have access to it.`, {
      param: 'model',
      code: 'model_not_found',
    }),
  notJson: () => new Refusal(400, 'We could not parse the JSON body of your request.'),
  notJsonl: () =>
    new Refusal(400, 'Invalid file format for Batch API. Must be .jsonl', { param: 'file' }),
  tooLarge: () => new Refusal(413, 'The maximum is 512 MB.', { code: 'file_too_large' }),
  cannotCancel: (status: string) =>
    new Refusal(409, `Cannot cancel a batch with status '${status}'.`),
  rateLimited: (model: string, milliseconds: number, headers = {}) =>
    new Refusal(
      429,
      `Rate limit reached for ${model} in organization ${organisation} on requests per min (RPM). Please try again in ${milliseconds}ms.`,
      { type: 'requests', code: 'rate_limit_exceeded' },
      {
        ...headers,
        'retry-after': String(Math.ceil(milliseconds / 1000)),
        'retry-after-ms': String(milliseconds),
      },
    ),
  noQuota: () =>
    new Refusal(
      429,
      'You exceeded your current quota, please check your plan and billing details.',
      { type: 'insufficient_quota', code: 'insufficient_quota' },
    ),
  serverError: (
    status = 500,
    message = 'The server had an error while processing your request. Sorry about that!',
  ) =>
    new Refusal(status, message, {
      type: 'server_error',
      code: status === 500 ? 'server_error' : null,
    }),
} as const;

/** A key as the service shows it in errors: never whole. */
function masked(key: string): string {
  return key.length <= 8 ? '********' : `${key.slice(0, 4)}****${key.slice(-4)}`;
}
