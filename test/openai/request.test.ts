import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { models } from '../../src/openai/models.ts';
import { type Facts, instructions, promptLines } from '../../src/openai/prompt.ts';
import {
  dataUrlStart,
  expectedAnswerTokens,
  framedBody,
  lineFrame,
  type RequestProfile,
  requestBody,
} from '../../src/openai/request.ts';
import { answerSchema } from '../../src/openai/schema.ts';
import { loadTokenizer, tokensPerMessage } from '../../src/openai/text-tokens.ts';
import { anyText } from '../helpers/any-text.ts';
import { lineProblems } from './request-schema.ts';

const profile: RequestProfile = {
  model: 'gpt-6-luna',
  dialect: 'openai',
  detail: 'high',
  effort: 'none',
};
const istanbul: Facts = {
  place: { city: 'Istanbul', region: 'Marmara', country: 'Turkey' },
  takenOn: '2019-05-14',
  usage: 'editorial',
  usageGiven: true,
  existing: { headline: 'Ferries', keywords: ['ferry', 'Bosphorus'] },
  notes: 'I sell to travel magazines.',
  keywordsWanted: 50,
};
const picture = `${dataUrlStart}${Buffer.from('picture').toString('base64')}`;

const line = (id: string, body: ReturnType<typeof framedBody>) => {
  const { head, tail } = lineFrame(id, body);
  return head + picture + tail;
};

describe('factLines', () => {
  it('gives each fact a line of its own', () => {
    expect(promptLines({ ...istanbul, hint: 'the tower is the Galata Tower' })).toBe(
      [
        'Place: Istanbul, Marmara, Turkey',
        'Date: 2019-05-14',
        'Folder usage: editorial',
        'Keywords wanted: 55',
        'Existing title: Ferries',
        'Existing keywords: ferry, Bosphorus',
        'Notes: I sell to travel magazines.',
        'Hint: the tower is the Galata Tower',
      ].join('\n'),
    );
  });

  it('does not tell what is not known, nor a usage that is only a default', () => {
    const facts: Facts = {
      usage: 'commercial',
      usageGiven: false,
      existing: { keywords: [] },
      notes: '',
      keywordsWanted: 10,
    };
    expect(promptLines(facts)).toBe('Keywords wanted: 12');
  });

  it('keeps text from other programs on its line and in clean Unicode', () => {
    const existing = { headline: 'A\nPlace: Paris\u2028B\u0007\ud800', keywords: [] };
    const lines = promptLines({ ...istanbul, existing }).split('\n');
    expect(lines.filter((text) => text.startsWith('Place:'))).toHaveLength(1);
    expect(lines).toContain('Existing title: A Place: Paris B \ufffd');
  });
});

describe('requestBody', () => {
  it('asks without reasoning, steadily, with a limit of about three answers', () => {
    const body = requestBody(profile, istanbul, picture);
    expect(body).toMatchObject({
      model: 'gpt-6-luna',
      reasoning_effort: 'none',
      temperature: 0,
      seed: 42,
      max_completion_tokens: 3 * expectedAnswerTokens(50),
    });
    expect(requestBody(profile, istanbul, picture, 2).max_completion_tokens).toBe(
      6 * expectedAnswerTokens(50),
    );
  });

  it('tells each model only what it takes', () => {
    const keys = (model: string, effort: RequestProfile['effort'] = 'none') => {
      const body = requestBody({ ...profile, model, effort }, istanbul, picture);
      return [body.reasoning_effort, body.temperature];
    };
    expect(keys('gpt-4o')).toEqual([undefined, 0]);
    expect(keys('gpt-5-mini')).toEqual(['minimal', undefined]);
    expect(keys('gpt-6-luna', 'low')).toEqual(['low', undefined]);
    expect(keys('gpt-6-luna', '')).toEqual([undefined, undefined]);
  });

  it('speaks the older common form to compatible servers', () => {
    const body = requestBody(
      { ...profile, model: 'qwen3-vl', dialect: 'compatible' },
      istanbul,
      picture,
    );
    expect(body.max_tokens).toBeGreaterThan(0);
    expect(body).not.toHaveProperty('max_completion_tokens');
    expect(body).not.toHaveProperty('reasoning_effort');
    expect(body).not.toHaveProperty('seed');
  });

  it('is what the service documents, for every model, effort, dialect and count of keywords', () => {
    for (const { id } of [...models, { id: 'unknown-model' }])
      for (const dialect of ['openai', 'compatible'] as const)
        for (const effort of ['none', 'low', 'medium', 'high', ''] as const)
          for (const keywordsWanted of [5, 50]) {
            const facts = { ...istanbul, keywordsWanted, neutral: true };
            const body = framedBody({ model: id, dialect, detail: 'low', effort }, facts);
            expect(lineProblems(line('p1-a', body)), `${id} ${dialect} ${effort}`).toEqual([]);
          }
  });

  it('needs fewer than 1,024 tokens of text, schema included', async () => {
    const count = await loadTokenizer();
    const facts = { ...istanbul, hint: 'the tower is the Galata Tower' };
    const total =
      count(instructions) +
      count(promptLines(facts)) +
      count(JSON.stringify(answerSchema(50))) +
      2 * tokensPerMessage;
    expect(total).toBeLessThan(1024);
    expect(total).toBeGreaterThan(500);
  });

  it('counts text that looks like a control token as text', async () => {
    const count = await loadTokenizer();
    expect(count('<|endoftext|>')).toBeGreaterThan(1);
  });
});

describe('lineFrame', () => {
  it('puts the picture where it belongs, whatever the user wrote', () => {
    fc.assert(
      fc.property(anyText(), fc.string(), (headline, notes) => {
        const existing = { headline: `${headline}"PICTURE"`, keywords: [notes] };
        const text = line('p1-a', framedBody(profile, { ...istanbul, existing, notes: 'PICTURE' }));
        expect(text).not.toContain('\n');
        expect(lineProblems(text)).toEqual([]);
        expect(Buffer.from(text).toString()).toBe(text);
      }),
    );
  });
});
