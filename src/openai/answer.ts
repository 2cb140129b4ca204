/**
 * From what the service sent to an answer or a failure: one line of a batch's output or error file, or the reply to a live
 * request; in it the text that the model wrote; in that JSON in the form that was asked for, or a plain text with a list of
 * keywords.
 */
import * as z from 'zod';
import { excerptOf } from '../errors.ts';
import { parsedJson } from '../parsed-json.ts';
import type { Asked } from '../rules/answers/further.ts';
import { whyNoAnswer } from '../rules/answers/non-answers.ts';
import { readPlainAnswer } from '../rules/answers/plain-answer.ts';
import { isRefusal, refusalIn } from '../rules/answers/refusals.ts';
import type { RawAnswer } from '../rules/answers/suggest.ts';
import { repairControls } from '../rules/texts/clean.ts';
import { withoutOwnSecrets } from '../secrets.ts';
import { answerShape, cutAnswer, mapTexts, partialIn, withFurther } from './answer-shape.ts';
import { bounds } from './bounds.ts';
import { repeatsTheQuestion } from './echo.ts';
import { type Failure, failureOf } from './failures.ts';
import { hasOpenThoughts, objectsIn, stringsIn, withoutThoughts } from './json-in-text.ts';
import type { Tokens } from './prices.ts';
import type { ServiceReply } from './service.ts';

export type AnswerOutcome = (
  | { readonly kind: 'answer'; readonly answer: RawAnswer }
  /** partial: an answer that has the title or the keywords alone. */
  | { readonly kind: 'failure'; readonly failure: Failure; readonly partial?: RawAnswer }
) & {
  /** What was billed; absent when the server does not say or nothing was. */
  readonly tokens?: Tokens | undefined;
  /** The server says what was billed, in numbers that make no sense. */
  readonly billUnclear?: boolean | undefined;
  /** The model that answered, which may be a dated version of the one that was asked. */
  readonly model?: string | undefined;
  /** The tier by which it was billed, where the service says so: `flex`, `default`, ... */
  readonly tier?: string | undefined;
  /** The stand-in for the service answered: its text does not describe the picture. */
  readonly rehearsed?: boolean | undefined;
};

export type ResultLine = { readonly customId: string; readonly outcome: AnswerOutcome };

/** What the stand-in writes into `system_fingerprint`. */
const rehearsalFingerprint = 'rehearsal';

const text = z.string().nullish().catch(undefined);
const errorShape = z.object({
  message: text,
  type: text,
  param: text,
  code: z
    .union([z.string(), z.number().transform(String)])
    .nullish()
    .catch(undefined),
});

const status = z
  .union([
    z.number().int(),
    z
      .string()
      .regex(/^\d{3}$/)
      .transform(Number),
  ])
  .catch(0);
const lineShape = z.object({
  custom_id: z.string().max(bounds.idLength),
  response: z.object({ status_code: status, body: z.unknown() }).nullish().catch(undefined),
  error: errorShape.nullish().catch({}),
});

const tokens = z.number().int().nonnegative().max(bounds.tokens);
const parts = z.array(z.object({ text: z.string().catch('') })).transform(textOf);
const usageShape = z
  .object({
    prompt_tokens: tokens,
    completion_tokens: tokens,
    prompt_tokens_details: z
      .object({ cached_tokens: tokens.nullish(), cache_write_tokens: tokens.nullish() })
      .nullish()
      .catch(undefined),
    completion_tokens_details: z.object({ reasoning_tokens: tokens }).nullish().catch(undefined),
  })
  .transform((usage): Tokens => {
    const { prompt_tokens: input, prompt_tokens_details: details } = usage;
    const cached = Math.min(input, details?.cached_tokens ?? 0);
    return {
      input,
      output: usage.completion_tokens,
      cached,
      written: Math.min(input - cached, details?.cache_write_tokens ?? 0),
      reasoning: Math.min(
        usage.completion_tokens,
        usage.completion_tokens_details?.reasoning_tokens ?? 0,
      ),
    };
  })
  .nullish();

