import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '../../../src/photo.ts';
import { readPlainAnswer } from '../../../src/rules/answers/plain-answer.ts';
import {
  type RawAnswer,
  shortTitleFrom,
  toSuggestion,
} from '../../../src/rules/answers/suggest.ts';
import { countBytes, countCharacters } from '../../../src/rules/texts/limits.ts';
import { titleOf } from '../../../src/rules/texts/title.ts';
import { anyText } from '../../helpers/any-text.ts';

const place: Place = { city: 'Istanbul', country: 'Turkey' };
const facts = { place, takenOn: '2019-05-14', usage: 'editorial' } as const;
const rules = { keywordCount: 50, requiredKeywords: [], bannedKeywords: [] };
const answer: RawAnswer = {
  description: 'Ferries cross the Bosphorus at dusk below the Galata Tower',
  shortTitle: 'Ferries on the Bosphorus at dusk',
  keywords: ['ferry', 'Bosphorus', 'Istanbul', 'Turkey', 'Galata Tower'],
  usage: 'editorial',
  usageReason: 'recognisable people',
  unsure: ['Galata Tower'],
};

describe('a good answer', () => {
  it('is suggested as it is, with nothing to write down', () => {
    expect(toSuggestion(answer, facts, rules)).toEqual({ ...answer, repairs: [] });
  });
});

describe('the description', () => {
  const repaired = (description: string) => {
    const suggestion = toSuggestion({ ...answer, description }, facts, rules);
    return { text: suggestion.description, rules: suggestion.repairs.map(({ rule }) => rule) };
  };

  it.each([
    ['Istanbul, Turkey - May 14 2019: Ferries at dusk', 'Ferries at dusk', ['dateline']],
    ['"Ferries at dusk"', 'Ferries at dusk', ['quotes']],
    ['“Ferries” at dusk', '"Ferries" at dusk', ['quotes']],
    ['Ferries &amp;amp; gulls', 'Ferries & gulls', ['entities']],
    ['Ferries\nat dusk', 'Ferries at dusk', ['control-characters']],
    ['# Ferries at #dusk by pier #5', 'Ferries at dusk by pier #5', ['markup', 'hashtags']],
    ['**Title:** Ferries at dusk', 'Ferries at dusk', ['markup']],
    ['Ferries 🚢 at dusk ☀️', 'Ferries at dusk', ['emoji']],
    ['ferries at dusk', 'Ferries at dusk', ['capital']],
    ['iPhone in a hand', 'iPhone in a hand', []],
    ['Café © 2019 in São Paulo', 'Café © 2019 in São Paulo', []],
  ])('%j becomes %j', (before, after, changed) => {
    expect(repaired(before)).toEqual({ text: after, rules: changed });
  });

  it('is cut so that the title fits, and what was cut is kept with the repair', () => {
    const long = `Ferries ${'cross the wide water of the Bosphorus '.repeat(8)}`.trim();
    const suggestion = toSuggestion({ ...answer, description: long }, facts, rules);
    const made = titleOf({ ...facts, description: suggestion.description });
    expect(made.cut).toBe(0);
    expect(countCharacters(made.title)).toBeGreaterThan(160);
    expect(suggestion.repairs).toEqual([
      { rule: 'too-long', field: 'description', before: long, after: suggestion.description },
    ]);
  });
});

describe('the short title', () => {
  it('is the beginning of the description where it is too long and has what only a person could mend', () => {
    const shortTitle = 'Ferries on the wide Bosphorus at dusk, best of joe at gmail dot com';
    expect(toSuggestion({ ...answer, shortTitle }, facts, rules).shortTitle).toBe(
      answer.description,
    );
  });

  it('is the beginning of the description where the answer has none', () => {
    const { shortTitle, repairs } = toSuggestion({ ...answer, shortTitle: '' }, facts, rules);
    expect(shortTitle).toBe(answer.description);
    expect(repairs).toMatchObject([{ rule: 'missing', field: 'shortTitle' }]);
  });

  it('has at most 64 bytes and ends at a word or a clause', () => {
    expect(
      shortTitleFrom('Çiçekler, ağaçlar ve çeşmeler, İstanbul’un eski köşkünde bir öğleden sonra'),
    ).toBe('Çiçekler, ağaçlar ve çeşmeler');
    expect(shortTitleFrom(`${'Old wooden houses '.repeat(3)}on the shore of the Bosphorus`)).toBe(
      'Old wooden houses Old wooden houses Old wooden houses',
    );
  });
});

