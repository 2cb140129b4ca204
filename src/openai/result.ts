/** One line of a batch's output or error file, or the reply to a live request, as an answer or a failure. */
import { z } from 'zod';
import { readAnswer } from './answer.ts';
import { type Failure, failureOf } from './failures.ts';
import type { Tokens } from './prices.ts';
import type { Answer } from './schema.ts';
import type { Reply } from './service.ts';

export type Outcome = (
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'failure'; readonly failure: Failure }
) & {
  /** What was billed; absent when the server does not say or nothing was. */
  readonly tokens?: Tokens;
  /** The model that answered, which may be a dated version of the one that was asked. */
  readonly model?: string;
  /** Set when the stand-in for the service answered: its text is no description of the picture. */
  readonly rehearsed?: true;
};

/** What the stand-in writes into `system_fingerprint`. */
export const rehearsalFingerprint = 'rehearsal';

export type ResultLine = { readonly customId: string; readonly outcome: Outcome };

const errorShape = z.object({
  message: z.string().nullish(),
  type: z.string().nullish(),
  param: z.string().nullish(),
  code: z.union([z.string(), z.number()]).nullish(),
});

const count = z.number().nonnegative().catch(0);
const usageShape = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  prompt_tokens_details: z.object({ cached_tokens: count }).nullish().catch(undefined),
  completion_tokens_details: z.object({ reasoning_tokens: count }).nullish().catch(undefined),
});

const bodyShape = z.object({
  model: z.string().optional().catch(undefined),
  system_fingerprint: z.string().nullish().catch(undefined),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: usageShape.nullish().catch(undefined),
});

const lineShape = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.number().catch(0), body: z.unknown() }).nullish(),
  error: errorShape.nullish().catch({}),
});

/** Reads a line of a result file; undefined when it is not one (the file is damaged there, or is another file). */
export function readResultLine(text: string): ResultLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const line = lineShape.safeParse(value);
  if (!line.success) return undefined;
  const { custom_id: customId, response, error } = line.data;
  if (response === null || response === undefined) {
    const { code, message } = error ?? {};
    const failure = failureOf({
      code: code === null || code === undefined ? 'no-response' : String(code),
      message: message ?? undefined,
    });
    return { customId, outcome: { kind: 'failure', failure } };
  }
  return { customId, outcome: readReply(response.status_code, response.body) };
}

/** Reads the reply to a live request. */
export function readLiveReply(reply: Reply): Outcome {
  return reply.failure === undefined
    ? readReply(reply.status, reply.body)
    : { kind: 'failure', failure: reply.failure };
}

/** Reads the reply to one request. Refusals and cut-off answers are failures that were paid for. */
function readReply(status: number, body: unknown): Outcome {
  if (status !== 200) return { kind: 'failure', failure: httpFailure(status, body) };
  const reply = bodyShape.safeParse(body);
  if (!reply.success) return notUnderstood('the reply has another form than the service documents');
  const { usage, model, system_fingerprint: fingerprint } = reply.data;
  const more = {
    ...(usage === null || usage === undefined ? {} : { tokens: tokensOf(usage) }),
    ...(model === undefined ? {} : { model }),
    ...(fingerprint === rehearsalFingerprint ? { rehearsed: true as const } : {}),
  };
  return { ...readChoice(reply.data.choices[0]), ...more };
}

type Choice = z.infer<typeof bodyShape>['choices'][number];

function readChoice(choice: Choice | undefined): Outcome {
  const { refusal, content } = choice?.message ?? {};
  if (typeof refusal === 'string' && refusal !== '') return failed('refused', 'refusal', refusal);
  if (choice?.finish_reason === 'content_filter')
    return failed('refused', 'content_filter', 'The answer was withheld by a content filter.');
  if (choice?.finish_reason === 'length')
    return failed('cut-off', 'length', 'The answer reached its limit of tokens.');
  const read = readAnswer(content ?? '');
  if (read.kind === 'refusal') return failed('refused', 'refusal', read.text);
  return read.kind === 'answer' ? read : notUnderstood(read.why);
}

function failed(kind: Failure['kind'], code: string, message: string): Outcome {
  return { kind: 'failure', failure: { kind, code, status: 200, message } };
}

function notUnderstood(why: string): Outcome {
  return failed('not-understood', 'not-understood', `The answer cannot be read: ${why}.`);
}

/** The failure in the body of a reply that is not 200. */
function httpFailure(status: number, body: unknown): Failure {
  const shape = z.object({ error: errorShape }).safeParse(body);
  const error = shape.success ? shape.data.error : {};
  return failureOf({
    status,
    code: error.code === null || error.code === undefined ? undefined : String(error.code),
    type: error.type,
    param: error.param,
    message: error.message ?? undefined,
  });
}

function tokensOf(usage: z.infer<typeof usageShape>): Tokens {
  const input = usage.prompt_tokens;
  const output = usage.completion_tokens;
  return {
    input,
    output,
    cached: Math.min(input, usage.prompt_tokens_details?.cached_tokens ?? 0),
    reasoning: Math.min(output, usage.completion_tokens_details?.reasoning_tokens ?? 0),
  };
}
