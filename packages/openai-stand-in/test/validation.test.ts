import { mkdtemp, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type OpenAI from 'openai';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { validateFile } from '../src/batch-file.ts';
import { knownModelIds } from '../src/models.ts';
import { Viewer } from '../src/picture.ts';
import { checkSchema } from '../src/strict-schema.ts';
import {
  answerSchema,
  asking,
  type Body,
  body,
  chatPath,
  choiceOf,
  contentOf,
  create,
  line,
  lines,
  picture,
  runBatch,
  toEnd,
} from './asking.ts';

async function failureOf(text: string): Promise<OpenAI.BatchError[]> {
  const { client } = await asking();
  const batch = await toEnd(client, (await create(client, text)).id);
  expect(batch).toMatchObject({
    status: 'failed',
    output_file_id: null,
    error_file_id: null,
    request_counts: { total: 0, completed: 0, failed: 0 },
  });
  return batch.errors?.data ?? [];
}

describe('a batch file', () => {
  const good = line('a');
  const bad: readonly (readonly [
    name: string,
    second: string,
    code: string,
    param: string | null,
  ])[] = [
    ['is not JSON', '{"custom_id":', 'invalid_json_line', null],
    ['is no object', '[1]', 'invalid_json_line', null],
    ['repeats a custom_id', good, 'duplicate_custom_id', 'custom_id'],
    [
      'has no custom_id',
      line('b', {}, { custom_id: undefined }),
      'missing_required_parameter',
      'custom_id',
    ],
    ['has no body', line('b', {}, { body: undefined }), 'missing_required_parameter', 'body'],
    [
      'has no messages',
      line('b', { messages: undefined }),
      'missing_required_parameter',
      'body.messages',
    ],
    ['has no model', line('b', { model: undefined }), 'missing_required_parameter', 'body.model'],
    ['is a GET', line('b', {}, { method: 'GET' }), 'invalid_method', 'method'],
    ['is for another endpoint', line('b', {}, { url: '/v1/responses' }), 'url_mismatch', 'url'],
    ['is for another model', line('b', { model: 'gpt-5.5' }), 'model_mismatch', 'body.model'],
    [
      'is for a model that is gone',
      line('b', { model: 'gpt-4.1-nano' }),
      'model_not_found',
      'body.model',
    ],
  ];
  for (const [name, second, code, param] of bad)
    it(`fails as a whole when a line ${name}`, async () => {
      const [error] = await failureOf(`${good}\n${second}`);
      expect(error).toMatchObject({ code, line: 2, param });
      expect(error?.message).not.toBe('');
    });

  it('fails when it is empty, or has more than 50,000 requests', async () => {
    expect(await failureOf('')).toMatchObject([{ code: 'empty_file', line: null }]);
    const many = Array.from({ length: 50_001 }, (_, index) =>
      JSON.stringify({
        custom_id: String(index),
        method: 'POST',
        url: chatPath,
        body: { model: 'gpt-6-luna', messages: [] },
      }),
    );
    expect(await failureOf(many.join('\n'))).toMatchObject([{ code: 'too_many_tasks' }]);
  });

  it('fails when it has a byte more than 200 MB', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'validation-')), 'large.jsonl');
    await writeFile(file, `${good}\n`);
    const service = { models: knownModelIds, viewer: new Viewer(false) };
    await truncate(file, 209_715_201);
    expect(await validateFile(file, chatPath, service)).toMatchObject({
      errors: [{ code: 'file_too_large', message: expect.stringContaining('209715200') }],
    });
  });

  it('fails later, not at once, when the file does not exist', async () => {
    const { client } = await asking();
    const { id, status } = await client.batches.create({
      input_file_id: 'file-nowhere',
      endpoint: chatPath,
      completion_window: '24h',
    });
    expect(status).toBe('validating');
    const batch = await client.batches.retrieve(id);
    expect(batch.errors?.data).toMatchObject([
      { code: 'invalid_request', message: expect.stringContaining('Cannot find file') },
    ]);
  });

  it('names at most ten errors', async () => {
    expect(await failureOf(Array.from({ length: 30 }, () => 'x').join('\n'))).toHaveLength(10);
  });
});

/** The 400 that a body comes back with, live. */
async function refusalOf(
  changes: Body,
): Promise<{ code: string | null; param: string | null; message: string }> {
  const { client } = await asking();
  const error = await client.chat.completions.create(body(changes) as never).then(
    () => undefined,
    (thrown: unknown) => thrown as { status: number; code: string; param: string; message: string },
  );
  expect(error, 'the body is taken').toMatchObject({ status: 400 });
  return { code: error?.code ?? null, param: error?.param ?? null, message: error?.message ?? '' };
}

const schema = (changes: object, top: object = {}) => ({
  response_format: {
    type: 'json_schema',
    json_schema: { name: 'photo', strict: true, schema: { ...answerSchema, ...changes }, ...top },
  },
});
const user = (content: unknown) => ({ messages: [{ role: 'user', content }] });
const image = (image_url: unknown) => user([{ type: 'image_url', image_url }]);

