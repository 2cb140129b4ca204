/**
 * A catalog of a million photos out of one of fewer: its rows again and again under other ids and folders, the indexes made
 * at the end. Minutes instead of an hour, and the same tables as photos that were scanned and answered one by one leave.
 */
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openCatalog } from '../src/catalog/catalog.ts';
import { makeTerms } from '../src/catalog/make-terms.ts';
import { schemaVersion } from '../src/catalog/schema.ts';
import { openChecker } from '../src/pipeline/review/checker.ts';
import { defaultSettings } from '../src/settings.ts';
import { fillCatalog } from './review-catalog.ts';

const filledOneByOne = 100_000;
const name = 'catalog.sqlite';
/** To be increased when what the photos say changes, as a catalog that was made before is used again. */
const edition = 2;

/** The tables that hold the rows of photos, and the columns that are not copied as they are. */
const copied: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  photo: {
    id: 'id + $ids',
    path: "'Set ' || $set || '/' || path",
    folder: "'Set ' || $set || '/' || folder",
  },
  suggestion: { id: 'id + $ids', photo_id: 'photo_id + $ids' },
  review: { photo_id: 'photo_id + $ids', suggestion_id: 'suggestion_id + $ids' },
  search: { photo_id: 'photo_id + $ids', folder: "'set ' || $set || '/' || folder" },
};

/**
 * The folder of a catalog with this many photos, checked by the rules in force and with the index of the filter, as collecting
 * and a review leave it. It is made once and kept with the system's temporary files; who writes in it works on a copy.
 */
async function largeCatalog(photos: number): Promise<string> {
  const folder = join(tmpdir(), `proofsheet-bench-catalog-${schemaVersion}.${edition}-${photos}`);
  if (existsSync(join(folder, name))) return folder;
  const made = `${folder}-in-the-making`;
  rmSync(made, { recursive: true, force: true });
  mkdirSync(made, { recursive: true, mode: 0o700 });
  if (photos <= filledOneByOne) fill(made, photos);
  else {
    copyFileSync(join(await largeCatalog(filledOneByOne), name), join(made, name));
    multiply(join(made, name), photos / filledOneByOne);
  }
  const catalog = openCatalog(made);
  await makeTerms(catalog, () => Promise.resolve(true));
  catalog.close();
  renameSync(made, folder);
  return folder;
}

function fill(folder: string, photos: number): void {
  const catalog = fillCatalog(folder, photos);
  openChecker(catalog, defaultSettings);
  catalog.run('UPDATE review SET stale = 0');
  catalog.close();
}

function multiply(file: string, times: number): void {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000');
  const made = db
    .prepare(
      "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL",
    )
    .all() as { type: string; name: string; sql: string }[];
  for (const { type, name } of made) db.exec(`DROP ${type} ${name}`);
  for (const table of Object.keys(copied))
    for (let set = 1; set < times; set++) db.exec(copyOf(db, table, set));
  for (const { sql } of made) db.exec(sql);
  db.exec(`DELETE FROM known_order; INSERT OR IGNORE INTO outside_terms SELECT photo_id, 0 FROM search
    WHERE photo_id > ${filledOneByOne}`);
  db.exec('PRAGMA journal_mode = WAL');
  db.close();
}

function copyOf(db: DatabaseSync, table: string, set: number): string {
  const columns = (db.prepare(`PRAGMA table_info(${table})`).all() as { name: string }[]).map(
    (one) => one.name,
  );
  const key = columns.includes('id') ? 'id' : 'photo_id';
  const values = columns.map((column) => copied[table]?.[column] ?? column).join(', ');
  return `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values} FROM ${table} WHERE ${key} <= ${filledOneByOne}`
    .replaceAll('$ids', String(set * filledOneByOne))
    .replaceAll('$set', String(set));
}

/** A copy of such a catalog in a folder of one's own. */
export async function copyOfLargeCatalog(photos: number, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  copyFileSync(join(await largeCatalog(photos), name), join(folder, name));
}