const bodyShape = z.object({
  model: z.string().max(bounds.idLength).optional().catch(undefined),
  system_fingerprint: text,
  service_tier: text,
  choices: z
    .array(
      z.object({
        finish_reason: text,
        message: z.object({
          content: z.union([z.string(), parts]).nullish().catch(undefined),
          refusal: text,
        }),
      }),
    )
    .min(1),
  usage: z.union([usageShape, z.unknown().transform(() => 'senseless' as const)]),
});

function textOf(list: readonly { readonly text: string }[]): string {
  return list.map((part) => part.text).join('');
}

const billedShape = z.object({
  custom_id: z.string().max(bounds.idLength),
  response: z.object({
    status_code: z.literal(200),
    body: z.object({
      usage: z.object({ prompt_tokens: tokens, completion_tokens: tokens }),
    }),
  }),
});

/** Whose a parsed line is and what it was billed, without a look at what it says; undefined where it does not say that. */
export function readBilled(
  value: unknown,
): { readonly customId: string; readonly input: number; readonly output: number } | undefined {
  const line = billedShape.safeParse(value);
  if (!line.success) return undefined;
  const { custom_id: customId, response } = line.data;
  const { prompt_tokens: input, completion_tokens: output } = response.body.usage;
  return { customId, input, output };
}

/** Reads a parsed line of a result file; undefined when it is not one. */
export function readResult(value: unknown): ResultLine | undefined {
  const line = lineShape.safeParse(value);
  if (!line.success) return undefined;
  const { custom_id: customId, response, error } = line.data;
  if (response != null)
    return { customId, outcome: readReply(response.status_code, response.body) };
  const failure = failureOf({ code: error?.code ?? 'no-response', message: error?.message });
  return { customId, outcome: { kind: 'failure', failure } };
}

/** Reads the reply to a live request. */
export function readLiveReply(reply: ServiceReply): AnswerOutcome {
  return reply.failure === undefined
    ? readReply(reply.status, reply.body)
    : { kind: 'failure', failure: reply.failure };
}

/** Reads the reply to one request. Refusals and cut-off answers are failures that were paid for. */
function readReply(status: number, body: unknown): AnswerOutcome {
  const reply = bodyShape.safeParse(body);
  // What was answered and paid for is one, also with a status that does not exist.
  const isStatus = status >= 100 && status < 600;
  if (status !== 200 && (isStatus || !reply.success)) {
    const error = z.object({ error: errorShape }).safeParse(body).data?.error;
    return { kind: 'failure', failure: failureOf({ status, ...error }) };
  }
  if (!reply.success) return unread('the reply has another form than the service documents');
  const { choices, usage, model, system_fingerprint: fingerprint, service_tier: tier } = reply.data;
  const rehearsed = fingerprint === rehearsalFingerprint || undefined;
  const bill = usage === 'senseless' ? { billUnclear: true } : { tokens: usage ?? undefined };
  return { ...readChoice(choices[0]), ...bill, model, tier: tier ?? undefined, rehearsed };
}

type Choice = z.infer<typeof bodyShape>['choices'][number];

function readChoice(choice: Choice | undefined): AnswerOutcome {
  const { refusal, content } = choice?.message ?? {};
  if (typeof refusal === 'string' && refusal !== '')
    return failed('refused', 'refusal', excerptOf(refusal));
  if (choice?.finish_reason === 'content_filter')
    return failed('refused', 'content_filter', 'The answer was withheld by a content filter.');
  if (choice?.finish_reason === 'length')
    return failed('cut-off', 'length', 'The answer reached its limit of tokens.');
  // A service that sends the key back must not get it into a photo.
  return readAnswer(withoutOwnSecrets(content ?? ''));
}

