/**
 * Whether a catalog is what we would have made. It may come with an archive of somebody else, and triggers and views run
 * whenever a table is used: a catalog with any that are not ours is not used.
 */
import { DatabaseSync } from 'node:sqlite';
import { StopError } from '../errors.ts';
import { schema } from './schema.ts';

/** @throws StopError `catalog-damaged` when tables, indexes, triggers or views are others than ours */
export function assertOwnSchema(db: DatabaseSync, file: string): void {
  if (contentsOf(db) === ours()) return;
  throw new StopError(
    'catalog-damaged',
    `The catalog ${file} has tables or triggers that proofsheet did not make.`,
    'Move the catalog away and scan the archive again.',
  );
}

let known: string | undefined;

function ours(): string {
  known ??= inOwnTables(contentsOf);
  return known;
}

/** What there is to find in an empty catalog, as this version makes it. */
export function inOwnTables<T>(look: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(':memory:');
  try {
    db.exec(schema);
    return look(db);
  } finally {
    db.close();
  }
}

/** Without lines of comment. What SQLite makes by itself (statistics, indexes of keys) has its own names, which nobody else can give. */
function contentsOf(db: DatabaseSync): string {
  const sql = `SELECT type, name, tbl_name AS belongs, sql FROM sqlite_schema
    WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name`;
  return JSON.stringify(db.prepare(sql).all()).replace(/\\n *--(?:(?!\\n).)*/g, '');
}
