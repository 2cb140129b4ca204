/** What the faults of a call do to it: one table, in the order in which they are tried. */
import { setTimeout } from 'node:timers/promises';
import { badRequest, type Refusal, refusals } from './errors.ts';
import type { RouteFault, RouteFaultName } from './faults.ts';
import { type Call, type DownloadFault, type Reply, readSome, refusal, reset } from './http.ts';

/** A reply in place of the answer, a connection that is gone or never answered, or undefined: the call goes on. */
export type Outcome = Reply | 'broken' | undefined;

type Act = (
  rule: RouteFault,
  call: Call,
  signal: AbortSignal,
) => Refusal | Outcome | Promise<Outcome>;

const model = 'gpt-6-luna';
const someTime = 1000;

const acts: Partial<Readonly<Record<RouteFaultName, Act>>> = {
  slow: async ({ milliseconds = someTime }, _, signal) => {
    await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
    return undefined;
  },
  'rate-limited': ({ milliseconds = someTime }) => refusals.rateLimited(model, milliseconds),
  'no-quota': () => refusals.noQuota(),
  'server-error': ({ status }) => refusals.serverError(status),
  'bad-gateway': () => ({ kind: 'page', status: 502 }),
  'not-json': () => ({ kind: 'page', status: 200 }),
  'no-model': () => refusals.noModel(model),
  'wrong-key': () => refusals.wrongKey(''),
  refused: ({ status = 400, message = 'The request was refused.', param = null, code = null }) => ({
    ...badRequest(message, param, code),
    status,
  }),
  gone: (_, { request }) => {
    const [, , kind, id = ''] = request.url?.split('/') ?? [];
    return kind === 'batches' ? refusals.noBatch(id) : refusals.noFile(id);
  },
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

/** Lets the faults of a call happen that come before its answer. */
export async function beforeAnswer(
  rules: readonly RouteFault[],
  call: Call,
  signal: AbortSignal,
): Promise<Outcome> {
  for (const rule of rules) {
    const outcome = await acts[rule.fault]?.(rule, call, signal);
    if (outcome === undefined) continue;
    return typeof outcome === 'object' && 'error' in outcome ? refusal(outcome) : outcome;
  }
  return undefined;
}

/** What happens to a download. */
export function downloadFault(rules: readonly RouteFault[]): DownloadFault | undefined {
  const rule = rules.find(({ fault }) => fault === 'cut-download' || fault === 'short-download');
  return rule && { part: rule.part ?? 0.5, breaks: rule.fault === 'cut-download' };
}
