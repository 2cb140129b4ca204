/** The state of one archive: an SQLite file in WAL mode, opened through Node's own driver. */
import { dirname, join } from 'node:path';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { messageOf, StopError } from '../errors.ts';
import { refusalOfSystem } from '../files/system-errors.ts';
import { assertNoLinks, makePrivate, makeWorkFolder } from '../files/work-folder.ts';
import { openDatabase } from './database.ts';
import {
  catalogFault,
  catalogFile,
  damagedValue,
  isBesideOthers,
  lostCatalog,
  lostError,
  waysBack,
} from './faults.ts';
import { assertOwnSchema } from './own-schema.ts';
import { rowChecker } from './row-types.ts';
import { choiceTable, schema, schemaVersion } from './schema.ts';
import { columnOf, inputOf, Sql, sql, type Value } from './sql.ts';

export type Row = Record<string, SQLInputValue>;
/** A template with its values (sql.ts), what one makes, or a text with a question mark for each of the values behind it. */
type Query = TemplateStringsArray | Sql | string;
type Part = Sql | Value;
/** Values by the names of their columns, or of the fields that these keep. */
type Columns = Readonly<Record<string, Value>>;
/** A statement, and what looks at its rows. */
type Prepared = { readonly statement: StatementSync; readonly check: (row: unknown) => void };
type Done = { readonly changes: number; readonly id: number };

/** An open catalog. Statements are prepared once per text. */
export class Catalog {
  readonly folder: string;
  readonly isReadOnly: boolean;
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, Prepared>();
  #depth = 0;

  constructor(folder: string, db: DatabaseSync, isReadOnly: boolean) {
    this.folder = folder;
    this.isReadOnly = isReadOnly;
    this.#db = db;
  }

  /** Runs a statement and returns how many rows it changed and the id of the last one inserted. */
  run(query: Query, ...given: Part[]): Done {
    const { text, values } = sqlOf(query, given);
    const { changes, lastInsertRowid } = this.#guard(() =>
      this.#prepare(text).statement.run(...values.map(inputOf)),
    );
    return { changes: Number(changes), id: Number(lastInsertRowid) };
  }

  /** Adds a row; one that is there with the same key stays where that is ignored, or takes all these columns. */
  insert(table: string, row: Columns, existing?: 'ignore' | 'update'): Done {
    const names = namesIn(row);
    const otherwise = {
      ignore: ' ON CONFLICT DO NOTHING',
      update: ` ON CONFLICT DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
    };
    const marks = names.map(() => '?').join(', ');
    return this.run(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})${existing === undefined ? '' : otherwise[existing]}`,
      ...Object.values(row),
    );
  }

  /** Sets columns of the rows that match the values of other columns in `where`. */
  update(table: string, columns: Columns, where: Columns): Done {
    const set = (names: readonly string[], between: string) =>
      names.map((name) => `${name} = ?`).join(between);
    return this.run(
      `UPDATE ${table} SET ${set(namesIn(columns), ', ')} WHERE ${set(namesIn(where), ' AND ')}`,
      ...Object.values(columns),
      ...Object.values(where),
    );
  }

  /** The first row, if there is one. The caller names the columns it selected. */
  get<T = Row>(query: Query, ...given: Part[]): T | undefined {
    const { text, values } = sqlOf(query, given);
    return this.#guard(() => {
      const { statement, check } = this.#prepare(text);
      const row = statement.get(...values.map(inputOf));
      check(row);
      return row;
    }) as T | undefined;
  }

  /** All rows at once; for pages and small tables. */
  all<T = Row>(query: Query, ...given: Part[]): T[] {
    const { text, values } = sqlOf(query, given);
    return this.#guard(() => {
      const { statement, check } = this.#prepare(text);
      const rows = statement.all(...values.map(inputOf));
      for (const row of rows) check(row);
      return rows;
    }) as T[];
  }

  /** Rows one by one, for whole tables. The catalog must not be written while this is read. */
  *iterate<T = Row>(query: Query, ...given: Part[]): Generator<T, void> {
    const { text, values } = sqlOf(query, given);
    const { statement, check } = this.#guard(() => this.#prepare(text));
    const rows = this.#guard(() => statement.iterate(...values.map(inputOf)));
    try {
      for (;;) {
        const { done, value } = this.#guard(() => rows.next());
        if (done === true) return;
        check(value);
        yield value as T;
      }
    } finally {
      rows.return?.();
    }
  }

  /** The row of a query that always has one: sums and counts. The caller names its columns. */
  one<T = Row>(query: Query, ...given: Part[]): T {
    return this.get<T>(query, ...given) as T;
  }

  /** Whether there is a row. */
  has(query: Query, ...given: Part[]): boolean {
    return this.get(query, ...given) !== undefined;
  }

  /** The column `id` of all rows. One string of JSON instead of a hundred thousand row objects: ten times as fast. */
  ids(query: Query, ...given: Part[]): number[] {
    const rows = sqlOf(query, given);
    const { ids } = this.one<{ ids: string }>`SELECT json_group_array(id) AS ids FROM (${rows})`;
    return JSON.parse(ids) as number[];
  }

  /** The first column of all rows, which is text. */
  texts<T extends string>(query: Query, ...given: Part[]): T[] {
    return this.all<Record<string, T>>(query, ...given).map((row) => Object.values(row)[0] as T);
  }

  /** The first column of the first row as a number; 0 when there is no row. */
  count(query: Query, ...given: Part[]): number {
    const row = this.get<Record<string, number>>(query, ...given);
    return row === undefined ? 0 : Number(Object.values(row)[0] ?? 0);
  }

  /** Rows that were written over this connection so far: while it is the same number, nothing is another. */
  changes(): number {
    return this.count`SELECT total_changes()`;
  }

  /** All or nothing. Inside another transaction it joins that one. */
  transaction<T>(work: () => T): T {
    return this.#within('BEGIN IMMEDIATE', work);
  }

  /** Reads everything as it was at one moment, whatever another process writes meanwhile. */
  snapshot<T>(work: () => T): T {
    return this.#within('BEGIN', work);
  }

  #within<T>(begin: string, work: () => T): T {
    if (this.#depth > 0) return work();
    this.#exec(begin);
    this.#depth++;
    try {
      const result = work();
      this.#exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    } finally {
      this.#depth--;
    }
  }

  /**
   * A transaction that is on the disk when it returns, also after a power cut. For what costs money or
   * describes a file being changed; everything else may lose the last moments of a power cut, never of a kill.
   */
  durably<T>(work: () => T): T {
    if (this.#depth > 0) throw new Error('durably() cannot be called inside a transaction');
    this.#exec('PRAGMA synchronous = FULL');
    try {
      return this.transaction(work);
    } finally {
      this.#exec('PRAGMA synchronous = NORMAL');
    }
  }

  close(): void {
    this.#statements.clear();
    if (this.#db.isOpen) this.#db.close();
  }

  #exec(sql: string): void {
    this.#guard(() => this.#db.exec(sql));
  }

  /** What the disk or another program does to the catalog stops the run with a sentence, wherever it shows. */
  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw catalogFault(error, join(this.folder, catalogFile));
    }
  }

  #prepare(sql: string): Prepared {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(sql);
    const prepared = { statement, check: rowChecker(statement) };
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

