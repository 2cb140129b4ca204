import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '../../../src/photo.ts';
import { dateline } from '../../../src/rules/datelines/dateline.ts';
import { countCharacters, titleLimit } from '../../../src/rules/texts/limits.ts';
import { splitTitle, titleOf } from '../../../src/rules/texts/title.ts';
import { anyText } from '../../helpers/any-text.ts';
import { runsOf } from '../../helpers/some-of.ts';

const istanbul: Place = { city: 'Istanbul', country: 'Turkey', countryCode: 'TUR' };
const editorial = { usage: 'editorial', place: istanbul, takenOn: '2019-05-14' } as const;
const commercial = { ...editorial, usage: 'commercial' } as const;
const ferries = 'Ferries cross the Bosphorus at dusk below the Galata Tower';

describe('the dateline', () => {
  it('gives city, country and the day with its month as a word', () => {
    expect(dateline(editorial)).toBe('Istanbul, Turkey - May 14 2019: ');
    expect(dateline({ ...editorial, takenOn: '2020-02-29' })).toBe(
      'Istanbul, Turkey - February 29 2020: ',
    );
    expect(dateline({ ...editorial, takenOn: '2021-12-01' })).toBe(
      'Istanbul, Turkey - December 1 2021: ',
    );
  });

  it('is one line whatever the names of the place hold', () => {
    const place = { city: ' São\u00a0Paulo\n', country: 'Brazil\u0001' };
    expect(dateline({ ...editorial, place })).toBe('São Paulo, Brazil - May 14 2019: ');
  });

  it('is empty for commercial photos', () => {
    expect(dateline(commercial)).toBe('');
  });

  it('says only the place without a date, and only the date without a place', () => {
    expect(dateline({ usage: 'editorial', place: istanbul })).toBe('Istanbul, Turkey: ');
    expect(dateline({ usage: 'editorial', takenOn: '2019-05-14' })).toBe('May 14 2019: ');
    expect(dateline({ usage: 'editorial' })).toBe('');
  });

  it.each(['2019-02-30', '2019-13-01', '0000-00-00', 'yesterday'])(
    'takes the impossible date %s as none',
    (takenOn) => {
      expect(dateline({ ...editorial, takenOn })).toBe('Istanbul, Turkey: ');
    },
  );
});

describe('a title', () => {
  it('is the dateline and the description', () => {
    expect(titleOf({ ...editorial, description: ferries })).toEqual({
      title: `Istanbul, Turkey - May 14 2019: ${ferries}`,
      dateline: 'Istanbul, Turkey - May 14 2019: ',
      text: ferries,
      cut: 0,
    });
    expect(titleOf({ ...commercial, description: ferries }).title).toBe(ferries);
  });

  it('is cut at a word so that dateline and text have 200 characters together', () => {
    const long = `${ferries}, ${'while gulls follow in the wind '.repeat(10)}`.trim();
    const { title, text, cut } = titleOf({ ...editorial, description: long });
    expect(countCharacters(title)).toBeLessThanOrEqual(200);
    expect(countCharacters(title)).toBeGreaterThan(180);
    expect(long.startsWith(`${text} `)).toBe(true);
    expect(cut).toBe(countCharacters(long) - countCharacters(text));
  });

  it('does not end on a word that leads on', () => {
    const { text } = titleOf({ ...commercial, description: ferries }, 50);
    expect(text).toBe('Ferries cross the Bosphorus at dusk');
  });

  it('makes one line of line breaks, tabs and control characters', () => {
    const description = 'Ferries\ncross\t the\u0001 Bosphorus\u2028at dusk\u200b ';
    expect(titleOf({ ...commercial, description }).title).toBe(
      'Ferries cross the Bosphorus at dusk',
    );
  });

  it('leaves what a person typed: quotes, hashes, ampersands and emoji', () => {
    const description = 'The "Blue" Mosque & gate #5 😀 &amp; more';
    expect(titleOf({ ...commercial, description }).title).toBe(description);
  });

  it('is empty without a description, for a dateline alone is no title', () => {
    expect(titleOf({ ...editorial, description: ' \n' }).title).toBe('');
    expect(titleOf({ ...editorial, description: 'Istanbul, Turkey - May 14 2019: ' }).title).toBe(
      '',
    );
  });

  it('gives up the dateline where the names of the place would fill the title', () => {
    const place = { city: 'Llan'.repeat(50), country: 'Wales' };
    expect(titleOf({ ...editorial, place, description: ferries }).title).toBe(ferries);
  });
});

