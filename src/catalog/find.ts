/** Finding photos of the review by what the filter says, all at once: ids by the hundred thousand, rows by the page. */
import { pathMatcher } from '../files/path-pattern.ts';
import { isStaleText } from './at-outlet.ts';
import type { Catalog } from './catalog.ts';
import type { DeliveryState } from './deliveries.ts';
import { photoPaths } from './photos.ts';
import { indexChanged, separator } from './search.ts';

/** States as the filter names them; some photos are in several. */
export const states = [
  'open',
  'accepted',
  'rejected',
  /** Title and keywords have different decisions. */
  'partial',
  /** The sidecar is written; the photo waits to be embedded. */
  'written',
  'embedded',
] as const;
export type State = (typeof states)[number];

export const possessions = [
  'problem',
  'unsure',
  /** A hint that only a person may settle; an undecided name is one. */
  'doubt',
  'edit',
  'caption',
  /** The photo itself has text, as of its last scan. */
  'filetext',
  'title',
  'keywords',
  'place',
  'date',
  'burst',
  /** An answer of the model that came after the person's last change. */
  'newer',
  /** More than one answer, whether the text is that of the last or not. */
  'redone',
  /** Words that the dictionary does not know. */
  'spelling',
  /** Another photo of its folder has the same title. */
  'twin',
  /** Stars, or a label or colour, in the file or its sidecar. */
  'rating',
  'label',
  /** A release of a person or of property. */
  'release',
] as const;
/** What a photo can have or lack. */
export type Possession = (typeof possessions)[number];

export const standings = [
  /** Left out by a person. */
  'excluded',
  /** Without a text of ours: not asked yet, or not answered. */
  'unasked',
  /** The same picture as another photo. */
  'copy',
] as const;
/** How a photo stands beside the others; only who asks for them sees photos that are not under review. */
export type Standing = (typeof standings)[number];

/** Columns of folded text that a condition can look into. */
export type SearchColumn = 'city' | 'country' | 'folder' | 'name' | 'title' | 'keywords' | 'label';

export const variantStates = ['edited', 'stale'] as const;
type VariantState = (typeof variantStates)[number];

/** One thing a photo must be; several texts or values are alternatives. */
export type Condition = { readonly not: boolean } & (
  | { readonly kind: 'any'; readonly texts: readonly string[] }
  | {
      readonly kind: 'text';
      readonly field: SearchColumn;
      /** Folded; `whole` texts are all of the field, or a whole keyword. */
      readonly texts: readonly string[];
      readonly whole: boolean;
    }
  | { readonly kind: 'usage'; readonly usages: readonly string[] }
  | { readonly kind: 'state'; readonly states: readonly State[] }
  | { readonly kind: 'has'; readonly possessions: readonly Possession[] }
  | { readonly kind: 'is'; readonly standings: readonly Standing[] }
  /** Stars from and to, inclusive; -1 is a rejected photo, 0 one without stars. */
  | { readonly kind: 'rating'; readonly spans: readonly { from: number; to: number }[] }
  /** Picked or rejected by its file or sidecar; '' for neither. */
  | { readonly kind: 'pick'; readonly picks: readonly ('yes' | 'no' | '')[] }
  /** Folders, files and patterns (path-pattern.ts). */
  | { readonly kind: 'path'; readonly patterns: readonly string[] }
  /** Made ready for one of these outlets, or delivered. */
  | { readonly kind: 'outlet'; readonly outlets: readonly string[] }
  /** It has a text of its own at any outlet; stale: one that was written for another text of the photo. */
  | { readonly kind: 'variant'; readonly variants: readonly VariantState[] }
  /** What became of it at any outlet. */
  | { readonly kind: 'delivery'; readonly states: readonly DeliveryState[] }
  /** An outlet would refuse it; looked for in the outlet's id and its reason. */
  | { readonly kind: 'unfit'; readonly texts: readonly string[] }
  /** Names nobody has decided about that contain one of the texts. */
  | { readonly kind: 'unsure'; readonly texts: readonly string[] }
  /** Days from and to, inclusive, each whole or only its beginning: `2019`, `2019-05`. */
  | { readonly kind: 'taken'; readonly spans: readonly { from: string; to: string }[] }
);

export const sorts = ['path', 'taken', 'title', 'state', 'look', 'changed'] as const;
/** `look`: what most needs a look comes first. `changed`: what the person changed last comes first. */
export type Sort = (typeof sorts)[number];

