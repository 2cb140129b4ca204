/** Twenty thousand marks on one letter cost what twenty thousand letters do. */
import { expect, it } from 'vitest';
import { fold } from '../../src/rules/texts/fold.ts';
import { titleOf } from '../../src/rules/texts/title.ts';
import { expectLinear } from '../helpers/growth.ts';

it('folds marks in proportion to their number', () => {
  for (const start of ['a', '1', '\u0434'])
    expectLinear((times) => start + '\u0301'.repeat(times), fold, 100_000);
  expect(fold('São Paulo, Łódź, й')).toBe('sao paulo, lodz, й');
});

it('cuts a title in proportion to its text', () => {
  for (const word of ['word ', 'word, ', 'x', ',', '( '])
    expectLinear(
      (size) => word.repeat(size),
      (description) => titleOf({ usage: 'commercial', description }),
      20_000,
    );
});
