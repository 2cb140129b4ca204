import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInOutlets } from '../../../src/rules/outlets/built-in.ts';
import { CsvFiles } from '../../../src/rules/outlets/csv.ts';
import type { MasterText } from '../../../src/rules/outlets/master-text.ts';
import { readOutlet } from '../../../src/rules/outlets/read-outlet.ts';
import { deriveVariant } from '../../../src/rules/outlets/variant.ts';
import { anyText } from '../../helpers/any-text.ts';
import { runsOf } from '../../helpers/some-of.ts';

const master: MasterText = {
  description: 'Ferries, gulls and a café at dusk below the tower',
  shortTitle: 'Ferries at dusk',
  keywords: ['ferry', 'dusk', 'quay', 'gulls', 'tower', 'boat', 'sea'],
  usage: 'editorial',
  place: { city: 'Istanbul', country: 'Turkey', countryCode: 'TUR' },
  takenOn: '2019-05-04',
};

const read = (...lines: string[]) => {
  const found = readOutlet(lines.join('\n'));
  return 'outlet' in found ? found.outlet : found.mistakes;
};

it('lays a correction over the outlet that comes with the program, fact by fact', () => {
  const adobe = builtInOutlets().find(({ id }) => id === 'adobe');
  const corrected = read(
    '{ "id": "adobe",',
    '  "text": { "title": { "value": { "from": "description", "most": 200 } } } }',
  );
  expect(corrected).toMatchObject({
    name: 'Adobe Stock',
    text: {
      title: { confidence: 'own', value: { most: 200, least: 0, unit: 'characters' } },
      keywords: adobe?.text.keywords,
    },
    csv: adobe?.csv,
  });
});

it('takes the whole file of an outlet as it is shown under a name of its own', () => {
  for (const outlet of builtInOutlets())
    expect(readOutlet(JSON.stringify({ ...outlet, id: 'mine' }))).toEqual({
      outlet: { ...outlet, id: 'mine' },
    });
});

describe('a mistake names line and field', () => {
  const dialect = (more: string) => [
    '{ "id": "adobe",',
    '  "csv": { "dialects": [',
    `    { "name": "x", ${more} } ] } }`,
  ];
  const text = (...more: string[]) => ['{ "id": "adobe",', '  "text": {', ...more, '  }', '}'];
  it.each([
    [
      ['{ "id": "adobe",', '  "name" "Adobe" }'],
      2,
      '',
      'It is not JSON: Unexpected token String found.',
    ],
    [[''], 1, '', 'It is not JSON: Unexpected end of input found.'],
    [['[]'], 1, '', 'It must be an object, in curly brackets.'],
    [['{ "id": "mine",', '  "name": "Mine" }'], 1, 'text', 'It is missing.'],
    [['{ "name": "Mine" }'], 1, 'id', 'It is missing.'],
    [
      ['{', ' "id": "Adobe Stock" }'],
      2,
      'id',
      'It can be small letters, digits and hyphens, 31 at most.',
    ],
    [text('"titel": {}'), 3, 'text.titel', 'There is no such field here.'],
    [
      text('"title": {', '  "value": { "from": "description", "most": "70" } }'),
      4,
      'text.title.value.most',
      'It must be a number.',
    ],
    [
      text('"title": { "value": { "from": "description", "most": 1.5 } }'),
      3,
      'text.title.value.most',
      'It must be a whole number.',
    ],
    [
      text('"title": { "value":', ' { "from": "description", "least": 9,', ' "most": 5 } }'),
      4,
      'text.title.value.least',
      'It is more than most.',
    ],
    [
      text('"letters": { "value": "latin" }'),
      3,
      'text.letters.value',
      'It must be one of any, unaccented, ascii.',
    ],
    [text('"letters":', '  "any"'), 3, 'text.letters', 'It must be an object, in curly brackets.'],
    [
      text('"keywords": { "value": { "most": 0 } }'),
      3,
      'text.keywords.value.most',
      'It must be more than 0.',
    ],
    [
      text('"editorial": { "value": "taken",', '"confidence": "Z" }'),
      4,
      'text.editorial.confidence',
      'It must be one of A, B, C, D, K, own.',
    ],
    [
      text('"editorial": { "value": "taken",', '"asOf": "yesterday" }'),
      4,
      'text.editorial.asOf',
      'It must be a day, written as 2026-11-29.',
    ],
    [
      [
        '{ "id": "adobe",',
        '  "csv": {',
        '    "dialects": [',
        '      { "name": "x", "columns": [ { "name": "F", "from": "nowhere" } ] } ] } }',
      ],
      4,
      'csv.dialects.0.columns.0.from',
      /^It must be one of filename, title, /,
    ],
    [
      ['{ "id": "adobe", "csv": { "dialects": [] } }'],
      1,
      'csv.dialects',
      'It must have at least 1 entry.',
    ],
    [['{ "id": "adobe",', '  "name": "" }'], 2, 'name', 'It must have at least 1 character.'],
    [['{ "id": "adobe",', '  "name": "a\\u001b[2J" }'], 2, 'name', 'It can be text on one line.'],
    [
      ['{ "id": "adobe",', `  "name": "${'a'.repeat(61)}" }`],
      2,
      'name',
      'It can have 60 characters at most.',
    ],
    [['{ "id": "adobe",', '  "name": "a",', '  "id": "pond5" }'], 3, 'id', 'It stands here twice.'],
    [
      text('"keywords": { "value": {', '"most": 5,', '"most": 6 } }'),
      5,
      'text.keywords.value.most',
      'It stands here twice.',
    ],
    [['{ "id":', '['.repeat(90_000)], 2, '', 'It is nested deeper than any outlet.'],
    [['{ "id": "\\"[[[",', '{"a":'.repeat(500)], 2, '', 'It is nested deeper than any outlet.'],
    [
      ['{ "id": "adobe",', ' "delivery": { "value": { "way": "sftp", "host": "me:pw@x" } } }'],
      2,
      'delivery.value.host',
      'It can be the name or address of a server, without user and password.',
    ],
    [
      ['{ "id": "adobe",', ' "byHand": { "value": [ "Go there." ,', '"Then" ] } }'],
      3,
      'byHand.value.1',
      'It must end with a full stop.',
    ],
    [
      dialect('"columns": [ { "name": "T", "from": "title" } ]'),
      3,
      'csv.dialects.0.columns',
      'It must have a column from filename, by which rows find their files.',
    ],
    [
      dialect('"columns": [ { "name": "=F", "from": "filename" } ]'),
      3,
      'csv.dialects.0.columns.0.name',
      'It cannot begin as a formula does.',
    ],
    [
      dialect('"columns": [ { "name": "F", "from": "filename" } ], "quoted": ["G"]'),
      3,
      'csv.dialects.0.quoted',
      'It can name columns of this dialect alone.',
    ],
    [
      ['{ "id": "adobe",', ' "delivery": { "value": { "way": "sftp", "port": 70000 } } }'],
      2,
      'delivery.value.port',
      'It must be 65535 or less.',
    ],
    [
      ['{ "id": "adobe",', '  "fileName": { "value": { "signs": "/", "most": 30 } } }'],
      2,
      'fileName.value.signs',
      'It can be hyphen, underscore and space.',
    ],
  ])('%j', (lines, line, field, message) => {
    const mistakes = read(...lines);
    expect(mistakes).toContainEqual({ line, field, message: expect.stringMatching(message) });
  });

  it('names the words that a dateline may hold', () => {
    expect(read('{ "id": "adobe", "text": { "dateline": { "value": "{TOWN}: " } } }')).toEqual([
      {
        line: 1,
        field: 'text.dateline.value',
        message: expect.stringContaining('{City}, {Country}'),
      },
    ]);
  });
});

