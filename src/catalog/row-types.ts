/** Whether rows hold what the tables declare. SQLite keeps them so, but not in a file that was damaged or edited. */
import { DatabaseSync } from 'node:sqlite';
import { damagedValue } from './faults.ts';
import { schema } from './schema.ts';

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

/**
 * Looks at the rows of one query, whose columns are those of the first row. A column is known by its name, so that
 * what a query works out has a name of its own; NULL passes, because a query may have it where a table has not.
 * @throws StopError `catalog-damaged`
 */
export function rowChecker(): (row: unknown) => void {
  let expected: (readonly [string, readonly string[]])[] | undefined;
  return (row) => {
    if (row === undefined) return;
    const values = row as Readonly<Record<string, unknown>>;
    expected ??= Object.keys(values).flatMap((name) => {
      const types = declared().get(name);
      return types === undefined ? [] : [[name, [...types]] as const];
    });
    for (const [name, types] of expected) {
      if (types.some((type) => hasType(values[name], type))) continue;
      throw damagedValue(name, whose(values));
    }
  };
}

function whose({
  path,
  photo_id,
  photoId = photo_id,
  id,
}: Readonly<Record<string, unknown>>): string {
  if (typeof path === 'string') return path;
  return typeof photoId === 'number' ? `photo ${photoId}` : `row ${String(id ?? '?')}`;
}

let known: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/** The types of each name of a column, in whatever tables it is. */
function declared(): ReadonlyMap<string, ReadonlySet<string>> {
  if (known !== undefined) return known;
  const types = new Map<string, Set<string>>();
  for (const { name, type } of declaredColumns())
    types.set(name, (types.get(name) ?? new Set()).add(type));
  known = types;
  return types;
}

export type DeclaredColumn = {
  readonly table: string;
  readonly name: string;
  readonly type: string;
};

/** Every column of every table as this version makes them. */
export function declaredColumns(): readonly DeclaredColumn[] {
  const db = new DatabaseSync(':memory:');
  try {
    db.exec(schema);
    return db
      .prepare(
        `SELECT tables.name AS "table", columns.name, columns.type
         FROM sqlite_schema AS tables JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'`,
      )
      .all() as DeclaredColumn[];
  } finally {
    db.close();
  }
}