/**
 * Reads what a model wrote. Models of servers without strict schemas put JSON into a code fence, think aloud or talk around
 * it; scripts that ask without a schema get a description, an empty line, and keywords separated by commas. A refusal is
 * one in whatever form it comes.
 */
export function readAnswer(text: string): AnswerOutcome {
  if (text.length > longestReply) return unread(tooLong);
  if (text.length > bounds.answerLength) return unread('it is far too long');
  const value = parsedJson(text);
  const whole = answerShape.safeParse(value);
  if (whole.success) return described(withFurther(whole.data, value));
  const written = withoutThoughts(text);
  if (written.length > longestAnswer) return unread(tooLong);
  const objects: unknown[] = [];
  let partial = partialIn(value);
  for (const object of objectsIn(written)) {
    const result = answerShape.safeParse(object);
    if (result.success) return described(withFurther(result.data, object));
    partial ??= partialIn(object);
    objects.push(object);
  }
  const refusal = [written, ...objects.flatMap(stringsIn)].find(isRefusal);
  if (refusal !== undefined) return failed('refused', 'refusal', excerptOf(refusal));
  if (objects.length > 0) {
    const lacking = notAnAnswer(objects.at(-1));
    return lacking.kind === 'failure' && partial !== undefined ? { ...lacking, partial } : lacking;
  }
  const isPlain = !written.includes('{') && !hasOpenThoughts(written);
  const answer = isPlain ? readPlainAnswer(written) : undefined;
  if (answer !== undefined) return described(answer);
  return unread(written.trim() === '' ? 'it is empty' : 'it is not JSON');
}

/** Characters of what a model may say, thoughts included; and of what is left when they are taken off. */
const longestReply = 400_000;
const longestAnswer = 30_000;
const tooLong = 'it is longer than any answer';

/**
 * An outcome as far as it was asked for: of an answer to the question for one part, that part; an answer that lacks one is
 * a failure otherwise.
 */
export function asAsked(outcome: AnswerOutcome, { only }: Asked = {}): AnswerOutcome {
  if (only === undefined) return outcome;
  const left = only === 'title' ? { keywords: [] } : { description: '', shortTitle: '' };
  if (outcome.kind === 'answer') return { ...outcome, answer: { ...outcome.answer, ...left } };
  const { failure: _, partial, ...rest } = outcome;
  if (partial === undefined) return outcome;
  const isThere = only === 'title' ? partial.description !== '' : partial.keywords.length > 0;
  return isThere ? { ...rest, ...described(partial) } : outcome;
}

/** What is wrong with an object that is not of the right form. */
function notAnAnswer(value: unknown): AnswerOutcome {
  const first = answerShape.safeParse(value).error?.issues[0];
  return unread(`${first?.path.join('.') ?? ''}: ${first?.message ?? 'not an answer'}`);
}

/** An answer in the right form, unless its texts decline, describe nothing or have characters that nobody can have meant. */
function described(raw: RawAnswer): AnswerOutcome {
  const answer = mapTexts(cutAnswer(raw), repairControls);
  if (answer === undefined) return unread('it contains control characters');
  const refusal = refusalIn([answer.description, answer.shortTitle], answer.keywords);
  if (refusal !== undefined) return failed('refused', 'refusal', refusal);
  const why = repeatsTheQuestion(answer) ? 'it repeats the question' : whyNoAnswer(answer);
  return why === undefined ? { kind: 'answer', answer } : unread(why);
}

function failed(kind: Failure['kind'], code: string, message: string): AnswerOutcome {
  return { kind: 'failure', failure: { kind, code, status: 200, message } };
}

function unread(why: string): AnswerOutcome {
  return { kind: 'failure', failure: notUnderstood(why) };
}

/** The failure of an answer that came and says nothing that can be used; `why` ends its sentence. */
export function notUnderstood(why: string): Failure {
  const message = `The answer cannot be read: ${why}.`;
  return { kind: 'not-understood', code: 'not-understood', status: 200, message };
}
