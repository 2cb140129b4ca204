/** What the faults of a call do to it: one table, in the order in which they are tried. */
import { setTimeout } from 'node:timers/promises';
import { badRequest, type Refusal, refusals } from './errors.ts';
import type { RouteFault, RouteFaultName } from './faults.ts';
import { type Call, type DownloadFault, type Reply, readSome, refusal, reset } from './http.ts';

/**
 * - a reply: sent instead of the answer
 * - `broken`: the connection is gone, or will never be answered
 * - undefined: the call goes on
 */
export type Outcome = Reply | 'broken' | undefined;

type Act = (
  rule: RouteFault,
  call: Call,
  path: string,
  signal: AbortSignal,
) => Outcome | Promise<Outcome>;

const model = 'gpt-6-luna';
const someTime = 1000;

const acts: Partial<Readonly<Record<RouteFaultName, Act>>> = {
  slow: async ({ milliseconds = someTime }, _, __, signal) => {
    await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
    return undefined;
  },
  'rate-limited': ({ milliseconds = someTime }) =>
    refusal(refusals.rateLimited(model, milliseconds)),
  'no-quota': () => refusal(refusals.noQuota()),
  'server-error': ({ status }) => refusal(refusals.serverError(status)),
  'bad-gateway': () => ({ kind: 'page', status: 502 }),
  'not-json': () => ({ kind: 'page', status: 200 }),
  'no-model': () => refusal(refusals.noModel(model)),
  'wrong-key': () => refusal(refusals.wrongKey('')),
  refused: (rule) => refusal(custom(rule)),
  gone: (_, __, path) => refusal(goneAt(path)),
  silent: () => 'broken',
  reset: (_, call) => {
    reset(call);
    return 'broken';
  },
  'cut-upload': async ({ bytes = 64 * 1024 }, call): Promise<Outcome> => {
    await readSome(call.request, bytes);
    reset(call);
    return 'broken';
  },
};

function custom({ status = 400, code, param, message }: RouteFault): Refusal {
  const refused = badRequest(message ?? 'The request was refused.', param ?? null, code ?? null);
  return { ...refused, status };
}

function goneAt(path: string): Refusal {
  const id = path.split('/')[3] ?? '';
  return path.startsWith('/v1/batches') ? refusals.noBatch(id) : refusals.noFile(id);
}

/** Lets the faults of a call happen that come before its answer. */
export async function beforeAnswer(
  rules: readonly RouteFault[],
  call: Call,
  path: string,
  signal: AbortSignal,
): Promise<Outcome> {
  for (const rule of rules) {
    const outcome = await acts[rule.fault]?.(rule, call, path, signal);
    if (outcome !== undefined) return outcome;
  }
  return undefined;
}

/** Whether the answer is lost on its way. */
export function losesReply(rules: readonly RouteFault[]): boolean {
  return rules.some(({ fault }) => fault === 'lost-reply');
}

/** What happens to a download. */
export function downloadFault(rules: readonly RouteFault[]): DownloadFault | undefined {
  const rule = rules.find(({ fault }) => fault === 'cut-download' || fault === 'short-download');
  return rule === undefined
    ? undefined
    : { part: rule.part ?? 0.5, breaks: rule.fault === 'cut-download' };
}
