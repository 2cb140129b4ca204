/** Twenty thousand marks on one letter cost what twenty thousand letters do. */
import { expect, it } from 'vitest';
import { fold } from '../../src/rules/texts/fold.ts';

it('folds marks in proportion to their number', () => {
  const before = process.cpuUsage();
  for (const start of ['a', '1', '\u0434']) fold(start + '\u0301'.repeat(200_000));
  // By the square of their number it would be minutes.
  expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  expect(fold('São Paulo, Łódź, й')).toBe('sao paulo, lodz, й');
});
