/** Every column of every table, read under another name: what it holds is looked at all the same. */
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { moments, paths } from '../../src/catalog/column-values.ts';
import { declaredColumns, rowChecker } from '../../src/catalog/row-types.ts';

const columns = declaredColumns();
const right = { TEXT: '2026-01-01T00:00:00Z', INTEGER: 7, REAL: 0.5, BLOB: new Uint8Array(1) };
const wrong = { TEXT: 7, INTEGER: 'x', REAL: 'x', BLOB: 'x' };

/** Tables with our names whose columns take anything, with one row each. */
function tablesWith(contentOf: (column: (typeof columns)[number]) => unknown): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  for (const [table, of] of Map.groupBy(columns, (column) => column.table)) {
    const names = of.map(({ name }) => `"${name}"`).join(', ');
    db.exec(`CREATE TABLE ${table} (${names})`);
    db.prepare(`INSERT INTO ${table} VALUES (${of.map(() => '?').join(', ')})`).run(
      ...of.map((column) => contentOf(column) as string),
    );
  }
  return db;
}

/** What is said of a column that is read under another name, through a query within a query. */
function saidOf(db: DatabaseSync, table: string, name: string): string {
  const statement = db.prepare(
    `SELECT other.said AS odd FROM (SELECT one.${name} AS said FROM ${table} AS one) AS other`,
  );
  const check = rowChecker(statement);
  try {
    for (const row of statement.all()) check(row);
    return 'right';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

const tellsOrigins = 'columns' in new DatabaseSync(':memory:').prepare('SELECT 1');
if (!tellsOrigins)
  process.stderr.write('This Node does not tell where columns come from: not tested.\n');

describe.runIf(tellsOrigins)('a column under another name', () => {
  it('passes with what its table declares', () => {
    const db = tablesWith(({ type }) => right[type as keyof typeof right]);
    for (const { table, name } of columns)
      expect(saidOf(db, table, name), `${table}.${name}`).toBe('right');
    db.close();
  });

  it('does not pass with another type', () => {
    const db = tablesWith(({ type }) => wrong[type as keyof typeof wrong]);
    for (const column of columns)
      expect(saidOf(db, column.table, column.name)).toContain(`\`${column.table}.${column.name}\``);
    db.close();
  });

  it('does not pass with a moment or a path that is none', () => {
    const db = tablesWith(() => 'a/'.repeat(20_000));
    for (const where of [...moments, ...paths]) {
      const [table = '', name = ''] = where.split('.');
      expect(saidOf(db, table, name)).toContain(`\`${where}\``);
    }
    db.close();
  });
});

describe('a column that a query works out', () => {
  it('is known by its name', () => {
    const db = new DatabaseSync(':memory:');
    const check = (sql: string) => {
      const statement = db.prepare(sql);
      rowChecker(statement)(statement.get());
    };
    expect(() => check("SELECT 'x' || 'y' AS bytes")).toThrow('`bytes`');
    expect(() => check("SELECT 'x' || 'y' AS photos_and_more")).not.toThrow();
    db.close();
  });
});
