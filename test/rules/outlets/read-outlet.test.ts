import { describe, expect, it } from 'vitest';
import { builtInOutlets } from '../../../src/rules/outlets/built-in.ts';
import { readOutlet } from '../../../src/rules/outlets/read-outlet.ts';

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
      'It has another form than it must.',
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
    [['{ "id": "adobe", "csv": { "dialects": [] } }'], 1, 'csv.dialects', 'It must be 1 or more.'],
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
