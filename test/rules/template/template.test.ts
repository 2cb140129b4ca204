/** Templates and text codes as photographers write them. */
import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../../src/rules/template/parse.ts';
import { filledIn, mistakesInCodes, parseCodes } from '../../../src/rules/template/variables.ts';

const mistakesOf = (text: string) =>
  parseTemplate(text).mistakes.map(({ line, field, message }) => `${line} ${field}: ${message}`);
const valuesOf = (text: string) =>
  Object.fromEntries(parseTemplate(text).entries.map(({ field, value }) => [field, value]));

describe('a template', () => {
  it('is read as it is written: labels, other names, policies, long lines, comments', () => {
    const { entries, use, mistakes } = parseTemplate(
      [
        '\uFEFF# mine',
        'Use: house style',
        'Creator: Ann Lee; Bob Roe',
        'copyright notice (replace): © {year} {creator}',
        '',
        'Rights usage terms: First line',
        '  second: line',
        'LICENSOR URL : https://example.com/{filename}',
        'Byline title:',
      ].join('\r\n'),
    );
    expect(mistakes).toEqual([]);
    expect(use).toEqual({ name: 'house style', line: 2 });
    expect(entries.map(({ field, value, policy, line }) => [field, value, policy, line])).toEqual([
      ['creator', 'Ann Lee; Bob Roe', 'fill', 3],
      ['copyright', '© {year} {creator}', 'replace', 4],
      ['usageTerms', 'First line\nsecond: line', 'fill', 6],
      ['licensorUrl', 'https://example.com/{filename}', 'fill', 8],
      ['creatorTitle', '', 'fill', 9],
    ]);
  });

  it.each([
    ['Data mining: prohibited', { dataMining: 'http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED' }],
    [
      'Data mining: DMI-PROHIBITED-GENAIMLTRAINING',
      { dataMining: 'http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-GENAIMLTRAINING' },
    ],
    [
      'Digital source type: negative film',
      { digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/negativeFilm' },
    ],
    [
      'Digital source type: https://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture',
      { digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture' },
    ],
    ['Copyright status: Public domain', { copyrightStatus: 'False' }],
    ['Copyright status: copyrighted', { copyrightStatus: 'True' }],
    [
      'Model release status: not applicable',
      { modelReleaseStatus: 'http://ns.useplus.org/ldf/vocab/MR-NAP' },
    ],
    [
      'Property release status: PR-UPR',
      { propertyReleaseStatus: 'http://ns.useplus.org/ldf/vocab/PR-UPR' },
    ],
  ])('knows the vocabulary of %s', (text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });

  it.each([
    [
      'Copyrite: x',
      '1 Copyrite: There is no such field. Did you mean Copyright notice or Copyright status?',
    ],
    ['Headline: x', '1 Headline: It is the text of each photo, which no template gives.'],
    [
      'AI System Used: x',
      '1 AI System Used: It tells how a model made a picture; proofsheet never writes it.',
    ],
    ['no colon', '1 : A line says `Field: text`.'],
    ['Creator: a\nCreator: b', '2 Creator: It is there twice; the first one counts.'],
    ['Creator (append): a', '1 Creator: Behind its name it can say (fill) or (replace).'],
    [
      'Event: {yeer}',
      '1 Event: There is no variable {yeer}; there are {year}, {date}, {city}, {country}, {creator}, {filename}, {sequence}, {camera}.',
    ],
    [
      'Licensor URL: example',
      '1 Licensor URL: It must be a web address, as in https://example.com/license.',
    ],
    [
      'Licensor URL: javascript:alert(1)',
      '1 Licensor URL: It must be a web address, as in https://example.com/license.',
    ],
    ['Copyright status: maybe', '1 Copyright status: It must be `copyrighted` or `public domain`.'],
    ['\n\nUse:', '3 Use: The name of a template is missing.'],
    ['Use: a\nUse: b', '2 Use: A template builds on one other at most.'],
    [': x', '1 : A line says `Field: text`.'],
    [
      'Creator (replace: x',
      '1 Creator (replace: Behind the name of a field it can say (fill) or (replace), in brackets.',
    ],
    ['Rights: a\nCopyright: b', '2 Copyright: It is there twice; the first one counts.'],
    ['Event: {city', '1 Event: A { stands alone; braces name a variable, as in {city}.'],
    ['Event: city} x', '1 Event: A } stands alone; braces name a variable, as in {city}.'],
    ['Event: {{city}}', '1 Event: There is no variable {}; there are'],
    ['Event: { city }', '1 Event: There is no variable { city }; there are'],
    ['Event: {sequence:3}', '1 Event: There is no variable {sequence:3}; there are'],
    ['Creator: by {creator}', '1 Creator: {creator} stands for this very field.'],
    [
      'Event: x\nCreator: J\uFFFDrg',
      '2 : This has letters that cannot be read. Save the file as UTF-8.',
    ],
    ['Licensor: Ann', '1 Licensor: There is no such field. Did you mean Licensor name or'],
    ['Contact URL: {filename}', '1 Contact URL: It must be a web address'],
    [
      'Copyright status: {city}',
      '1 Copyright status: It must be `copyrighted` or `public domain`.',
    ],
    [`Event: ${'x'.repeat(5001)}`, '1 Event: It has more than 5,000 characters.'],
  ])('says line and field of what is wrong in %s', (text, mistake) => {
    const [said, ...more] = mistakesOf(text);
    expect(said?.slice(0, mistake.length)).toBe(mistake);
    expect(more).toEqual([]);
  });

  it('says of a file full of mistakes only the first ones', () => {
    expect(mistakesOf('x: y\n'.repeat(10_000)).length).toBeLessThan(30);
  });
});

describe('variables and codes', () => {
  const facts = {
    photo: {
      path: 'Turkey/Istanbul/editorial/DSC_0001.jpg',
      place: { city: 'Istanbul', country: 'Turkey' },
      takenOn: '2019-05-14',
      camera: { make: 'NIKON CORPORATION', model: 'NIKON D850' },
    },
    creator: 'Ann Lee',
    sequence: () => 7,
  };
  const codes = parseCodes(
    '\uFEFFist\tIstanbul, Turkey\tIstanbul\r\nIST\tno\r\n\t x\r\nempty\t\r\n',
  );
  const filled = (value: string, other = {}) => filledIn(value, { ...facts, ...other }, codes);

  it('are filled in', () => {
    expect(
      filled(
        '{year} {date} {city} {country} {creator} {filename} {sequence} {Camera} \\ist\\ \\IST#2\\',
      ),
    ).toEqual({
      text: '2019 2019-05-14 Istanbul Turkey Ann Lee DSC_0001 7 NIKON CORPORATION NIKON D850 Istanbul, Turkey Istanbul',
    });
  });

  it.each([
    ['{city}', { photo: { path: 'a.jpg' } }, '{city}'],
    ['© {year} x', { photo: { path: 'a.jpg', takenOn: '0000-00-00' } }, '{year}'],
    ['by {creator}', { creator: undefined }, '{creator}'],
    ['at \\ank\\', {}, '\\ank\\'],
    ['at \\ist#3\\', {}, '\\ist#3\\'],
    ['at \\empty\\', {}, '\\empty\\'],
  ])('that have no value are named: %s', (value, other, missing) => {
    expect(filled(value, other)).toEqual({ missing });
  });

  it('stand in codes, too, and codes in them, without end in none', () => {
    const nested = parseCodes('a\tin \\b\\\nb\t{city}\nround\tand \\round\\\nlost\t\\nowhere\\\n');
    const of = (value: string) => filledIn(value, facts, nested);
    expect(of('\\a\\')).toEqual({ text: 'in Istanbul' });
    expect(of('\\round\\')).toEqual({ missing: '\\round\\' });
    expect(of('\\lost\\')).toEqual({ missing: '\\nowhere\\' });
  });

  it('give nothing that no file can hold', () => {
    expect(filled('a\u0000b\u0007\nc')).toEqual({ text: 'ab\nc' });
  });

  it('come from a list of which every wrong line is told', () => {
    const list =
      '# mine\n// too\n\nist\tIstanbul\nIST\tother\nalone\n\tx\ntwo words\tx\nj\uFFFD\tx\nok\ty';
    expect([...parseCodes(list).keys()]).toEqual(['ist', 'ok']);
    expect(mistakesInCodes(list).map(({ line, message }) => `${line} ${message}`)).toEqual([
      '5 It is there already, in line 4.',
      '6 A line says a code, a tab and a text.',
      '7 There is no code in front of the tab.',
      '8 A code has no spaces, # or backslashes in it.',
      '9 This has letters that cannot be read. Save the list as UTF-8.',
    ]);
  });

  it('end however many of them stand in one another', () => {
    const doubling = Array.from(
      { length: 40 },
      (_, at) => `c${at}\t${`\\c${at + 1}\\`.repeat(10)}`,
    );
    const nested = Array.from({ length: 20_000 }, (_, at) => `d${at}\t\\d${at + 1}\\`);
    const codes = parseCodes([...doubling, ...nested].join('\n'));
    for (const code of ['\\c0\\', '\\d0\\'])
      expect(filledIn(code, facts, codes)).toEqual({ missing: expect.stringMatching(/^\\[cd]/) });
  });

  it('leave single backslashes and other brackets as they are', () => {
    expect(filled('C:\\photos [a] {}')).toEqual({ text: 'C:\\photos [a] {}' });
  });
});
