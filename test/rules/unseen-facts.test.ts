/** What no picture says: who somebody is, how old, where from and what somebody thinks; and talk of the picture itself. */
import { describe, expect, it } from 'vitest';
import { openDictionary } from '../../src/pipeline/review/dictionary.ts';
import { toSuggestion } from '../../src/rules/answers/suggest.ts';
import type { CheckFacts, ReviewedText } from '../../src/rules/checks/check.ts';
import { checksOf, fixing, keepsOpen } from '../../src/rules/checks.ts';

const { knows } = await openDictionary('american');
const rules = { keywordCount: 10, requiredKeywords: [], bannedKeywords: [], knowsEnglish: knows };
const facts = { place: { city: 'Toronto', country: 'Canada' }, takenOn: '2019-05-14' } as const;
const keywords = ['street', 'house', 'tree', 'people', 'walk', 'morning', 'light', 'window'];

function made(description: string, more: readonly string[] = []) {
  const answer = { description, shortTitle: '', usageReason: '', unsure: [] };
  return toSuggestion(
    { ...answer, keywords: [...more, ...keywords] },
    { ...facts, usage: 'commercial' },
    rules,
  );
}

function open(text: Pick<ReviewedText, 'description' | 'keywords'>, more: CheckFacts = {}) {
  const reviewed = { shortTitle: '', usage: 'commercial', keptNames: [], ...text } as const;
  return checksOf(reviewed, { ...facts, offered: text, ...more }, rules).filter(keepsOpen);
}

describe('a person sees', () => {
  it.each([
    ['title-person', 'Actor Tom Hanks leaving a coffee shop'],
    ['title-person', 'Street musician João Silva plays the guitar on a square'],
    ['title-person', 'President Erdogan waving to supporters from a bus'],
    ['title-person', 'Portrait of Scarlett Johansson on a red carpet'],
    ['title-person', 'Mike, a construction worker, eats lunch on a beam'],
    ['title-person', 'A couple, Carlos and Maria, share a plate of olives'],
    ['title-person', 'Young man named David on a bicycle'],
    ['title-person', 'Opera singer Zdislava Horakova bows on a stage'],
    ['title-guess', 'A 35-year-old man drinking tea at a table'],
    ['title-guess', 'Woman aged 42 reading on a bench'],
    ['title-guess', 'Nurse in her late forties on a balcony'],
    ['title-guess', 'Man of Arab descent waiting at a stop'],
    ['title-guess', 'Man, about 45 years old, with a newspaper'],
    ['title-guess', 'Street cafe in the rain, hard to tell which'],
    ['title-guess', 'Asian-looking tourists at a gate'],
    ['title-guess', 'Caucasian woman eating ice cream'],
    ['title-guess', 'Old man thinking about his youth on a bench'],
    ['title-guess', 'Boy who feels abandoned on a step'],
    ['title-guess', 'Two pickpockets in a crowd of tourists'],
    ['title-guess', 'Why do people wait at this gate?'],
    ['title-guess', 'A statue of some unknown general on a horse'],
    ['title-guess', 'A ferry, not sure which line, at a pier'],
    ['title-self-reference', 'A street with a watermark in the corner'],
    ['title-self-reference', 'Low quality image of a street with trees'],
    ['title-self-reference', '3D render of a street with trees'],
    ['title-self-reference', 'A street with trees. The composition follows the rule of thirds'],
    ['title-self-reference', 'A street with trees, slightly overexposed'],
    ['title-self-reference', 'Vintage style picture of a street'],
    ['title-self-reference', 'A house on the left side of the image'],
    ['title-self-reference', 'Screenshot of a map with bus lines'],
  ])('%s: %s', (code, description) => {
    expect(open(made(description)).map((check) => check.code)).toContain(code);
  });

  it.each(['Brad Pitt', 'Maria Garcia', 'Mehmet'])('the keyword %s', (word) => {
    const text = made('A quiet street with trees in the morning', [word]);
    expect(open(text).map(({ code }) => code)).toEqual(['keyword-person']);
  });
});

