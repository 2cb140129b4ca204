import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '../../../src/photo.ts';
import {
  finishKeywords,
  type KeywordFacts,
  type KeywordRules,
  splitKeywords,
  tidyKeyword,
} from '../../../src/rules/keywords/keywords.ts';
import { sameTerm } from '../../../src/rules/keywords/terms.ts';
import { countBytes } from '../../../src/rules/texts/limits.ts';
import { anyText } from '../../helpers/any-text.ts';

const place: Place = { city: 'Istanbul', country: 'Turkey' };
const rules = { keywordCount: 50, requiredKeywords: [], bannedKeywords: [], place };

function finished(words: readonly string[], about: KeywordRules & KeywordFacts) {
  return finishKeywords(words, about, about);
}
const nouns = Array.from(
  { length: 70 },
  (_, index) => `thing${String.fromCharCode(97 + (index % 26))}x${index}q`,
);

describe('a tidy keyword', () => {
  it.each([
    ['  blue   mosque ', 'blue mosque'],
    ['#bosphorus', 'bosphorus'],
    ['"Galata Tower"', 'Galata Tower'],
    ['1. ferry', 'ferry'],
    ['- ferry', 'ferry'],
    ['long_exposure', 'long exposure'],
    ['ferry.', 'ferry'],
    ['rock &amp; roll', 'rock & roll'],
    ['sunset 🌅', 'sunset'],
    ['U.S.', 'U.S.'],
    ['St. John’s', "St. John's"],
    ['dolphins’', "dolphins'"],
    ['C++', 'C++'],
    ['a\nb', 'a b'],
    ['***', ''],
    ['', ''],
  ])('%j becomes %j', (text, keyword) => {
    expect(tidyKeyword(text)).toBe(keyword);
  });

  it('stays as it is when tidied again', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(tidyKeyword(tidyKeyword(text))).toBe(tidyKeyword(text));
      }),
    );
    const untidy = fc.string({ unit: fc.constantFrom(...'a1.)-*#"\'_, :!?’s'), maxLength: 12 });
    fc.assert(
      fc.property(untidy, (text) => {
        expect(tidyKeyword(tidyKeyword(text))).toBe(tidyKeyword(text));
      }),
    );
  });
});

describe('a finished list', () => {
  it('is exactly as long as asked for where there is enough', () => {
    const { keywords, removed } = finished(['Istanbul', 'Turkey', ...nouns], rules);
    expect(keywords).toEqual(['Istanbul', 'Turkey', ...nouns.slice(0, 48)]);
    expect(removed.map(({ rule }) => rule)).toEqual(nouns.slice(48).map(() => 'spare'));
  });

  it('is never filled up', () => {
    expect(finished(['ferry'], rules).keywords).toEqual(['ferry', 'Istanbul', 'Turkey']);
  });

  it('always has city and country, among the first ten, in the spelling of the place', () => {
    const { keywords } = finished([...nouns, 'istanbul'], rules);
    expect(keywords).toHaveLength(50);
    expect(keywords.indexOf('Turkey')).toBeLessThan(10);
    expect(finished(['istanbul', 'TURKEY'], rules).keywords).toEqual(['Istanbul', 'Turkey']);
  });

  it('has the required words even when it is full, and each once', () => {
    const { keywords } = finished(nouns, {
      ...rules,
      keywordCount: 10,
      requiredKeywords: ['travel', 'Turkey'],
    });
    expect(keywords).toHaveLength(10);
    expect(keywords.at(-1)).toBe('travel');
    expect(keywords.filter((word) => word === 'Turkey')).toHaveLength(1);
  });

  it('has no banned word, whoever asks for it', () => {
    const { keywords, removed } = finished(['Turkey', 'nice views', 'hot dog'], {
      ...rules,
      bannedKeywords: ['turkey', 'Nice view', 'dog'],
      requiredKeywords: ['nice view'],
    });
    expect(keywords).toEqual(['hot dog', 'Istanbul']);
    expect(removed).toEqual([
      { keyword: 'Turkey', rule: 'banned' },
      { keyword: 'nice views', rule: 'banned' },
    ]);
  });

  it('keeps the first of words that are the same term', () => {
    const { keywords, removed } = finished(['mosques', 'Mosque', 'ferry', 'ferry'], {
      ...rules,
      place: undefined,
    });
    expect(keywords).toEqual(['mosques', 'ferry']);
    expect(removed).toEqual([{ keyword: 'Mosque', rule: 'duplicate' }]);
  });

  it('takes two keywords in one apart', () => {
    expect(finished(['ferry, boat; ship'], { ...rules, place: undefined }).keywords).toEqual([
      'ferry',
      'boat',
      'ship',
    ]);
  });

  it.each([
    ['black &amp; white', ['black & white']],
    ['black &amp;amp; white', ['black & white']],
    ['caf&eacute;, bar', ['café', 'bar']],
    ['&Uuml;sk&uuml;dar', ['Üsküdar']],
    ['S&#227;o Jorge', ['São Jorge']],
    ['fisherman&#146;s boat', ["fisherman's boat"]],
    ['&scaron;koda &Zcaron;ivot', ['škoda Život']],
    ['soup 20&deg; &frac12; &euro;', ['soup 20° ½ €']],
    ['boat&comma;pier', ['boat', 'pier']],
    ['boat&semi; pier', ['boat', 'pier']],
    ['R&D; lab', ['R&D', 'lab']],
  ])('decodes %j before it is taken apart', (keyword, parts) => {
    const wanted = { ...rules, place: undefined, keywordCount: 50 };
    expect(finished([keyword], wanted).keywords).toEqual(parts);
  });

  it('is the same whether a letter is written as itself, by its name or by its number', () => {
    const letters = fc.constantFrom(
      ...Object.entries({ eacute: 'é', uuml: 'ü', ntilde: 'ñ', oslash: 'ø', amp: '&', thorn: 'þ' }),
    );
    const word = fc.stringMatching(/^[b-z]{2,6}$/);
    fc.assert(
      fc.property(letters, word, word, ([name, letter], before, behind) => {
        const wanted = { ...rules, place: undefined, keywordCount: 50 };
        const of = (sign: string) => finished([`${before} ${sign}${behind}`], wanted).keywords;
        const number = letter.charCodeAt(0);
        for (const way of [`&${name};`, `&#${number};`, `&#x${number.toString(16)};`])
          expect(of(way)).toEqual(of(letter));
      }),
    );
  });

  it.each([
    ['2019', 'number'],
    ['May 14 2019', 'date'],
    ['14.05.2019', 'date'],
    ['x', 'single-letter'],
    ['www.example.org', 'web-address'],
    ['me@example.org', 'web-address'],
    ['f/2.8', 'camera'],
    ['ISO 100', 'camera'],
    ['Nikon', 'camera'],
    ['nikon d750', 'camera'],
    ['D750', 'camera'],
    [`${'long '.repeat(14)}word`, 'too-long'],
  ])('has no %s', (keyword, rule) => {
    const camera = { make: 'NIKON CORPORATION', model: 'NIKON D750' };
    const { keywords, removed } = finished(['ferry', keyword], {
      ...rules,
      place: undefined,
      camera,
    });
    expect(keywords).toEqual(['ferry']);
    expect(removed).toEqual([{ keyword, rule }]);
  });

  it('keeps words that only look like junk', () => {
    const words = ['1920s', '4x4', '寺', 'canon law', 'Mount Olympus', 'ISO', '3D', 'apple tree'];
    const camera = { make: 'Apple', model: 'iPhone 15 Pro' };
    expect(finished(words, { ...rules, place: undefined, camera }).keywords).toEqual(words);
  });

  it('writes down every change', () => {
    const { repairs } = finished(['#ferry', 'ferries', '2019'], { ...rules, keywordCount: 2 });
    expect(repairs).toEqual([
      { rule: 'tidy', field: 'keywords', before: '#ferry', after: 'ferry' },
      { rule: 'duplicate', field: 'keywords', before: 'ferries' },
      { rule: 'number', field: 'keywords', before: '2019' },
      { rule: 'required', field: 'keywords', before: '', after: 'Istanbul' },
      { rule: 'required', field: 'keywords', before: '', after: 'Turkey' },
      { rule: 'spare', field: 'keywords', before: 'ferry' },
    ]);
  });
});

