import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readResult } from '../../src/openai/answer.ts';
import { parsedJson } from '../../src/parsed-json.ts';

const content = JSON.stringify({ description: 'A bridge', keywords: ['bridge', 'river'] });

function line(response: unknown, error: unknown = null): string {
  return JSON.stringify({ id: 'batch_req_1', custom_id: 'p1', response, error });
}

function reply(message: object, more: object = {}) {
  const body = {
    model: 'gpt-6-luna-2026-09-22',
    choices: [
      { index: 0, finish_reason: 'stop', message: { role: 'assistant', ...message }, ...more },
    ],
    usage: {
      prompt_tokens: 1100,
      completion_tokens: 330,
      total_tokens: 1430,
      prompt_tokens_details: { cached_tokens: 100 },
      completion_tokens_details: { reasoning_tokens: 20 },
    },
  };
  return { status_code: 200, request_id: 'r', body };
}

const kindOf = (text: string) => {
  const outcome = readResultLine(text)?.outcome;
  return outcome?.kind === 'failure' ? outcome.failure.kind : outcome?.kind;
};

const readResultLine = (text: string) => readResult(parsedJson(text));

describe('readResult', () => {
  it('reads an answer with what it cost', () => {
    const result = readResultLine(line(reply({ content, refusal: null })));
    expect(result).toMatchObject({
      customId: 'p1',
      outcome: {
        kind: 'answer',
        answer: { description: 'A bridge', keywords: ['bridge', 'river'] },
        tokens: { input: 1100, output: 330, cached: 100, written: 0, reasoning: 20 },
        model: 'gpt-6-luna-2026-09-22',
      },
    });
  });

  it('tolerates servers that do not say what an answer cost', () => {
    const body = { choices: [{ message: { content } }] };
    const result = readResultLine(line({ status_code: 200, body }));
    expect(result?.outcome).toMatchObject({ kind: 'answer' });
    expect(result?.outcome.tokens).toBeUndefined();
  });

  it.each([
    ['refused', line(reply({ content: null, refusal: 'I cannot.' }))],
    ['refused', line(reply({ content: '' }, { finish_reason: 'content_filter' }))],
    [
      'refused',
      line(reply({ content: content.replace('A bridge', 'I’m sorry, I can’t help with that.') })),
    ],
    ['not-understood', line(reply({ content: content.replace('A bridge', 'A \\u0002bridge') }))],
    ['cut-off', line(reply({ content: '{"description":"A br' }, { finish_reason: 'length' }))],
    ['not-understood', line(reply({ content: 'A bridge.' }))],
    ['not-understood', line({ status_code: 200, body: { choices: [] } })],
    ['again', line({ status_code: 0, body: null })],
    [
      'again',
      line({ status_code: 500, body: { error: { message: 'oops', type: 'server_error' } } }),
    ],
    [
      'again',
      line(null, { code: 'batch_expired', message: 'This request could not be executed.' }),
    ],
    ['again', line(null, null)],
    ['quota', line({ status_code: 429, body: { error: { code: 'insufficient_quota' } } })],
    ['picture', line({ status_code: 400, body: { error: { code: 'invalid_image_url' } } })],
    [
      'request',
      line({ status_code: 400, body: { error: { code: null, param: 'response_format' } } }),
    ],
  ])('says %s', (kind, text) => {
    expect(kindOf(text)).toBe(kind);
  });

  it('counts what a refusal cost', () => {
    const outcome = readResultLine(line(reply({ content: null, refusal: 'No.' })))?.outcome;
    expect(outcome?.tokens?.output).toBe(330);
  });

  it('passes over what is no result', () => {
    expect(readResultLine('{"custom_id":"p1","resp')).toBeUndefined();
    expect(readResultLine('{"method":"POST"}')).toBeUndefined();
    expect(readResultLine('null')).toBeUndefined();
  });

  it.each([
    ['answer', { ...reply({ content }), status_code: '200' }],
    ['answer', { ...reply({ content }), status_code: null }],
    ['answer', reply({ content: [{ type: 'text', text: content }] })],
    ['answer', reply({ content, refusal: 7 }, { finish_reason: {} })],
    ['not-understood', reply({ content: { text: content } })],
    ['not-understood', reply({ content: `{"description":${'['.repeat(100_000)}` })],
    ['not-understood', reply({ content: `{"a":${'['.repeat(100_000)}"x"${']'.repeat(100_000)}}` })],
    ['not-understood', reply({ content: content.replace('A bridge', 'b'.repeat(300_000)) })],
    ['again', { status_code: 'no', body: 'no' }],
    ['again', 'no'],
    ['again', { status_code: 500, body: { error: { code: {}, message: [] } } }],
  ])('says %s of what has another form', (kind, response) => {
    expect(kindOf(line(response))).toBe(kind);
  });

  it.each([600.5, -1, 1e308, '600', null, [], {}])('notes a bill of %s', (number) => {
    const { body, ...rest } = reply({ content });
    const usage = { ...body.usage, completion_tokens: number };
    const outcome = readResultLine(line({ ...rest, body: { ...body, usage } }))?.outcome;
    expect(outcome).toMatchObject({ kind: 'answer', billUnclear: true });
    expect(outcome?.tokens).toBeUndefined();
  });

  it('never throws, whatever a line holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (response, error) => {
        const result = readResultLine(line(response, error));
        if (result !== undefined) expect(result.customId).toBe('p1');
      }),
    );
  });
});