describe('whatever a file says', () => {
  const whole = JSON.stringify(builtInOutlets()[1], undefined, 1);
  const lines = whole.split('\n');
  const sign = fc.constantFrom(
    '"',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '\\',
    '0',
    '-',
    'e9',
    '\u0000',
    '\n',
    '\uFEFF',
    'é',
    'null',
  );
  const cut = fc.record({
    at: fc.nat(whole.length),
    length: fc.nat(40),
    put: fc.array(sign, { maxLength: 4 }),
  });
  const broken = cut.map(
    ({ at, length, put }) => whole.slice(0, at) + put.join('') + whole.slice(at + length),
  );
  /** One value put in place of what stands behind a colon. */
  const wrong = fc
    .record({ line: fc.nat(lines.length - 1), value: fc.jsonValue({ maxDepth: 2 }) })
    .map(({ line, value }) =>
      lines
        .map((one, at) =>
          at === line ? one.replace(/: .*[^,{[](?=,?$)/u, () => `: ${JSON.stringify(value)}`) : one,
        )
        .join('\n'),
    );

  it('it is an outlet that works, or each mistake has a line of the file and a sentence', () => {
    fc.assert(
      fc.property(fc.oneof(broken, wrong, anyText()), (text) => {
        const read = readOutlet(text);
        if ('outlet' in read) {
          const variant = deriveVariant(read.outlet, master);
          const { csv } = read.outlet;
          if (csv === undefined) return;
          const files = new CsvFiles(csv);
          const row = { name: 'a.jpg', variant, master };
          const written = [...files.add(row), ...files.end()].map((piece) => piece.text).join('');
          expect(written.trim().split(/\r?\n/)).toHaveLength(2);
          return;
        }
        expect(read.mistakes.length).toBeGreaterThan(0);
        const last = text.split(/\r\n|\r|\n/).length;
        for (const { line, message } of read.mistakes) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(last);
          expect(message).toMatch(/^\S.+\.$/su);
        }
      }),
      { numRuns: runsOf(200) },
    );
  });
});