describe('unverified names', () => {
  it('are kept only while they are in the text, and not if they are the place', () => {
    const unsure = ['Galata Tower', 'galata tower', 'Istanbul', 'Maiden Tower', ''];
    expect(toSuggestion({ ...answer, unsure }, facts, rules).unsure).toEqual(['Galata Tower']);
  });
});

describe('the usage', () => {
  it("is the model's opinion, else the photo's", () => {
    expect(toSuggestion({ ...answer, usage: 'commercial' }, facts, rules).usage).toBe('commercial');
    expect(toSuggestion({ ...answer, usage: undefined }, facts, rules).usage).toBe('editorial');
  });
});

const title =
  'Passenger ferries and fishing boats cross the Bosphorus at sunset in front of domes and minarets of the old city while gulls follow the wake and commuters wait on the quay side';
const words =
  'Istanbul, Turkey, Bosphorus, ferry, boat, strait, sunset, dusk, skyline, mosque, dome, minaret, old city, gull, seagull, bird, wake, water, sea, commuter, passenger, people, quay, pier, harbor, transport, public transport, travel, tourism, landmark, architecture, Ottoman, Islamic, culture, history, evening, golden hour, light, reflection, silhouette, cloud, sky, city, urban, Europe, Asia.';

describe('the plain form', () => {
  it('of a title of 176 characters and 46 keywords gives 46 keywords, and the period is none of them', () => {
    expect(countCharacters(title)).toBe(176);
    const plain = readPlainAnswer(`${title}\n\n${words}\n`);
    expect(plain?.description).toBe(title);
    expect(plain?.keywords).toHaveLength(46);
    expect(plain?.keywords.at(-1)).toBe('Asia');
    const suggestion = toSuggestion(plain ?? answer, { ...facts, usage: 'commercial' }, rules);
    expect(suggestion.keywords).toHaveLength(46);
    expect(
      titleOf({ ...facts, usage: 'commercial', description: suggestion.description }).title,
    ).toBe(title);
  });

  it.each([
    `Title: ${title}\n\nKeywords: ${words}`,
    `**Title:** ${title}\r\n\r\n**Keywords:** ${words}`,
    `${title}\nKeywords:\n${words}`,
    `\`\`\`\n${title}\n\n${words}\n\`\`\``,
    `${title}\n\n${words.replaceAll(', ', '\n').replace('.', '')}`,
    `${title}\n\n${words.replaceAll(', ', ',\n')}`,
    `${title}\n\n${words}\n\nIf you like, I can also translate, shorten or extend them, just say so, please.`,
    `Title:\n${title}\n\nKeywords:\n\n${words}`,
    `## ${title}\n\nTags:\n- ${words.replaceAll(', ', '\n- ').replace('.', '')}`,
  ])('is read with labels, fences and lists (%#)', (text) => {
    const plain = readPlainAnswer(text);
    expect(plain?.description).toBe(title);
    expect(plain?.keywords).toHaveLength(46);
  });

  it.each([
    '',
    'I am sorry, but I cannot help with that.',
    `${title}\n\nIf you like, I can also write a caption, a short title, keywords, or translate, shorten and improve it.`,
    words,
    `${title}\n\none, two`,
  ])('is not seen in a text that has none (%#)', (text) => {
    expect(readPlainAnswer(text)).toBeUndefined();
  });
});

it('keeps every limit for any answer', () => {
  const text = fc.oneof(anyText({ maxLength: 400 }), fc.lorem({ maxCount: 60 }));
  fc.assert(
    fc.property(
      fc.record({
        description: text,
        shortTitle: text,
        keywords: fc.array(text, { maxLength: 70 }),
        usageReason: text,
        unsure: fc.array(text, { maxLength: 4 }),
      }),
      fc.integer({ min: 5, max: 50 }),
      (raw, keywordCount) => {
        const made = toSuggestion(raw, facts, { ...rules, keywordCount });
        expect(
          countCharacters(titleOf({ ...facts, description: made.description }).title),
        ).toBeLessThanOrEqual(200);
        expect(titleOf({ ...facts, description: made.description }).cut).toBe(0);
        expect(countBytes(made.shortTitle)).toBeLessThanOrEqual(64);
        expect(made.keywords.length).toBeLessThanOrEqual(keywordCount);
        expect(made.keywords).toContain('Istanbul');
        expect(made.keywords).toContain('Turkey');
      },
    ),
  );
});
