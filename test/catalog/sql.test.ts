/** Queries as templates: what stands in one is a value, unless it is SQL. */
import { describe, expect, it } from 'vitest';
import { Sql, sql, these } from '../../src/catalog/sql.ts';
import { addPhoto, newCatalog } from '../pipeline/review/desk.ts';

describe('a query', () => {
  const catalog = newCatalog();
  const names = ["it's.jpg", 'b.jpg', "' OR 1 = 1 --.jpg"];
  const ids = names.map((path) => addPhoto(catalog, { path }));

  it.each(names)('finds %s alone, whatever its name says', (path) => {
    expect(catalog.texts`SELECT path FROM photo WHERE path = ${path}`).toEqual([path]);
  });

  it('has the values of its parts in their order', () => {
    const [first, second] = ids;
    const either = sql`(id = ${first} OR id = ${second})`;
    const isNamed = sql`${either} AND ${new Sql('path')} <> ${'b.jpg'}`;
    expect(catalog.ids`SELECT id FROM photo WHERE missing = ${false} AND ${isNamed}`).toEqual([
      first,
    ]);
    expect(catalog.ids(sql`SELECT id FROM photo WHERE id IN ${these(ids)} ORDER BY id`)).toEqual(
      ids,
    );
    expect(catalog.ids('SELECT id FROM photo WHERE path = ?', 'b.jpg')).toEqual([second]);
  });

  it('takes what is written under the names of fields', () => {
    const [photoId = 0] = ids;
    const at = new Date('2026-11-30T10:00:00Z');
    const issue = { photoId, stage: 'scan', code: 'c', message: 'm', blocking: true, at };
    catalog.insert('issue', issue, 'update');
    expect(catalog.get`SELECT photo_id, blocking, at FROM issue WHERE code = 'c'`).toEqual({
      photo_id: photoId,
      blocking: 1,
      at: at.toISOString(),
    });
  });
});
