/** Queries as templates: a value stands in the text where it belongs, and never becomes a part of the text. */

import type { SQLInputValue } from 'node:sqlite';
import { declaredColumns } from './row-types.ts';

/** `undefined` is stored as NULL, a moment as ISO 8601, lists and objects as JSON. */
export type Value =
  | SQLInputValue
  | undefined
  | boolean
  | Date
  | readonly unknown[]
  | Readonly<Record<string, unknown>>;

/** A value as SQLite takes it. */
export function inputOf(value: Value): SQLInputValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || ArrayBuffer.isView(value)) return value as SQLInputValue;
  return JSON.stringify(value);
}

/** The column that a field is kept in: `run_id` for `runId`. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** SQL, with the values for the question marks in it. */
export class Sql {
  readonly text: string;
  readonly values: readonly Value[];

  constructor(text: string, values: readonly Value[] = []) {
    this.text = text;
    this.values = values;
  }
}

/** SQL of which other SQL may be a part; whatever else stands in it is a value. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Sql | Value)[]): Sql {
  let [text = ''] = strings;
  const values: Value[] = [];
  for (const [at, part] of parts.entries()) {
    const isSql = part instanceof Sql;
    text += (isSql ? part.text : '?') + strings[at + 1];
    values.push(...(isSql ? part.values : [part]));
  }
  return new Sql(text, values);
}

/** What follows an IN. */
export function these(values: readonly (string | number)[]): Sql {
  return sql`(SELECT value FROM json_each(${values}))`;
}

const known = new Map<string, Sql>();

/** All columns of a table under the names of the fields that they keep, for a SELECT. */
export function fieldsOf(table: string): Sql {
  const named = ({ name }: { readonly name: string }) =>
    `${table}.${name} AS ${name.replace(/_[a-z]/g, ([, letter = '']) => letter.toUpperCase())}`;
  const columns = () => declaredColumns().filter((column) => column.table === table);
  const fields = known.get(table) ?? new Sql(columns().map(named).join(', '));
  known.set(table, fields);
  return fields;
}