/** Names become SQL, and those of a change come out of a row. @throws StopError `catalog-damaged` where one is no name */
function namesIn(columns: Columns): string[] {
  const names = Object.keys(columns).map(columnOf);
  const odd = names.find((name) => !/^[a-z_]+$/.test(name));
  if (odd !== undefined) throw damagedValue('change', odd);
  return names;
}

function sqlOf(query: Query, given: readonly Part[]): Sql {
  if (query instanceof Sql) return query;
  return typeof query === 'string'
    ? new Sql(query, given as readonly Value[])
    : sql(query, ...given);
}

/**
 * Opens the catalog in `folder`, and makes it where there never was one.
 * @throws StopError `catalog-newer`, `catalog-older`, `catalog-damaged`, `catalog-lost`, `disk-full`
 */
export function openCatalog(folder: string, { readOnly = false } = {}): Catalog {
  const file = join(folder, catalogFile);
  const lost = lostCatalog(folder);
  if (lost !== undefined) throw lost;
  let db: DatabaseSync | undefined;
  try {
    if (readOnly) assertNoLinks(folder);
    else {
      makeWorkFolder(folder);
      makePrivate(file);
    }
    db = openDatabase(file, { readOnly });
    if (!readOnly) db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    db.exec('PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY');
    prepareTables(db, file, readOnly);
    assertOwnSchema(db, file);
    db.exec(choiceTable);
    return new Catalog(folder, db, readOnly);
  } catch (error) {
    db?.close();
    const stop = catalogFault(refusalOfSystem(error) ?? error, file);
    if (stop instanceof StopError) throw stop;
    throw new StopError(
      'catalog-damaged',
      `The catalog ${file} cannot be opened: ${messageOf(error)}.`,
      waysBack,
      { cause: error },
    );
  }
}

/** Makes the tables of a new catalog, and refuses the tables of another version. */
function prepareTables(db: DatabaseSync, file: string, readOnly: boolean): void {
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as {
    user_version: number;
  };
  if (version === schemaVersion) return;
  if (version > schemaVersion)
    throw new StopError(
      'catalog-newer',
      `The catalog ${file} was written by a newer proofsheet.`,
      'Install the current version and try again; nothing was changed.',
    );
  const isEmpty = db.prepare('SELECT 1 FROM sqlite_master').get() === undefined;
  if (isEmpty && isBesideOthers(dirname(file))) throw lostError(file);
  if (!isEmpty || version !== 0)
    throw new StopError(
      'catalog-older',
      `The catalog ${file} was written by an older proofsheet.`,
      'Run `proofsheet catalog rebuild` on this archive: it makes a new catalog from it, and keeps the old one.',
    );
  if (readOnly)
    throw new StopError(
      'nothing-to-do',
      `The catalog ${file} is empty.`,
      'Run `proofsheet scan` on this archive first.',
    );
  db.exec(`BEGIN; ${schema}; PRAGMA user_version = ${schemaVersion}; COMMIT`);
}
