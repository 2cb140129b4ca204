/** Words that tell quickly whether a text may guess or speak of the picture, held together with the patterns they stand for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import guesses from '../../../src/rules/data/guesses.json' with { type: 'json' };
import talk from '../../../src/rules/data/picture-talk.json' with { type: 'json' };
import { anyOf } from '../../../src/rules/texts/patterns.ts';

const of = (anchors: readonly string[]) =>
  new RegExp(`\\d|\\?|(?<![A-Za-z])(?:${anchors.join('|')})`, 'i');

const lists = [
  ...[guesses.titles, guesses.hedges, guesses.keywords].map((patterns) => ({
    patterns,
    parts: guesses.parts,
    anchors: of(guesses.anchors),
  })),
  ...[talk.mentions, talk.made, talk.endings].map((patterns) => ({
    patterns,
    parts: talk.parts,
    anchors: of(talk.anchors),
  })),
];

/** Generators know no look-ahead. */
function withoutAhead(pattern: string): string {
  return pattern.replace(/\(\?!(?:[^()]|\([^()]*\))*\)|\(\?=[^)]*\)|\\b/g, '');
}

describe.each(lists)('the anchors', ({ patterns, parts, anchors }) => {
  it.each(patterns)('are in whatever %s fits', (pattern) => {
    const plainParts = Object.entries(parts).map(([name, part]) => [name, withoutAhead(part)]);
    const { source } = anyOf([withoutAhead(pattern)], Object.fromEntries(plainParts), '');
    fc.assert(
      fc.property(fc.stringMatching(new RegExp(`^${source}$`)), (text) => {
        expect(text).toMatch(anchors);
      }),
    );
  });
});
