/** Queries as templates: a value stands in the text where it belongs, and never becomes a part of the text. */

import type { SQLInputValue } from 'node:sqlite';

/** `undefined` is stored as NULL; a list is JSON, for `json_each`. */
export type Value = SQLInputValue | undefined | readonly (string | number)[];

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
  const texts = parts.map((part) => (part instanceof Sql ? part.text : '?'));
  const values = parts.flatMap((part) => (part instanceof Sql ? part.values : [part]));
  return new Sql(String.raw({ raw: strings }, ...texts), values);
}

/** What follows an IN. */
export function these(values: readonly (string | number)[]): Sql {
  return sql`(SELECT value FROM json_each(${values}))`;
}