const word = fc.oneof(
  anyText({ maxLength: 90 }),
  fc.constantFrom(
    'ferry',
    'Ferries',
    'istanbul',
    'Turkey',
    'a, b',
    '2019',
    '#x y',
    'São Paulo',
    'Sao Paulo',
    'travel',
  ),
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 5 }),
);
const anyRules = fc.record({
  keywordCount: fc.integer({ min: 1, max: 20 }),
  requiredKeywords: fc.array(word, { maxLength: 3 }),
  bannedKeywords: fc.array(word, { maxLength: 3 }),
  place: fc.constantFrom<Place | undefined>(place, undefined, {
    city: '東京'.repeat(20),
    country: 'a,b',
  }),
});

describe('for any keywords', () => {
  it('there are never too many, too long or too similar ones', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), anyRules, (candidates, rules) => {
        const { keywords } = finished(candidates, rules);
        expect(keywords.length).toBeLessThanOrEqual(rules.keywordCount);
        for (const keyword of keywords) {
          expect(countBytes(keyword)).toBeLessThanOrEqual(64);
          expect(keyword).not.toBe('');
          expect(keyword.isWellFormed()).toBe(true);
          expect(rules.bannedKeywords.some((banned) => sameTerm(banned, keyword))).toBe(false);
          expect(keywords.filter((other) => sameTerm(other, keyword))).toHaveLength(1);
        }
      }),
    );
  });

  it('keeps a sign that has to be there', () => {
    const rules = { keywordCount: 3, requiredKeywords: ['∀'], bannedKeywords: [] };
    expect(finished(['∀', 'ferry'], rules)).toMatchObject({
      keywords: ['∀', 'ferry'],
      repairs: [],
    });
  });

  it('finishing twice changes nothing', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), anyRules, (candidates, rules) => {
        const once = finished(candidates, rules);
        const twice = finished(once.keywords, rules);
        expect(twice.keywords).toEqual(once.keywords);
        expect(twice.repairs).toEqual([]);
      }),
    );
  });

  it('none is lost without a word', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), anyRules, (candidates, rules) => {
        const { keywords, removed } = finished(candidates, rules);
        for (const given of candidates) {
          const candidate = tidyKeyword(given);
          const [only, ...more] = splitKeywords(given);
          if (candidate !== '' && only === candidate && more.length === 0)
            expect(
              [...keywords, ...removed.map(({ keyword }) => keyword)].some(
                (keyword) => keyword === candidate || sameTerm(keyword, candidate),
              ),
            ).toBe(true);
        }
      }),
    );
  });
});
