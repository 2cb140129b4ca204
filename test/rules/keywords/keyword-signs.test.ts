import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keywordsIn } from '../../../src/rules/keywords/keywords.ts';
import { runsOf } from '../../helpers/some-of.ts';

describe('what models write around and between keywords', () => {
  it.each([
    ['["pier", "gull"]', ['pier', 'gull']],
    ['{"keyword": "pier", "score": 0.8}', ['pier']],
    ["['pier', 'gull']", ['pier', 'gull']],
    ['{"name":"pier","lang":"en"}', ['pier']],
    ['pier"]', ['pier']],
    ['"tag": "pier"', ['pier']],
    ["'score': 0.8}", []],
    ['Subject: pier', ['pier']],
    ['keyword 12 - pier', ['pier']],
    ['kw3: pier', ['pier']],
    ['Tags: pier, gull, etc.', ['pier', 'gull']],
    ['3: pier', ['pier']],
    ['07 - pier', ['pier']],
    ['11.pier', ['pier']],
    ['No. 4: pier', ['pier']],
    ['b) pier', ['pier']],
    ['[2] pier', ['pier']],
    ['④ pier', ['pier']],
    ['⑴ pier', ['pier']],
    ['1. pier 2. gull', ['pier', 'gull']],
    ['pier (0.75)', ['pier']],
    ['pier (rank: 3)', ['pier']],
    ['pier = 80%', ['pier']],
    ['(pier:1.3)', ['pier']],
    ['pier [7]', ['pier']],
    ['pier & more', ['pier']],
    ['and many more', []],
    ['et cetera', []],
    ['<em>pier</em>', ['pier']],
    ['<ul><li>pier</li><li>gull</li></ul>', ['pier', 'gull']],
    ['_pier_', ['pier']],
    ['*pier', ['pier']],
    ['~~pier~~', ['pier']],
    ['\\textit{pier}', ['pier']],
    ['pier -> gull', ['pier', 'gull']],
    ['pier ● gull', ['pier', 'gull']],
    ['pier — gull', ['pier', 'gull']],
    ['pier // gull', ['pier', 'gull']],
    ['pier/gull', ['pier', 'gull']],
    ['birds > gull', ['birds', 'gull']],
    ['#pier #gull', ['pier', 'gull']],
    ['pier /', ['pier']],
    ['pier…', ['pier']],
    ['𝗽𝗶𝗲𝗿', ['pier']],
    ['рier', ['pier']],
    ['cafÃ©', ['café']],
    ['pier 1️⃣', ['pier']],
    ['pi\u200ber', ['pier']],
  ])('%j is %j', (text, parts) => {
    expect(keywordsIn(text)).toEqual(parts);
  });

  it('goes, however it is nested, and what is left stays', () => {
    const word = fc.stringMatching(/^[bdfgkmprtz][aiou][bdfgkmprtz]{2}(?: [bdfgkmprtz][aiou]lk)?$/);
    const wrapped = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => `"${text}"`,
      (text) => `'${text}'`,
      (text) => `[${text}]`,
      (text) => `<b>${text}</b>`,
      (text) => `**${text}**`,
      (text) => `\`${text}\``,
    );
    const marked = fc.constantFrom<(text: string) => string>(
      (text) => `1. ${text}`,
      (text) => `(3) ${text}`,
      (text) => `- ${text}`,
      (text) => `• ${text}`,
      (text) => `keyword: ${text}`,
      (text) => `${text} (0.9)`,
      (text) => `${text} etc.`,
      (text) => `${text} ❤️`,
    );
    fc.assert(
      fc.property(word, wrapped, marked, (text, wrap, mark) => {
        expect(keywordsIn(mark(wrap(text)))).toEqual([text]);
      }),
    );
  });

  it('is gone after one time, for any text', () => {
    const sign = fc.constantFrom(
      ...'ab12 ()[]{}<>"\'*_~`#|/\\-–•.,:;=%&@',
      ' - ',
      ': ',
      'etc',
      '**',
      'kw',
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 14 }), (signs) => {
        for (const keyword of keywordsIn(signs.join('')))
          expect(keywordsIn(keyword)).toEqual([keyword]);
      }),
      { numRuns: runsOf(2000) },
    );
  });

  it.each([
    'AC/DC',
    '24/7',
    'and/or',
    'black & white',
    'sea and ocean',
    'crane (bird)',
    'Titanic (1912)',
    'aspect ratio 16:9',
    'more and more',
    "rock 'n' roll",
    'No. 5',
    'No. 10 Downing Street',
    'M*A*S*H',
    '5* hotel',
    'C++',
    '3-D printing',
    '100% cotton',
    'm²',
    'H₂O',
    'F-16',
    'A4 paper',
    "Xi'an",
    'R&B',
    'mother-of-pearl',
  ])('leaves %j', (text) => {
    expect(keywordsIn(text)).toEqual([text]);
  });
});
