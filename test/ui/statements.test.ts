/** What one key costs the catalog: each row is read once, and nothing is added up that the key cannot have changed. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { putSidecar } from '../../src/catalog/sidecars.ts';
import { type Archive, openArchive } from '../../src/pipeline/archive/archive.ts';
import { openChecker } from '../../src/pipeline/review/checker.ts';
import { countStale } from '../../src/pipeline/review/photo-checks.ts';
import { ReviewSession } from '../../src/pipeline/session/session.ts';
import { defaultSettings } from '../../src/settings.ts';
import { App } from '../../src/ui/app.ts';
import { Bridge } from '../../src/ui/bridge.tsx';
import { commandTable } from '../../src/ui/commands.ts';
import { Keyboard } from '../../src/ui/keyboard.ts';
import { makeBindings } from '../../src/ui/keys/bindings.ts';
import { keyNames } from '../../src/ui/keys/key-names.ts';
import { Shell } from '../../src/ui/shell.ts';
import { Idle } from '../../src/ui/terminal/idle.ts';
import { makeTheme } from '../../src/ui/theme.ts';
import { ferry, reviewPhoto } from '../pipeline/review/desk.ts';

const photos = 300;
/** Rows of the list that are in sight. */
const inSight = 30;
let archive: Archive;
let app: App;
let statements: string[] = [];
let transactions = 0;

/** Notes every statement that is run, by whatever way. */
function listen(): void {
  const texts = new WeakMap<StatementSync, string>();
  const { prepare, exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql: string, ...more) {
    const statement = prepare.call(this, sql, ...more);
    texts.set(statement, sql);
    return statement;
  };
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
    if (sql.startsWith('BEGIN')) transactions++;
    return exec.call(this, sql);
  };
  for (const way of ['run', 'get', 'all', 'iterate'] as const) {
    const own = StatementSync.prototype[way] as (...values: unknown[]) => unknown;
    Object.assign(StatementSync.prototype, {
      [way](this: StatementSync, ...values: unknown[]) {
        statements.push((texts.get(this) ?? '?').replace(/\s+/g, ' ').trim());
        return own.apply(this, values);
      },
    });
  }
}

beforeAll(async () => {
  listen();
  archive = await openArchive(await mkdtemp(join(tmpdir(), 'proofsheet-statements-')), {
    settings: { ...defaultSettings, 'keywords.count': 8 },
    service: { apiKey: undefined, baseURL: undefined },
    command: 'test',
  });
  const { catalog, settings } = archive;
  catalog.transaction(() => {
    for (let index = 0; index < photos; index++) {
      const path = `Turkey/Istanbul/editorial/${String(index).padStart(3, '0')}.jpg`;
      const description = `Ferry ${index} crosses the Bosphorus at dusk below the Galata Tower`;
      reviewPhoto(catalog, { path }, { description, keywords: ferry.keywords, repairs: [] });
    }
  });
  while (countStale(catalog, openChecker(catalog, settings)) > 0);
  const bindings = makeBindings<App>(commandTable);
  const shell = new Shell({
    size: { columns: 120, rows: 40 },
    theme: makeTheme('true', 'dark'),
    external: new Bridge({ write: () => true, keep: (work) => work() }, new Idle()),
    keys: keyNames(bindings),
    showsPictures: false,
    isReadOut: false,
  });
  app = new App(archive, new ReviewSession(archive), shell, bindings, 'keys.json');
  app.begin('review');
});

afterAll(() => {
  app.end();
  archive.close();
});

/** Presses a key, lets the list be drawn again, and gives what was asked of the catalog meanwhile. */
function press(name: string): readonly string[] {
  statements = [];
  transactions = 0;
  new Keyboard(app).press({ name, text: name });
  app.review.now.list?.rows(0, inSight);
  return statements;
}

it('accepting a photo and going on to the next takes at most 25 statements', () => {
  press('p');
  const before = app.review.currentId;
  const run = press('p');
  expect(app.review.currentId).not.toBe(before);
  expect(app.shell.notice.get()?.text).toMatch(/^Accepted 001\.jpg/);
  expect(run.length, run.join('\n')).toBeLessThanOrEqual(25);
});

it('reads each photo once, and the money not at all', () => {
  const run = press('p');
  const times = (text: string) => run.filter((sql) => sql.startsWith(text)).length;
  // The one that is accepted, and the one that comes into view.
  expect(times('SELECT * FROM photo WHERE id')).toBe(2);
  expect(times('SELECT * FROM review WHERE photo_id')).toBe(2);
  expect(times('SELECT id, photo_id, at, source')).toBe(1);
  expect(run.filter((sql) => /FROM (?:attempt|batch)/.test(sql))).toEqual([]);
  expect(transactions).toBe(1);
});

it('going to the next photo takes at most 12, also where its sidecar is known', () => {
  const run = press('j');
  expect(run.length, run.join('\n')).toBeLessThanOrEqual(12);
  const id = app.review.now.list?.idAt(app.review.now.index + 1) ?? 0;
  putSidecar(archive.catalog, {
    photo_id: id,
    name: 'a.jpg.xmp',
    hash: 'h',
    bytes: 1,
    mtime: '1',
    content: JSON.stringify({ keywords: ['harbour'], hierarchicalKeywords: [], rating: '4' }),
    base: null,
    base_hash: null,
    conflicts: '[]',
    written_at: null,
  });
  const known = press('j');
  expect(app.review.now.photo?.sidecar?.facts).not.toEqual([]);
  expect(known.length, known.join('\n')).toBeLessThanOrEqual(16);
});
