import { describe, expect, it } from 'vitest';
import {
  type CheckFacts,
  ignoreKey,
  type ReviewedText,
  type Speller,
} from '../../src/rules/checks/check.ts';
import { checksOf, fixAll } from '../../src/rules/checks.ts';

const words = new Set(
  'a and at bright bridge cross dusk ferries ferry light of old on strait the tower water'.split(
    ' ',
  ),
);
const speller: Speller = {
  knows: (word) => words.has(word.toLowerCase()),
  isName: (folded) => folded === 'izmir',
  suggest: (word) => (word === 'lihgt' ? ['light'] : []),
};
const rules = { keywordCount: 7, requiredKeywords: [], bannedKeywords: [], speller };
const facts: CheckFacts = {
  place: { city: 'Istanbul', country: 'Turkey' },
  takenOn: '2019-05-14',
  unsure: ['galata tower'],
};
const text = (changes: Partial<ReviewedText> = {}): ReviewedText => ({
  description: 'Ferries cross the strait at dusk',
  shortTitle: 'Ferries at dusk',
  keywords: ['Istanbul', 'Turkey', 'ferry', 'strait', 'dusk', 'water', 'light'],
  usage: 'editorial',
  keptNames: [],
  ...changes,
});
const unknown = (changes: Partial<ReviewedText>, more: Partial<typeof rules> = {}) =>
  checksOf(text(changes), facts, { ...rules, ...more })
    .filter(({ code }) => code === 'spelling')
    .map(({ field, word, index }) => [field, word, index]);

describe('spelling', () => {
  it('is not checked without a dictionary', () => {
    const checks = checksOf(text({ description: 'Feries crss the strait at dsk' }), facts, {
      ...rules,
      speller: undefined,
    });
    expect(checks).toEqual([]);
  });

  it('looks for likely words only while few are unknown, because that takes long', () => {
    const strange = ['xaa', 'xbb', 'xcc', 'xdd', 'xee', 'xff', 'xgg', 'xhh'];
    const fixesIn = (description: string) =>
      checksOf(text({ description }), facts, rules)
        .filter(({ code, fix }) => code === 'spelling' && fix !== undefined)
        .map(({ word }) => word);
    expect(fixesIn(`A lihgt ${strange.join(' ')}`)).toEqual(['lihgt']);
    expect(fixesIn(`A ${strange.join(' ')} lihgt`)).toEqual([]);
  });

  it('finds unknown words once, in the title, the short title and the keywords', () => {
    expect(
      unknown({
        description: 'Feries cross the strayt at dusk, the strayt',
        shortTitle: 'Strayt at duskk',
        keywords: [...text().keywords.slice(0, 6), 'old brigde'],
      }),
    ).toEqual([
      ['title', 'Feries', undefined],
      ['title', 'strayt', undefined],
      ['shortTitle', 'duskk', undefined],
      ['keywords', 'brigde', 6],
    ]);
  });

  it.each([
    ['names, which have capitals', { description: 'Ferries cross the Bosforus at dusk' }],
    [
      'the place and what a person kept',
      { description: 'The istanbul caique', keptNames: ['caique'] },
    ],
    ['names that have a check of their own', { description: 'The galata tower at dusk' }],
    ['places of the archive', { description: 'Ferries of izmir at dusk' }],
    ['genitives, figures and other scripts', { description: "The ferry's 2nd light of 東京 x2" }],
    ['accents that the dictionary spells without', { description: 'Ferries at dùsk' }],
  ])('passes over %s', (_, changes) => {
    expect(unknown(changes)).toEqual([]);
  });

  it('is silent about a word of the archive', () => {
    const ignored = new Set([ignoreKey('spelling', 'azulejo')]);
    const description = 'Old azulejos on the azulejo';
    expect(unknown({ description })).toHaveLength(2);
    expect(unknown({ description }, { ignored } as never)).toEqual([]);
  });

  it('offers the right word everywhere, but never by itself', () => {
    const wrong = text({
      description: 'Lihgt on the water, the lihgt of dusk',
      shortTitle: 'Lihgt on water',
      keywords: [...text().keywords.slice(0, 6), 'bright lihgt'],
    });
    const [check] = checksOf(wrong, facts, rules);
    expect(check?.fix?.label).toBe('write "Light"');
    expect(fixAll(wrong, facts, rules)).toMatchObject({ text: wrong, done: [] });
    const fixed = check?.fix?.apply(wrong) ?? wrong;
    expect(checksOf(fixed, facts, rules)).toEqual([]);
    expect(fixed).toMatchObject({
      description: 'Light on the water, the light of dusk',
      shortTitle: 'Light on water',
      keywords: expect.arrayContaining(['bright light']),
    });
  });
});
