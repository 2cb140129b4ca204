/** An answer that repeats something costs what its length does, whatever is repeated, and always ends. */
import { expect, it } from 'vitest';
import { readAnswer } from '../../src/openai/answer.ts';
import { toSuggestion } from '../../src/rules/answers/suggest.ts';

const repeated = [
  ...[
    ' ',
    '\u00a0',
    '\t',
    '\n',
    '\r\n',
    ' \n',
    'a\n\n',
    'a  ',
    "'",
    "a'",
    '’',
    '"',
    '“',
    '«',
    '"a",',
  ],
  ...[
    '(',
    ')',
    '((',
    '(a) ',
    '[',
    ']',
    '[insert ',
    '{',
    '{"',
    '}',
    '<',
    '<b ',
    '<think>',
    ',',
    ', ',
  ],
  ...[
    ' , ',
    ';',
    ':',
    '.',
    '..',
    'a. ',
    '!',
    '?',
    '。',
    '-',
    '–',
    'a–',
    'a-a-a-',
    '1.1.1.',
    'a+',
    '+',
  ],
  ...[
    '=',
    ' = ',
    '→',
    '->',
    '*',
    '**',
    '_',
    'a_',
    '#',
    ' #a',
    '|',
    '/',
    '\\',
    '\\"',
    '~',
    '`',
    '• ',
  ],
  ...['1', '1. ', '100% ', 'a (0.9), ', 'e\u0301', '\u0301', 'ö', 'a', 'A', 'aA', '城', 'Ａ', '😀'],
  ...[
    '🇩🇪',
    '👩\u200d',
    '\u0001',
    '\u001b[',
    '&amp;',
    '@',
    'a@',
    'www.',
    'http://',
    'word ',
    'Word ',
  ],
  ...[
    'word, ',
    'x',
    'xx. ',
    'the the ',
    ' and',
    'between ',
    'a – ',
    'sorry ',
    'I ',
    'note: ',
    'Title: ',
  ],
  ...[
    'keywords: ',
    'photo by A ',
    'shot with ',
    'f/2.8 ',
    'DSC_0001.jpg ',
    'June ',
    '12 June 2024 ',
  ],
  ...[
    'Porto, ',
    'Porto - ',
    'let me know ',
    'perfect, ',
    'stunning ',
    'hope this helps ',
    'place: a ',
  ],
];

const facts = {
  place: { country: 'Portugal', city: 'Porto' },
  takenOn: '2024-06-12',
  usage: 'editorial',
  camera: { make: 'NIKON CORPORATION', model: 'NIKON D750' },
} as const;
const rules = { keywordCount: 50, requiredKeywords: [], bannedKeywords: [] };

const forms: Record<string, (text: string) => string> = {
  'as a text': (text) => `A tram ${text} in Porto.\n\ntram, street, ${text}`,
  'as JSON': (text) => {
    const sentence = `A tram ${text} x`;
    const keywords = ['tram', sentence, text];
    return JSON.stringify({ description: sentence, shortTitle: sentence, keywords });
  },
  'as many keywords': (text) => {
    const keywords = Array.from({ length: 40 }, (_, index) => `${text.slice(0, 40)}${index}`);
    return JSON.stringify({ description: 'A tram waits', keywords });
  },
};

/** Characters: a plain answer may have 20,000; texts in JSON are cut. */
const size = 9500;

it.each(Object.entries(forms))('ends, whatever is repeated %s', (_, make) => {
  for (const part of repeated) {
    const outcome = readAnswer(make(part.repeat(Math.ceil(size / part.length)).slice(0, size)));
    if (outcome.kind === 'answer')
      expect(toSuggestion(outcome.answer, facts, rules).description.length).toBeLessThan(201);
  }
});
