/** Taking out of a damaged catalog, or one of an older version, what can still be read, table by table and row by row. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { photoStatuses } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { openDatabase } from './database.ts';
import { catalogFault } from './faults.ts';
import { mendedRow } from './mended-row.ts';
import { type OldTable, rowsOf } from './readable-rows.ts';
import { latestSuggestion } from './suggestions.ts';
import { takeSuggestion } from './take-suggestion.ts';

export type Salvaged = {
  readonly table: string;
  readonly rows: number;
  /** Some of the table could not be read, or what was read cannot be. */
  readonly damaged: boolean;
};

/** What is made again from the others. */
const derived = new Set([
  ...['search', 'unindexed', 'existing_changed', 'names_releases', 'burst'],
  ...['term_segment', 'term_photos', 'outside_terms', 'known_order'],
]);

type Column = {
  readonly name: string;
  readonly type: string;
  readonly notnull: 0 | 1;
  readonly dflt_value: string | null;
};

/**
 * Copies every row of `file` that can be read into a new, empty catalog, and makes the references between the rows whole.
 * @throws StopError `catalog-damaged` when nothing at all can be read
 */
export function salvage(file: string, catalog: Catalog): readonly Salvaged[] {
  let db: DatabaseSync | undefined;
  try {
    db = openDatabase(file, { readOnly: true });
    // Whether there is anything to read.
    if (db.prepare('SELECT name FROM sqlite_master').all().length === 0) {
      db.close();
      return [];
    }
  } catch (error) {
    db?.close();
    throw catalogFault(error, file);
  }
  try {
    catalog.run`PRAGMA foreign_keys = OFF`;
    const found = tablesOf(catalog)
      .filter((table) => !derived.has(table))
      .map((table) => copyTable(db, catalog, table));
    catalog.transaction(() => {
      forgetLostAnswers(catalog);
      makeWhole(catalog);
      takeAnswers(catalog);
      makeAnew(catalog);
    });
    return found;
  } finally {
    catalog.run`PRAGMA foreign_keys = ON`;
    db.close();
  }
}

function tablesOf(catalog: Catalog): string[] {
  return catalog.texts`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid`;
}

function columnsOf(catalog: Catalog, table: string): Column[] {
  return catalog.all<Column>(
    `SELECT name, type, "notnull", dflt_value FROM pragma_table_info('${table}')`,
  );
}

const rowsAtOnce = 1000;

function copyTable(db: DatabaseSync, catalog: Catalog, table: string): Salvaged {
  const columns = columnsOf(catalog, table);
  const old = oldTable(db, table, columns);
  if (old === undefined) return { table, rows: 0, damaged: true };
  // What an older version did not have yet, and may not be empty.
  const added = columns.filter(
    ({ name, notnull, dflt_value }) =>
      !old.columns.includes(name) && notnull === 1 && dflt_value === null,
  );
  const filled = Object.fromEntries(
    added.map(({ name, type }) => [name, type === 'TEXT' ? '' : 0]),
  );
  let rows = 0;
  let damaged = false;
  let waiting: Readonly<Record<string, SQLInputValue>>[] = [];
  const write = () => {
    catalog.transaction(() => {
      for (const row of waiting)
        try {
          rows += catalog.insert(table, { ...filled, ...row }, 'ignore').changes;
        } catch {
          // Read without an error, and still not what the column may hold.
          damaged = true;
        }
    });
    waiting = [];
  };
  for (const row of rowsOf(db, old, () => {
    damaged = true;
  })) {
    const mended = mendedRow(table, row);
    damaged ||= mended !== row;
    if (mended !== undefined) waiting.push(mended);
    if (waiting.length >= rowsAtOnce) write();
  }
  write();
  return { table, rows, damaged };
}

