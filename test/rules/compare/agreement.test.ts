import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  keptShare,
  meanOf,
  orderAgreement,
  wordEdits,
} from '../../../src/rules/compare/agreement.ts';
import { spreadOver } from '../../../src/rules/compare/spread.ts';

/** Words that no rule takes for forms of one another. */
const terms = ['ferry', 'dusk', 'bridge', 'tower', 'gull', 'crowd', 'tea', 'rain', 'night', 'fish'];
const lists = fc.shuffledSubarray(terms, { minLength: 2 });

describe('how much of the keywords is kept', () => {
  it('counts terms in any form, each once', () => {
    expect(
      keptShare(['ferry', 'bridges', 'dusk', 'São Paulo'], ['Ferries', 'bridge', 'sao paulo']),
    ).toBe(0.75);
    expect(keptShare(['ferry', 'ferries'], ['ferry'])).toBe(1);
    expect(keptShare([], ['ferry'])).toBeUndefined();
    expect(keptShare(['ferry'], [])).toBe(0);
  });

  it('is between none and all, and all of itself', () => {
    fc.assert(
      fc.property(lists, lists, (one, other) => {
        expect(keptShare(one, one)).toBe(1);
        const share = keptShare(one, other) ?? -1;
        expect(share).toBeCloseTo(one.filter((term) => other.includes(term)).length / one.length);
      }),
    );
  });
});

describe('how far the order agrees', () => {
  it('goes by the keywords that both have', () => {
    expect(orderAgreement(['ferry', 'dusk', 'tea'], ['ferries', 'rain', 'dusk', 'tea'])).toBe(1);
    expect(orderAgreement(['ferry', 'dusk', 'tea'], ['tea', 'dusk', 'ferry'])).toBe(-1);
    expect(orderAgreement(['ferry', 'dusk', 'tea'], ['ferry', 'tea', 'dusk'])).toBeCloseTo(1 / 3);
    expect(orderAgreement(['ferry'], ['ferry'])).toBeUndefined();
    expect(orderAgreement(['ferry', 'dusk'], ['rain', 'tea'])).toBeUndefined();
  });

  it('is 1 for itself, -1 for its reverse, the same from both sides, and never beyond', () => {
    fc.assert(
      fc.property(lists, lists, (one, other) => {
        expect(orderAgreement(one, one)).toBe(1);
        expect(orderAgreement(one, one.toReversed())).toBe(-1);
        const tau = orderAgreement(one, other);
        expect(orderAgreement(other, one)).toBe(tau);
        if (tau !== undefined) expect(Math.abs(tau)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the words of a title to change', () => {
  it('are those put in, taken out or replaced; capitals, accents and signs are none', () => {
    expect(wordEdits('Ferries cross the Bosphorus', 'Ferries cross the Bosphorus at dusk')).toBe(2);
    expect(wordEdits('A ferry at dawn', 'The ferry at dusk')).toBe(2);
    expect(wordEdits('Café, at noon', 'cafe at noon')).toBe(0);
    expect(wordEdits('', 'two words')).toBe(2);
  });

  it('are a distance', () => {
    const titles = fc
      .array(fc.constantFrom(...terms), { maxLength: 8 })
      .map((all) => all.join(' '));
    fc.assert(
      fc.property(titles, titles, titles, (one, two, three) => {
        expect(wordEdits(one, one)).toBe(0);
        expect(wordEdits(one, two)).toBe(wordEdits(two, one));
        expect(wordEdits(one, three)).toBeLessThanOrEqual(
          wordEdits(one, two) + wordEdits(two, three),
        );
      }),
    );
  });
});

it('takes the mean of what is known', () => {
  expect(meanOf([1, undefined, 3])).toBe(2);
  expect(meanOf([undefined])).toBeUndefined();
});

describe('choosing a few of many', () => {
  const all = Array.from({ length: 40 }, (_, number) => ({
    group: number % 7,
    order: `${(number * 37) % 41}`,
  }));
  const chosen = (from: typeof all, most: number) =>
    spreadOver(
      from,
      most,
      ({ group }) => String(group),
      ({ order }) => order,
    );

  it('takes some of every kind, as many as are wanted, and the same whatever their order', () => {
    expect(new Set(chosen(all, 7).map(({ group }) => group)).size).toBe(7);
    expect(chosen(all, 10)).toHaveLength(10);
    expect(chosen(all, 100)).toHaveLength(40);
    expect(chosen(all.toReversed(), 10)).toEqual(chosen(all, 10));
    expect(chosen(all, 20).slice(0, 7)).toEqual(chosen(all, 7));
  });
});
