import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countBytes,
  countCharacters,
  cutToBytes,
  cutToBytesAtWord,
  cutToCharacters,
} from '../../../src/rules/texts/limits.ts';
import { anyText } from '../../helpers/any-text.ts';

const someText = fc.oneof(
  anyText(),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('a', ' ', 'é', '👨‍👩‍👧', '\ud83d', '東', ',', '-', '\u0301') }),
);

describe('counting', () => {
  it('counts an emoji as one character and four bytes', () => {
    expect(countCharacters('a😀é')).toBe(3);
    expect(countBytes('a😀é')).toBe(7);
  });
});

describe('cutting to bytes', () => {
  it('leaves out a letter that would only half fit', () => {
    expect(cutToBytes(`${'x'.repeat(63)}東京`, 64)).toBe('x'.repeat(63));
    expect(cutToBytes('é'.repeat(70), 64)).toBe('é'.repeat(32));
  });

  it('keeps joined emoji and combined accents whole', () => {
    expect(cutToBytes('ab👨‍👩‍👧', 12)).toBe('ab');
    expect(cutToBytes('cafe\u0301s', 5)).toBe('caf');
  });

  it('splits a joined emoji only where nothing else would be left', () => {
    expect(cutToBytes('👨‍👩‍👧', 4)).toBe('👨');
  });

  it('never exceeds the limit and never yields broken UTF-8', () => {
    fc.assert(
      fc.property(someText, fc.nat(80), (text, limit) => {
        for (const cut of [cutToBytes(text, limit), cutToBytesAtWord(text, limit)]) {
          expect(countBytes(cut)).toBeLessThanOrEqual(limit);
          expect(cut.isWellFormed()).toBe(true);
          expect(text.toWellFormed().startsWith(cut)).toBe(true);
        }
      }),
    );
  });

  it('can end at a word', () => {
    expect(cutToBytesAtWord('Ferries on the Bosphorus at dusk', 27)).toBe(
      'Ferries on the Bosphorus at',
    );
    expect(cutToBytesAtWord('Ferries on the Bosphorus', 22)).toBe('Ferries on the');
  });
});

describe('cutting to characters', () => {
  it('ends at a word and drops the comma or dash behind it', () => {
    expect(cutToCharacters('Ferries cross the Bosphorus, below the tower', 30)).toBe(
      'Ferries cross the Bosphorus',
    );
    expect(cutToCharacters('A market - full of spices', 10)).toBe('A market');
    expect(cutToCharacters('Ferries cross-country', 13)).toBe('Ferries cross');
  });

  it('cuts a single long word at a letter', () => {
    expect(cutToCharacters('Rindfleischetikettierung', 10)).toBe('Rindfleisc');
    expect(cutToCharacters('金閣寺の庭園と池の風景', 5)).toBe('金閣寺の庭');
  });

  it('never exceeds the limit, and leaves alone what fits', () => {
    fc.assert(
      fc.property(someText, fc.nat(60), (text, limit) => {
        const cut = cutToCharacters(text, limit);
        expect(countCharacters(cut)).toBeLessThanOrEqual(limit);
        expect(cut.isWellFormed()).toBe(true);
        if (countCharacters(text.toWellFormed()) <= limit) expect(cut).toBe(text.toWellFormed());
      }),
    );
  });

  it('never ends within a word that was not too long by itself', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1 }),
        fc.integer({ min: 9, max: 60 }),
        (words, limit) => {
          const kept = cutToCharacters(words.join(' '), limit).split(' ');
          expect(words.slice(0, kept.length)).toEqual(kept);
        },
      ),
    );
  });
});
