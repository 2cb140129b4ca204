import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/catalog.ts';
import { schemaVersion } from '../../src/catalog/schema.ts';
import type { StopError } from '../../src/errors.ts';
import { newFolder } from '../pipeline/review/desk.ts';

function catalogOfVersion(version: number): string {
  const folder = newFolder();
  const db = new DatabaseSync(join(folder, 'catalog.sqlite'));
  db.exec(`CREATE TABLE photo (path TEXT); INSERT INTO photo VALUES ('a.jpg');
    PRAGMA user_version = ${version}`);
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

function photosOf(folder: string): unknown[] {
  const db = new DatabaseSync(join(folder, 'catalog.sqlite'), { readOnly: true });
  const rows = db.prepare('SELECT * FROM photo').all();
  db.close();
  return rows;
}

describe('a catalog of another version', () => {
  it.each([
    ['newer', schemaVersion + 1, 'Install the current version'],
    ['older', -1, 'Run `proofsheet catalog rebuild`'],
  ])('is left alone when it is %s, with a sentence that names it', (age, version, advice) => {
    const folder = catalogOfVersion(version);
    for (const readOnly of [false, true]) {
      const refusal = refusalOf(folder, readOnly);
      expect(refusal?.code).toBe(`catalog-${age}`);
      expect(refusal?.message).toBe(
        `The catalog ${join(folder, 'catalog.sqlite')} was written by ${age === 'newer' ? 'a newer' : 'an older'} proofsheet.`,
      );
      expect(refusal?.advice).toContain(advice);
    }
    expect(photosOf(folder)).toEqual([{ path: 'a.jpg' }]);
  });
});

describe('a new catalog', () => {
  it('is made on the first opening and keeps what is in it', () => {
    const folder = newFolder();
    openCatalog(folder).close();
    const catalog = openCatalog(folder);
    catalog.run("INSERT INTO meta VALUES ('a', '1')");
    catalog.close();
    const again = openCatalog(folder, { readOnly: true });
    expect(again.get('SELECT value FROM meta')).toEqual({ value: '1' });
    again.close();
  });
});
