/** One row after another changed by a person, with what follows from it and what is needed to take it back. */
import type { SQLInputValue } from 'node:sqlite';
import { fold } from '../rules/texts/fold.ts';
import type { Catalog, Row } from './catalog.ts';
import { damagedValue } from './faults.ts';
import { updateStatus } from './review-to-write.ts';
import { getReviewRow, type ReviewRow } from './reviews.ts';
import { indexPhoto } from './search.ts';
import { storedOr } from './stored.ts';
import { latestSuggestion } from './suggestions.ts';
import { takeSuggestion } from './take-suggestion.ts';

/** The tables a person's actions change, and the column that names a row. */
const keyOf = {
  review: 'photo_id',
  photo: 'id',
  correction: 'photo_id',
  sidecar: 'photo_id',
  raw_sidecar: 'key',
  ignored_word: 'name',
  at_outlet: 'name',
  release: 'name',
} as const;
export type ChangedTable = keyof typeof keyOf;
export type Columns = Readonly<Record<string, SQLInputValue>>;

/** What the filter looks through, and what the checks go by. */
const textColumns = ['description', 'short_title', 'caption', 'keywords'];
const countedColumns = [...textColumns, 'kept', 'unsure'];

/** Collects the changes of one step while they are made. */
export class Step {
  readonly #catalog: Catalog;
  /** Also the version of the reviews it changes. */
  readonly id: number;
  readonly photoIds = new Set<number>();
  readonly #now = new Date().toISOString();
  #changes = 0;

  constructor(catalog: Catalog, id: number) {
    this.#catalog = catalog;
    this.id = id;
  }

  get isEmpty(): boolean {
    return this.#changes === 0;
  }

