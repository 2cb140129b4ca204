/** What keywords bring along, and how an answer is spelled as the user's list spells it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksOf, fixAll } from '../../../src/rules/checks.ts';
import { withAdditions } from '../../../src/rules/keyword-list/additions.ts';
import { type Additions, KeywordList } from '../../../src/rules/keyword-list/keyword-list.ts';
import { readList } from '../../../src/rules/keyword-list/read-list.ts';
import { finishKeywords } from '../../../src/rules/keywords/keywords.ts';

const list = new KeywordList([
  readList(
    '[THINGS]\n\tvehicle\n\t\twatercraft\n\t\t\tferry boat {car ferry}\nbird\n\tseagull {gull}\n\tturkey\ngray\ndusk',
  ).entries,
]);

const added = (
  keywords: readonly string[],
  what: Additions,
  {
    count = 10,
    kept = [],
    banned = [],
  }: { count?: number; kept?: string[]; banned?: string[] } = {},
) => withAdditions(keywords, { list, what, count, kept, banned });

describe('what keywords bring along', () => {
  it('stands at the end, in the order of the words it belongs to, and nothing that is not exported', () => {
    const keywords = ['ferry boat', 'dusk', 'seagull'];
    expect(added(keywords, 'parents')).toEqual([...keywords, 'watercraft', 'vehicle', 'bird']);
    expect(added(keywords, 'synonyms')).toEqual([...keywords, 'car ferry', 'gull']);
    expect(added(keywords, 'both')).toEqual([
      ...keywords,
      'watercraft',
      'vehicle',
      'car ferry',
      'bird',
      'gull',
    ]);
  });

  it('is not said twice, in whatever form', () => {
    const keywords = ['seagull', 'Birds', 'gulls'];
    expect(added(keywords, 'both')).toBe(keywords);
  });

  it('takes a fifth of a full list at most, from its end, and nothing that must stay', () => {
    const keywords = ['ferry boat', 'seagull', 'a1', 'b2', 'c3', 'd4', 'e5', 'f6', 'g7', 'Porto'];
    expect(added(keywords, 'both', { kept: ['Porto'] })).toEqual([
      'ferry boat',
      'seagull',
      'a1',
      'b2',
      'c3',
      'd4',
      'e5',
      'Porto',
      'watercraft',
      'vehicle',
    ]);
    expect(added(keywords, 'both', { kept: keywords })).toBe(keywords);
  });

  it('is never a banned word', () => {
    expect(added(['seagull'], 'both', { banned: ['birds'] })).toEqual(['seagull', 'gull']);
  });

  it('is all there after it was asked for once, and never makes a list too long', () => {
    const words = fc.constantFrom(
      'ferry boat',
      'seagull',
      'dusk',
      'gray',
      'turkey',
      'bird',
      'a1',
      'b2',
      'c3',
      'd4',
      'e5',
      'f6',
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(words),
        fc.integer({ min: 5, max: 14 }),
        fc.constantFrom<Additions>('parents', 'synonyms', 'both'),
        (keywords, count, what) => {
          const once = added(keywords, what, { count });
          expect(once.length).toBeLessThanOrEqual(Math.max(count, keywords.length));
          expect(keywords.slice(0, 1).every((word) => once.includes(word))).toBe(true);
          const lost = keywords.filter((word) => !once.includes(word));
          expect(lost.length).toBeLessThanOrEqual(Math.floor(count / 5));
          expect(once).not.toContain('THINGS');
        },
      ),
    );
  });
});

describe('an answer', () => {
  const rules = { keywordCount: 8, requiredKeywords: [], bannedKeywords: [], list };
  const place = { city: 'Istanbul', country: 'Turkey' };

  it('is spelled as the list is, and the change written down', () => {
    const { keywords, repairs } = finishKeywords(['ferryboat', '#Grey', 'sea'], rules, {});
    expect(keywords).toEqual(['ferry boat', 'gray', 'sea']);
    expect(repairs).toContainEqual({
      rule: 'own-list',
      field: 'keywords',
      before: 'ferryboat',
      after: 'ferry boat',
    });
  });

  it('keeps the name of the place, whatever the list calls so', () => {
    const { keywords } = finishKeywords(['dusk', 'turkey'], rules, { place });
    expect(keywords).toEqual(['dusk', 'Turkey', 'Istanbul']);
  });

  it('says a word once that it spelled in two ways', () => {
    expect(finishKeywords(['ferryboat', 'ferry boat'], rules, {}).keywords).toEqual(['ferry boat']);
  });

  it('brings along what the settings say, in place of its last words, place and own ones excepted', () => {
    const answer = ['ferry boat', 'a1', 'b2', 'c3', 'd4', 'e5', 'f6', 'g7', 'h8', 'i9'];
    const { keywords, existing, removed } = finishKeywords(
      answer,
      { ...rules, keywordCount: 10, additions: 'parents' },
      { place },
    );
    expect(keywords).toHaveLength(10);
    expect(keywords.slice(-2)).toEqual(['watercraft', 'vehicle']);
    expect(keywords).toContain('Turkey');
    expect(existing).toEqual([]);
    expect(removed).toContainEqual({ keyword: 'i9', rule: 'spare' });
  });
});

describe('the checks', () => {
  const text = {
    description: 'Ferries cross the water at dusk',
    shortTitle: 'Ferries at dusk',
    keywords: ['ferryboat', 'seagulls', 'dusk', 'pier', 'Turkey', 'sea', 'wave', 'anchor', 'rope'],
    usage: 'commercial' as const,
    keptNames: [],
  };
  const rules = { keywordCount: 9, requiredKeywords: ['rope'], bannedKeywords: [], list };
  const facts = { place: { city: 'Istanbul', country: 'Turkey' } };
  const told = (own: KeywordList | undefined) =>
    checksOf(text, facts, { ...rules, list: own })
      .filter(({ code }) => /list|unlisted/.test(code))
      .map(({ code, severity, message, fix }) => [code, severity, message, fix?.label]);

  it('say what is not in the list, and what it spells otherwise', () => {
    expect(told(list)).toEqual([
      [
        'keyword-list-spelling',
        'hint',
        'Your list has "ferry boat" for "ferryboat".',
        'write "ferry boat"',
      ],
      ['keyword-list-form', 'hint', 'Your list has "seagull" for "seagulls".', 'write "seagull"'],
      [
        'keywords-unlisted',
        'hint',
        '4 keywords are not in your list: "pier", "sea" and 2 more.',
        undefined,
      ],
    ]);
    expect(told(undefined)).toEqual([]);
  });

  it('have the spelling mended with the rest, and other forms only when asked', () => {
    const { keywords } = fixAll(text, facts, rules).text;
    expect(keywords).toContain('ferry boat');
    expect(keywords).toContain('seagulls');
  });
});
