/** The rows of a table in a file of which parts are damaged. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Row } from './catalog.ts';
import { primaryCode } from './faults.ts';

export type OldTable = {
  readonly name: string;
  readonly columns: readonly string[];
  /** The columns of its primary key, where its rows have no number; else empty. */
  readonly key: readonly string[];
};

/** Yields every row that can be read, some perhaps twice; `onDamage` is called where one cannot. */
export function rowsOf(db: DatabaseSync, table: OldTable, onDamage: () => void): Generator<Row> {
  return table.key.length > 0
    ? fromBothEnds(db, table, onDamage)
    : aroundDamage(db, table, onDamage);
}

/** By key from the beginning to the damage, then from the end to the damage. */
function* fromBothEnds(
  db: DatabaseSync,
  { name, columns, key }: OldTable,
  onDamage: () => void,
): Generator<Row> {
  for (const direction of ['ASC', 'DESC']) {
    const order = key.map((column) => `${column} ${direction}`).join(', ');
    const sql = `SELECT ${columns.join(', ')} FROM ${name} NOT INDEXED ORDER BY ${order}`;
    try {
      const rows = db.prepare(sql);
      rows.setReadBigInts(true);
      for (const row of rows.iterate() as Iterable<Row>) yield withNumbers(row, onDamage);
      return;
    } catch (error) {
      assertDamage(error);
      onDamage();
    }
  }
}

/** By number, over every place that cannot be read. */
function* aroundDamage(
  db: DatabaseSync,
  { name, columns }: OldTable,
  onDamage: () => void,
): Generator<Row> {
  const rows = db.prepare(
    `SELECT rowid AS "row number", ${columns.join(', ')} FROM ${name} NOT INDEXED WHERE rowid > ? ORDER BY rowid`,
  );
  rows.setReadBigInts(true);
  const first = db.prepare(
    `SELECT rowid AS at FROM ${name} NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT 1`,
  );
  /** The number of the first row after `at`: null where there is none, undefined where that cannot be read. */
  const next = (at: number): number | null | undefined => {
    try {
      return (first.get(at) as { at: number } | undefined)?.at ?? null;
    } catch (error) {
      assertDamage(error);
      return undefined;
    }
  };
  for (let after: number | undefined = 0; after !== undefined; ) {
    let last: number = after;
    try {
      for (const { 'row number': at, ...row } of rows.iterate(after) as Iterable<Row>) {
        // Damage may lead back to where we were.
        if (Number(at) <= last) break;
        last = Number(at);
        yield withNumbers(row, onDamage);
      }
      return;
    } catch (error) {
      assertDamage(error);
      onDamage();
    }
    after = beyondDamage(last, next);
  }
}

/** More rows than any table of ours has. */
const farthest = 2 ** 33;

/** The smallest number from which on rows can be read again; undefined where there are none. */
function beyondDamage(
  last: number,
  next: (at: number) => number | null | undefined,
): number | undefined {
  // What cannot be read is in one row alone: a value that is too long, or one on another page.
  const row = next(last);
  if (row !== undefined) return row ?? undefined;
  let unreadable = last;
  let readable = last + 1;
  while (next(readable) === undefined) {
    if (readable - last > farthest) return undefined;
    unreadable = readable;
    readable = last + (readable - last) * 2;
  }
  while (readable - unreadable > 1) {
    const middle = Math.floor((unreadable + readable) / 2);
    if (next(middle) === undefined) unreadable = middle;
    else readable = middle;
  }
  return next(readable) === null ? undefined : readable;
}

/** Whole numbers beyond those of a double are none of ours. */
function withNumbers(row: Row, onDamage: () => void): Row {
  const isOdd = (value: SQLInputValue) =>
    typeof value === 'bigint' && !Number.isSafeInteger(Number(value));
  if (!Object.values(row).some(isOdd)) return row;
  onDamage();
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, isOdd(value) ? 0 : value]),
  );
}

/** @throws what is no damage: SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_IOERR and SQLITE_TOOBIG are */
function assertDamage(error: unknown): void {
  if (![10, 11, 18, 26].includes(primaryCode(error) ?? 0)) throw error;
}
