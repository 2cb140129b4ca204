/** Faults of form that the words alone show: grammar, signs, numbers of people and things, and lists of keywords. */
import { describe, expect, it } from 'vitest';
import { openDictionary } from '../../src/pipeline/review/dictionary.ts';
import { isRefusal } from '../../src/rules/answers/refusals.ts';
import { toSuggestion } from '../../src/rules/answers/suggest.ts';
import { checksOf, keepsOpen } from '../../src/rules/checks.ts';
import { hasContact } from '../../src/rules/texts/contact.ts';

const { knows } = await openDictionary('american');
const rules = { keywordCount: 50, requiredKeywords: [], bannedKeywords: [], knowsEnglish: knows };
const facts = { place: { city: 'Toronto', country: 'Canada' }, takenOn: '2019-05-14' } as const;
const keywords = ['street', 'house', 'tree', 'people', 'walk', 'morning', 'light', 'window'];

function made(description: string, words: readonly string[] = keywords) {
  const answer = { description, shortTitle: '', usageReason: '', unsure: [], keywords: words };
  return toSuggestion(answer, { ...facts, usage: 'commercial' }, rules);
}

function openIn(description: string, words: readonly string[] = keywords) {
  const text = made(description, words);
  const reviewed = { ...text, usage: 'commercial', keptNames: [] } as const;
  return checksOf(reviewed, { ...facts, offered: text }, rules)
    .filter(keepsOpen)
    .map(({ code }) => code);
}

describe('a person sees', () => {
  it.each([
    ['title-grammar', 'Two man walking past a house'],
    ['title-grammar', 'A women sits on a bench under a tree'],
    ['title-grammar', 'Children is playing beside a fountain'],
    ['title-grammar', 'The man are waiting at a gate'],
    ['title-grammar', 'Of the boats at the pier in the evening'],
    ['title-grammar', 'People wait at the gate.they carry bags'],
    ['title-is-list', 'Boats 2. Harbour 3. Gulls'],
    ['title-other-language', 'Boats on the water / Boote auf dem Wasser am Abend'],
    ['title-web-address', 'White taxi with licence plate 34 TAB 512 in a street'],
    ['title-web-address', 'Red scooter AB-123-CD stands beside a bakery'],
    ['title-web-address', 'Card with the account TR33 0006 1005 1978 6457 8413 26 on it'],
    ['title-brand', 'Boy in a Spider-Man costume at a fair'],
  ])('%s: %s', (code, description) => {
    expect(openIn(description)).toContain(code);
  });

  it.each(['this is a nice tree', 'there are gulls'])('the keyword "%s"', (word) => {
    expect(openIn('People wait at a gate', [...keywords, word])).toEqual(['keyword-sentence']);
  });

  it('a list with one word in many keywords', () => {
    const words = 'boat,ride,trip,port,dock,deck,line,pier,crew,lane'.split(',');
    const ferries = words.map((word) => `ferry ${word}`);
    expect(openIn('People wait at a gate', [...keywords, ...ferries])).toEqual([
      'keywords-one-word',
    ]);
    expect(openIn('People wait at a gate', [...keywords, ...ferries.slice(0, 8)])).toEqual([]);
  });
});

it('warns of a list in the order of the alphabet', () => {
  const words = 'bay,boat,city,deck,dusk,gull,hill,pier,port,sea,ship,sky,sun'.split(',');
  const codes = (offered: readonly string[]) =>
    checksOf(
      { ...made('People wait at a gate', offered), usage: 'commercial', keptNames: [] },
      { ...facts, offered: { description: '', keywords: offered } },
      rules,
    ).map(({ code }) => code);
  expect(codes(words)).toContain('keywords-sorted');
  expect(codes([...words.slice(1), 'bay'])).not.toContain('keywords-sorted');
});

it('takes no day for a number plate', () => {
  expect(hasContact('Poster for the concert of 14 MAY 2019')).toBe(false);
});

it.each([
  ['An ferry crossing a evening strait', 'A ferry crossing an evening strait'],
  ['Boats cross the bay ;gulls follow', 'Boats cross the bay; gulls follow'],
  ['"Boats crossing the bay at dusk', 'Boats crossing the bay at dusk'],
  ['Boats boats boats in a small harbour', 'Boats in a small harbour'],
  ['Boats crossing the bay while a group of', 'Boats crossing the bay'],
  ['Boats crossing the bay / Reuters', 'Boats crossing the bay'],
  ['Boats crossing the bay (AP Photo)', 'Boats crossing the bay'],
  ['Boats crossing the bay, only $9.99 per licence', 'Boats crossing the bay'],
])('%s is repaired', (description, left) => {
  expect(made(description).description).toBe(left);
  expect(openIn(description)).toEqual([]);
});

describe('nobody is asked about', () => {
  it.each([
    'A university building with a one-way street and a European flag',
    'An hour glass and an honest scale on a desk',
    'Two man-made lakes and three women with bags',
    'The number of people is shown on a board',
    'A man and a woman are dancing in a hall',
    'A series is filmed in an old factory',
    'A children’s choir sings in a church',
    'Plaza de España with a canal and tiled bridges',
    'A plane with the registration C-GHPQ taxies to a gate',
    'Steam locomotive No. 2816 crosses a trestle',
    'An F-18 fighter jet over a crowd',
    'Price tags on fish at 12 dollars a kilo',
    'Bus 34 stops at Gate B 12 in the rain',
    'Houses nestle among green hills',
    'Bora Bora lagoon on a poster in a window',
    'Chains and locks on a 5" pipe',
    'Visitors in the garden of the Getty Center',
    'Class A office building beside a park',
    'Entrance of terminal A open at night',
    'A group of young Muslim women is walking home',
    'A man and a young blonde woman are walking home',
    'Picking berries is hard work on a farm',
    'A ladies market in a narrow street',
    'Bakery where many a man is tempted by cakes',
  ])('%s', (description) => {
    expect(made(description).description).toBe(description.replace('’', "'"));
    expect(openIn(description)).toEqual([]);
  });
});

it.each([
  'It would be inappropriate for me to caption this one',
  'More context is needed to describe this properly',
  'We regret that the photograph is not something we can discuss',
  'The people shown cannot be identified',
])('"%s" declines', (text) => {
  expect(isRefusal(text)).toBe(true);
});
it.each([
  'Courage is needed to climb this wall',
  'More rain needed by farmers in a dry valley',
  'Sign with the words "More information required" on a door',
])('"%s" does not', (text) => {
  expect(isRefusal(text)).toBe(false);
});
