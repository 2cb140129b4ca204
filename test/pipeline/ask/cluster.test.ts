/** Batch files for vLLM's run-batch on machines of one's own: what it takes, what it writes, and taking that in piece by piece. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, describe, expect, it } from 'vitest';
import { exportBatches } from '../../../src/pipeline/ask/exchange.ts';
import { importResults } from '../../../src/pipeline/ask/import-results.ts';
import { moneyOf } from '../../../src/pipeline/ask/money.ts';
import { prepare } from '../../../src/pipeline/ask/prepare.ts';
import { makeWorld, statuses, type World } from './world.ts';

const model = 'Qwen/Qwen3-VL-8B-Instruct';

/**
 * A line as run-batch reads it: its BatchRequestInput, and of its ChatCompletionRequest the fields that a request of ours may
 * have. Closed, although vLLM only warns of a field that it does not know.
 */
const vllmLine = new Ajv2020({ strict: false }).compile({
  type: 'object',
  properties: {
    custom_id: { type: 'string', minLength: 1 },
    method: { const: 'POST' },
    url: { const: '/v1/chat/completions' },
    body: {
      type: 'object',
      properties: {
        model: { const: model },
        messages: {
          type: 'array',
          minItems: 2,
          items: {
            type: 'object',
            properties: {
              role: { enum: ['system', 'user'] },
              content: {
                anyOf: [
                  { type: 'string', minLength: 1 },
                  {
                    type: 'array',
                    items: {
                      anyOf: [
                        {
                          type: 'object',
                          properties: { type: { const: 'text' }, text: { type: 'string' } },
                          required: ['type', 'text'],
                          additionalProperties: false,
                        },
                        {
                          type: 'object',
                          properties: {
                            type: { const: 'image_url' },
                            image_url: {
                              type: 'object',
                              properties: {
                                url: {
                                  type: 'string',
                                  pattern: '^(data:image/jpeg;base64,|https?://)',
                                },
                                detail: { enum: ['auto', 'low', 'high'] },
                              },
                              required: ['url'],
                              additionalProperties: false,
                            },
                          },
                          required: ['type', 'image_url'],
                          additionalProperties: false,
                        },
                      ],
                    },
                  },
                ],
              },
            },
            required: ['role', 'content'],
            additionalProperties: false,
          },
        },
        max_tokens: { type: 'integer', minimum: 1 },
        temperature: { type: 'number', minimum: 0 },
        response_format: {
          type: 'object',
          properties: {
            type: { const: 'json_schema' },
            json_schema: {
              type: 'object',
              properties: {
                name: { type: 'string' },
                description: { type: 'string' },
                schema: { type: 'object' },
                strict: { type: 'boolean' },
              },
              required: ['name', 'schema'],
              additionalProperties: false,
            },
          },
          required: ['type', 'json_schema'],
          additionalProperties: false,
        },
      },
      required: ['model', 'messages'],
      additionalProperties: false,
    },
  },
  required: ['custom_id', 'method', 'url', 'body'],
  additionalProperties: false,
});

const worlds: World[] = [];
afterEach(() => {
  for (const world of worlds.splice(0)) world.close();
});

async function exported(photos: number, settings: object) {
  const world = await makeWorld({ photos, settings: { model, ...settings } });
  worlds.push(world);
  await prepare(world.context);
  const folder = await mkdtemp(join(tmpdir(), 'proofsheet-cluster-'));
  const { files } = await exportBatches(world.context, folder);
  return { world, folder, files };
}

const linesOf = async (file: string) => (await readFile(file, 'utf8')).trimEnd().split('\n');

/** A line as run-batch writes it: every field that it knows, most of them null, and its own ids. */
function vllmResult(customId: string, number: number): string {
  const content = JSON.stringify({
    description: `Ferry number ${number} crosses the strait on a bright day in early summer`,
    shortTitle: `Ferry number ${number}`,
    keywords: Array.from(
      { length: 55 },
      (_, at) => `word${'abcdefghij'[at % 10]}${'klmnopq'[Math.floor(at / 10)]}`,
    ),
    usage: 'editorial',
    usageReason: 'people',
    unsure: [],
  });
  const message = {
    ...{ role: 'assistant', content, refusal: null, annotations: null, audio: null },
    ...{ function_call: null, tool_calls: [], reasoning: null, reasoning_content: null },
  };
  const choice = {
    ...{ index: 0, message, logprobs: null, finish_reason: 'stop' },
    ...{ stop_reason: null, token_ids: null },
  };
  const usage = {
    prompt_tokens: 900,
    total_tokens: 1200,
    completion_tokens: 300,
    prompt_tokens_details: null,
  };
  const body = {
    ...{ id: `chatcmpl-${number}`, object: 'chat.completion', created: 1_795_000_000, model },
    ...{ choices: [choice], service_tier: null, system_fingerprint: null, usage },
    ...{ prompt_logprobs: null, prompt_token_ids: null, kv_transfer_params: null },
  };
  const response = { status_code: 200, request_id: `vllm-batch-${number}`, body };
  return JSON.stringify({ id: `vllm-${number}`, custom_id: customId, response, error: null });
}

const idIn = (line: string) => (JSON.parse(line) as { custom_id: string }).custom_id;

describe('batch files for a cluster', () => {
  it.each([
    ['one request each', { 'batch.maxRequests': 1 }, 5],
    ['two each', { 'batch.maxRequests': 2 }, 3],
    ['all in one', {}, 1],
  ])('are lines that run-batch takes, cut to any size: %s', async (_, settings, count) => {
    const { files } = await exported(5, settings);
    expect(files).toHaveLength(count);
    const ids: string[] = [];
    for (const file of files)
      for (const line of await linesOf(file)) {
        vllmLine(JSON.parse(line));
        expect(vllmLine.errors ?? []).toEqual([]);
        ids.push(idIn(line));
      }
    expect(new Set(ids).size).toBe(5);
  });
});

describe('results from a cluster', () => {
  it('are taken in file by file as jobs end, each once, and from where an import was broken off', async () => {
    const { world, folder, files } = await exported(180, { 'batch.maxRequests': 60 });
    const results: string[] = [];
    for (const [job, file] of files.entries()) {
      const path = join(folder, `result-${job}.jsonl`);
      const lines = await linesOf(file);
      await writeFile(
        path,
        lines.map((line, at) => `${vllmResult(idIn(line), job * 60 + at)}\n`).join(''),
      );
      results.push(path);
    }
    const [first = '', ...others] = results;
    expect(await importResults(world.context, [first])).toMatchObject({ done: 60, issues: 0 });
    expect(statuses(world.catalog)).toEqual({ review: 60, collect: 120 });

    const stop = new AbortController();
    const broken = { ...world.context, signal: stop.signal, report: () => stop.abort() };
    await expect(importResults(broken, others)).rejects.toThrow();
    const before = statuses(world.catalog)['review'] ?? 0;
    expect(before).toBeGreaterThan(60);

    expect(await importResults(world.context, results)).toMatchObject({
      done: 180 - before,
      issues: 0,
    });
    expect(statuses(world.catalog)).toEqual({ review: 180 });
    expect(await importResults(world.context, results)).toMatchObject({ done: 0, issues: 0 });
    expect(world.catalog.count('SELECT count(*) FROM suggestion')).toBe(180);
    expect(moneyOf(world.archive).byModel).toMatchObject([{ model, way: 'file', dollars: 0 }]);
  });
});
