/** Values of a catalog that somebody edited, or that damage changed: a sentence about the column and the photo. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { recentBatches } from '../../src/catalog/batches.ts';
import { type Catalog, openCatalog } from '../../src/catalog/catalog.ts';
import { checkCatalog } from '../../src/catalog/check.ts';
import { fewWords, moments, nanoseconds } from '../../src/catalog/column-values.ts';
import { openDatabase } from '../../src/catalog/database.ts';
import { getMeta } from '../../src/catalog/meta.ts';
import { getPhoto } from '../../src/catalog/photos.ts';
import { getReview } from '../../src/catalog/reviews.ts';
import { declaredColumns } from '../../src/catalog/row-types.ts';
import { stored, storedColumns } from '../../src/catalog/stored.ts';
import { undoStep } from '../../src/catalog/undo-log.ts';
import { writeWrongValue } from '../helpers/wrong-value.ts';
import { copyCatalog } from '../pipeline/review/desk.ts';
import { closeArchives, newArchive } from '../pipeline/sidecars/archive.ts';

closeArchives();

/** A catalog of two photos with accepted text, closed. */
let whole: string;
beforeAll(async () => {
  const { catalog, folder, close } = await newArchive(['a.jpg', 'b.jpg']);
  catalog.run("INSERT INTO meta VALUES ('asking.tag', '\"p1\"'), ('queue.m', '{}')");
  close();
  whole = folder;
});

const open: Catalog[] = [];
afterEach(() => {
  for (const catalog of open.splice(0)) catalog.close();
});

/** A copy of it whose column has this value in every row. */
async function catalogWith(table: string, column: string, value: string | number | bigint) {
  const folder = await mkdtemp(join(tmpdir(), 'stored-'));
  copyCatalog(whole, folder);
  writeWrongValue(join(folder, 'catalog.sqlite'), { table, column, value });
  const again = openCatalog(folder);
  open.push(again);
  return { catalog: again, folder };
}

const damaged = (column: string, whose: string) =>
  expect.objectContaining({
    code: 'catalog-damaged',
    message: `The catalog is damaged: what it has as \`${column}\` for ${whose} is nothing that proofsheet wrote there.`,
    advice: expect.stringContaining('`proofsheet catalog check`'),
  });

const texts = [
  '',
  '{',
  'null',
  '17',
  '"text"',
  '[1]',
  '[[]]',
  '{"text":{},"city":{},"keywords":{}}',
  '\0',
];

describe('a column of JSON', () => {
  it.each(storedColumns.map(({ name }) => name))('%s takes nothing of another shape', (name) => {
    for (const json of texts)
      expect(() => stored(name, json, { path: 'a.jpg' }), json).toThrow(damaged(name, 'a.jpg'));
  });

  it('names its photo where it is read', async () => {
    const first = 'Turkey/Istanbul/editorial/a.jpg';
    const photo = await catalogWith('photo', 'existing', '{"keywords":17}');
    expect(() => getPhoto(photo.catalog, 1)).toThrow(damaged('photo.existing', first));
    const review = await catalogWith('review', 'kept', '["a",null]');
    expect(() => getReview(review.catalog, 2)).toThrow(damaged('review.kept', 'photo 2'));
    const meta = await catalogWith('meta', 'value', '[');
    expect(() => getMeta(meta.catalog, 'asking.tag')).toThrow(damaged('meta.value', 'asking.tag'));
  });
});

