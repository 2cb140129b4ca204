/** Photos in a folder and below it, through the index of folders. */
import { type Sql, sql } from './sql.ts';

/** A condition on `photo`; of '', the archive, all. */
export function inFolder(folder: string): Sql {
  // The first and the last folder that can lie below it: `0` is the sign behind `/`.
  const [first, end] = folder === '' ? ['', '\u{10ffff}'] : [`${folder}/`, `${folder}0`];
  return sql`(folder = ${folder} OR folder >= ${first} AND folder < ${end})`;
}
