import fc from 'fast-check';
import { expect, it } from 'vitest';
import { count, dollarText } from '../src/amounts.ts';

it('prints as many digits of an amount of money as matter', () => {
  expect([0, 0.0000001, 0.00001, 0.00138, 0.138, 12.3].map(dollarText)).toEqual([
    '$0',
    'under $0.000001',
    '$0.00001',
    '$0.0014',
    '$0.14',
    '$12.30',
  ]);
});

it('groups the digits of numbers as the platform does', () => {
  const format = new Intl.NumberFormat('en-US');
  fc.assert(
    fc.property(fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -2000, max: 2000 })), (value) => {
      expect(count(value)).toBe(format.format(value));
    }),
  );
  expect([999, 1000, 1234.5678, 0.1234].map(count)).toEqual([
    '999',
    '1,000',
    '1,234.5678',
    '0.1234',
  ]);
});
