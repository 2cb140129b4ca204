/** Honest titles and keywords of stock photos, of which no rule of wording may say or change anything. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { toSuggestion } from '../../src/rules/answers/suggest.ts';
import { checksOf } from '../../src/rules/checks.ts';
import { finishKeywords } from '../../src/rules/keywords/keywords.ts';

const linesOf = (name: string) =>
  readFileSync(`test/fixtures/stock/${name}.txt`, 'utf8').trim().split('\n');
const keywords = [
  'ferry',
  'pier',
  'gull',
  'harbor',
  'strait',
  'dusk',
  'skyline',
  'mosque',
  'dome',
  'boat',
];
const rules = { keywordCount: 10, requiredKeywords: [], bannedKeywords: [] };
const wording =
  /^(?:title|short-title)-(?:unfinished|doubled-words|praise|sales-talk|self-reference|camera|web-address|capitals|one-word|is-list|offensive)|^keyword-(?:camera|sales|web|date|number|offensive)/;

it.each(linesOf('titles'))('%s', (description) => {
  const answer = { description, shortTitle: '', keywords, usageReason: '', unsure: [] };
  const facts = { place: undefined, takenOn: '2019-05-14', usage: 'editorial' } as const;
  const made = toSuggestion(answer, facts, rules);
  expect(made.description).toBe(description);
  const text = { ...made, keptNames: [] };
  expect(checksOf(text, {}, rules).filter(({ code }) => wording.test(code))).toEqual([]);
});

it.each(linesOf('keywords'))('%s', (word) => {
  const { keywords: kept } = finishKeywords([word], rules, { place: undefined });
  expect(kept).toEqual([word]);
  const text = {
    description: 'A boat at a pier',
    shortTitle: '',
    keywords: [word],
    usage: 'editorial',
    keptNames: [],
  } as const;
  expect(checksOf(text, {}, rules).filter(({ code }) => wording.test(code))).toEqual([]);
});
