/**
 * What can go wrong at the service, in one table: every failure that people have met, by name. Rules say where one
 * happens; chance is drawn from a seed, so that a run can be repeated.
 */
import { hash } from 'node:crypto';

export const routeNames = [
  'files.create',
  'files.list',
  'files.get',
  'files.content',
  'files.delete',
  'batches.create',
  'batches.list',
  'batches.get',
  'batches.cancel',
  'chat',
  'models.list',
  'models.get',
] as const;
export type RouteName = (typeof routeNames)[number];

/** Happens to a whole call. */
export const routeFaults = {
  'rate-limited': 'answers 429 and asks to wait `milliseconds`',
  'no-quota': 'answers 429 insufficient_quota',
  'server-error': 'answers 500 (or `status`)',
  'bad-gateway': 'answers 502 with a page of HTML, as a proxy does',
  'no-model': 'answers 404 model_not_found',
  'wrong-key': 'answers 401 invalid_api_key',
  refused: 'answers `status` with `code`, `param` and `message`',
  gone: 'answers 404, as if the file or batch had never been',
  silent: 'never answers; the connection stays open',
  slow: 'answers after `milliseconds`',
  reset: 'breaks the connection before anything is done',
  'lost-reply': 'does what was asked, then breaks the connection instead of answering',
  'cut-upload': 'breaks the connection after `bytes` of the body',
  'cut-download': 'breaks the connection after `part` of the file',
  'short-download': 'sends only `part` of the file, as if that were all',
  'not-json': 'answers 200 with a page of HTML, as a hotel network does',
} as const;

/** Happens to a whole batch. */
export const batchFaults = {
  'token-limit': 'fails with token_limit_exceeded, naming `limit`',
  invalid: 'fails with `code`, `line`, `param` and `message`',
  'all-failed': 'completes with every line failed (`status`, `code`) and no output file',
  expired: 'expires after `part` of its lines',
  cancelled: 'is cancelled by somebody else after `part` of its lines',
  'slow-validating': 'validates for `polls` polls or `milliseconds`',
  stuck: 'never leaves the status `in`',
  shuffled: 'has its results in any order',
  'missing-lines': '`part` of its lines are in neither file',
  'duplicate-lines': '`part` of its results are there twice',
  'no-usage': 'has no usage',
  'slow-release':
    'keeps its place in the queue for `polls` further calls or `milliseconds` after its end',
  'lost-files': 'names result files that do not exist',
  'late-in-list': 'is missing from the list of batches for `milliseconds` after its creation',
  'late-files': 'has ended for `polls` polls before it names its result files',
} as const;

/** Happens to one request, in a batch or live. */
export const lineFaults = {
  status: 'answers `status` with `code`, `param` and `message`',
  'bad-image': 'answers 400 invalid_image_url',
  'status-zero': 'stands in the output file with status 0 and no body',
  expired: 'was not executed before the window closed',
  'timed-out': 'timed out inside the service',
  missing: 'is in neither file',
  duplicate: 'is in the output file twice',
  refusal: 'is declined by the model',
  filtered: 'is withheld by the content filter',
  'cut-off': 'ends at the token limit, in the middle of its JSON',
  empty: 'has no content',
  'not-json': 'is prose',
  'other-json': 'is JSON of another shape',
  fenced: 'is JSON in a code fence with a sentence around it',
  'plain-form': 'is a description, an empty line, and keywords with a full stop behind them',
  'few-keywords': 'has only `count` keywords',
  'many-keywords': 'has `count` keywords',
  'repeated-keywords': 'repeats keywords in other case, plural and form',
  'long-title': 'has a description of 300 characters',
  'odd-text': 'has quotes, line ends, #, &amp; and emoji in it',
  'line-separators': 'has U+2028 and U+2029 in it',
  'no-usage': 'does not say what it cost',
  dear: 'costs `factor` times the usual input tokens',
} as const;

export type RouteFaultName = keyof typeof routeFaults;
export type BatchFaultName = keyof typeof batchFaults;
export type LineFaultName = keyof typeof lineFaults;

