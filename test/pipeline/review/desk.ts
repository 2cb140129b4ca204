/** Catalogs with photos that wait for review, without any files: what the review needs is all in the catalog. */

import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Catalog, openCatalog, type Row } from '../../../src/catalog/catalog.ts';
import { indexChanged } from '../../../src/catalog/search.ts';
import { insertSuggestion } from '../../../src/catalog/suggestions.ts';
import { takeSuggestion } from '../../../src/catalog/take-suggestion.ts';
import type { PhotoStatus, Suggestion, SuggestionSource, Usage } from '../../../src/photo.ts';
import { blankAnswer } from '../../helpers/records.ts';

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'proofsheet-review-'));
}

export function newCatalog(): Catalog {
  const folder = newFolder();
  empty ??= closedCatalog(openCatalog(newFolder()));
  copyCatalog(empty, folder);
  return openCatalog(folder);
}

/** Where an empty catalog lies, for all others to be copied from: making its tables takes ten times as long. */
let empty: string | undefined;

/** The folder of a catalog that is closed now, all of it in its file. */
export function closedCatalog(catalog: Catalog): string {
  catalog.close();
  return catalog.folder;
}

/** Copies a closed catalog into a new folder. */
export function copyCatalog(from: string, folder: string): void {
  copyFileSync(join(from, 'catalog.sqlite'), join(folder, 'catalog.sqlite'));
}

export type PhotoShape = {
  readonly path: string;
  readonly usage?: Usage;
  readonly city?: string | null;
  readonly country?: string | null;
  readonly takenAt?: string | null;
  readonly status?: PhotoStatus;
  readonly existing?: object;
};

/** Adds a photo as scanning would, at the stage `collect` unless said otherwise, and returns its id. */
export function addPhoto(catalog: Catalog, shape: PhotoShape): number {
  const takenAt = shape.takenAt === undefined ? '2019-05-14T10:00:00' : shape.takenAt;
  return catalog.run(
    `INSERT INTO photo (path, folder, bytes, mtime, width, height, orientation, city, country, place_source, usage,
       usage_given, taken_on, taken_at, existing, status, scan)
     VALUES (?, ?, 1000, '1', 600, 400, 1, ?, ?, ?, ?, 1, ?, ?, ?, ?, 1)`,
    shape.path,
    shape.path.slice(0, shape.path.lastIndexOf('/')),
    shape.city === undefined ? 'Istanbul' : shape.city,
    shape.country === undefined ? 'Turkey' : shape.country,
    shape.city === null ? null : 'folder',
    shape.usage ?? 'editorial',
    takenAt?.slice(0, 10),
    takenAt,
    JSON.stringify(shape.existing ?? { keywords: [] }),
    shape.status ?? 'collect',
  ).id;
}

export const ferry: Suggestion = {
  description: 'Ferries cross the Bosphorus at dusk below the Galata Tower',
  shortTitle: 'Ferries on the Bosphorus at dusk',
  keywords: [
    'Istanbul',
    'Turkey',
    'Bosphorus',
    'ferry',
    'dusk',
    'Galata Tower',
    'strait',
    'skyline',
  ],
  usage: 'editorial',
  usageReason: 'Passengers can be recognised.',
  unsure: ['Galata Tower'],
  repairs: [
    { rule: 'duplicate', field: 'keywords', before: 'ferries' },
    { rule: 'spare', field: 'keywords', before: 'commuter' },
  ],
};

/** Stores a suggestion and takes it in, as collecting does. */
export function suggest(
  catalog: Catalog,
  photoId: number,
  changes: Partial<Suggestion> = {},
  { hint, source = 'batch' }: { hint?: string; source?: SuggestionSource } = {},
): number {
  const suggestion = { ...ferry, ...changes };
  const id = insertSuggestion(catalog, {
    photoId,
    requestId: undefined,
    at: new Date(),
    source,
    model: 'test',
    hint,
    suggestion,
    answer: blankAnswer,
  });
  takeSuggestion(catalog, photoId, id, suggestion, source);
  return id;
}

/** A photo with a suggestion, waiting for review. */
export function reviewPhoto(
  catalog: Catalog,
  shape: PhotoShape,
  changes: Partial<Suggestion> = {},
): number {
  const id = addPhoto(catalog, shape);
  suggest(catalog, id, changes);
  return id;
}

export function statusOf(catalog: Catalog, photoId: number): string {
  return String(catalog.get<Row>('SELECT status FROM photo WHERE id = ?', photoId)?.['status']);
}

/** Everything a person's actions can change, for comparing; counts and times that follow from it are left out. */
export function stateOf(catalog: Catalog): unknown {
  indexChanged(catalog);
  const following = new Set([
    'changed_at',
    'problems',
    'open_names',
    'doubts',
    'left_for',
    'stale',
  ]);
  const rows = (table: string, key: string) =>
    catalog
      .all<Row>(`SELECT * FROM ${table} ORDER BY ${key}`)
      .map((row) =>
        Object.fromEntries(Object.entries(row).filter(([name]) => !following.has(name))),
      );
  return {
    photo: rows('photo', 'id'),
    review: rows('review', 'photo_id'),
    search: rows('search', 'photo_id'),
    correction: rows('correction', 'photo_id'),
    ignored_word: rows('ignored_word', 'name'),
  };
}
