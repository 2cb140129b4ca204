/** What the tests of the stand-in ask it with: small pictures, lines, and OpenAI's own client. */
import OpenAI, { toFile } from 'openai';
import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import { type Faults, type StandIn, type StandInOptions, startStandIn } from '../src/index.ts';
import { answer } from './answer.ts';

export const chatPath = '/v1/chat/completions';

/** A JPEG of 96 by 64 pixels: two bands of colour, so that it has something like a horizon. */
export async function picture(number = 0): Promise<Buffer> {
  const top = { r: 60 + ((number * 37) % 160), g: 120, b: 220 - ((number * 23) % 120) };
  const bottom = { r: 90, g: 70 + ((number * 41) % 120), b: 40 };
  const band = await sharp({ create: { width: 96, height: 26, channels: 3, background: bottom } })
    .png()
    .toBuffer();
  return sharp({ create: { width: 96, height: 64, channels: 3, background: top } })
    .composite([{ input: band, left: 0, top: 38 }])
    .jpeg({ quality: 80 })
    .toBuffer();
}

const blue = (await picture()).toString('base64');

export const answerSchema = {
  type: 'object',
  properties: {
    description: { type: 'string' },
    keywords: { type: 'array', items: { type: 'string' }, minItems: 50, maxItems: 60 },
    usage: { type: 'string', enum: ['editorial', 'commercial'] },
    unsure: { type: 'array', items: { type: 'string' } },
  },
  required: ['description', 'keywords', 'usage', 'unsure'],
  additionalProperties: false,
};

export type Body = Record<string, unknown>;

/** A good request body with some of its fields changed; undefined takes one out. */
export function body(changes: Body = {}, base64 = blue): Body {
  const text =
    'Place: Istanbul, Turkey\nDate: 2019-05-14\nFolder usage: editorial\nKeywords wanted: 55';
  const url = `data:image/jpeg;base64,${base64}`;
  return {
    model: 'gpt-6-luna',
    messages: [
      { role: 'system', content: 'You write keywords.' },
      {
        role: 'user',
        content: [
          { type: 'text', text },
          { type: 'image_url', image_url: { url, detail: 'high' } },
        ],
      },
    ],
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'stock_photo', strict: true, schema: answerSchema },
    },
    reasoning_effort: 'none',
    temperature: 0,
    max_completion_tokens: 1200,
    ...changes,
  };
}

export function line(id: string, changes: Body = {}, envelope: Body = {}): string {
  return JSON.stringify({
    custom_id: id,
    method: 'POST',
    url: chatPath,
    body: body(changes),
    ...envelope,
  });
}

export function lines(count: number): string {
  return Array.from({ length: count }, (_, index) => line(`photo-${index + 1}`)).join('\n');
}

export type Asking = { readonly server: StandIn; readonly client: OpenAI };

/** A server that ends with the test, and a client that does not retry. */
export async function asking(options: Partial<StandInOptions> = {}): Promise<Asking> {
  const server = await startStandIn({ answer, ...options });
  onTestFinished(() => server.close());
  return { server, client: clientFor(server.url) };
}

export function clientFor(url: string, apiKey = 'any'): OpenAI {
  return new OpenAI({ apiKey, baseURL: url, maxRetries: 0, logLevel: 'off' });
}

export async function upload(client: OpenAI, text: string, name = 'part.jsonl') {
  return client.files.create({ file: await toFile(Buffer.from(text), name), purpose: 'batch' });
}

export async function create(client: OpenAI, text: string) {
  const file = await upload(client, text);
  return client.batches.create({
    input_file_id: file.id,
    endpoint: chatPath,
    completion_window: '24h',
  });
}

const ended = ['completed', 'failed', 'expired', 'cancelled'];

/** Polls a batch to its end. */
export async function toEnd(client: OpenAI, id: string): Promise<OpenAI.Batch> {
  for (let polls = 0; polls < 50; polls += 1) {
    const batch = await client.batches.retrieve(id);
    if (ended.includes(batch.status)) return batch;
  }
  throw new Error('the batch does not end');
}

export type Result = {
  custom_id: string;
  response: {
    status_code: number;
    body: { choices?: Choice[]; usage?: Usage; error?: Problem } | null;
  } | null;
  error: Problem | null;
};
type Choice = {
  message: { content: string | null; refusal: string | null };
  finish_reason: string;
};
type Usage = { prompt_tokens: number; completion_tokens: number };
type Problem = { code: string | null; message: string; param?: string | null };

/** The lines of a result file; none where there is no file. */
export async function results(client: OpenAI, file: string | null | undefined): Promise<Result[]> {
  if (file == null) return [];
  const text = await (await client.files.content(file)).text();
  return text
    .split('\n')
    .filter((one) => one !== '')
    .map((one) => JSON.parse(one) as Result);
}

/** Runs lines as one batch: how it ended, and what is in its two files. */
export async function runBatch({ client }: Asking, text: string) {
  const batch = await toEnd(client, (await create(client, text)).id);
  return {
    batch,
    output: await results(client, batch.output_file_id),
    errors: await results(client, batch.error_file_id),
  };
}

/** The same on a server with these faults. */
export async function runWith(faults: Faults, count = 20, options: Partial<StandInOptions> = {}) {
  const asked = await asking({ ...options, faults });
  return { ...asked, ...(await runBatch(asked, lines(count))) };
}

export function choiceOf(result: Result | undefined): Choice | undefined {
  return result?.response?.body?.choices?.[0];
}

export function contentOf(result: Result | undefined): string {
  return choiceOf(result)?.message.content ?? '';
}
