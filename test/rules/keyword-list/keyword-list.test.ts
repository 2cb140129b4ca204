/** A keyword list in use. */
import { describe, expect, it } from 'vitest';
import { KeywordList } from '../../../src/rules/keyword-list/keyword-list.ts';
import { readList } from '../../../src/rules/keyword-list/read-list.ts';

const listOf = (...texts: readonly string[]) =>
  new KeywordList(texts.map((text) => readList(text).entries));

const list = listOf(
  [
    '[PLACES]',
    '\tEurope',
    '\t\tPortugal',
    '\t\t\tLisbon {Lisboa}',
    'vehicle',
    '\twatercraft',
    '\t\tferry boat {car ferry} {ferry}',
    '\t\tU-boat',
    'color {hue}',
    '\tgray',
    '\t\tgray harbor',
    '\torange',
    'fruit',
    '\torange',
    'São Tomé',
    'café',
    'cafe',
    'UNESCO World Heritage Site',
    'boat',
    'Porto, Portugal',
  ].join('\n'),
);

describe('the spelling of the list', () => {
  it.each([
    ['ferry boat', 'ferry boat'],
    ['Ferry Boat', 'ferry boat'],
    ['ferryboat', 'ferry boat'],
    ['ferry-boat', 'ferry boat'],
    ['FERRY', 'ferry'],
    ['lisbon', 'Lisbon'],
    ['lisboa', 'Lisboa'],
    ['sao tome', 'São Tomé'],
    ['grey', 'gray'],
    ['Grey Harbour', 'gray harbor'],
    ['grey harbours', undefined],
    ['colour', 'color'],
    ['unesco world heritage site', 'UNESCO World Heritage Site'],
    ['u boat', 'U-boat'],
    ['boats', undefined],
    ['places', undefined],
    ['PLACES', undefined],
    ['Porto, Portugal', undefined],
    ['submarine', undefined],
    ['', undefined],
  ])('of %j is %j', (word, spelled) => {
    expect(list.spelling(word)).toBe(spelled);
  });

  it('is nobody’s where the list has several, unless it is one of them', () => {
    expect(list.spelling('café')).toBe('café');
    expect(list.spelling('cafe')).toBe('cafe');
    expect(list.spelling('CAFE')).toBeUndefined();
  });

  it('goes the other way where the list is British', () => {
    expect(listOf('grey\nharbours\njewellery').spelling('harbors')).toBe('harbours');
    expect(listOf('grey').spelling('gray')).toBe('grey');
  });

  it('finds another form of a word only where it is asked for', () => {
    expect(list.likest('boats')).toBe('boat');
    expect(list.likest('fruits')).toBe('fruit');
    expect(list.likest('submarines')).toBeUndefined();
  });
});

describe('what belongs to a keyword', () => {
  it.each([
    ['ferry boat', 'parents', ['watercraft', 'vehicle']],
    ['ferry boat', 'synonyms', ['car ferry', 'ferry']],
    ['ferry boat', 'both', ['watercraft', 'vehicle', 'car ferry', 'ferry']],
    ['ferry', 'synonyms', ['ferry boat', 'car ferry']],
    ['Lisbon', 'parents', ['Portugal', 'Europe']],
    ['ferry boat', 'nothing', []],
    ['submarine', 'both', []],
  ] as const)('%s: %s', (word, what, wanted) => {
    expect(list.additionsOf(word, [], what)).toEqual(wanted);
  });

  it('is told by the other keywords where a word stands on several branches', () => {
    expect(list.additionsOf('orange', ['dusk'], 'parents')).toEqual(['color', 'fruit']);
    expect(list.additionsOf('orange', ['Fruit'], 'parents')).toEqual(['fruit']);
    expect(list.pathsOf('orange', ['fruit', 'market'])).toEqual([['fruit', 'orange']]);
    expect(list.pathsOf('orange', [])).toEqual([
      ['color', 'orange'],
      ['fruit', 'orange'],
    ]);
  });

  it('has a place in the tree, with what is not exported on the way', () => {
    expect(list.pathsOf('Lisboa', [])).toEqual([['PLACES', 'Europe', 'Portugal', 'Lisbon']]);
    expect(list.pathsOf('submarine', [])).toEqual([]);
  });

  it('is found in a name that stands below itself', () => {
    const odd = listOf('a1\n\tb1\n\t\ta1\n\t\t\tb1');
    expect(odd.additionsOf('b1', [], 'parents')).toEqual(['a1']);
  });
});

describe('completion', () => {
  it.each([
    ['fer', ['ferry', 'ferry boat', 'car ferry']],
    ['LIS', ['Lisboa', 'Lisbon']],
    ['sao', ['São Tomé']],
    ['her', ['UNESCO World Heritage Site']],
    ['porto', []],
    ['', []],
  ])('of %j is %j', (beginning, words) => {
    expect(list.complete(beginning, 5)).toEqual(words);
  });
});

it('puts one list on top of another', () => {
  const both = listOf('harbour {port}', 'harbor\n\tpier\nport');
  expect(both.spelling('harbour')).toBe('harbour');
  expect(both.spelling('Harbor')).toBe('harbor');
  expect(both.additionsOf('pier', [], 'parents')).toEqual(['harbor']);
});

it('reads a list of very many words in a time that grows with their number', () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, at) => `${'\t'.repeat(at % 40)}word ${at} x${at % 977}`);
  const { entries, mistakes } = readList(lines(20_000).join('\n'));
  expect(mistakes).toEqual([]);
  const large = new KeywordList([entries]);
  expect(large.size).toBe(20_000);
  expect(large.additionsOf('word 39 x39', [], 'parents')).toHaveLength(39);
  expect(large.complete('word 1999', 5)).toHaveLength(5);
});
