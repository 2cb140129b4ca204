import { describe, expect, it } from 'vitest';
import { pathMatcher } from '../../src/files/path-pattern.ts';

const decomposed = 'Brazil/São Paulo/editorial/f.jpg'.normalize('NFD');
const paths = [
  'Portugal/Lisbon/editorial/a.jpg',
  'Portugal/Lisbon/commercial/b.jpg',
  'Portugal/Porto/editorial/IMG_1.JPG',
  'Spain/[2019] Madrid/editorial/c.jpg',
  'Spain/2 Madrid/editorial/d.jpg',
  'Spain/.hidden/e.jpg',
  decomposed,
  'g.jpg',
];
const all = paths.map((path) => ({ path }));

/** The last letter before the ending tells the files apart. */
const found = (...patterns: string[]) => {
  const isMeant = pathMatcher(patterns, all);
  return paths
    .filter(isMeant)
    .map((path) => path.replace(/^.*(.)\.jpe?g$/i, '$1'))
    .join('');
};

describe('a pattern', () => {
  it.each([
    ['Portugal/Lisbon/**', 'ab'],
    ['Portugal/Lisbon', 'ab'],
    ['Portugal/Lisbon/', 'ab'],
    ['./Portugal//', 'ab1'],
    ['portugal/LISBON', 'ab'],
    ['Portugal/*', 'ab1'],
    ['*/*/editorial', 'a1cdf'],
    ['**/editorial/*.jpg', 'a1cdf'],
    ['Portugal/Lisbon/editorial/a.jpg', 'a'],
    ['a.jpg', 'a'],
    ['IMG_*', '1'],
    ['*.jpg', 'ab1cdefg'],
    ['{Portugal,Spain}/*o*', 'ab1'],
    ['**/{a,b}.jpg', 'ab'],
    ['Spain/[2019] Madrid', 'c'],
    ['Spain/[2] Madrid', 'd'],
    ['Spain/.hidden/*', 'e'],
    ['Brazil/São Paulo', 'f'],
    ['Brazil/S?o Paulo/**', 'f'],
    ['.', 'ab1cdefg'],
    ['**', 'ab1cdefg'],
    ['Lisbon', ''],
    ['Portugal/Lis', ''],
    ['Portugal/Lisbon/a.jpg', ''],
    ['[', ''],
  ])('%s means %s', (pattern, expected) => {
    expect(found(pattern)).toBe(expected);
  });

  it.each([
    [['Portugal/Lisbon', 'Spain/2 Madrid'], 'abd'],
    [['!Portugal'], 'cdefg'],
    [['Portugal', '!**/commercial'], 'a1'],
    [['!Portugal/Lisbon', '!Spain'], '1fg'],
  ])('%j together mean %s', (patterns, expected) => {
    expect(found(...patterns)).toBe(expected);
  });
});
