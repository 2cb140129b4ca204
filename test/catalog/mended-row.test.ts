import { expect, it } from 'vitest';
import { longestKept } from '../../src/catalog/column-values.ts';
import { mendedRow } from '../../src/catalog/mended-row.ts';

it.each([
  ['review', 'description'],
  ['review', 'caption'],
  ['photo', 'city'],
  ['issue', 'message'],
])('takes no text of megabytes over: %s.%s', (table, column) => {
  expect(mendedRow(table, { id: 1, [column]: 'word '.repeat(1_000_000) })).toEqual({
    id: 1,
    [column]: 'word '.repeat(longestKept / 5),
  });
});

it('takes what people write over as it is', () => {
  const row = { id: 1, description: 'Ferries in the evening, '.repeat(500), keywords: '[]' };
  expect(mendedRow('review', row)).toBe(row);
});