/** How a rule chooses among the calls, batches or lines it could concern. All that is given must hold. */
type Choice = {
  /** Counted from 1 over the server's life: the nth call of the route, the nth batch, the nth line of its batch. */
  readonly nth?: number | readonly number[];
  /** From the nth on. */
  readonly from?: number;
  /** So many of them, by chance: 0 to 1. */
  readonly share?: number;
};

/** Numbers and words that the faults above mention. */
export type FaultDetails = {
  readonly milliseconds?: number;
  readonly polls?: number;
  readonly status?: number;
  readonly code?: string;
  readonly param?: string;
  readonly message?: string;
  readonly bytes?: number;
  readonly part?: number;
  readonly limit?: number;
  readonly line?: number;
  readonly in?: 'validating' | 'in_progress' | 'finalizing';
  readonly count?: number;
  readonly factor?: number;
};

export type RouteFault = Choice &
  FaultDetails & { readonly route: RouteName | '*'; readonly fault: RouteFaultName };

export type BatchFault = Choice & FaultDetails & { readonly fault: BatchFaultName };

export type LineFault = Choice &
  FaultDetails & {
    readonly fault: LineFaultName;
    /** Only this `custom_id`; live requests have none. */
    readonly id?: string;
    /** Only lines of the nth batch. */
    readonly batch?: number;
    /** Only lines of batches, or only live requests. */
    readonly way?: 'batch' | 'live';
    /** Only the first so many times that this id (live: this picture) is asked. */
    readonly times?: number;
  };

/** Plain JSON, so that a server in another process can be given them. */
export type Faults = {
  readonly seed?: number;
  readonly routes?: readonly RouteFault[];
  readonly batches?: readonly BatchFault[];
  readonly lines?: readonly LineFault[];
};

/** A number from 0 to 1 that is always the same for the same words. */
export function chance(seed = 1, ...words: readonly (string | number)[]): number {
  const digest = hash('sha1', [seed, ...words].join('\0'), 'buffer');
  return digest.readUInt32BE(0) / 2 ** 32;
}

function holds(rule: Choice, nth: number, draw: () => number): boolean {
  if (rule.from !== undefined && nth < rule.from) return false;
  if (rule.nth !== undefined && ![rule.nth].flat().includes(nth)) return false;
  return rule.share === undefined || draw() < rule.share;
}

/** The faults of the nth call of a route. */
export function faultsOfCall(
  { routes = [], seed }: Faults,
  route: RouteName,
  nth: number,
): readonly RouteFault[] {
  return routes.filter(
    (rule, index) =>
      (rule.route === '*' || rule.route === route) &&
      holds(rule, nth, () => chance(seed, 'call', index, route, nth)),
  );
}

export type BatchFaults = Readonly<Partial<Record<BatchFaultName, BatchFault>>>;

/** The faults of the nth batch, by name. */
export function faultsOfBatch({ batches = [], seed }: Faults, nth: number): BatchFaults {
  const rules = batches.filter((rule, index) =>
    holds(rule, nth, () => chance(seed, 'batch', index, nth)),
  );
  return Object.fromEntries(rules.map((rule) => [rule.fault, rule]));
}

/** One request, as line faults see it. */
export type Asked = {
  /** The `custom_id`; of a live request a digest of its picture. */
  readonly id: string;
  /** Line in its batch, from 1; of a live request the number of the call. */
  readonly nth: number;
  /** The number of its batch; undefined for live requests. */
  readonly batch?: number | undefined;
  /** How often this id was asked before. */
  readonly before: number;
};

/** The faults of one request. */
export function faultsOfLine({ lines = [], seed }: Faults, asked: Asked): readonly LineFault[] {
  const { id, nth, batch, before } = asked;
  const way = batch === undefined ? 'live' : 'batch';
  return lines.filter(
    (rule, index) =>
      (rule.id ?? id) === id &&
      (rule.batch ?? batch) === batch &&
      (rule.way ?? way) === way &&
      before < (rule.times ?? Number.POSITIVE_INFINITY) &&
      holds(rule, nth, () => chance(seed, 'line', index, id)),
  );
}