/** The ids of all photos under review that meet every condition, in order; of all photos where one asks how they stand. */
export function findPhotos(
  catalog: Catalog,
  conditions: readonly Condition[],
  sort: Sort,
): Int32Array {
  indexChanged(catalog);
  const isEvery = isEveryPhotoReviewed(catalog);
  if (conditions.length === 0 && sort === 'path' && isEvery)
    return Int32Array.from(catalog.ids(orders.path));
  const asked = conditions.flatMap((one) => (one.kind === 'is' && !one.not ? one.standings : []));
  // Without conditions an index of the narrower table has the answer.
  const table = conditions.length === 0 ? 'review' : 'search';
  const { clauses, values } = clausesOf(catalog, conditions);
  if (table === 'search' && asked.length === 0 && !isEvery) clauses.push(reviewed);
  const where = clauses.length === 0 ? '' : `WHERE ${clauses.join(' AND ')}`;
  const found = catalog.ids(`SELECT photo_id AS id FROM ${table} ${where}`, ...values);
  const present = catalog.ids(asked.includes('excluded') ? everyPath : orders.path);
  const marks = new Uint8Array(catalog.count('SELECT max(id) FROM photo') + 1);
  for (const id of found) marks[id] = 1;
  if (sort === 'path') return Int32Array.from(present.filter((id) => marks[id] === 1));
  for (const id of present) if (marks[id] === 1) marks[id] = 2;
  const ordered = catalog.ids(orders[sort]).filter((id) => marks[id] === 2);
  // Photos without a text of ours have no place in some orders.
  for (const id of ordered) marks[id] = 3;
  return Int32Array.from([...ordered, ...present.filter((id) => marks[id] === 2)]);
}

/** The ids of all photos that meet every condition, under review or not, in no order. */
export function findAmongAll(catalog: Catalog, conditions: readonly Condition[]): number[] {
  indexChanged(catalog);
  const { clauses, values } = clausesOf(catalog, conditions);
  return catalog.ids(
    `SELECT photo_id AS id FROM search WHERE ${['1', ...clauses].join(' AND ')}
       AND photo_id IN (SELECT id FROM photo WHERE missing = 0)`,
    ...values,
  );
}

const reviewed = 'EXISTS (SELECT 1 FROM review WHERE review.photo_id = search.photo_id)';

/** The conditions as SQL over `search`, with the values in it. */
function clausesOf(catalog: Catalog, conditions: readonly Condition[]) {
  const values: string[] = [];
  const clauses = conditions.map((condition) => clauseOf(catalog, condition, values));
  return { clauses, values };
}

/** The usual case when the screen opens; then the order has the answer by itself. */
function isEveryPhotoReviewed(catalog: Catalog): boolean {
  return catalog.count('SELECT (SELECT count(*) FROM photo) = (SELECT count(*) FROM review)') === 1;
}

/** With the photos left out, which only those see who ask for them. */
const everyPath = 'SELECT id FROM photo WHERE missing = 0 ORDER BY path';

const orders: Readonly<Record<Sort, string>> = {
  path: 'SELECT id FROM photo WHERE missing = 0 AND excluded = 0 ORDER BY path',
  taken: 'SELECT photo_id AS id FROM search ORDER BY taken, photo_id',
  title: 'SELECT photo_id AS id FROM search ORDER BY beginning, photo_id',
  state: `SELECT photo_id AS id FROM review
    ORDER BY CASE decision WHEN 'open' THEN 0 WHEN 'accepted' THEN 1 ELSE 2 END, photo_id`,
  look: `SELECT photo_id AS id FROM review
    ORDER BY decision <> 'open', problems DESC, doubts DESC, photo_id`,
  changed: 'SELECT photo_id AS id FROM review ORDER BY version DESC, photo_id',
};

const anyField = ['title', 'keywords', 'name', 'folder', 'city', 'country'] as const;

/** The condition as SQL over `search`; its values are appended to `values`. */
function clauseOf(catalog: Catalog, condition: Condition, values: string[]): string {
  const clause = alternativesOf(catalog, condition, values).join(' OR ');
  return condition.not ? `NOT (${clause})` : `(${clause})`;
}

function alternativesOf(catalog: Catalog, condition: Condition, values: string[]): string[] {
  const bind = (value: string) => `?${values.push(value)}`;
  const like = (text: string) => `LIKE ${bind(text)} ESCAPE '\\'`;
  switch (condition.kind) {
    case 'any':
      return condition.texts.flatMap((text) => {
        const pattern = like(`%${escaped(text)}%`);
        return anyField.map((field) => `${field} ${pattern}`);
      });
    case 'text':
      return condition.texts.map((text) => textClause(condition, text, bind, like));
    case 'usage':
      return condition.usages.map((usage) => `usage = ${bind(usage)}`);
    case 'state':
      return condition.states.map((state) => stateClauses[state]);
    case 'has':
      return condition.possessions.map((possession) => possessionClauses[possession]);
    case 'is':
      return condition.standings.map((standing) => standingClauses[standing]);
    case 'rating':
      return condition.spans.map(
        ({ from, to }) => `rating BETWEEN ${Number(from)} AND ${Number(to)}`,
      );
    case 'pick':
      return condition.picks.map((pick) => `pick = ${bind(pick)}`);
    case 'path':
      return [`photo_id IN (SELECT value FROM json_each(${bind(idsUnder(catalog, condition))}))`];
    case 'outlet':
      return condition.outlets.map(
        (outlet) => `photo_id IN (SELECT photo_id FROM delivery WHERE outlet = ${bind(outlet)})`,
      );
    case 'variant':
      return condition.variants.map(
        (state) =>
          `photo_id IN (SELECT photo_id FROM at_outlet WHERE ${state === 'stale' ? isStaleText : 'text IS NOT NULL'})`,
      );
    case 'delivery':
      return condition.states.map(
        (state) => `photo_id IN (SELECT photo_id FROM delivery WHERE state = ${bind(state)})`,
      );
    case 'unfit':
      return condition.texts.map(
        (text) =>
          `photo_id IN (SELECT photo_id FROM unfit WHERE reason <> '' AND outlet || ': ' || reason ${like(`%${escaped(text)}%`)})`,
      );
    case 'unsure':
      return condition.texts.map(
        (text) =>
          `photo_id IN (SELECT photo_id FROM review WHERE open_names > 0 AND unsure ${like(`%${escaped(text)}%`)})`,
      );
    case 'taken':
      return condition.spans.map(
        ({ from, to }) =>
          `(taken >= ${bind(from)} AND substr(taken, 1, ${to.length}) <= ${bind(to)})`,
      );
  }
}

