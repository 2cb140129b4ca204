import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/catalog.ts';
import { undoStep } from '../../src/catalog/changes.ts';
import { getReview } from '../../src/catalog/reviews.ts';
import { versions } from '../../src/catalog/schema.ts';
import type { StopError } from '../../src/errors.ts';
import { newFolder } from '../pipeline/review/desk.ts';

/** A catalog as an earlier version left it, with a row in every table that hangs on a photo. */
function olderCatalog(version: number): string {
  const folder = newFolder();
  const db = new DatabaseSync(join(folder, 'catalog.sqlite'));
  for (const statements of versions.slice(0, version)) db.exec(statements);
  db.exec(`
    PRAGMA user_version = ${version};
    INSERT INTO photo (id, path, folder, bytes, mtime, identity, width, height, orientation, city, country,
        place_source, usage, usage_given, taken_on, existing, standing, missing, scan)
      VALUES (7, 'Turkey/a.jpg', 'Turkey', 1000, '1', 'one', 600, 400, 1, 'Izmir', 'Turkey', 'folder', 'editorial', 1,
        '2019-05-14', '{"keywords":[]}', 'sidecars', 0, 1),
      (9, 'Turkey/b.jpg', 'Turkey', 1000, '1', 'two', 600, 400, 1, NULL, NULL, NULL, 'commercial', 0, NULL,
        '{"keywords":[]}', 'submit', 1, 1);
    INSERT INTO review VALUES (7, 1, 'model', 'accepted', 'accepted', 'accepted', 'Boats rest', 'Boats', NULL,
      '["boat"]', NULL, NULL, '[]', '[]', 'title', 1, 1, NULL, NULL, '2026-11-24T00:00:00Z', 0, 0, 0);
    INSERT INTO step VALUES (1, 'edit', 'Edited the title of a.jpg', 7, 1, '2026-11-24T00:00:00Z', 0);
    INSERT INTO change VALUES (1, 0, 'review', '7', '{"description":"Boats"}', '{"description":"Boats rest"}');
    INSERT INTO suggestion VALUES (1, 7, NULL, '2026-11-24T00:00:00Z', 'model', 'm', NULL, '{}', '{}');
    INSERT INTO issue VALUES (7, 'sidecars', 'sidecar-conflict', 'Choose.', 1, '2026-11-24T00:00:00Z');
    INSERT INTO correction VALUES (7, 'editorial', NULL, NULL, NULL, NULL);
    INSERT INTO draft VALUES (7, 'title', 'Boa', 3, '2026-11-24T00:00:00Z');
    INSERT INTO fingerprint VALUES (7, 1, 2);
    INSERT INTO sidecar VALUES (7, 'a.jpg.xmp', 'h', 10, '1', '{}', '{}', 'h', '[]', '2026-11-24T00:00:00Z');
    INSERT INTO run VALUES (1, '2026-11-24T00:00:00Z', 1, 0.1, 5);
    INSERT INTO batch (id, run_id, tag, way, state, model, requests, bytes, input_tokens, written_at)
      VALUES (1, 1, 'tag', 'batch', 'accepted', 'm', 1, 10, 10, '2026-11-24T00:00:00Z');
    INSERT INTO request (id, photo_id, custom_id, state, recipe, model, facts, width, height, preview_bytes,
        text_tokens, image_tokens, answer_tokens, redo, run_id, batch_id)
      VALUES (1, 9, 'c', 'asking', 'r', 'm', '{}', 1, 1, 1, 1, 1, 1, 0, 1, 1);
    INSERT INTO attempt (request_id, batch_id, way, model, at, outcome, dollars)
      VALUES (1, 1, 'batch', 'm', '2026-11-24T00:00:00Z', 'answered', 0.01);
    INSERT INTO embed_run VALUES (1, '2026-11-24T00:00:00Z');
    INSERT INTO embedding VALUES (1, 1, 7, 'done', 1, '{}', '{}', x'00', NULL, NULL, '[]', NULL);
  `);
  db.close();
  return folder;
}

function rowsOf(folder: string): Record<string, unknown[]> {
  const db = new DatabaseSync(join(folder, 'catalog.sqlite'), { readOnly: true });
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  const rows = tables.map(({ name }) => [name, db.prepare(`SELECT * FROM ${name}`).all()]);
  db.close();
  return Object.fromEntries(rows) as Record<string, unknown[]>;
}

function newerBy(more: number): string {
  const folder = newFolder();
  openCatalog(folder).close();
  const db = new DatabaseSync(join(folder, 'catalog.sqlite'));
  db.exec(`PRAGMA user_version = ${versions.length + more}`);
  db.close();
  return folder;
}

function refusalOf(folder: string, readOnly = false): StopError | undefined {
  try {
    openCatalog(folder, { readOnly }).close();
    return undefined;
  } catch (error) {
    return error as StopError;
  }
}

describe('a catalog of an older version', () => {
  it('keeps every row, and may then hold photos that were at one path one after the other', () => {
    const folder = olderCatalog(1);
    const before = rowsOf(folder);
    const catalog = openCatalog(folder);

    const after = rowsOf(folder);
    for (const [table, rows] of Object.entries(before)) {
      const now = after[table] ?? [];
      expect(now, table).toHaveLength(rows.length);
      for (const [index, row] of rows.entries())
        expect(now[index], table).toMatchObject(row as object);
    }
    expect(catalog.all('PRAGMA foreign_key_check')).toEqual([]);

    catalog.run('UPDATE photo SET missing = 1 WHERE id = 7');
    catalog.run("UPDATE photo SET path = 'Turkey/a.jpg' WHERE id = 9");
    expect(catalog.count("SELECT count(*) FROM photo WHERE path = 'Turkey/a.jpg'")).toBe(2);
    catalog.close();
  });

  it('goes on as before: steps are undone, texts follow their photos, and go with them', () => {
    const catalog = openCatalog(olderCatalog(1));
    undoStep(catalog);
    expect(getReview(catalog, 7)?.description).toBe('Boats');
    catalog.run("UPDATE photo SET city = 'Ankara' WHERE id = 7");
    expect(catalog.get('SELECT stale FROM review')).toEqual({ stale: 1 });
    catalog.run('DELETE FROM photo WHERE id = 7');
    expect(catalog.count('SELECT count(*) FROM review')).toBe(0);
    catalog.close();
  });

  it('becomes what a new one is', () => {
    const schemaOf = (folder: string) => {
      const catalog = openCatalog(folder);
      const schema = catalog.all('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name');
      catalog.close();
      return schema;
    };
    expect(schemaOf(olderCatalog(1))).toEqual(schemaOf(newFolder()));
  });

  it('is not changed by looking at it, and says what brings it up to date', () => {
    const folder = olderCatalog(1);
    const refusal = refusalOf(folder, true);
    expect(refusal?.code).toBe('catalog-older');
    expect(refusal?.message).toContain(join(folder, 'catalog.sqlite'));
    expect(refusal?.advice).toContain('proofsheet scan');
    openCatalog(folder).close();
    expect(refusalOf(folder, true)).toBeUndefined();
  });
});

describe('a catalog of a newer version', () => {
  it('is left alone with a sentence that names it', () => {
    const folder = newerBy(1);
    const before = rowsOf(folder);
    const refusal = refusalOf(folder);
    expect(refusal?.code).toBe('catalog-newer');
    expect(refusal?.message).toBe(
      `The catalog ${join(folder, 'catalog.sqlite')} was written by a newer proofsheet.`,
    );
    expect(rowsOf(folder)).toEqual(before);
  });
});
