/** Catalogs whose tables are ours and whose rows are not: ways out of the archive, wrong JSON, wrong words and numbers. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deflateSync } from 'node:zlib';
import { steering } from '../replies.ts';
import type { Row } from './tour.ts';

type Value = string | number | null | Uint8Array;

/** Changes a catalog as somebody else could; our own triggers are put aside for the moment. */
export function inCatalog(folder: string, change: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(join(folder, 'catalog.sqlite'), { defensive: false });
  const triggers = db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    .all() as { name: string; sql: string }[];
  db.exec('PRAGMA foreign_keys = OFF');
  for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`);
  change(db);
  for (const { sql } of triggers)
    try {
      db.exec(sql);
    } catch {
      // What it was for is no table any more.
    }
  db.close();
}

/** Gives each row of a table another of the values, in turn. */
function spread(db: DatabaseSync, table: string, column: string, values: readonly Value[]): void {
  const key = (
    db.prepare(`SELECT name FROM pragma_table_info('${table}') WHERE pk = 1`).get() as {
      name: string;
    }
  ).name;
  const keys = db.prepare(`SELECT "${key}" AS key FROM "${table}"`).all() as { key: Value }[];
  for (const [index, one] of keys.entries())
    try {
      db.prepare(`UPDATE "${table}" SET "${column}" = ? WHERE "${key}" = ?`).run(
        values[index % values.length] ?? null,
        one.key,
      );
    } catch {
      // A strict column does not take it.
    }
}

/** Lets one photo wait for each of the stages that write. */
export function letWait(db: DatabaseSync): void {
  for (const [id, status] of [
    [2, 'sidecars'],
    [3, 'embed'],
  ] as const)
    db.prepare('UPDATE photo SET status = ? WHERE id = ?').run(status, id);
}

const changed = (
  name: string,
  what: string,
  change: (db: DatabaseSync, canary: string) => void,
): Row => ({
  name: `rows-${name}`,
  what,
  from: 'done',
  change: (folder, { canary }) =>
    inCatalog(folder, (db) => {
      letWait(db);
      change(db, canary);
    }),
});

const waysOut = (canary: string) => [
  `../canary/v.jpg`,
  join(canary, 'v.jpg'),
  `Turkey/../../canary/v.jpg`,
  '..',
  '',
  '/dev/zero',
  '.proofsheet/catalog.sqlite',
];

/** Columns that name files. */
const paths = {
  photo: ['path', 'folder'],
  embedding: ['copy'],
  sidecar: ['name'],
  sidecar_writing: ['name'],
  batch: ['tag', 'output_file', 'remote_id'],
  request: ['custom_id'],
} as const;

/** Columns that hold JSON. */
const documents = {
  photo: ['existing', 'file_place', 'rivals'],
  request: ['facts'],
  suggestion: ['suggestion', 'answer'],
  review: ['keywords', 'unsure', 'kept', 'dropped', 'existing_keywords'],
  sidecar: ['content', 'base', 'conflicts'],
  sidecar_writing: ['row_before', 'row_after'],
  embedding: ['before', 'after', 'fields'],
  change: ['before', 'after'],
  meta: ['value'],
} as const;

/** Columns with words and times of our own. */
const words = {
  photo: ['status', 'usage', 'taken_on', 'taken_at', 'mtime', 'place_source', 'identity'],
  request: ['state'],
  batch: ['state', 'sent_at'],
  attempt: ['outcome'],
  review: ['decision', 'edited', 'left_for'],
  embedding: ['state'],
  write_run: ['at'],
} as const;

const wrongJson: readonly Value[] = [
  '',
  'null',
  '[]',
  '{}',
  '7',
  '"x"',
  '[[[',
  '{"a":{"__proto__":null}}',
  '[null,1,{}]',
  '1e999',
  `[${JSON.stringify(steering)}]`,
  '['.repeat(20_000),
  '{"keywords":"x","city":7,"title":null}',
];

const bomb = () => deflateSync(Buffer.alloc(900_000_000));

/** One archive for each table, in which all of these columns are changed, and every row in another way. */
const each = (
  kind: string,
  what: string,
  columns: Readonly<Record<string, readonly string[]>>,
  values: (canary: string) => readonly Value[],
): Row[] =>
  Object.entries(columns).map(([table, names]) =>
    changed(`${kind}-${table}`, `${names.join(', ')} of ${table} ${what}`, (db, canary) => {
      for (const [index, name] of names.entries())
        spread(db, table, name, turned(values(canary), index * 5));
    }),
  );

/** The same values, begun with another. */
const turned = (values: readonly Value[], by: number) => [
  ...values.slice(by % values.length),
  ...values.slice(0, by % values.length),
];

export const rows: readonly Row[] = [
  ...each('path', 'lead out of the archive', paths, waysOut),
  ...each('json', 'hold wrong JSON', documents, () => wrongJson),
  ...each('word', 'hold words that are none', words, () => [
    'nonsense',
    steering,
    '',
    '9999-99-99T99:99:99Z',
  ]),
  changed(
    'path-writing',
    'a write under way names a copy of the user to finish from',
    (db, canary) =>
      db.prepare("UPDATE embedding SET state = 'writing', copy = ?").run(join(canary, 'v.jpg')),
  ),
  changed('path-undoing', 'an undo under way names files of the user', (db, canary) => {
    db.prepare("UPDATE embedding SET state = 'undoing', copy = ?").run(join(canary, 'notes.txt'));
    db.prepare("UPDATE sidecar_writing SET state = 'undoing', name = ?").run(
      '../../../../canary/v.jpg.xmp',
    );
  }),
  changed('texts', 'every text of the review steers a terminal or is very long', (db) => {
    for (const column of ['description', 'short_title', 'caption'])
      spread(db, 'review', column, [steering, 'word '.repeat(1_000_000), 'x'.repeat(1_000_000)]);
    for (const column of ['city', 'country', 'region'])
      spread(db, 'photo', column, [steering, 'y'.repeat(1_000_000)]);
    db.prepare("INSERT OR REPLACE INTO issue VALUES (1, 'scan', ?, ?, 0, 'now')").run(
      steering,
      steering.repeat(10_000),
    );
  }),
  changed('numbers', 'widths, sizes and positions that are none', (db) => {
    for (const [column, value] of [
      ['width', -1],
      ['height', 9e15],
      ['orientation', 99],
      ['bytes', -5],
      ['latitude', 1e308],
      ['longitude', -1e308],
      ['scan', 9e15],
    ] as const)
      spread(db, 'photo', column, [value, 0]);
    for (const column of ['version', 'embedded_version', 'sidecar_version', 'problems'])
      spread(db, 'review', column, [9e15, -1]);
  }),
  changed('blobs', 'old values that are noise', (db) => {
    spread(db, 'embedding', 'head', [Buffer.alloc(0), Buffer.alloc(100_000, 0xff)]);
    spread(db, 'sidecar_writing', 'before', [Buffer.alloc(50, 0x9b), Buffer.alloc(0)]);
    db.exec("UPDATE sidecar_writing SET before_hash = 'x'");
  }),
  changed('bomb', 'an old sidecar that unpacks to a gigabyte', (db) => {
    spread(db, 'sidecar_writing', 'before', [bomb()]);
    db.exec("UPDATE sidecar_writing SET before_hash = 'x'");
  }),
];