const foreignDatelines = [
  'Istanbul, Turkey - May 14 2019: ',
  'ISTANBUL, TURKEY – MAY 14, 2019: ',
  'Istanbul, Turkey - 14 May 2019 - ',
  'Istanbul, Turkey, May 14th, 2019: ',
  'Istanbul, Türkiye — 2019-05-14: ',
  'Istanbul (Turkey) - 14/05/2019: ',
  'Istanbul, Turkey - circa May 2019: ',
  'ISTANBUL - MAY 14: ',
  'Istanbul, Turkey – 2019, May 14: ',
  'May 14 2019: ',
  'Istanbul, Turkey - May 14 2019: Istanbul, Turkey - May 14 2019: ',
];

describe('a dateline that somebody else wrote', () => {
  it.each(foreignDatelines)('%s is replaced by ours', (written) => {
    expect(titleOf({ ...editorial, description: written + ferries }).title).toBe(
      `Istanbul, Turkey - May 14 2019: ${ferries}`,
    );
  });

  it.each(foreignDatelines)('%s goes from a commercial title', (written) => {
    expect(titleOf({ ...commercial, description: written + ferries }).title).toBe(ferries);
  });

  it('goes without a date only where it names the own place of an editorial photo', () => {
    for (const written of ['Istanbul, Turkey: ', 'Istanbul, Turkey - ', 'Istanbul: '])
      expect(titleOf({ ...editorial, description: written + ferries }).text).toBe(ferries);
    const place = 'Istanbul, Turkey - ferries at dusk';
    expect(titleOf({ ...commercial, description: place }).title).toBe(place);
  });

  it.each([
    'Old town: narrow streets and cats',
    'Ferry - the cheapest way to cross',
    'Protesters gather on May 1 2019: a square full of flags',
    'Istanbul has two faces: Europe and Asia',
    '2019: a year of ferries',
    'Time 10:30 on the station clock',
  ])('is not seen in the sentence "%s"', (sentence) => {
    expect(titleOf({ ...editorial, description: sentence }).text).toBe(sentence);
  });
});

describe('splitting a whole title', () => {
  it('gives the description back', () => {
    expect(splitTitle(`Istanbul, Turkey - May 14 2019: ${ferries}`, editorial)).toBe(ferries);
    expect(splitTitle(ferries, editorial)).toBe(ferries);
  });

  it('knows the dateline of an odd place', () => {
    for (const city of [
      "'s-Hertogenbosch",
      'al-ʿUla',
      '10 de Abril',
      'Foo: Bar',
      '京都',
      'Gießen',
      'a - b',
    ]) {
      const facts = { ...editorial, place: { city, country: 'Curaçao' } };
      const { title } = titleOf({ ...facts, description: ferries });
      expect(title).toContain(city);
      expect(splitTitle(title, facts)).toBe(ferries);
    }
  });
});

const texts = fc.oneof(
  anyText({ maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          'Istanbul',
          ', ',
          'Turkey',
          ' - ',
          'May 14 2019',
          ': ',
          ' ',
          '\n',
          'ferries',
          '–',
          'a',
          '2019',
          '&',
        ],
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
);
const anyFacts = fc.record({
  usage: fc.constantFrom('editorial' as const, 'commercial' as const),
  place: fc.constantFrom<Place | undefined>(
    istanbul,
    undefined,
    { city: '東京都', country: '日本' },
    { city: 'x'.repeat(90), country: 'y'.repeat(100) },
  ),
  takenOn: fc.constantFrom<string | undefined>('2019-05-14', undefined, '2019-99-99'),
});

describe('for any text', () => {
  it('a title is never over the limit, and never cut within a word', () => {
    fc.assert(
      fc.property(
        texts,
        anyFacts,
        fc.integer({ min: 50, max: titleLimit }),
        (description, facts, limit) => {
          const { title, text, cut } = titleOf({ ...facts, description }, limit);
          expect(countCharacters(title)).toBeLessThanOrEqual(limit);
          expect(title.isWellFormed()).toBe(true);
          const whole = splitTitle(description, facts);
          expect(whole.startsWith(text)).toBe(true);
          const firstWord = /^\S*/u.exec(whole)?.[0] ?? '';
          if (cut > 0 && countCharacters(firstWord) < 40)
            expect(whole.slice(text.length)).toMatch(/^[\s\p{Pd},;:(&/]/u);
        },
      ),
    );
  });

  it('splitting a title gives the description it was made of', () => {
    fc.assert(
      fc.property(texts, anyFacts, (description, facts) => {
        const made = titleOf({ ...facts, description });
        expect(splitTitle(made.title, facts)).toBe(made.text);
        expect(titleOf({ ...facts, description: made.title }).title).toBe(made.title);
      }),
      { numRuns: runsOf(300) },
    );
  });
});
