/**
 * Opening files of SQLite: a catalog may come with an archive of somebody else, so nothing in a file does more than hold
 * data. Older versions of Node pass over what they do not know yet.
 */
import { DatabaseSync } from 'node:sqlite';

/** Bytes of the longest value that is read: twice the largest head of a JPEG, which undo keeps. */
const longestValue = 256 * 1024 * 1024;

type Opening = {
  readonly readOnly?: boolean;
  /** Milliseconds to wait for another program that uses the file. */
  readonly wait?: number;
};

/**
 * Opens a file, or makes it. No function that has effects runs out of the tables of a stranger, pages are looked at before
 * they are used, none is mapped into memory (where a failing disk would end the process), and no SQL can damage the file.
 * @throws what SQLite says, with its `errcode`
 */
export function openDatabase(
  file: string,
  { readOnly = false, wait = 5000 }: Opening = {},
): DatabaseSync {
  const db = new DatabaseSync(file, {
    readOnly,
    defensive: true,
    limits: { length: longestValue },
  });
  try {
    db.exec(
      `PRAGMA busy_timeout = ${wait}; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0`,
    );
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
