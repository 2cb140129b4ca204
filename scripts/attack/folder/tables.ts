/** Catalogs with tables, triggers and views that are not ours. */
import type { DatabaseSync } from 'node:sqlite';
import { inCatalog } from './rows.ts';
import type { Row } from './tour.ts';

const changed = (name: string, what: string, change: (db: DatabaseSync) => void): Row => ({
  name: `tables-${name}`,
  what,
  from: 'done',
  change: (folder) => inCatalog(folder, change),
});
const carriedOut = (name: string, what: string, sql: string) =>
  changed(name, what, (db) => db.exec(sql));

export const tables: readonly Row[] = [
  carriedOut(
    'trigger',
    'a trigger that changes paths whenever a photo is touched',
    "CREATE TRIGGER evil AFTER UPDATE ON photo BEGIN UPDATE photo SET path = '../canary/v.jpg' WHERE id = 1; END",
  ),
  carriedOut(
    'trigger-endless',
    'a trigger that fills the disk',
    'CREATE TRIGGER evil AFTER INSERT ON issue BEGIN INSERT INTO ignored_word SELECT hex(randomblob(1000000)), 1, 1 FROM photo, photo, photo; END',
  ),
  carriedOut(
    'view',
    'a view in place of the table of photos',
    "ALTER TABLE photo RENAME TO real; CREATE VIEW photo AS SELECT *, '../canary/v.jpg' AS path2 FROM real",
  ),
  carriedOut(
    'view-endless',
    'a view without end beside the tables',
    'CREATE VIEW evil AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n',
  ),
  carriedOut(
    'generated',
    'a column that is computed',
    "ALTER TABLE photo ADD COLUMN evil TEXT AS (printf('%.*c', 900000000, 'x'))",
  ),
  carriedOut(
    'index',
    'an index over an expression that takes all memory',
    "CREATE INDEX evil ON photo (printf('%.*c', id + 1000, 'x'))",
  ),
  carriedOut(
    'extra',
    'a table that is not ours',
    "CREATE TABLE sqlite_evil2 (x); INSERT INTO sqlite_evil2 VALUES ('x')".replaceAll(
      'sqlite_',
      '',
    ),
  ),
  carriedOut(
    'check',
    'a rule that no row can keep',
    'ALTER TABLE photo ADD COLUMN evil INTEGER DEFAULT 1 CHECK (evil > 0)',
  ),
  carriedOut('missing', 'without the table of reviews', 'DROP TABLE review'),
  carriedOut(
    'renamed',
    'with a column of another name',
    'ALTER TABLE photo RENAME COLUMN path TO way',
  ),
  carriedOut('virtual', 'a virtual table', 'CREATE VIRTUAL TABLE evil USING fts5(x)'),
  carriedOut('newer', 'of a version to come', 'PRAGMA user_version = 999999'),
  carriedOut('older', 'of an older version', 'PRAGMA user_version = 1'),
  carriedOut('negative', 'of a version below zero', 'PRAGMA user_version = -1'),
  changed('schema', 'a schema that is no SQL', (db) =>
    db.exec(
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE photo (\u001B[2J' WHERE name = 'photo'; PRAGMA writable_schema = OFF",
    ),
  ),
];
