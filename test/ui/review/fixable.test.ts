/** What the fix key answers, for any checks of a photo. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ShownCheck } from '../../../src/pipeline/session/photo.ts';
import { answeredByFix } from '../../../src/ui/review/fixable.ts';

const weights = ['problem', 'doubt', 'note'] as const;
const codes = {
  problem: ['keyword-duplicate', 'keywords-too-many', 'no-date'],
  doubt: ['unsure'],
  note: ['spelling', 'usage-differs', 'title-same'],
};

const anyCheck = fc.constantFrom(...weights).chain((weight) =>
  fc.record(
    {
      code: fc.constantFrom(...codes[weight]),
      weight: fc.constant(weight),
      field: fc.constantFrom('title', 'keywords'),
      message: fc.constant('What is wrong.'),
      index: fc.nat(3),
      fix: fc.constant('mend it'),
    },
    { requiredKeys: ['code', 'weight', 'field', 'message'] },
  ),
) as fc.Arbitrary<ShownCheck>;

const someChecks = fc.array(anyCheck, { maxLength: 6 });

it('is never the usage', () => {
  fc.assert(
    fc.property(someChecks, fc.integer({ min: -1, max: 3 }), (checks, keywordIndex) => {
      expect(answeredByFix(checks, keywordIndex).map(({ code }) => code)).not.toContain(
        'usage-differs',
      );
    }),
  );
});

it('is one thing at a time, and no hint while anything else is open', () => {
  fc.assert(
    fc.property(someChecks, (checks) => {
      const answered = answeredByFix(checks, -1);
      if (checks.every(({ weight }) => weight === 'note')) return;
      expect(answered.length).toBeLessThanOrEqual(1);
      expect(answered.map(({ weight }) => weight)).not.toContain('note');
    }),
  );
});

it('is a problem before a name, and of problems what makes room before what takes something good away', () => {
  const check = (code: string, weight: ShownCheck['weight']): ShownCheck => ({
    code,
    weight,
    field: 'keywords',
    message: 'What is wrong.',
    fix: 'mend it',
  });
  const name = check('unsure', 'doubt');
  const tooMany = check('keywords-too-many', 'problem');
  const twice = check('keyword-duplicate', 'problem');
  expect(answeredByFix([name, tooMany, twice], -1)).toEqual([twice]);
  expect(answeredByFix([name, tooMany], -1)).toEqual([tooMany]);
  expect(answeredByFix([name, { ...tooMany, code: 'no-date' }], -1)).toHaveLength(1);
});
