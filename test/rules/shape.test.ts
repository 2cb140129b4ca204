import { describe, expect, it } from 'vitest';
import { toSuggestion } from '../../src/rules/answers/suggest.ts';
import type { ReviewedText } from '../../src/rules/checks/check.ts';
import { checksOf, fixing } from '../../src/rules/checks.ts';
import { finishKeywords } from '../../src/rules/keywords/keywords.ts';

const place = { city: 'Istanbul', country: 'Turkey' };
const facts = { place, takenOn: '2019-05-14' };
const rules = { keywordCount: 10, requiredKeywords: [], bannedKeywords: [] };
const keywords = [
  'ferry',
  'Bosphorus',
  'Istanbul',
  'Turkey',
  'strait',
  'dusk',
  'skyline',
  'mosque',
  'dome',
  'minaret',
];
const good: ReviewedText = {
  description: 'Ferries cross the Bosphorus at dusk',
  shortTitle: 'Ferries on the Bosphorus',
  keywords,
  usage: 'editorial',
  keptNames: [],
};

function codes(text: Partial<ReviewedText>, more: object = {}) {
  return checksOf({ ...good, ...text }, facts, { ...rules, ...more }).map(({ code }) => code);
}
function codesOfKeyword(word: string, more: object = {}) {
  return codes({ keywords: [...keywords.slice(0, 9), word] }, more);
}

describe('a title that is no sentence', () => {
  it.each([
    'sea, sand, sun',
    'Sea, sand, sun, fun',
    'ferry | Istanbul | dusk | gulls',
    'Beach; sea; blue water; sand',
    'Mosque - minaret - dome - sky',
    'boat / sea / sky / sun',
    'Istanbul, Turkey, ferry, gull, dusk',
    'ferry, old wooden boat on the water, gull, dusk, sky, sea, sun, pier',
    'boat water travel landmark sky ferry dusk minaret skyline tourism',
  ])('is a list: %s', (description) => {
    expect(codes({ description })).toContain('title-is-list');
    if (description.length < 64)
      expect(codes({ shortTitle: description })).toContain('short-title-is-list');
  });

  it.each([
    'Tomatoes, red peppers and onions at a market',
    'Red, white, and blue flags',
    'Red double-decker bus passes old stone clock tower today',
    'Bread, cheese, olives and tea on a table',
    'A boy, a girl, a dog and a cat in a garden',
    'Young Asian woman wearing casual clothes using laptop computer',
    'Pots, pans and plates for sale',
    'In the garden, under the trees, near the house, at dusk',
    'Brown bear cub climbs tall pine tree trunk',
  ])('is none: %s', (description) => {
    expect(codes({ description })).toEqual([]);
  });

  it('is a single word, which is a problem; three honest words are only short', () => {
    expect(codes({ description: 'Mosque' })).toEqual(['title-one-word']);
    expect(codes({ description: 'Mosque.' })).toEqual(['title-one-word']);
    expect(codes({ description: 'Blue Mosque interior' })).toEqual(['title-short']);
  });
});

describe('a title in capitals', () => {
  const answer = { shortTitle: '', keywords, usageReason: '', unsure: [] };
  const suggested = (description: string) =>
    toSuggestion({ ...answer, description }, { ...facts, usage: 'editorial' }, rules);

  it.each([
    [
      'FERRIES AT DUSK ON THE BOSPHORUS IN ISTANBUL',
      'Ferries at dusk on the Bosphorus in Istanbul',
    ],
    ['MINARETS OF A MOSQUE BELOW THE SKYLINE', 'Minarets of a mosque below the skyline'],
  ])('is written small where every word is known: %s', (text, sentence) => {
    const { description, repairs } = suggested(text);
    expect(description).toBe(sentence);
    expect(repairs).toContainEqual({
      rule: 'capitals',
      field: 'description',
      before: text,
      after: sentence,
    });
  });

  it.each([
    ['FERRIES CROSS A SHALLOW LAKE AT DUSK', 'Ferries cross a shallow lake at dusk'],
    ['FERRIES AT DUSK NEAR SALT LAKE CITY', 'Ferries at dusk near Salt Lake City'],
  ])(
    'takes the words of a name for names only where the whole name stands: %s',
    (text, sentence) => {
      const words = [...keywords, 'lake', 'shallow', 'cross'];
      const photo = { ...facts, place: { city: 'Salt Lake City', country: 'United States' } };
      const { description } = toSuggestion(
        { ...answer, keywords: words, description: text },
        { ...photo, usage: 'editorial' },
        rules,
      );
      expect(description).toBe(sentence);
    },
  );

  it('waits for a person where a word may be a name; the fix writes what is known', () => {
    const text = 'FERRIES LEAVE KARAKOY FOR THE BOSPHORUS';
    const { description } = suggested(text);
    expect(description).toBe(text);
    expect(codes({ description })).toEqual(['title-capitals']);
    const { text: fixed } = fixing({ ...good, description }, facts, rules, () => true);
    expect(fixed.description).toBe('Ferries leave karakoy for the Bosphorus');
  });

  it.each([
    'UNESCO site above the strait',
    'A sign says "NO PARKING" on a wall',
    'A BMW M3 GTR and NATO flags in a hall',
  ])('is none: %s', (description) => {
    expect(codes({ description })).not.toContain('title-capitals');
  });
});

