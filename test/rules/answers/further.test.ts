/** What is taken of the fields beside title and keywords, whatever a model writes there. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAnswer } from '../../../src/openai/answer.ts';
import {
  categories,
  categoriesIn,
  mostCategories,
  typedCategories,
} from '../../../src/rules/answers/categories.ts';
import { furtherIn, usableFurther } from '../../../src/rules/answers/further.ts';
import { anyText } from '../../helpers/any-text.ts';

const known: readonly string[] = categories;

it('takes categories of the list alone, each once, and at most two', () => {
  expect(categoriesIn(['Travel', 'castles', ' travel ', 'PEOPLE', 'food'])).toEqual([
    'travel',
    'people',
  ]);
  const word = fc.oneof(fc.constantFrom(...categories), fc.string(), anyText());
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const taken = categoriesIn(words);
      expect(taken.length).toBeLessThanOrEqual(mostCategories);
      expect(new Set(taken).size).toBe(taken.length);
      expect(taken.every((one) => known.includes(one))).toBe(true);
      expect(categoriesIn(taken)).toEqual(taken);
    }),
  );
});

it('reads what a person types by the beginning of a name, and says what it does not know', () => {
  expect(typedCategories('trav, Peo')).toEqual({ categories: ['travel', 'people'] });
  expect(typedCategories('')).toEqual({ categories: [] });
  expect(typedCategories('travel castles')).toEqual({ unknown: 'castles' });
  expect(typedCategories('b')).toEqual({ unknown: 'b' });
});

it('loses no answer to whatever stands beside title and keywords', () => {
  const answer = {
    description: 'A ferry crosses the Bosphorus at dusk with gulls behind it',
    shortTitle: 'Ferry on the Bosphorus',
    keywords: ['ferry', 'bosphorus', 'gulls', 'dusk'],
  };
  fc.assert(
    fc.property(fc.anything(), fc.string(), (value, name) => {
      const text = JSON.stringify({ categories: value, [name]: value, ...answer }) ?? '';
      const read = readAnswer(text);
      expect(read.kind).toBe('answer');
      if (read.kind !== 'answer') return;
      const asked = { further: ['categories', name] };
      for (const one of Object.values(usableFurther(read.answer.further, asked)))
        expect(one.length).toBeGreaterThan(0);
    }),
  );
  expect(furtherIn({ categories: 'travel', castles: ['x'] })).toEqual({ categories: ['travel'] });
});

it('keeps nothing that was not asked for', () => {
  const said = { categories: ['travel', 'people'] };
  expect(usableFurther(said)).toEqual({});
  expect(usableFurther(said, { further: ['categories'] })).toEqual(said);
  expect(usableFurther({ categories: ['castles'] }, { further: ['categories'] })).toEqual({});
});
