/** Whatever an answer is made of, it is cut at the door, before a rule reads it. */
import { expect, it } from 'vitest';
import { readAnswer } from '../../src/openai/answer.ts';

const signs = ['a', "'", '"', '\u0301', ',', ' ', '-', '\u202e', '&amp;', '😀', '(', '_', '١'];

it.each(signs)('cuts texts of nothing but %j', (sign) => {
  const long = `A boat at the pier ${sign.repeat(20_000)}`;
  const keywords = ['boat', long, ...Array.from({ length: 10_000 }, (_, index) => `boat ${index}`)];
  const read = readAnswer(
    JSON.stringify({ description: long, shortTitle: long, keywords, unsure: keywords }),
  );
  if (read.kind === 'failure') {
    expect(read.failure.message.length).toBeLessThan(400);
    return;
  }
  const { description, shortTitle, keywords: kept, unsure } = read.answer;
  for (const text of [description, shortTitle, ...kept, ...unsure])
    expect(text.length).toBeLessThanOrEqual(2000);
  expect(kept.length).toBeLessThanOrEqual(500);
  expect(unsure.length).toBeLessThanOrEqual(500);
});

it('takes none that is longer than any, and quotes a refusal in a line', () => {
  const talk = (times: number) => `A boat. ${'x, '.repeat(times)}`;
  expect(readAnswer(talk(200_000))).toMatchObject({ failure: { kind: 'not-understood' } });
  expect(readAnswer(talk(12_000))).toMatchObject({ failure: { kind: 'not-understood' } });
  const refused = readAnswer(`I'm sorry, but I can't help with that.\n${'\nx'.repeat(5000)}`);
  expect(JSON.stringify(refused).length).toBeLessThan(600);
});
