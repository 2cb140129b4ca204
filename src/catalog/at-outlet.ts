/**
 * What a person has said of photos at single outlets: a text of its own instead of the derived one, and whether they go
 * there. A row of the table is changed as part of a step, like everything that can be undone.
 */
import type { VariantText } from '../rules/outlets/master-text.ts';
import type { Catalog } from './catalog.ts';
import { sql, these } from './sql.ts';
import type { Columns, Step } from './step.ts';
import { storedOr } from './stored.ts';

/** send: it goes there whatever rule the outlet has; keep: it does not. */
export type OutletChoice = 'send' | 'keep';

export type AtOutlet = {
  /** Written by a person, dateline included. */
  readonly text?: VariantText | undefined;
  /** The accepted text, the place, the date or the usage is another one since. */
  readonly isStale: boolean;
  readonly choice?: OutletChoice | undefined;
};

type Row = {
  readonly name: string;
  readonly photo_id: number;
  readonly outlet: string;
  readonly text: string | null;
  readonly written_for: string | null;
  readonly choice: OutletChoice | null;
};

/** All that a variant is made from, of the tables photo and review. */
const master = sql`
  json_array(description, short_title, caption, keywords, usage, city, country, taken_on)`;

/** A condition on `at_outlet`: it has a text, written for another one than the photo's now. */
export const isStaleText = sql`text IS NOT NULL AND written_for IS NOT
  (SELECT ${master} FROM photo JOIN review ON review.photo_id = photo.id WHERE photo.id = at_outlet.photo_id)`;

/** By photo and outlet; photos about which nothing was said are not among them. */
export function atOutlets(
  catalog: Catalog,
  photoIds: readonly number[],
): ReadonlyMap<number, ReadonlyMap<string, AtOutlet>> {
  const found = new Map<number, Map<string, AtOutlet>>();
  for (const row of catalog.all<Row & { readonly stale: number }>`
    SELECT *, ${isStaleText} AS stale FROM at_outlet WHERE photo_id IN ${these(photoIds)}`) {
    const ofPhoto = found.get(row.photo_id) ?? new Map<string, AtOutlet>();
    const text = storedOr<VariantText>('at_outlet.text', row.text, row);
    const choice = row.choice ?? undefined;
    found.set(row.photo_id, ofPhoto.set(row.outlet, { text, choice, isStale: row.stale === 1 }));
  }
  return found;
}

/** What is to be different; `undefined` takes it away. `isForNow`: the text that is there fits the photo's text of now. */
export type AtOutletChange =
  | { readonly text: VariantText | undefined }
  | { readonly isForNow: true }
  | { readonly choice: OutletChoice | undefined };

/** Changes what is said of a photo at an outlet, as part of a step. @returns whether anything was changed */
export function setAtOutlet(
  catalog: Catalog,
  step: Step,
  photoId: number,
  outlet: string,
  change: AtOutletChange,
): boolean {
  const name = `${photoId} ${outlet}`;
  const before = catalog.get<Row>`SELECT * FROM at_outlet WHERE name = ${name}`;
  const columns = columnsFor(catalog, photoId, change);
  const after: Row = {
    ...{ name, photo_id: photoId, outlet, text: null, written_for: null, choice: null },
    ...before,
    ...columns,
  };
  const isEmpty = after.text === null && after.choice === null;
  return step.set('at_outlet', name, before, isEmpty ? null : after);
}

function columnsFor(catalog: Catalog, photoId: number, change: AtOutletChange): Columns {
  if ('choice' in change) return { choice: change.choice ?? null };
  const now = { written_for: masterOf(catalog, photoId) };
  if ('isForNow' in change) return now;
  const { text } = change;
  if (text === undefined) return { text: null, written_for: null };
  const { description, keywords, title } = text;
  return { text: JSON.stringify({ title, description, keywords }), ...now };
}

function masterOf(catalog: Catalog, photoId: number): string | null {
  const row = catalog.get<{ written_for: string }>`
    SELECT ${master} AS written_for FROM photo JOIN review ON review.photo_id = photo.id
    WHERE photo.id = ${photoId}`;
  return row?.written_for ?? null;
}