describe('a row', () => {
  it.each([
    ['photo', 'folder', 17],
    ['photo', 'bytes', 'many'],
    ['photo', 'existing', 5],
    ['photo', 'latitude', 'north'],
    ['photo', 'city', 3.5],
  ] as const)('with another type in %s.%s is not used', async (table, column, value) => {
    const { catalog } = await catalogWith(table, column, value);
    const whose = 'Turkey/Istanbul/editorial/a.jpg';
    const wrong = damaged(`${table}.${column}`, whose);
    expect(() => getPhoto(catalog, 1)).toThrow(wrong);
    expect(() => catalog.all('SELECT * FROM photo')).toThrow(wrong);
    expect(() => [...catalog.iterate('SELECT * FROM photo')]).toThrow(wrong);
  });

  it('of a batch that was sent at no moment is not used', async () => {
    const { catalog } = await catalogWith('meta', 'value', '{}');
    catalog.run(
      "INSERT INTO batch (id, tag, way, state, model, requests, bytes, input_tokens, written_at) VALUES (5, 't', 'service', 'open', 'm', 0, 0, 0, '2026-01-01T00:00:00Z')",
    );
    for (const value of ['tomorrow', '', '9999-99-99T99:99:99Z', 7]) {
      catalog.run('UPDATE batch SET sent_at = ?', value);
      expect(() => recentBatches(catalog)).toThrow(damaged('batch.sent_at', 'row 5'));
    }
  });

  it('with a path that is none is not used', async () => {
    const { catalog } = await catalogWith('photo', 'folder', 'a/'.repeat(200_000));
    const whose = 'Turkey/Istanbul/editorial/a.jpg';
    expect(() => getPhoto(catalog, 1)).toThrow(damaged('photo.folder', whose));
  });

  it('with a number beyond those of a double is not used', async () => {
    const { catalog } = await catalogWith('photo', 'bytes', 2n ** 60n);
    expect(() => getPhoto(catalog, 1)).toThrow(
      expect.objectContaining({
        code: 'catalog-damaged',
        message: expect.stringContaining('damaged'),
      }),
    );
  });

  it('with broken JSON stops a query that looks into it with a sentence', async () => {
    const { catalog } = await catalogWith('photo', 'existing', '{"keywords":');
    expect(() => catalog.all("SELECT existing ->> '$.keywords' AS said FROM photo")).toThrow(
      expect.objectContaining({ code: 'catalog-damaged' }),
    );
  });
});

describe('a step to be undone', () => {
  it.each([
    ['before', '{"decision = (SELECT 1), caption":"x"}'],
    ['before', '{"decision":{}}'],
    ['row_table', 'sqlite_schema'],
    ['row_table', 'review SET keywords = 1 --'],
  ])('is no SQL of a stranger: %s', async (column, value) => {
    const { catalog } = await catalogWith('change', column, value);
    const texts = catalog.all('SELECT * FROM review');
    expect(() => undoStep(catalog)).toThrow(expect.objectContaining({ code: 'catalog-damaged' }));
    expect(catalog.all('SELECT * FROM review')).toEqual(texts);
  });
});

describe('looking through a catalog', () => {
  const words = Object.keys(fewWords).map((name) => [name, 'lunch'] as const);
  const times = [...moments, ...nanoseconds].map((name) => [name, 'yesterday'] as const);
  const json = storedColumns.map(({ name }) => [name, '{"a":'] as const);
  const inUse = ['photo', 'suggestion', 'review', 'step', 'change'];

  it.each(
    [...json, ...words, ...times].filter(([name]) => inUse.includes(name.split('.')[0] ?? '')),
  )('names %s that says %j', async (name, value) => {
    const [table = '', column = ''] = name.split('.');
    const { folder, catalog } = await catalogWith(table, column, value);
    catalog.close();
    const what = `What stands in ${name} is nothing that proofsheet wrote`;
    expect(checkCatalog(folder, () => true)).toContainEqual(
      expect.objectContaining({ kind: 'rows', what }),
    );
  });

  it('knows every column that it speaks of', () => {
    const known = new Set(declaredColumns().map(({ table, name }) => `${table}.${name}`));
    const spokenOf = [...words, ...times, ...json].map(([name]) => name);
    // Taken out of two columns by a query.
    expect(spokenOf.filter((name) => !known.has(name))).toEqual(['sidecar.keywords']);
  });
});

describe('a file of SQLite', () => {
  it('is opened so that nothing in it does more than hold data', async () => {
    const db = openDatabase(join(await mkdtemp(join(tmpdir(), 'database-')), 'a.sqlite'));
    const pragma = (name: string) => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    expect(pragma('trusted_schema')).toBe(0);
    expect(pragma('cell_size_check')).toBe(1);
    expect(pragma('mmap_size') ?? 0).toBe(0);
    expect(pragma('busy_timeout')).toBe(5000);
    db.exec('CREATE TABLE one (a TEXT) STRICT');
    // Node 22 has no defensive mode yet.
    if ('enableDefensive' in db)
      expect(() => {
        db.exec("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'x'");
      }).toThrow('may not be modified');
    db.close();
  });
});
