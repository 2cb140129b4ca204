import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../src/openai/answer.ts';

const full = {
  description: 'Ferries cross the strait at dusk',
  shortTitle: 'Ferries at dusk',
  keywords: ['ferry', 'strait', 'dusk'],
  usage: 'editorial',
  usageReason: 'recognisable people',
  unsure: ['Galata Tower'],
};

describe('readAnswer', () => {
  it('reads what was asked for', () => {
    expect(readAnswer(JSON.stringify(full))).toEqual({ kind: 'answer', answer: full });
  });

  it('reads JSON in a code fence with talk around it', () => {
    const text = `Sure!\n\`\`\`json\n${JSON.stringify(full, null, 2)}\n\`\`\`\nHope that helps.`;
    expect(readAnswer(text)).toEqual({ kind: 'answer', answer: full });
  });

  it('does without the fields that nobody needs', () => {
    const { description, keywords } = full;
    expect(readAnswer(JSON.stringify({ description, keywords, usage: 'both' }))).toEqual({
      kind: 'answer',
      answer: { description, keywords, shortTitle: '', usageReason: '', unsure: [] },
    });
  });

  it.each([
    ['', 'empty'],
    ['{"description":"cut o', 'not JSON'],
    ['{"description":"","keywords":["a"]}', 'description'],
    ['{"description":"A bridge","keywords":[]}', 'keywords'],
    ['{"description":"A bridge","keywords":"a, b"}', 'keywords'],
    ['I cannot help with that.', 'not JSON'],
    ['I am sorry.\n\nI cannot help with that, really.', 'not JSON'],
  ])('says what is wrong with %j', (text, why) => {
    const read = readAnswer(text);
    expect(read.kind === 'wrong' ? read.why : read).toContain(why);
  });

  it('reads the plain form: description, empty line, keywords up to a full stop', () => {
    const keywords = Array.from({ length: 46 }, (_, index) => `word ${index}`);
    const read = readAnswer(
      `A stone bridge, built in 1566, spans a river\n\n${keywords.join(', ')}.`,
    );
    expect(read).toEqual({
      kind: 'answer',
      answer: {
        description: 'A stone bridge, built in 1566, spans a river',
        keywords,
        shortTitle: '',
        usageReason: '',
        unsure: [],
      },
    });
  });

  it('reads the plain form with labels and Windows line ends', () => {
    const read = readAnswer('**Title:** A bridge\r\n\r\nKeywords: a, b, c, d, e, f.');
    expect(read).toMatchObject({
      answer: { description: 'A bridge', keywords: ['a', 'b', 'c', 'd', 'e', 'f'] },
    });
  });

  it('gives every keyword back that the plain form can carry', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((text) => /^\p{L}[\p{L}\p{M}\p{N}'&/+-]*$/u.test(text));
    fc.assert(
      fc.property(fc.array(word, { minLength: 5, maxLength: 60 }), (keywords) => {
        const read = readAnswer(`A bridge over a river\n\n${keywords.join(', ')}.`);
        expect(read).toMatchObject({ kind: 'answer', answer: { keywords } });
      }),
    );
  });

  it('never throws, whatever a model writes', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readAnswer(text)));
    fc.assert(fc.property(fc.json(), (text) => void readAnswer(text)));
  });
});
