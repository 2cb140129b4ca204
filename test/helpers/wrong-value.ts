/** Catalogs that say what the program never wrote: edited by hand, damaged, or put together by somebody else. */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

type Wrong = { readonly table: string; readonly column: string; readonly value: SQLInputValue };

/**
 * Writes a value of any type into a column of all rows, past what the table allows; of rows that must differ, into one. The table looks afterwards as it was
 * made, as after damage to a page.
 * @param file the catalog, closed
 */
export function writeWrongValue(file: string, { table, column, value }: Wrong): void {
  const sql = inSchema(file, table, (made) =>
    made
      .replace(/\) STRICT/, ')')
      .replace(/^\), WITHOUT/m, ') WITHOUT')
      .replaceAll('NOT NULL', '')
      .replace(/\b(?:TEXT|INTEGER|REAL|BLOB)\b(?! PRIMARY)/g, ''),
  );
  const db = open(file);
  db.exec('PRAGMA ignore_check_constraints = ON');
  db.prepare(`UPDATE OR IGNORE ${table} SET "${column}" = ?`).run(value);
  db.close();
  inSchema(file, table, () => sql);
}

const open = (file: string) =>
  new DatabaseSync(file, { enableForeignKeyConstraints: false, defensive: false });

/** Changes how a table is declared; returns how it was. */
function inSchema(file: string, table: string, change: (sql: string) => string): string {
  const db = open(file);
  db.exec('PRAGMA writable_schema = ON');
  const row = db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').get(table);
  const sql = String(row?.['sql']);
  db.prepare('UPDATE sqlite_schema SET sql = ? WHERE name = ?').run(change(sql), table);
  const version = Object.values(db.prepare('PRAGMA schema_version').get() ?? {})[0];
  db.exec(`PRAGMA schema_version = ${Number(version) + 1}`);
  db.close();
  return sql;
}