describe('nobody is asked about', () => {
  it.each([
    'Martin Luther King Jr. Memorial among cherry trees',
    'Visitors at the mausoleum of Mustafa Kemal',
    'Benjamin Franklin Bridge in the fog',
    "William Shakespeare's birthplace with a garden",
    'San Francisco style bread on a wooden board',
    'Plaza Simón Bolívar with palm trees and benches',
    'Mural of Nelson Mandela on a brick wall',
    'Paul Klee Zentrum below a line of hills',
    'Granny Smith apples in a basket',
    'Yellow cafe that Vincent van Gogh painted in 1888',
    'Martin Luther King Jr. birth home with a porch',
    'Queen Anne houses with wooden porches',
    'A 2,000-year-old aqueduct in a field',
    'Bottle of 12-year-old whisky with a glass',
    'An elderly woman feeds sparrows from her hand',
    'Woman feels the texture of silk in a shop',
    'A serious-looking boy behind a chess board',
    'Why Not sign above a pink door',
    'A sign asks "Where are you going?" in red',
    'An engineer looks at a 3D drawing on a screen',
    'Collage of postcards on the wall of a cafe',
    'Blurred traffic lights behind a wet window',
    'A photographer kneels behind a tripod',
    'Family photos in frames on a wall',
    'Robin sits on a snowy branch',
    'Marina is full of yachts at dusk',
    'Heather blooming on a moor',
    'Carol singing outside a church',
    'General Store stands on a main street',
    'Cavalier King Charles Spaniel sits on a sofa',
    'Jack Russell sits on a sofa',
    'Hawaiian Monk Seal rests on a beach',
    'House Martin feeding its young',
    'Paper strips with wishes for the new year on a tree',
    'Unidentified tourists walk along a quay',
    'Rows of solar panels on a roof capturing solar energy',
    'Street cook adding a touch of cream to a curry',
  ])('%s', (description) => {
    const text = made(description);
    expect(text.description).toBe(description);
    expect(open(text)).toEqual([]);
  });

  it('names that the photographer gave, that a person kept, or of what is shown', () => {
    const text = made('Tom Hanks waving from a balcony');
    expect(open(text, { people: ['Tom Hanks'] })).toEqual([]);
    expect(open({ ...text, ...{ keptNames: ['Tom Hanks'] } })).toEqual([]);
    expect(open(text, { offered: { description: '', keywords } })).toEqual([]);
    expect(open(made('Statue of a general on a horse', ['Simón Bolívar']))).toEqual([]);
  });
});

it('drops a name where that leaves a sentence, and only when a person says so', () => {
  const text = made('A quiet street with trees beside Tom Hanks', ['Tom Hanks']);
  const reviewed = { ...text, usage: 'commercial', keptNames: [] } as const;
  const { text: fixed } = fixing(reviewed, facts, rules, ({ code }) => code === 'title-person');
  expect(fixed.description).toBe('A quiet street with trees');
  expect(fixed.keywords).not.toContain('Tom Hanks');
});

it.each([
  ['Aerial photo of a street with trees', 'Aerial view of a street with trees'],
  ['A black and white photo of a street with trees', 'A street with trees'],
  ['Close-up shot of a bee on a flower', 'Close-up of a bee on a flower'],
  ['Night shot of a street with lamps', 'Night view of a street with lamps'],
  ['A street with trees, shot from a low angle', 'A street with trees'],
  ['A street with trees, creating a peaceful atmosphere', 'A street with trees'],
])('%s is repaired', (description, left) => {
  const text = made(description);
  expect(text.description).toBe(left);
});

it.each([
  'possibly mosque',
  'ferry?',
  'not a ferry',
  '35 years old',
  '30-35 years',
  'caucasian ethnicity',
  'asian descent',
  'turkish looking man',
  'low quality',
  '3d render',
  'ai art',
  'watermark',
])('the keyword "%s" is left out of an answer', (word) => {
  expect(made('A quiet street with trees', [word]).keywords).not.toContain(word);
});
it.each([
  ...['not allowed sign', '50 years', 'senior adult', 'mid adult', 'raw fish', 'no people'],
  ...['steep descent', 'public appearance', 'good-looking man', 'clean appearance'],
  ...['unidentified flying object', 'poor quality housing'],
])('the keyword "%s" stays', (word) => {
  expect(made('A quiet street with trees', [word]).keywords).toContain(word);
});
