/** Whether rows hold what the tables declare. SQLite keeps them so, but not in a file that was damaged or edited. */
import type { StatementSync } from 'node:sqlite';
import { isMoment, isPath, moments, paths } from './column-values.ts';
import { damagedValue } from './faults.ts';
import { inOwnTables } from './own-schema.ts';

const forms: Readonly<Record<string, (value: unknown) => boolean>> = {
  TEXT: (value) => typeof value === 'string',
  INTEGER: isWhole,
  REAL: (value) => typeof value === 'number',
  BLOB: (value) => value instanceof Uint8Array,
};

/** A whole number that a double holds exactly. */
function isWhole(value: unknown): boolean {
  return (
    typeof value === 'number' || (typeof value === 'bigint' && Number.isSafeInteger(Number(value)))
  );
}

/** Whether a value is of a declared type, or NULL. */
export function hasType(value: unknown, type: string): boolean {
  return value === null || (forms[type]?.(value) ?? false);
}

/** What a column of a query may hold. */
type Expected = {
  readonly name: string;
  /** The column that is named where it holds something else. */
  readonly where: string;
  readonly isRight: (value: unknown) => boolean;
};

/**
 * Looks at the rows of one query. A column that comes straight out of a table is judged as that table declares it, whatever
 * the query calls it, moments and paths also by what they say. One that the query works out is known by its name alone, so
 * that it has a name of its own. NULL passes, because a query may have it where a table has not.
 * @throws StopError `catalog-damaged`
 */
export function rowChecker(statement: StatementSync): (row: unknown) => void {
  let expected: readonly Expected[] | undefined;
  return (row) => {
    if (row === undefined) return;
    const values = row as Readonly<Record<string, unknown>>;
    expected ??= columnsOf(statement, values).flatMap((column) => expectedOf(column) ?? []);
    for (const { name, where, isRight } of expected)
      if (!isRight(values[name])) throw damagedValue(where, whose(values));
  };
}

type Column = {
  readonly name: string;
  readonly table?: string | null;
  readonly column?: string | null;
};

/** Of columns with one name the last, which is the one in the row. Node before 22.16 does not tell where they come from. */
function columnsOf(
  statement: StatementSync,
  row: Readonly<Record<string, unknown>>,
): readonly Column[] {
  if (!('columns' in statement)) return Object.keys(row).map((name) => ({ name }));
  return [...new Map(statement.columns().map((column) => [column.name, column])).values()];
}

function expectedOf({ name, table, column }: Column): Expected | undefined {
  const where = `${table}.${column}`;
  const type = declared().byColumn.get(where);
  if (type !== undefined) {
    const says = ofTexts.get(where);
    const isRight = (value: unknown) =>
      hasType(value, type) && (typeof value !== 'string' || (says?.(value) ?? true));
    return { name, where, isRight };
  }
  const types = declared().byName.get(name);
  if (types === undefined) return undefined;
  return { name, where: name, isRight: (value) => types.some((one) => hasType(value, one)) };
}

/** What texts say beyond being texts. */
const ofTexts: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ...moments.map((where) => [where, isMoment] as const),
  ...paths.map((where) => [where, isPath] as const),
]);

function whose({
  path,
  photo_id,
  photoId = photo_id,
  id,
}: Readonly<Record<string, unknown>>): string {
  if (typeof path === 'string') return path;
  return typeof photoId === 'number' ? `photo ${photoId}` : `row ${String(id ?? '?')}`;
}

type Declared = {
  readonly byColumn: ReadonlyMap<string, string>;
  /** The types of each name of a column, in whatever tables it is. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
};

let known: Declared | undefined;

function declared(): Declared {
  if (known !== undefined) return known;
  const columns = declaredColumns();
  const byName = [...Map.groupBy(columns, ({ name }) => name)].map(
    ([name, all]) => [name, [...new Set(all.map(({ type }) => type))]] as const,
  );
  known = {
    byColumn: new Map(columns.map(({ table, name, type }) => [`${table}.${name}`, type])),
    byName: new Map(byName),
  };
  return known;
}

export type DeclaredColumn = {
  readonly table: string;
  readonly name: string;
  readonly type: string;
};

/** Every column of every table as this version makes them. */
export function declaredColumns(): readonly DeclaredColumn[] {
  const sql = `SELECT tables.name AS "table", columns.name, columns.type
    FROM sqlite_schema AS tables JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'`;
  return inOwnTables((db) => db.prepare(sql).all()) as DeclaredColumn[];
}