describe('a request', () => {
  const refused: readonly (readonly [
    name: string,
    changes: Body,
    code: string | null,
    param: string,
  ])[] = [
    ['an unknown parameter', { max_tokens_please: 3 }, 'unknown_parameter', 'max_tokens_please'],
    [
      'max_tokens for a model that reasons',
      { max_tokens: 300 },
      'unsupported_parameter',
      'max_tokens',
    ],
    [
      'an effort that the model lacks',
      { reasoning_effort: 'minimal' },
      'unsupported_value',
      'reasoning_effort',
    ],
    [
      'a temperature while the model thinks',
      { reasoning_effort: 'low' },
      'unsupported_value',
      'temperature',
    ],
    ['a temperature of 3', { temperature: 3 }, 'decimal_out_of_range', 'temperature'],
    [
      'a limit of no tokens',
      { max_completion_tokens: 0 },
      'integer_below_min_value',
      'max_completion_tokens',
    ],
    ['a seed in words', { seed: 'seven' }, 'invalid_type', 'seed'],
    ['no messages in its list', { messages: [] }, 'empty_array', 'messages'],
    [
      'an unknown role',
      { messages: [{ role: 'poet', content: 'x' }] },
      'invalid_value',
      'messages[0].role',
    ],
    [
      'a part of unknown type',
      user([{ type: 'video' }]),
      'invalid_value',
      'messages[0].content[0].type',
    ],
    [
      'a picture as plain text',
      image('https://127.0.0.1/a.jpg'),
      'invalid_type',
      'messages[0].content[0].image_url',
    ],
    [
      'a picture without address',
      image({ detail: 'low' }),
      'missing_required_parameter',
      'messages[0].content[0].image_url.url',
    ],
    [
      'a detail that does not exist',
      image({ url: 'data:', detail: 'medium' }),
      'invalid_value',
      'messages[0].content[0].image_url.detail',
    ],
    [
      'a schema with maxLength',
      schema({
        properties: { ...answerSchema.properties, description: { type: 'string', maxLength: 9 } },
      }),
      null,
      'response_format',
    ],
    [
      'a schema name with a space',
      schema({}, { name: 'my photo' }),
      'invalid_value',
      'response_format.json_schema.name',
    ],
  ];
  for (const [name, changes, code, param] of refused)
    it(`is refused for ${name}`, async () => {
      const refusal = await refusalOf(changes);
      expect(refusal).toMatchObject({ code, param });
    });

  it('comes back in the error file when it is refused, and its neighbours are answered', async () => {
    const { batch, output, errors } = await runBatch(
      await asking(),
      [line('good'), line('bad', { reasoning_effort: 'minimal' }), line('good-2')].join('\n'),
    );
    expect(batch).toMatchObject({
      status: 'completed',
      request_counts: { total: 3, completed: 2, failed: 1 },
    });
    expect(output.map((one) => one.custom_id).sort()).toEqual(['good', 'good-2']);
    expect(errors).toMatchObject([
      {
        custom_id: 'bad',
        error: null,
        response: { status_code: 400, body: { error: { code: 'unsupported_value' } } },
      },
    ]);
  });

  it('has no output file when every line is refused', async () => {
    const { batch, errors } = await runBatch(await asking(), line('bad', { seed: 'x' }));
    expect(batch).toMatchObject({
      status: 'completed',
      output_file_id: null,
      request_counts: { completed: 0, failed: 1 },
    });
    expect(errors).toHaveLength(1);
  });

  it('is cut at its own token limit, in the middle of the JSON', async () => {
    const { output } = await runBatch(await asking(), line('a', { max_completion_tokens: 60 }));
    const choice = choiceOf(output[0]);
    expect(choice?.finish_reason).toBe('length');
    expect(() => JSON.parse(contentOf(output[0]))).toThrow();
    expect(output[0]?.response?.body?.usage?.completion_tokens).toBe(60);
  });
});

