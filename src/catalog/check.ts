/** Whether a catalog is whole: its pages, its tables, what its rows refer to, and what they say. Reads only. */
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { excerptOf, messageOf, StopError } from '../errors.ts';
import { photoStatuses } from '../photo.ts';
import { openDatabase } from './database.ts';
import { catalogFault, catalogFile, lostCatalog, waysBack } from './faults.ts';
import { inOwnTables } from './own-schema.ts';
import { type Problem, problemOf } from './problem.ts';
import { schemaVersion } from './schema.ts';
import { wrongValues } from './wrong-values.ts';

const statuses = photoStatuses.map((status) => `'${status}'`).join(', ');

/** What no row may say, and a query for the photos, or whatever else has a name, that say it. */
const rules: Readonly<Record<string, string>> = {
  'A photo stands at no stage': `SELECT path AS at FROM photo WHERE status NOT IN (${statuses})`,
  'A path leads out of the archive': `SELECT path AS at FROM photo
    WHERE path = '' OR path LIKE '/%' OR '/' || path || '/' LIKE '%/../%'`,
  'A photo waits for a decision on text that it does not have': `SELECT path AS at FROM photo
    WHERE status IN ('review', 'sidecars', 'embed', 'done') AND id NOT IN (SELECT photo_id FROM review)`,
  'A photo is asked about twice at once': `SELECT path AS at FROM request JOIN photo ON photo.id = photo_id
    WHERE state IN ('ready', 'released', 'asking') GROUP BY photo_id HAVING count(*) > 1`,
};

/**
 * Everything that is wrong with the catalog in `folder`.
 * @param isThere whether there is a file at a path of the archive
 * @throws StopError `catalog-lost`, `catalog-damaged` when it cannot be read at all
 */
export function checkCatalog(
  folder: string,
  isThere: (path: string) => boolean,
): readonly Problem[] {
  const lost = lostCatalog(folder);
  if (lost !== undefined) throw lost;
  const file = join(folder, catalogFile);
  let db: DatabaseSync | undefined;
  try {
    db = openDatabase(file, { readOnly: true });
    const look = (kind: Problem['kind'], what: string, sql: string) => lookFor(db, kind, what, sql);
    return [
      ...look(
        'pages',
        'A part of the file is damaged',
        "SELECT integrity_check AS at FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
      ),
      ...look(
        'references',
        'A row refers to one that is not there',
        `SELECT "table" || ' to ' || parent AS at FROM pragma_foreign_key_check`,
      ),
      ...tableProblems(db),
      ...Object.entries(rules).flatMap(([what, sql]) => look('rows', what, sql)),
      ...wrongValues(db),
      ...missingFiles(db, isThere),
    ];
  } catch (error) {
    throw catalogFault(error, file);
  } finally {
    db?.close();
  }
}

/**
 * What is wrong with the catalog in `folder` where an error that nobody foresaw has come out of it; else that error.
 * Reads the whole catalog, for which there is time then.
 */
export function damageBehind(error: unknown, folder: string): unknown {
  const problem = checkCatalog(folder, () => true)[0];
  if (problem === undefined) return error;
  const { what, examples } = problem;
  return new StopError(
    'catalog-damaged',
    `The catalog ${join(folder, catalogFile)} is damaged: ${what} (${excerptOf(examples[0] ?? '')}).`,
    waysBack,
    { cause: error },
  );
}

/** A question that cannot be answered is a problem of its own, once the file as such can be read. */
function lookFor(
  db: DatabaseSync | undefined,
  kind: Problem['kind'],
  what: string,
  sql: string,
): readonly Problem[] {
  try {
    return problemOf(
      kind,
      what,
      (db?.prepare(sql).all() ?? []).map(({ at }) => String(at)),
    );
  } catch (error) {
    if (kind === 'pages') throw error;
    return problemOf('pages', `Cannot be looked for: ${what}`, [messageOf(error)]);
  }
}

type Entry = { readonly name: string; readonly sql: string };

/** Tables, indexes and triggers that are not as this version makes them. */
function tableProblems(db: DatabaseSync): readonly Problem[] {
  const version = Object.values(db.prepare('PRAGMA user_version').get() ?? {})[0];
  if (version !== schemaVersion)
    return problemOf('tables', 'The catalog is of another version', [
      `${String(version)} for ${schemaVersion}`,
    ]);
  const entriesOf = (of: DatabaseSync) =>
    of.prepare('SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL').all() as Entry[];
  const texts = ({ name, sql }: Entry) => `${name} ${sql}`;
  const [expected, found] = [inOwnTables(entriesOf), entriesOf(db)];
  const same = new Set(expected.map(texts)).intersection(new Set(found.map(texts)));
  const others = [...expected, ...found].filter((entry) => !same.has(texts(entry)));
  return problemOf('tables', 'A table, index or trigger is not as it was made', [
    ...new Set(others.map(({ name }) => name)),
  ]);
}

function missingFiles(db: DatabaseSync, isThere: (path: string) => boolean): readonly Problem[] {
  try {
    const paths = db.prepare('SELECT path FROM photo WHERE missing = 0 ORDER BY path').all();
    const gone = paths.map(({ path }) => String(path)).filter((path) => !isThere(path));
    return problemOf('files', 'A photo is not where it was scanned', gone);
  } catch (error) {
    return problemOf('pages', 'Cannot be looked for: photos', [messageOf(error)]);
  }
}
