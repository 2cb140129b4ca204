import { expect, it } from 'vitest';
import { dollarText } from '../src/amounts.ts';

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
