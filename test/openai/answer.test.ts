import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../src/openai/answer.ts';
import { anyText } from '../helpers/any-text.ts';
import { expectLinear } from '../helpers/growth.ts';

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
    ['A bridge over a river.', 'not JSON'],
    ['{"description":"A caf\\u0001 at dusk","keywords":["a"]}', 'control characters'],
    ['{"description":"A bridge","keywords":["a\\u0000 b"]}', 'control characters'],
    ['{"description":"A bridge","shortTitle":"A\\u009b bridge","keywords":["a"]}', 'control'],
    ['{"description":"A bridge","keywords":["a"],"unsure":["\\u007f"]}', 'control characters'],
  ])('says what is wrong with %j', (text, why) => {
    const read = readAnswer(text);
    expect(read.kind === 'failure' ? read.failure.message : read).toContain(why);
  });

  it.each([
    'I cannot help with that.',
    'I am sorry.\n\nI cannot help with that, really.',
    'I’m sorry, I can’t describe people.\n\none, two, three, four, five, six',
    JSON.stringify({ ...full, description: "I'm sorry, I can't help with that." }),
    JSON.stringify({ ...full, shortTitle: 'Image not available' }),
    JSON.stringify({ ...full, keywords: ['ferry', 'I cannot identify people'] }),
    `\`\`\`json\n${JSON.stringify({ ...full, description: 'As an AI, I cannot see it' })}\n\`\`\``,
    JSON.stringify({ error: 'I cannot help with identifying people.' }),
    JSON.stringify({ description: '', keywords: [], note: 'The image could not be loaded.' }),
  ])('knows a refusal: %j', (text) => {
    expect(readAnswer(text)).toMatchObject({ failure: { kind: 'refused' } });
  });

  it('takes a reason that speaks of what cannot be known for what it is', () => {
    const usageReason = 'I cannot tell whether the people have signed releases';
    expect(readAnswer(JSON.stringify({ ...full, usageReason })).kind).toBe('answer');
  });

  it('reads a letter that was written as NUL and its two digits', () => {
    const letter = fc.integer({ min: 0xc0, max: 0xff }).map((point) => String.fromCodePoint(point));
    const word = fc.stringMatching(/^[A-Za-z]{1,8}$/);
    const part = fc.oneof(word, letter, fc.constant(' '));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), fc.boolean(), (parts, isUpper) => {
        // A beginning that says something: a lone `An` or `A no` would rightly be no answer.
        const meant = `A bridge over a river A${parts.join('')}`.trim();
        const digits = (sign: string) => {
          const code = sign.charCodeAt(0).toString(16);
          return `\\u0000${isUpper ? code.toUpperCase() : code}`;
        };
        const written = meant.replace(/[\u00c0-\u00ff]/gu, digits);
        const read = readAnswer(`{"description":"${written}","keywords":["${written}"]}`);
        expect(read).toMatchObject({ answer: { description: meant, keywords: [meant] } });
      }),
    );
  });

  it.each([
    ['two digits, in every text', 'S\u0000e3o Paulo', 'São Paulo'],
    ['capitals', '\u0000C9mile', 'Émile'],
    ['all four digits', 'Caf\u000000e9', 'Café'],
    ['a letter beyond Latin-1', 'Be\u0000015fikta\u0000015f', 'Beşiktaş'],
    ['several in a row', 'Citro\u0000ebn \u0000e0 \u0000c9vian', 'Citroën à Évian'],
  ])('reads NUL and %s', (_, written, meant) => {
    const answer = { description: written, shortTitle: written, keywords: [written] };
    const others = { usageReason: written, unsure: [written] };
    expect(readAnswer(JSON.stringify({ ...answer, ...others }))).toEqual({
      kind: 'answer',
      answer: {
        description: meant,
        shortTitle: meant,
        keywords: [meant],
        usageReason: meant,
        unsure: [meant],
      },
    });
  });

  it('does not understand any other control character, in whichever text', () => {
    const controls = [...Array(32).keys(), ...Array.from({ length: 33 }, (_, at) => 0x7f + at)]
      .filter((point) => ![0, 9, 10, 13].includes(point))
      .map((point) => String.fromCodePoint(point));
    const field = fc.constantFrom('description', 'shortTitle', 'usageReason', 'keywords', 'unsure');
    const fault = fc.oneof(
      fc.constantFrom(...controls),
      fc.constantFrom('\0', '\0z', '\0 9', '\u00001'),
    );
    fc.assert(
      fc.property(field, fault, fc.integer({ min: 1, max: 7 }), (name, sign, at) => {
        const text = `A bridge${' at dusk'.slice(at)}`;
        const broken = `${text.slice(0, at)}${sign}${text.slice(at)}`;
        const value = name === 'keywords' || name === 'unsure' ? ['boat', broken] : broken;
        const read = readAnswer(JSON.stringify({ ...full, [name]: value }));
        expect(read).toMatchObject({ failure: { kind: 'not-understood' } });
      }),
    );
  });

  describe('of a model that thinks aloud', () => {
    const json = JSON.stringify(full);
    const draft = JSON.stringify({ ...full, description: 'A draft' });
    const read = { kind: 'answer', answer: full };

    it.each([
      ['<think>Let me look {at this}.</think>', ''],
      ['<thinking>{"a": 1} and { "description": "x" }</thinking>\n\n', ''],
      ['<reasoning>The user wants {keywords}</reasoning>```json\n', '\n```'],
      ['<think lang="en">A draft: {"description": "\'" }</think>', ''],
      ['◁think▷It is a boat {boat}◁/think▷', ''],
      ['[THINK]Braces } and { in the wrong order[/THINK]', ''],
      ['<seed:think>{{x}}</seed:think>', ''],
      ['<|begin_of_thought|>{a}<|end_of_thought|><|im_start|>', '<|im_end|>'],
      ['<|START_THINKING|>{a}<|END_THINKING|>', '</s>'],
      ['<|channel|>analysis<|message|>{a}<|end|><|channel|>final<|message|>', '<|return|>'],
      [`The tag was opened by the server. ${draft}</think>\n`, ''],
      [`<think>${draft}</think>`, ''],
      [`<think>${draft} and never closed: `, ''],
      ['<think>one</think> <think>two {</think> <answer>', '</answer>'],
      ['', '\n<think>I should have thought {first}.</think>'],
      ['I see {a ferry}. The "answer is: ', ' as {"asked": true}. Hope this helps!'],
      [`First ${draft}, or better `, ''],
      ['```json\n{"description": "one without keywords"}\n```\nCorrected:\n```json\n', '\n```'],
      ['{"result": ', ', "note": {"sure": true}}'],
      ['[', ']'],
      ['Escaped quotes {"a": "\\" {"} go on: ', ''],
    ])('finds the answer in %j ... %j', (before, after) => {
      expect(readAnswer(`${before}${json}${after}`)).toEqual(read);
    });

    it('reads the plain form behind the thoughts', () => {
      const plain = 'A bridge over a river\n\nbridge, river, stone, arch, water, town.';
      expect(readAnswer(`<think>{bridge}\n\na, b, c, d, e, f</think>\n${plain}`)).toMatchObject({
        answer: { description: 'A bridge over a river', keywords: { length: 6 } },
      });
    });

    it.each([
      [`<think>${draft}</think>I'm sorry, I can't help with that.`, 'refused'],
      [`<think>${draft}</think>Here it is.`, 'not-understood'],
      ['<think>A bridge over a river\n\na, b, c, d, e, f, g.', 'not-understood'],
      ['<think>{"description": "A bridge"', 'not-understood'],
      ['<think></think>', 'not-understood'],
    ])('takes no draft for the answer: %j', (text, kind) => {
      expect(readAnswer(text)).toMatchObject({ failure: { kind } });
    });

    it('finds it among any thoughts', () => {
      const thoughts = fc.string({
        unit: fc.constantFrom('{', '}', '"', 'a', ' ', '\n', ':', '[', ','),
      });
      fc.assert(
        fc.property(thoughts, (text) => {
          expect(readAnswer(`<think>${text}</think>\n${json}`)).toEqual(read);
        }),
      );
    });

    it('gives up quickly where everything is braces', () => {
      const text = (times: number) => '{"a":'.repeat(times);
      expect(readAnswer(text(40_000))).toMatchObject({ failure: { kind: 'not-understood' } });
      // More is longer than any answer, and not looked at.
      expectLinear(text, readAnswer, 5000);
    });
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

  it('reads entities in the plain form before it separates keywords', () => {
    const read = readAnswer('A caf&eacute;\n\nblack &amp; white, caf&eacute;; bar, c, d, e');
    expect(read).toMatchObject({
      answer: { keywords: ['black & white', 'café', 'bar', 'c', 'd', 'e'] },
    });
  });

  it('gives every keyword back that the plain form can carry', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((text) => /^\p{L}[\p{L}\p{M}\p{N}'&+-]*$/u.test(text));
    fc.assert(
      fc.property(fc.array(word, { minLength: 5, maxLength: 60 }), (keywords) => {
        const read = readAnswer(`A bridge over a river\n\n${keywords.join(', ')}.`);
        expect(read).toMatchObject({ kind: 'answer', answer: { keywords } });
      }),
    );
  });

  it('never throws, whatever a model writes', () => {
    fc.assert(fc.property(anyText(), (text) => void readAnswer(text)));
    fc.assert(fc.property(fc.json(), (text) => void readAnswer(text)));
  });
});
