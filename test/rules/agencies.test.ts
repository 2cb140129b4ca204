import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '../../src/photo.ts';
import { agencies, agencyFits, agencyTitle } from '../../src/rules/agencies.ts';
import type { ReviewedText } from '../../src/rules/checks/check.ts';
import { countCharacters } from '../../src/rules/texts/limits.ts';

const place: Place = { city: 'Istanbul', country: 'Turkey' };
const facts = { place, takenOn: '2019-05-14' };
const text: ReviewedText = {
  description: 'Ferries cross the Bosphorus at dusk below the old tower',
  shortTitle: '',
  keywords: Array.from({ length: 49 }, (_, index) => `word${index}`),
  usage: 'commercial',
  keptNames: [],
};

function reasons(
  id: string,
  change: Partial<ReviewedText> = {},
  known: Partial<typeof facts> = facts,
) {
  return agencyFits({ ...text, ...change }, known).find(({ agency }) => agency.id === id)?.reasons;
}

describe('the table of agencies', () => {
  it('says for each when and where its rules were read', () => {
    for (const agency of agencies) {
      expect(agency.asOf, agency.id).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(agency.sources.length, agency.id).toBeGreaterThan(0);
      for (const source of agency.sources) expect(() => new URL(source)).not.toThrow();
    }
    expect(new Set(agencies.map(({ id }) => id)).size).toBe(agencies.length);
  });
});

describe('the decision', () => {
  it('is good everywhere for a short commercial title and 49 keywords', () => {
    for (const { agency, fits } of agencyFits(text, facts)) expect(fits, agency.name).toBe(true);
  });

  it('of Adobe is bad for a dateline, a comma and more than 70 characters', () => {
    expect(reasons('adobe', { usage: 'editorial' })).toEqual([
      'The title has 87 characters; the limit is 70.',
      'The title has a comma.',
      'It rejects a title that begins with place and date, and takes editorial photos only without recognisable people and events.',
    ]);
    expect(reasons('adobe', { keywords: [...text.keywords, 'one more'] })).toEqual([
      '50 keywords; the limit is 49.',
    ]);
  });

  it('of Shutterstock is bad for letters with accents, too few keywords and a missing date', () => {
    expect(reasons('shutterstock', { description: 'Boats in São João harbour' })).toEqual([
      'The title has the letter "ã"; only unaccented letters are accepted.',
    ]);
    expect(reasons('shutterstock', { keywords: ['ferry', 'Ferry'] })).toEqual([
      '2 keywords; the minimum is 7.',
      '"Ferry" appears twice.',
    ]);
    expect(reasons('shutterstock', { usage: 'editorial' }, { place })).toEqual([
      'The title lacks the date.',
    ]);
    expect(reasons('shutterstock', { usage: 'editorial' })).toEqual([]);
  });

  it('of iStock wants place and date in front of editorial titles', () => {
    expect(reasons('istock', { usage: 'editorial' }, {})).toEqual([
      'The title lacks the place and the date.',
    ]);
    expect(reasons('istock', { usage: 'editorial' })).toEqual([]);
  });

  it('of Envato is bad for anything editorial', () => {
    expect(reasons('envato', { usage: 'editorial' })).toContain(
      'This agency takes no editorial photos.',
    );
  });
});

describe('the title for an agency', () => {
  const named = (id: string) => agencies.filter((agency) => agency.id === id);

  it('has no dateline and no comma for Adobe, and is plain for Shutterstock', () => {
    const editorial: ReviewedText = {
      ...text,
      usage: 'editorial',
      description: 'Ferries, gulls and a café at dusk',
    };
    const gotten = [...named('adobe'), ...named('shutterstock')].map((agency) =>
      agencyTitle(agency, editorial, facts),
    );
    expect(gotten).toEqual([
      'Ferries gulls and a café at dusk',
      'Istanbul, Turkey - May 14 2019: Ferries, gulls and a cafe at dusk',
    ]);
  });

  it('is never refused for its form', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.lorem({ maxCount: 50 }),
    );
    fc.assert(
      fc.property(
        anyText,
        fc.constantFrom('editorial' as const, 'commercial' as const),
        (description, usage) => {
          for (const agency of agencies) {
            const title = agencyTitle(agency, { ...text, description, usage }, facts);
            expect(countCharacters(title)).toBeLessThanOrEqual(agency.title);
            if (agency.refusedSign !== undefined)
              expect(title).not.toContain(agency.refusedSign.sign);
          }
        },
      ),
    );
  });
});
