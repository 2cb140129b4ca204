/** What is in the file of a catalog, in numbers, whoever wrote it and however damaged it is. */
import type { DatabaseSync } from 'node:sqlite';
import { messageOf } from '../errors.ts';
import { openDatabase } from './database.ts';

/** Each undefined where that cannot be read. */
export type Contents = {
  readonly photos: number | undefined;
  readonly accepted: number | undefined;
  readonly batches: number | undefined;
  /** Photos written to that can be undone. */
  readonly embedded: number | undefined;
};

const questions: Readonly<Record<keyof Contents, string>> = {
  photos: 'SELECT count(*) AS n FROM photo WHERE missing = 0',
  accepted: "SELECT count(*) AS n FROM review WHERE decision = 'accepted'",
  batches: 'SELECT count(*) AS n FROM batch',
  embedded: "SELECT count(*) AS n FROM embedding WHERE state = 'done'",
};

export function contentsOf(file: string): Contents {
  let db: DatabaseSync | undefined;
  try {
    db = openDatabase(file, { readOnly: true });
  } catch (error) {
    messageOf(error);
  }
  const counts = Object.entries(questions).map(([name, sql]) => [name, answer(db, sql)]);
  db?.close();
  return Object.fromEntries(counts) as Contents;
}

function answer(db: DatabaseSync | undefined, sql: string): number | undefined {
  try {
    return (db?.prepare(sql).get() as { n: number } | undefined)?.n;
  } catch (error) {
    messageOf(error);
    return undefined;
  }
}