  /**
   * Changes columns of a row, adds a row, or removes one.
   * @param before the row as it is, or undefined where there is none
   * @param after its new columns; all of them for a new row; null to remove it
   * @returns whether anything changed
   */
  set(
    table: ChangedTable,
    key: number | string,
    before: Row | undefined,
    after: Columns | null,
  ): boolean {
    const changed = after === null ? null : before === undefined ? after : differing(before, after);
    if (changed === null ? before === undefined : Object.keys(changed).length === 0) return false;
    const full =
      table === 'review' && changed !== null
        ? { ...withListMade(before, changed), version: this.id }
        : changed;
    const old =
      before === undefined ? null : full === null ? before : pick(before, Object.keys(full));
    write(this.#catalog, table, key, full, this.#now);
    this.#changes++;
    const change = { stepId: this.id, number: this.#changes, rowTable: table, rowKey: String(key) };
    this.#catalog.insert('change', { ...change, before: old, after: full });
    const photoId = photoOf(table, key);
    if (photoId !== undefined) this.photoIds.add(photoId);
    follow(this.#catalog, table, key, full, before);
    return true;
  }
}

/** With a list that comes back goes what it was made from, so that it can follow what has changed since. */
function withListMade(before: Row | undefined, columns: Columns): Columns {
  const made = before?.['existing_keywords'];
  return made !== undefined && Object.hasOwn(columns, 'keywords')
    ? { existing_keywords: made, ...columns }
    : columns;
}

/** A change as it is stored. */
export type ChangeRow = {
  readonly step_id: number;
  readonly number: number;
  readonly row_table: ChangedTable;
  readonly row_key: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** Takes one change back, or makes it again; returns the photo it concerns. */
export function applyChange(
  catalog: Catalog,
  change: ChangeRow,
  way: 'undo' | 'redo',
  now: string,
): number | undefined {
  const { row_table: table, before, after } = change;
  const json = way === 'undo' ? before : after;
  if (!Object.hasOwn(keyOf, table))
    throw damagedValue('change.row_table', `step ${change.step_id}`);
  const isNumber = ['id', 'photo_id'].includes(keyOf[table]);
  const key = isNumber ? Number(change.row_key) : change.row_key;
  const columns =
    storedOr<Columns>(`change.${way === 'undo' ? 'before' : 'after'}`, json, {
      id: change.step_id,
    }) ?? null;
  if (table === 'review' && columns === null) removeReview(catalog, Number(key));
  else if (isAsLeft(catalog, table, key, way === 'undo' ? after : before)) {
    write(catalog, table, key, columns, now);
    follow(catalog, table, key, columns);
  }
  return photoOf(table, key);
}

/** The photo that a row is about; a name of a photo at an outlet begins with it. */
function photoOf(table: ChangedTable, key: number | string): number | undefined {
  return table === 'ignored_word' ? undefined : Number(String(key).split(' ')[0]);
}

/** Writes the columns of a change; a review also notes when that was, and that its checks have to be counted again. */
function write(
  catalog: Catalog,
  table: ChangedTable,
  key: number | string,
  columns: Columns | null,
  now: string,
): void {
  if (table !== 'review' || columns === null) writeRow(catalog, table, key, columns);
  else
    writeRow(catalog, table, key, {
      ...columns,
      changed_at: now,
      ...(changesAny(columns, countedColumns) ? { stale: 1 } : {}),
    });
}

/** Whether a row may be changed back: a sidecar is remembered as a step left it. Where it has been written since, what was written stands. */
function isAsLeft(
  catalog: Catalog,
  table: ChangedTable,
  key: number | string,
  left: string | null,
): boolean {
  if (table !== 'sidecar' && table !== 'raw_sidecar') return true;
  const { base } =
    storedOr<Columns>('change.before', left, { id: Number.parseInt(`${key}`, 10) }) ?? {};
  if (base === undefined) return true;
  return catalog.has(`SELECT 1 FROM ${table} WHERE ${keyOf[table]} = ? AND base IS ?`, key, base);
}

/**
 * Brings about what follows from a change: where the photo stands, and what has to be counted and indexed again.
 * @param before the row as it was, where it is known
 */
function follow(
  catalog: Catalog,
  table: ChangedTable,
  key: number | string,
  columns: Columns | null,
  before?: Row,
): void {
  if (table === 'ignored_word') recount(catalog, String(key));
  if (table !== 'review' && table !== 'photo') return;
  const photoId = Number(key);
  if (columns !== null && (table === 'photo' || changesAny(columns, textColumns)))
    indexPhoto(catalog, photoId);
  const wasOpen = table === 'review' && before !== undefined && before['decision'] !== 'accepted';
  if (wasOpen && columns?.['decision'] !== 'accepted') return;
  const row =
    table === 'review' && before !== undefined
      ? ({ ...before, ...columns } as ReviewRow)
      : getReviewRow(catalog, photoId);
  if (row !== undefined) updateStatus(catalog, row);
}

function changesAny(columns: Columns, names: readonly string[]): boolean {
  return names.some((name) => Object.hasOwn(columns, name));
}

/** Text that was begun by hand and is taken back; an answer that came meanwhile takes its place. */
function removeReview(catalog: Catalog, photoId: number): void {
  catalog.run`
    UPDATE photo SET status = coalesce((SELECT came_from FROM review WHERE photo_id = ${photoId}), status)
    WHERE id = ${photoId}`;
  writeRow(catalog, 'review', photoId, null);
  indexPhoto(catalog, photoId);
  const latest = latestSuggestion(catalog, photoId);
  if (latest !== undefined)
    takeSuggestion(catalog, photoId, latest.id, latest.suggestion, latest.source);
}

/** A word is ignored, or no longer is: the photos whose text has the word are to be counted again. */
function recount(catalog: Catalog, name: string): void {
  const word = fold(name.slice(name.indexOf(' ') + 1));
  catalog.run`
    UPDATE review SET stale = 1 WHERE photo_id IN
    (SELECT photo_id FROM search WHERE instr(title, ${word}) > 0 OR instr(keywords, ${word}) > 0)`;
}

function writeRow(
  catalog: Catalog,
  table: ChangedTable,
  key: number | string,
  columns: Columns | null,
): void {
  if (columns === null) {
    catalog.run(`DELETE FROM ${table} WHERE ${keyOf[table]} = ?`, key);
    return;
  }
  const { changes } = catalog.update(table, columns, { [keyOf[table]]: key });
  // Where the row itself is gone there is nothing to change; a whole row has its key among the columns.
  if (changes === 0 && keyOf[table] in columns) catalog.insert(table, columns);
}

function differing(before: Row, after: Columns): Columns {
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => before[name] !== value),
  );
}

function pick(row: Row, names: readonly string[]): Columns {
  return Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
}