function textClause(
  { field, whole }: Extract<Condition, { kind: 'text' }>,
  text: string,
  bind: (value: string) => string,
  like: (text: string) => string,
): string {
  if (!whole) return `${field} ${like(`%${escaped(text)}%`)}`;
  if (field !== 'keywords') return `${field} = ${bind(text)}`;
  // The separators make a slow beginning; what does not hold the word at all is passed over faster without them.
  const holds = like(`%${escaped(text)}%`);
  return `(keywords ${holds} AND instr(keywords, ${bind(separator + text + separator)}) > 0)`;
}

/** The photos that one of the patterns means, as JSON. */
function idsUnder(catalog: Catalog, { patterns }: Extract<Condition, { kind: 'path' }>): string {
  const photos = photoPaths(catalog);
  const matches = pathMatcher(patterns, photos);
  return JSON.stringify(photos.flatMap(({ id, path }) => (matches(path) ? [id] : [])));
}

/** The wildcards of LIKE as letters. */
function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

const among = (where: string) => `photo_id IN (SELECT photo_id FROM review WHERE ${where})`;
const waitingFor = (stage: string) =>
  `photo_id IN (SELECT id FROM photo WHERE status = '${stage}' AND missing = 0)`;

const stateClauses: Readonly<Record<State, string>> = {
  open: among("decision = 'open'"),
  accepted: among("decision = 'accepted'"),
  rejected: among("decision = 'rejected'"),
  partial: among('title_decision <> keywords_decision'),
  written: waitingFor('embed'),
  embedded: waitingFor('done'),
};

const standingClauses: Readonly<Record<Standing, string>> = {
  excluded: 'photo_id IN (SELECT id FROM photo WHERE excluded = 1 AND missing = 0)',
  unasked: `NOT ${reviewed}`,
  copy: `photo_id IN (
    SELECT id FROM photo WHERE missing = 0 AND identity IN (
      SELECT identity FROM photo WHERE missing = 0 AND identity IS NOT NULL GROUP BY identity HAVING count(*) > 1))`,
};

/** They are few, and known from an index. */
const answeredTwice = 'SELECT photo_id FROM suggestion GROUP BY photo_id HAVING count(*) > 1';

const possessionClauses: Readonly<Record<Possession, string>> = {
  problem: among('problems > 0'),
  unsure: among('open_names > 0'),
  doubt: among('doubts > 0'),
  edit: `(${among("edited <> ''")} OR photo_id IN (SELECT photo_id FROM correction))`,
  release: 'photo_id IN (SELECT photo_id FROM release)',
  caption: among('caption IS NOT NULL'),
  filetext: `photo_id IN (
    SELECT id FROM photo WHERE existing <> '{"keywords":[]}' AND (json_array_length(existing, '$.keywords') > 0
      OR coalesce(existing ->> 'headline', existing ->> 'shortTitle', existing ->> 'caption', '') <> ''))`,
  title: "beginning <> ''",
  keywords: among("keywords <> '[]'"),
  rating: 'rating > 0',
  label: "label <> ''",
  place: "city <> ''",
  date: "taken <> ''",
  burst: 'photo_id IN (SELECT photo_id FROM burst)',
  spelling: among('misspelled > 0'),
  redone: `photo_id IN (${answeredTwice})`,
  newer: `photo_id IN (
    SELECT photo_id FROM suggestion JOIN review USING (photo_id)
    WHERE photo_id IN (${answeredTwice})
      AND version > 0 AND suggestion.id > coalesce(suggestion_id, 0) AND at >= changed_at)`,
  // Titles that begin alike are found by an index; only those are compared whole.
  twin: `(photo_id, 1) IN (
    SELECT photo_id, count(*) OVER (PARTITION BY folder, substr(title, 1, instr(title, char(10)))) > 1 FROM search
    WHERE beginning IN (
      SELECT beginning FROM search WHERE beginning <> '' GROUP BY beginning HAVING count(*) > 1))`,
};
