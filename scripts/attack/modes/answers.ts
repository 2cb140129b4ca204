/** Answers that no model writes, live and in files. What was asked is paid for all the same. */
import { echo, steering } from '../replies.ts';
import type { Json } from '../service.ts';
import type { Mode } from './mode.ts';

const at = ['files.content', 'files.get', 'chat'] as const;

/** The body of an answer, wherever it stands. */
const inBody = (change: (body: Json) => unknown) => ({
  at,
  change,
  lines: (lines: readonly Json[]) =>
    lines.map((line) => {
      const response = line['response'] as Json;
      return { ...line, response: { ...response, body: change(response['body'] as Json) } };
    }),
});

/** What the model wrote. */
const content = (text: unknown) =>
  inBody((body) => ({
    ...body,
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text } }],
  }));

const written = (more: Json) =>
  content(
    JSON.stringify({
      description: 'Ferries cross the strait at dusk',
      shortTitle: 'Ferries at dusk',
      keywords: ['ferry', 'dusk'],
      ...more,
    }),
  );

const usage = (value: unknown) => inBody((body) => ({ ...body, usage: value }));

const everyText = (value: unknown): unknown => {
  if (typeof value === 'string') return `${value}${steering}`;
  if (Array.isArray(value)) return value.map(everyText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, everyText(one)]));
};

const marks = `e${'\u0301'.repeat(20_000)}`;

export const answers: readonly Mode[] = [
  { name: 'usage-null', what: 'no usage', ...usage(null) },
  {
    name: 'usage-broken',
    what: 'usage of 600.5 tokens',
    ...usage({ prompt_tokens: 600.5, completion_tokens: -1, total_tokens: '7' }),
  },
  {
    name: 'usage-huge',
    what: 'usage of 1e308 tokens',
    ...usage({
      prompt_tokens: 'raw:1e308',
      completion_tokens: 'raw:1e308',
      total_tokens: 'raw:1e999',
      prompt_tokens_details: { cached_tokens: 'raw:-1e308' },
    }),
  },
  { name: 'usage-text', what: 'usage that is a text', ...usage(steering) },
  {
    name: 'no-choices',
    what: 'an answer without choices',
    ...inBody((body) => ({ ...body, choices: [] })),
  },
  {
    name: 'odd-choices',
    what: 'choices that are none',
    ...inBody((body) => ({
      ...body,
      choices: [null, 1, { message: null }, { message: { content: { text: 'x' } } }],
    })),
  },
  {
    name: 'many-choices',
    what: 'ten thousand choices',
    ...inBody((body) => ({
      ...body,
      choices: Array.from({ length: 10_000 }, () => (body['choices'] as unknown[])[0]),
    })),
  },
  { name: 'body-null', what: 'an answer that is null', ...inBody(() => null) },
  { name: 'content-null', what: 'a model that wrote null', ...content(null) },
  {
    name: 'content-parts',
    what: 'a model that wrote parts',
    ...content([{ type: 'text', text: { value: 'x' } }]),
  },
  { name: 'content-number', what: 'a model that wrote a number', ...content(7) },
  {
    name: 'content-steering',
    what: 'a model that wrote what steers a terminal',
    ...written({
      description: `Ferries ${steering} cross`,
      shortTitle: steering,
      keywords: [steering, `ferry${steering}`],
    }),
  },
  {
    name: 'content-secret',
    what: 'a model that wrote the key',
    ...written({ description: `Ferries ${echo}`, keywords: ['ferry', echo] }),
  },
  {
    name: 'content-huge',
    what: 'a model that wrote five megabytes',
    ...written({ description: 'Ferries cross '.repeat(400_000) }),
  },
  {
    name: 'content-marks',
    what: '20,000 marks on one letter',
    ...written({ description: `Ferries ${marks}`, keywords: [marks] }),
  },
  {
    name: 'content-apostrophes',
    what: '20,000 apostrophes',
    ...written({ description: `Ferries ${"'".repeat(20_000)} s`, shortTitle: "'".repeat(20_000) }),
  },
  {
    name: 'content-quotes',
    what: '30,000 quotation marks, brackets, dashes and full stops',
    ...written({
      description: `Ferries ${'"('.repeat(10_000)}${'- '.repeat(5000)}${'. '.repeat(5000)}`,
    }),
  },
  {
    name: 'content-spaces',
    what: '100,000 spaces in front of a word',
    ...written({
      description: `Ferries${' '.repeat(100_000)}x`,
      keywords: [`${' '.repeat(50_000)}x`],
    }),
  },
  {
    name: 'content-letters',
    what: '100,000 letters without a space',
    ...written({ description: 'aA'.repeat(50_000), keywords: ['aA'.repeat(50_000)] }),
  },
  {
    name: 'content-keywords',
    what: '100,000 keywords',
    ...written({ keywords: Array.from({ length: 100_000 }, (_, index) => `word ${index}`) }),
  },
  {
    name: 'content-deep',
    what: 'JSON of 100,000 levels',
    ...content(`{"description":${'['.repeat(100_000)}`),
  },
  { name: 'content-fences', what: '20,000 code fences', ...content('```json\n{'.repeat(20_000)) },
  {
    name: 'content-surrogates',
    what: 'halves of characters and NUL',
    ...written({ description: 'Ferries \uD800 cross\u0000 the \uDFFF strait' }),
  },
  {
    name: 'content-tags',
    what: 'tags, entities and the end of an XMP packet',
    ...written({
      description: "Ferries </rdf:li>&lt;x&#27;<?xpacket end='w'?>]]> cross",
      keywords: ['</x:xmpmeta>', '<!DOCTYPE a [<!ENTITY b "c">]>'],
    }),
  },
  {
    name: 'every-text',
    what: 'every text of every answer steers a terminal',
    at,
    change: (honest) => everyText(honest),
    lines: (lines) => lines.map((line) => everyText(line) as Json),
  },
];
