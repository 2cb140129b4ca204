/** What is wrong with the values of a row in a catalog that was damaged or edited, and the row as a new one takes it. */
import type { SQLInputValue } from 'node:sqlite';
import {
  fewWords,
  isMoment,
  isNanoseconds,
  isPath,
  longestKept,
  moments,
  nanoseconds,
  paths,
  texts,
} from './column-values.ts';
import { isSoundMeta } from './meta.ts';
import { isSound, storedColumns } from './stored.ts';

type Row = Readonly<Record<string, SQLInputValue>>;
/** What is written instead of a value; undefined where the row is of no use without it. */
type Otherwise = string | null | undefined;
type Rule = {
  readonly column: string;
  readonly isRight: (value: string) => boolean;
  readonly otherwise: Otherwise;
};

const longAgo = '1970-01-01T00:00:00.000Z';
/** Columns of moments that are never NULL; that of a sidecar may be. */
const required = /^(?!(?:raw_)?sidecar\.).*\.(?:at|started_at|changed_at|written_at)$/;

const rules = Map.groupBy(
  [
    ...storedColumns.map(({ name, otherwise }) =>
      rule(name, (json) => isSound(name, json), otherwise),
    ),
    ...Object.entries(fewWords).map(([name, { words, otherwise }]) =>
      rule(name, (word) => words.includes(word), otherwise),
    ),
    ...moments.map((name) => rule(name, isMoment, required.test(name) ? longAgo : null)),
    ...nanoseconds.map((name) => rule(name, isNanoseconds, '0')),
    ...paths.map((name) => rule(name, isPath, undefined)),
  ],
  ({ table }) => table,
);

function rule(name: string, isRight: Rule['isRight'], otherwise: Otherwise) {
  const [table = '', column = ''] = name.split('.');
  return { table, column, isRight, otherwise };
}

/** The columns of a row that say what no row of ours does. Of types it knows nothing. */
function wrongIn(table: string, row: Row): readonly Rule[] {
  const { key, value } = row;
  if (table === 'meta' && !isSoundMeta(String(key), String(value)))
    return [rule('meta.value', () => false, undefined)];
  return (rules.get(table) ?? []).filter(({ column, isRight }) => {
    const found = row[column];
    return typeof found === 'string' && !isRight(found);
  });
}

/** The names of these columns. */
export function wrongColumns(table: string, row: Row): readonly string[] {
  return wrongIn(table, row).map(({ column }) => column);
}

/** The row as it can be used, or undefined where it cannot. The same row where nothing is wrong with it. */
export function mendedRow(table: string, given: Row): Row | undefined {
  const row = withCutTexts(table, given);
  const wrong = wrongIn(table, row);
  if (wrong.length === 0) return row;
  if (wrong.some(({ otherwise }) => otherwise === undefined)) return undefined;
  // A photo is read from its file again, whose time cannot be this.
  const again = table === 'photo' ? { mtime: '0' } : {};
  return {
    ...row,
    ...Object.fromEntries(wrong.map(({ column, otherwise }) => [column, otherwise ?? null])),
    ...again,
  };
}

/** A row with no text longer than anybody writes: one of megabytes would have to be folded and searched for ever after. */
function withCutTexts(table: string, row: Row): Row {
  const long = Object.entries(row).filter(
    ([column, value]) =>
      typeof value === 'string' &&
      value.length > longestKept &&
      texts.includes(`${table}.${column}`),
  );
  if (long.length === 0) return row;
  const cut = long.map(([column, value]) => [column, String(value).slice(0, longestKept)]);
  return { ...row, ...Object.fromEntries(cut) };
}