it('writes a list of keywords in capitals small, not its abbreviations and places', () => {
  const shouted = ['FERRY', 'ISTANBUL', 'TURKEY', 'SKYLINE', 'MOSQUE', 'UNESCO', 'old town'];
  expect(finishKeywords(shouted, rules, { place }).keywords).toEqual([
    'ferry',
    'Istanbul',
    'Turkey',
    'skyline',
    'mosque',
    'UNESCO',
    'old town',
  ]);
  const mixed = ['UNESCO', 'NATO', 'ferry', 'Istanbul', 'Turkey', 'BMX'];
  expect(finishKeywords(mixed, rules, { place }).keywords).toEqual(mixed);
});

describe('a keyword that is a date', () => {
  it.each([
    'May 14th',
    '14 Dezember 2019',
    'mayo de 2019',
    '14th of May',
    'Q1 2020',
    '14.05.2019',
    '2019-05-14',
    'spring 2019',
    'May 2019',
    'fourteenth of May',
    '14 May',
    'Sunday 5',
    '3 pm',
    '10:30 am',
    'summer of 2019',
    'early 2019',
    '2020 Q4',
    'year 2020',
    'Monday May 5',
    'in 2019',
    'winter 2019/2020',
    'mid May 2019',
    'Sept. 3',
  ])('is taken out: %s', (word) => {
    expect(finishKeywords([word], rules, { place }).removed).toEqual([
      { keyword: word, rule: 'date' },
    ]);
    expect(codesOfKeyword(word)).toEqual(['keyword-date']);
  });

  it.each([
    '4th of July',
    'July 4th',
    '1920s',
    '19th century',
    'May Day',
    'Cinco de Mayo',
    'New Year 2020',
    'Monday',
    'May',
    'March',
    'September 11',
    '24/7',
    '9/11',
    'Friday 13th',
    'Route 66',
    'Apollo 11',
    'second floor',
    '5th avenue',
    'Expo 2020',
    'may flowers',
    '1st place',
    '21st birthday',
    "five o'clock tea",
    'H1N1',
    '50 years',
    'Sunday market',
    'late summer',
  ])('is none: %s', (word) => {
    expect(codesOfKeyword(word)).toEqual([]);
  });
});

describe('a word that insults', () => {
  it.each([
    'fuck',
    'Fucking hell',
    'bullshit',
    'sh1t',
    'faggot',
    'motherfucker',
    'asshole',
    'sluts',
    'cunt',
    'wankers',
  ])('is a problem anywhere, unless the setting is off: %s', (word) => {
    expect(codesOfKeyword(word)).toEqual(['keyword-offensive']);
    expect(codes({ description: `A wall with the word ${word} on it` })).toEqual([
      'title-offensive',
    ]);
    expect(codes({ shortTitle: `A wall with ${word}` })).toEqual(['short-title-offensive']);
    expect(codesOfKeyword(word, { offensive: false })).toEqual([]);
  });

  it.each([
    'Scunthorpe',
    'cock fighting',
    'blue tit',
    'wild ass',
    "Dick's Diner",
    'gay pride parade',
    'black people',
    'Essex',
    'Sussex',
    'bitch with puppies',
    'Maine coon',
    'hoar frost',
    'Homo sapiens',
    'pussy willow',
    'King Cnut',
    'magna cum laude',
    'shiitake',
    'cocktail',
    'Wang family',
    'woodpecker',
    'breast cancer',
    'pawn shop',
    'anal fin',
    'poop deck',
    'dyke',
    'lesbian couple',
    'shag carpet',
    'spic and span',
    'Penistone',
    'assassin',
    'garden hoes',
  ])('is none: %s', (word) => {
    expect(codesOfKeyword(word)).toEqual([]);
  });
});