/** The columns that a table has in both catalogs; undefined when the old one does not have it. */
function oldTable(
  db: DatabaseSync,
  table: string,
  columns: readonly Column[],
): OldTable | undefined {
  try {
    const info = db.prepare(`SELECT name, pk FROM pragma_table_info('${table}')`).all() as {
      name: string;
      pk: number;
    }[];
    const names = new Set(info.map(({ name }) => name));
    const shared = columns.map(({ name }) => name).filter((name) => names.has(name));
    if (shared.length === 0) return undefined;
    const list = db.prepare('SELECT type, wr FROM pragma_table_list(?)').get(table) as
      | { type: string; wr: number }
      | undefined;
    // What stands in the place of a table computes its rows, and nobody knows how.
    if (list?.type === 'view') return undefined;
    const keys = info.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    return {
      name: table,
      columns: shared,
      key: list?.wr === 1 ? keys.map(({ name }) => name) : [],
    };
  } catch {
    return undefined;
  }
}

/** Requests whose answer was lost are forgotten, so that it can be read from its file again. */
function forgetLostAnswers(catalog: Catalog): void {
  catalog.run`
    DELETE FROM request WHERE photo_id IN (SELECT photo_id FROM request WHERE state = 'answered')
      AND photo_id NOT IN (SELECT photo_id FROM review) AND photo_id NOT IN (SELECT photo_id FROM suggestion)`;
}

/** A photo whose text was lost gets the latest answer about it. */
function takeAnswers(catalog: Catalog): void {
  for (const id of catalog.ids`
    SELECT DISTINCT photo_id AS id FROM suggestion WHERE photo_id NOT IN (SELECT photo_id FROM review)`) {
    const latest = latestSuggestion(catalog, id);
    if (latest !== undefined)
      takeSuggestion(catalog, id, latest.id, latest.suggestion, latest.source);
  }
}

/** Rows that refer to a row that was lost: those that may do without it lose the reference, the others go. */
function makeWhole(catalog: Catalog): void {
  // What can be undone must not be lost for the sake of a date.
  for (const [table, stage] of [
    ['embedding', 'embed'],
    ['sidecar_writing', 'sidecars'],
  ])
    catalog.run(
      `INSERT OR IGNORE INTO write_run (id, at, stage) SELECT run_id, '1970-01-01T00:00:00.000Z', ?1 FROM ${table}`,
      stage,
    );
  for (let changes = 1; changes > 0; ) {
    changes = 0;
    for (const table of tablesOf(catalog)) {
      const required = new Set(
        columnsOf(catalog, table)
          .filter(({ notnull }) => notnull === 1)
          .map(({ name }) => name),
      );
      for (const { from, to, parent } of catalog.all<{ from: string; to: string; parent: string }>(
        `SELECT "from", "to", "table" AS parent FROM pragma_foreign_key_list('${table}')`,
      )) {
        const isDangling = `${from} IS NOT NULL AND ${from} NOT IN (SELECT ${to} FROM ${parent})`;
        const isKey = required.has(from) || from === 'photo_id';
        changes += catalog.run(
          isKey
            ? `DELETE FROM ${table} WHERE ${isDangling}`
            : `UPDATE ${table} SET ${from} = NULL WHERE ${isDangling}`,
        ).changes;
      }
    }
  }
}

/** What follows from the rows is made again, and a photo whose text was lost waits for one. */
function makeAnew(catalog: Catalog): void {
  const known = photoStatuses.map((status) => `'${status}'`).join(', ');
  for (const sql of [
    'UPDATE review SET stale = 1',
    'INSERT OR IGNORE INTO unindexed SELECT photo_id FROM review',
    'INSERT OR IGNORE INTO existing_changed SELECT photo_id FROM review',
    `UPDATE photo SET status = 'prepare' WHERE status NOT IN (${known}) OR (status IN ('review', 'sidecars', 'embed', 'done')
       AND NOT EXISTS (SELECT 1 FROM review WHERE photo_id = photo.id))`,
    `UPDATE request SET state = 'dropped' WHERE state IN ('ready', 'released', 'asking') AND EXISTS (
       SELECT 1 FROM request AS later WHERE later.photo_id = request.photo_id AND later.id > request.id
         AND later.state IN ('ready', 'released', 'asking'))`,
    "UPDATE request SET state = 'ready' WHERE state = 'asking' AND batch_id IS NULL",
  ])
    catalog.run(sql);
}
