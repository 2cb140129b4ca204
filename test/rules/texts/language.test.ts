import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openDictionary } from '../../../src/pipeline/review/dictionary.ts';
import { toSuggestion } from '../../../src/rules/answers/suggest.ts';
import type { CheckFacts, CheckRules, ReviewedText } from '../../../src/rules/checks/check.ts';
import { checksOf, fixAll, keepsOpen } from '../../../src/rules/checks.ts';
import { keywordsIn } from '../../../src/rules/keywords/keywords.ts';

const linesOf = (name: string) =>
  readFileSync(new URL(`../../fixtures/texts/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
const { knows } = await openDictionary('american');

const cleanTitles = linesOf('clean-titles.txt');
const cleanKeywords = linesOf('clean-keywords.txt').flatMap((line) => line.split(', '));
const rules: CheckRules = {
  keywordCount: 10,
  requiredKeywords: [],
  bannedKeywords: [],
  knowsEnglish: knows,
};
const facts: CheckFacts = { place: undefined, takenOn: '2019-05-14' };
const keywords = 'market, quay, dusk, skyline, roof, dome, tree, cloud, harbor, people'.split(', ');
const text = (changes: Partial<ReviewedText>): ReviewedText => ({
  description: 'Ferries cross the strait at dusk below an old tower',
  shortTitle: 'Ferries on the strait at dusk',
  keywords,
  usage: 'commercial',
  keptNames: [],
  ...changes,
});
const codes = (changes: Partial<ReviewedText>, about: CheckFacts = facts) =>
  checksOf(text(changes), about, rules)
    .filter(({ code }) =>
      /letters|unreadable|markup|signs|language|other-script|untidy|empty/.test(code),
    )
    .map(({ code }) => code);

describe('a clean title', () => {
  it.each(cleanTitles)('%s', (title) => {
    expect(codes({ description: title, shortTitle: title })).toEqual([]);
    const raw = { description: title, shortTitle: '', keywords, usageReason: '', unsure: [] };
    const suggestion = toSuggestion(raw, { usage: 'commercial' }, rules);
    expect(suggestion.description).toBe(title);
  });
});

describe('clean keywords', () => {
  it('are left as they are', () => {
    expect(cleanKeywords.length).toBeGreaterThan(500);
    const changed = cleanKeywords.filter((word) => keywordsIn(word).join('|') !== word);
    expect(changed).toEqual([]);
  });

  it.each(linesOf('clean-keywords.txt'))('%s', (line) => {
    expect(codes({ keywords: line.split(', ') })).toEqual([]);
  });
});

describe('a sentence of another language', () => {
  it.each(linesOf('other-languages.txt'))('%s', (line) => {
    const sentence = line.slice(line.indexOf(':') + 2);
    expect(codes({ description: sentence })).toEqual(['title-other-language']);
    expect(codes({ description: sentence.toUpperCase() })).toEqual(['title-other-language']);
    expect(codes({ shortTitle: sentence })).toEqual(['short-title-other-language']);
    expect(checksOf(text({ description: sentence }), facts, rules).some(keepsOpen)).toBe(true);
  });

  it('is English where the foreign words are the place or kept', () => {
    const description = 'Praia dos Pescadores and the praia at dusk';
    expect(codes({ description })).toEqual([]);
    const place = { city: 'Puerto de la Cruz', country: 'Spain' };
    expect(codes({ description: 'Puerto de la Cruz' }, { ...facts, place })).toEqual([]);
  });
});

describe('keywords of another language', () => {
  it.each([
    ['playa'],
    ['puesta de sol'],
    ['Sonnenuntergang'],
    ['coucher de soleil'],
    ['spiaggia'],
    ['pescadores'],
    ['zonsondergang'],
    ['gün batımı'],
    ['matahari terbenam'],
    ['wieża'],
    ['bateau de pêche'],
    ['Straßenbahn'],
    ['marktplatz'],
    ['veneet'],
  ])('%s is one', (keyword) => {
    const mixed = [...keywords.slice(0, 9), keyword];
    expect(codes({ keywords: mixed })).toEqual(['keyword-other-language']);
    const [check] = checksOf(text({ keywords: mixed }), facts, rules);
    expect(check?.fix?.apply(text({ keywords: mixed })).keywords).toEqual(keywords.slice(0, 9));
    expect(fixAll(text({ keywords: mixed }), facts, rules).text.keywords).toEqual(mixed);
  });

  it('are a list as a whole where the dictionary has few of them', () => {
    const list = 'laev, sadam, päike, linn, meri, tänav, maja, puu, lill, taevas'.split(', ');
    expect(codes({ keywords: list })).toContain('keywords-other-language');
    expect(codes({ keywords: [...list.slice(0, 3), ...keywords.slice(3)] })).not.toContain(
      'keywords-other-language',
    );
  });

  it('are the person’s own affair where they are required, kept or the place', () => {
    const last = (word: string) => [...keywords.slice(0, 9), word];
    expect(codes({ keywords: last('playa'), keptNames: ['playa'] })).toEqual([]);
    const place = { city: 'Playa', country: 'Spain' };
    expect(codes({ keywords: last('Playa') }, { ...facts, place })).toEqual([]);
    // Nor is what only shares a "de" with it.
    const town = { city: 'Santiago de Compostela', country: 'Spain' };
    expect(codes({ keywords: last('coucher de soleil') }, { ...facts, place: town })).toContain(
      'keyword-other-language',
    );
    const required = { ...rules, requiredKeywords: ['plage'] };
    expect(
      checksOf(text({ keywords: last('plage') }), facts, required).map(({ code }) => code),
    ).not.toContain('keyword-other-language');
  });
});

describe('another script', () => {
  it.each([
    ['Паромы пересекают пролив на закате'],
    ['夕暮れの海峡を渡るフェリー'],
    ['عبارات تعبر المضيق عند الغروب'],
    ['Πλοία στο λιμάνι'],
    ['เรือข้ามฟากยามเย็น'],
    ['Ferries on the Босфор at dusk'],
    ['Ferries leave pier ٣ at dusk'],
  ])('in a title is a problem: %s', (description) => {
    expect(codes({ description })).toEqual(['title-other-script']);
  });

  it.each([
    ['Sign reading "Кафе" above a door'],
    ['Gate of Kiyomizu-dera (清水寺) at dusk'],
    ['Model of an α-helix in a laboratory'],
    ['Scale of 5 μm below a pollen grain'],
  ])('is no fault of %s', (description) => {
    expect(codes({ description })).toEqual([]);
  });

  it('in a keyword is removed by its fix, unless it is the place', () => {
    expect(codes({ keywords: [...keywords.slice(0, 9), 'мечеть'] })).toEqual([
      'keyword-other-script',
    ]);
    const place = { city: '東京', country: 'Japan' };
    const list = [...keywords.slice(0, 8), '東京', 'Japan'];
    expect(codes({ keywords: list }, { ...facts, place })).toEqual([]);
  });
});