describe('a picture', () => {
  const refusalOfUrl = async (url: string, detail = 'high') => {
    const { errors } = await runBatch(await asking(), line('a', image({ url, detail })));
    return errors[0]?.response?.body?.error?.code;
  };

  it('is refused when it is no picture, is cut off, or is fetched from elsewhere', async () => {
    const jpeg = await sharp({
      create: {
        width: 400,
        height: 300,
        channels: 3,
        background: '#c84',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .jpeg()
      .toBuffer();
    const inline = (bytes: Buffer) => `data:image/jpeg;base64,${bytes.toString('base64')}`;
    expect(await refusalOfUrl(inline(Buffer.from('hello')))).toBe('image_parse_error');
    expect(await refusalOfUrl(inline(jpeg.subarray(0, jpeg.length / 2)))).toBe('image_parse_error');
    expect(await refusalOfUrl('data:text/plain;base64,aGVsbG8=')).toBe('invalid_image_url');
    expect(await refusalOfUrl('https://photos.example/a.jpg')).toBe('invalid_image_url');
    expect(await refusalOfUrl('http://127.0.0.1:9/a.jpg')).toBe('invalid_image_url');
  });

  it('is refused above 30,000 patches, which only happens in its original size', async () => {
    const huge = await sharp({
      create: { width: 6400, height: 5200, channels: 3, background: '#48c' },
    })
      .jpeg()
      .toBuffer();
    const url = `data:image/jpeg;base64,${huge.toString('base64')}`;
    expect(await refusalOfUrl(url, 'auto')).toBe('image_too_large');
    expect(await refusalOfUrl(url, 'high')).toBeUndefined();
  });

  it('costs by its true size and detail', async () => {
    const sized = async (width: number, height: number, detail: string) => {
      const bytes = await sharp({ create: { width, height, channels: 3, background: '#48c' } })
        .jpeg()
        .toBuffer();
      const url = `data:image/jpeg;base64,${bytes.toString('base64')}`;
      const { output } = await runBatch(await asking(), line('a', image({ url, detail })));
      return output[0]?.response?.body?.usage?.prompt_tokens ?? 0;
    };
    // Of the same text, so the differences are those of the pictures: 461, 845 and 212 tokens.
    const middle = await sized(768, 512, 'high');
    expect((await sized(1024, 683, 'high')) - middle).toBe(845 - 461);
    expect((await sized(1024, 683, 'low')) - middle).toBe(212 - 461);
  });

  it('may be PNG or WebP, and may be fetched from this machine', async () => {
    const { createServer } = await import('node:http');
    const jpeg = await picture(3);
    const web = createServer((_, response) => response.end(jpeg));
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', () => resolve()));
    const address = web.address() as { port: number };
    try {
      expect(await refusalOfUrl(`http://127.0.0.1:${address.port}/St.%20Paul.jpg`)).toBeUndefined();
    } finally {
      web.close();
    }
    for (const format of ['png', 'webp'] as const) {
      const bytes = await sharp(jpeg).toFormat(format).toBuffer();
      expect(
        await refusalOfUrl(`data:image/${format};base64,${bytes.toString('base64')}`),
      ).toBeUndefined();
    }
  });
});

describe('a strict schema', () => {
  const nested = (depth: number): object =>
    depth === 0
      ? { type: 'string' }
      : {
          type: 'object',
          properties: { a: nested(depth - 1) },
          required: ['a'],
          additionalProperties: false,
        };
  const withA = (a: unknown) => ({
    type: 'object',
    properties: { a },
    required: ['a'],
    additionalProperties: false,
  });
  const bad: readonly (readonly [name: string, schema: unknown, words: RegExp])[] = [
    [
      'has a root that is no object',
      { type: 'array', items: { type: 'string' } },
      /type: "object"/,
    ],
    [
      'leaves a property optional',
      { ...answerSchema, required: ['description'] },
      /Missing 'keywords'/,
    ],
    [
      'requires what it does not have',
      { ...answerSchema, required: [...answerSchema.required, 'x'] },
      /Extra required key 'x'/,
    ],
    [
      'lets other properties in',
      { ...answerSchema, additionalProperties: true },
      /additionalProperties/,
    ],
    [
      'has uniqueItems',
      withA({ type: 'array', items: { type: 'string' }, uniqueItems: true }),
      /'uniqueItems' is not permitted/,
    ],
    ['has minLength', withA({ type: 'string', minLength: 1 }), /'minLength' is not permitted/],
    ['has allOf', withA({ allOf: [{ type: 'string' }] }), /allOf|'type'/],
    ['has a list without items', withA({ type: 'array' }), /missing items/],
    ['has a part without type', withA({ description: 'x' }), /'type'/],
    ['has an empty enum', withA({ type: 'string', enum: [] }), /non-empty/],
    ['is too deep', nested(11), /deeper/],
  ];
  for (const [name, schema, words] of bad)
    it(`is refused when it ${name}`, () => expect(() => checkSchema(schema)).toThrow(words));

  it('may have unions with null, limits on lists, patterns, definitions and nesting', () => {
    expect(() => checkSchema(nested(9))).not.toThrow();
    const definitions = { $defs: { word: { type: 'string', pattern: '^x' } } };
    expect(() => checkSchema({ ...withA({ $ref: '#/$defs/word' }), ...definitions })).not.toThrow();
    expect(() =>
      checkSchema(withA({ anyOf: [{ type: 'string' }, { type: 'null' }] })),
    ).not.toThrow();
    expect(() => checkSchema(withA({ type: ['string', 'null'], description: 'x' }))).not.toThrow();
    expect(() => checkSchema(answerSchema)).not.toThrow();
  });
});

it('takes every line that is good', async () => {
  const { batch } = await runBatch(await asking(), lines(30));
  expect(batch.request_counts).toEqual({ total: 30, completed: 30, failed: 0 });
});
