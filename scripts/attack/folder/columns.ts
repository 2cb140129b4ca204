/** Every column of every table with what no row of ours has: values of another type, huge ones, and texts that steer or lead out. */
import { join } from 'node:path';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { type DeclaredColumn, declaredColumns } from '../../../src/catalog/row-types.ts';
import { writeWrongValue } from '../../../test/helpers/wrong-value.ts';
import type { Ground } from '../ground.ts';
import { steering } from '../replies.ts';
import type { Trial } from '../trial.ts';
import { WarmProgram } from '../warm.ts';
import { inCatalog, letWait } from './rows.ts';

const commands: readonly (readonly string[])[] = [
  ['status', '--issues'],
  ['review', '--export'],
  ['scan'],
  ['embed', '--yes', '--embed-rehearsal'],
  ['undo'],
];

/** By the declared type: the first is of another one. */
const valuesOf: Readonly<Record<string, (canary: string) => readonly SQLInputValue[]>> = {
  TEXT: (canary) => [7, steering, join(canary, 'v.jpg')],
  INTEGER: () => [steering, 2n ** 62n, -1],
  REAL: () => [steering, 1e308],
  BLOB: () => [steering, Buffer.alloc(100_000, 0xff)],
};

const plain: Readonly<Record<string, SQLInputValue>> = {
  ...{ TEXT: 'x', INTEGER: 1, REAL: 1, BLOB: Buffer.from('x') },
};

/** A table that no run of ours has filled gets a row. */
function fill(db: DatabaseSync, table: string, columns: readonly DeclaredColumn[]): void {
  if (db.prepare(`SELECT 1 FROM ${table}`).get() !== undefined) return;
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const values = columns.map(({ type }) => plain[type] ?? null);
  db.exec('PRAGMA ignore_check_constraints = ON');
  db.prepare(
    `INSERT OR IGNORE INTO ${table} (${names}) VALUES (${values.map(() => '?').join(', ')})`,
  ).run(...values);
}

/** Whether SQLite itself keeps the value out: a key that is the number of its row is never anything else. */
function takes(file: string, wrong: Parameters<typeof writeWrongValue>[1]): boolean {
  try {
    writeWrongValue(file, wrong);
    return true;
  } catch {
    return false;
  }
}

async function sweep(
  ground: Ground,
  lay: () => Promise<void>,
  columns: readonly DeclaredColumn[],
): Promise<void> {
  const warm = new WarmProgram();
  ground.onLeave(() => void warm.close());
  for (const { table, name: column, type } of columns)
    for (const value of valuesOf[type]?.(ground.canary) ?? []) {
      await lay();
      const folder = join(ground.root, '.proofsheet');
      let taken = false;
      inCatalog(folder, (db) => {
        letWait(db);
        fill(db, table, columns);
        taken = takes(join(folder, 'catalog.sqlite'), { table, column, value });
      });
      if (!taken) continue;
      await ground.seal();
      const before = ground.faults.length;
      for (const words of commands)
        await ground.run([...words, ground.root], { by: (...run) => warm.run(...run) });
      if (ground.faults.length > before)
        ground.fault(`with ${JSON.stringify(String(value)).slice(0, 40)} as ${table}.${column}`);
      await ground.clear();
    }
}

export const columns: readonly Trial[] = [
  ...Map.groupBy(declaredColumns(), ({ table }) => table),
].map(([table, of]) => ({
  name: `columns-${table}`,
  what: `${of.length === 1 ? 'the column' : `each of the ${of.length} columns`} of ${table}: another type, too large, steering, leading out`,
  attack: (ground, templates) => sweep(ground, () => templates.lay(ground, 'done'), of),
}));
