/** Values that no row of ours has: of another type than their column, too large, or not what a column may say. */
import type { DatabaseSync } from 'node:sqlite';
import { messageOf } from '../errors.ts';
import type { Row } from './catalog.ts';
import { wrongColumns } from './mended-row.ts';
import { type Problem, problemOf, shown } from './problem.ts';
import { type DeclaredColumn, declaredColumns, hasType } from './row-types.ts';

/** All of them, by table and column. */
export function wrongValues(db: DatabaseSync): readonly Problem[] {
  const tables = Map.groupBy(declaredColumns(), ({ table }) => table);
  return [...tables].flatMap(([table, columns]) => wrongIn(db, table, columns));
}

function wrongIn(
  db: DatabaseSync,
  table: string,
  columns: readonly DeclaredColumn[],
): readonly Problem[] {
  const found = new Map<string, string[]>();
  try {
    const names = columns.map(({ name }) => name);
    const rows = db.prepare(`SELECT ${names.join(', ')} FROM ${table}`);
    rows.setReadBigInts(true);
    for (const row of rows.iterate() as Iterable<Row>) {
      const ofTypes = columns.filter(({ name, type }) => !hasType(row[name], type));
      for (const name of new Set([
        ...ofTypes.map((column) => column.name),
        ...wrongColumns(table, row),
      ]))
        remember(found, name, () => nameOf(db, table, row));
    }
  } catch (error) {
    return problemOf('pages', `Cannot be looked for: values in ${table}`, [messageOf(error)]);
  }
  return [...found].flatMap(([name, rows]) =>
    problemOf('rows', `What stands in ${table}.${name} is nothing that proofsheet wrote`, rows),
  );
}

/** Adds a finding; whose it is, is looked up for the first ones alone. */
function remember(found: Map<string, string[]>, column: string, whose: () => string): void {
  const known = found.get(column) ?? [];
  known.push(known.length < shown ? whose() : '');
  found.set(column, known);
}

/** The photo that a row is about, or its own key. */
function nameOf(db: DatabaseSync, table: string, row: Row): string {
  const { id, photo_id: photoId = table === 'photo' ? id : undefined, key, step_id: step } = row;
  if (photoId === undefined)
    return String(key ?? (step === undefined ? `row ${id}` : `step ${step}`));
  const photo = db.prepare('SELECT path FROM photo WHERE id = ?').get(photoId);
  return String(photo?.['path'] ?? `photo ${photoId}`);
}
