import { expect, test } from 'vitest';
import { remembered } from '../../../src/rules/texts/remembered.ts';

function counting(options?: { most?: number; longest?: number }) {
  const asked: string[] = [];
  const work = remembered((text) => {
    asked.push(text);
    return text === 'none' ? undefined : text.length;
  }, options);
  return { asked, work };
}

test('a text is worked on once, one that gives nothing too', () => {
  const { asked, work } = counting();
  expect([work('ferry'), work('ferry'), work('none'), work('none')]).toEqual([
    5,
    5,
    undefined,
    undefined,
  ]);
  expect(asked).toEqual(['ferry', 'none']);
});

test('long texts are not kept, and when there are too many it begins anew', () => {
  const { asked, work } = counting({ most: 2, longest: 5 });
  for (const text of ['longer', 'longer', 'a', 'b', 'c', 'a']) work(text);
  expect(asked).toEqual(['longer', 'longer', 'a', 'b', 'c', 'a']);
});
