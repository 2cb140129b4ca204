/** Asking for a title or for keywords alone: a smaller request, and the other part left alone. */
import { expect, it } from 'vitest';
import { asAsked, readAnswer } from '../../src/openai/answer.ts';
import { repeatsThePrompt } from '../../src/openai/echo.ts';
import { type Facts, instructionsWith } from '../../src/openai/prompt.ts';
import { expectedAnswerTokens, framedBody } from '../../src/openai/request.ts';
import { toSuggestion } from '../../src/rules/answers/suggest.ts';
import { checksOf } from '../../src/rules/checks.ts';
import { lineProblems } from '../openai/request-schema.ts';

const facts: Facts = {
  usage: 'commercial',
  usageGiven: true,
  existing: { keywords: [] },
  notes: '',
  keywordsWanted: 20,
};
const profile = { model: 'gpt-6-luna', dialect: 'openai', detail: 'high', effort: 'none' } as const;
const parts = ['title', 'keywords'] as const;
const title = { description: 'A ferry crosses the Bosphorus at dusk', shortTitle: 'Ferry' };
const keywords = { keywords: ['ferry', 'gulls', 'dusk'] };
const rules = { keywordCount: 20, requiredKeywords: ['sea'], bannedKeywords: [] };

it.each(parts)('asks for the %s alone in a smaller request, in the documented form', (only) => {
  const asked = { only };
  const body = framedBody(profile, { ...facts, asked });
  const { properties } = body.response_format.json_schema.schema;
  const other = only === 'title' ? ['keywords'] : ['description', 'shortTitle'];
  const said = JSON.stringify(body);
  for (const name of other) {
    expect(properties).not.toHaveProperty(name);
    expect(instructionsWith('', asked)).not.toContain(`\n${name}:`);
    expect(instructionsWith('Write like a sailor.', asked)).not.toContain(`\n${name}:`);
  }
  expect(said.includes('Keywords wanted')).toBe(only === 'keywords');
  expect(said.length).toBeLessThan(JSON.stringify(framedBody(profile, facts)).length);
  expect(expectedAnswerTokens(20, asked)).toBeLessThan(expectedAnswerTokens(20));
  const line = { custom_id: 'p1', method: 'POST', url: '/v1/chat/completions', body };
  expect(
    lineProblems(JSON.stringify(line).replace('PICTURE', 'data:image/jpeg;base64,AA')),
  ).toEqual([]);
});

it('takes an answer that has one part only where that is all that was asked', () => {
  const read = (value: object, only?: 'title' | 'keywords') =>
    asAsked(readAnswer(JSON.stringify(value)), { only });
  for (const [one, only, other] of [
    [title, 'title', 'keywords'],
    [keywords, 'keywords', 'title'],
  ] as const) {
    expect(read(one).kind).toBe('failure');
    expect(read(one, other).kind).toBe('failure');
    expect(read(one, only)).toMatchObject({ kind: 'answer', answer: one });
    // A server without strict schemas may say all the same.
    const both = read({ ...title, ...keywords }, only);
    expect(both).toMatchObject({ kind: 'answer', answer: one });
    const { answer } = both.kind === 'answer' ? both : { answer: undefined };
    expect(only === 'title' ? answer?.keywords : answer?.description).toHaveLength(0);
  }
  expect(read({ usage: 'editorial' }, 'title').kind).toBe('failure');
  expect(read({ description: 'Photo', keywords: [] }, 'title').kind).toBe('failure');
});

it('leaves the other part alone, and no check complains of it', () => {
  const answer = { ...title, ...keywords, usageReason: '', unsure: [] };
  const suggested = (only?: 'title' | 'keywords') =>
    toSuggestion(
      { ...answer, ...(only === 'title' ? { keywords: [] } : {}) },
      { usage: 'commercial' },
      { ...rules, asked: { only } },
    );
  expect(suggested('title')).toMatchObject({ left: 'keywords', keywords: [] });
  expect(suggested()).not.toHaveProperty('left');
  const codes = (left: 'title' | 'keywords', text: object) =>
    checksOf(
      { ...answer, usage: 'commercial', keptNames: [], ...text },
      { left },
      { ...rules, keywordCount: 3, requiredKeywords: [] },
    ).map(({ code }) => code);
  const noTitle = { description: '', shortTitle: '' };
  expect(codes('keywords', noTitle)).toContain('title-empty');
  expect(codes('title', noTitle)).not.toContain('title-empty');
  expect(codes('title', { keywords: [] })).toContain('keywords-too-few');
  expect(codes('keywords', { keywords: [] })).not.toContain('keywords-too-few');
});

it("knows the user's own prompt in an answer, and takes an honest title that shares words with it", () => {
  const prompt = `Describe this picture for a stock agency, in at most 120 characters.
    Name plants and animals in English and in Latin.
    Such as: Ferry on the Bosphorus in front of the old town at dusk with gulls`;
  const echoes = (description: string, words: readonly string[] = []) =>
    repeatsThePrompt(
      { description, shortTitle: '', keywords: words, usageReason: '', unsure: [] },
      prompt,
    );
  expect(echoes('Name plants and animals in English and in Latin')).toBe(true);
  expect(
    echoes('A photo. Describe this picture for a stock agency, in at most 120 characters'),
  ).toBe(true);
  expect(echoes('Boats', ['describe this picture for a stock agency'])).toBe(true);
  expect(echoes('Ferry on the Bosphorus in front of a mosque')).toBe(false);
  expect(echoes('Boats', ['ferry on the bosphorus', 'at dusk'])).toBe(false);
  expect(repeatsThePrompt({ ...title, ...keywords, usageReason: '', unsure: [] }, '')).toBe(false);
});
