import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { durablyTogether, together } from '../../src/catalog/group-commit.ts';
import { newCatalog } from '../pipeline/review/desk.ts';

function put(catalog: Catalog, number: number): void {
  catalog.insert('meta', { key: `test.${number}`, value: '0' });
}

/** What somebody else sees in the file: committed rows alone. */
function seenOutside(folder: string): string[] {
  const other = new DatabaseSync(`${folder}/catalog.sqlite`, { readOnly: true });
  const rows = other.prepare("SELECT key FROM meta WHERE key LIKE 'test.%' ORDER BY key").all();
  other.close();
  return rows.map(({ key }) => String(key));
}

test('each resolves when it is committed, with what its work returned', async () => {
  const catalog = newCatalog();
  const done = await Promise.all(
    Array.from({ length: 20 }, async (_, number) => {
      const work = () => {
        put(catalog, number);
        return number;
      };
      const result = await (number % 2 === 0 ? durablyTogether : together)(catalog, work);
      expect(seenOutside(catalog.folder)).toContain(`test.${number}`);
      return result;
    }),
  );
  expect(done).toEqual(Array.from({ length: 20 }, (_, number) => number));
});

test('what is wrong with one leaves nothing of it, and all of the others', async () => {
  const catalog = newCatalog();
  const putOne = (number: number) =>
    durablyTogether(catalog, () => {
      put(catalog, number);
      if (number === 3) throw new Error('it cannot be');
    });
  const done = await Promise.allSettled([1, 2, 3, 4].map(putOne));
  expect(done.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect(seenOutside(catalog.folder)).toEqual(['test.1', 'test.2', 'test.4']);
});
