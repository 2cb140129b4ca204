/** Kinds of wrong answers that no other file is about, each with honest texts beside them. */
import { describe, expect, it } from 'vitest';
import { openDictionary } from '../../src/pipeline/review/dictionary.ts';
import { toSuggestion } from '../../src/rules/answers/suggest.ts';
import { checksOf, keepsOpen } from '../../src/rules/checks.ts';
import { finishKeywords } from '../../src/rules/keywords/keywords.ts';

const { knows } = await openDictionary('american');
const rules = { keywordCount: 10, requiredKeywords: [], bannedKeywords: [], knowsEnglish: knows };
const place = { city: 'Lisbon', country: 'Portugal', countryCode: 'PRT' };
const words = 'ferry, river, quay, dusk, gull, skyline, roof, dome'.split(', ');

function taken(description: string) {
  const answer = { description, shortTitle: '', keywords: words, usageReason: '', unsure: [] };
  const facts = { place, takenOn: '2019-05-14', usage: 'editorial' } as const;
  const made = toSuggestion(answer, facts, rules);
  const checks = checksOf({ ...made, keptNames: [] }, { ...facts, offered: answer }, rules);
  return {
    text: made.description,
    codes: checks.filter(keepsOpen).map(({ code }) => code),
  };
}

describe('a title partly in capitals', () => {
  it('is written small where the keywords tell its words', () => {
    expect(taken('FERRIES cross the river at DUSK').text).toBe('Ferries cross the river at dusk');
    expect(taken('FERRIES cross the river in LISBON').text).toBe(
      'Ferries cross the river in Lisbon',
    );
  });

  it.each(['WORKERS cross the bridge at NOON', 'Workers CROSS THE bridge at NOON'])(
    'waits for a person: %s',
    (title) => {
      expect(taken(title).codes).toContain('title-capitals');
    },
  );

  it.each([
    'Container ship EVER GIVEN passes a lighthouse',
    'UNESCO flag and NATO flag above an entrance',
    'Signs that say STOP beside the word EXIT',
    'A COSCO ship beside a tug',
    'Tram to BELEM below wires',
  ])('is as it should be: %s', (title) => {
    expect(taken(title)).toEqual({ text: title, codes: [] });
  });
});

it.each(['wi', 'th', 'belo', 'beneat', 'alon'])('takes the half of a word off: %s', (half) => {
  expect(taken(`Ferries cross the river at dusk ${half}`).text).toBe(
    'Ferries cross the river at dusk',
  );
});

describe('a part of the world', () => {
  it.each([
    'Old tram in Asia',
    'Ferries in South America with gulls',
    'Market stalls in the Middle East',
  ])('where the photo was not taken: %s', (title) => {
    expect(taken(title).codes).toContain('title-other-country');
  });

  it.each([
    'Westernmost lighthouse in Europe',
    'Elephants from Africa in a zoo',
    'Map of South America on a wall',
    'Asia Garden restaurant beside a lane',
  ])('is a part of the sentence: %s', (title) => {
    expect(taken(title).codes).toEqual([]);
  });
});

it.each(['Belem Tower im Abendlicht', 'Rossio sous la pluie'])('doubts %s', (title) => {
  expect(taken(title).codes).toContain('title-other-language');
});

it.each(['Hotel am Markt with a red roof', 'Casa dos Bicos beside a café'])(
  'does not doubt %s',
  (title) => {
    expect(taken(title).codes).toEqual([]);
  },
);

describe('a keyword that is another one in another spelling', () => {
  const kept = (keywords: readonly string[], required: readonly string[] = []) =>
    finishKeywords(keywords, { ...rules, requiredKeywords: required }, { place: undefined })
      .keywords;

  it('is left out', () => {
    expect(kept(['colour', 'color', 'grey sky', 'gray skies'])).toEqual(['colour', 'grey sky']);
    expect(kept(['ferry boat', 'ferryboat', 'sea-shore', 'seashore'])).toEqual([
      'ferry boat',
      'sea-shore',
    ]);
    expect(kept(['sea: blue', 'blue'])).toEqual(['sea', 'blue']);
    expect(kept(['instagram: lightroaming', 'sea'])).toEqual(['sea']);
  });

  it('gives way to what has to be there', () => {
    expect(kept(['color', 'quay'], ['colour'])).toEqual(['quay', 'colour']);
  });

  it.each([
    ['car', 'park', 'car park'],
    ['crane (bird)', 'bird'],
    ['storey', 'story'],
    ['metre', 'meters of water'],
  ])('is not %s beside others', (...keywords) => {
    expect(kept(keywords)).toEqual(keywords);
  });
});

it.each([
  '(confidence: high)',
  '[certainty 90 %]',
  '(see description)',
  '- Version 2',
  ', image 3 of 12',
  '(photo 4 / 5)',
  ', Category: Transportation',
  '. Orientation: horizontal',
  'TODO',
  ', 38.7071, -9.1355',
  '(38.7071° N, 9.1355° W)',
  '. Model release available',
  ', vertical',
])('takes off what is said of the photo and not of what it shows: %s', (behind) => {
  const written = taken(
    `Ferries cross the river below gulls${/^[,.]/u.test(behind) ? '' : ' '}${behind}`,
  );
  expect(written.text.replace(/\.$/u, '')).toBe('Ferries cross the river below gulls');
});

it.each([
  'Runner number 3 of 12 crosses a line',
  'Rocket model, version 2, in a hall',
  'Car 4 of 5 in a row of parked trams',
  'Beams, horizontal and vertical, in an old mill',
  'Price tag of 3.50 and 12.99 on a stall',
  'Sign with the word "TODO" on a door',
  'Photo booth with a curtain beside a kiosk',
])('leaves %s', (title) => {
  expect(taken(title)).toEqual({ text: title, codes: [] });
});
