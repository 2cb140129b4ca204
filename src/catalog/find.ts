/** Finding photos of the review by what the filter says, all at once: ids by the hundred thousand, rows by the page. */
import type { Catalog } from './catalog.ts';
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
] as const;
/** What a photo can have or lack. */
export type Possession = (typeof possessions)[number];

/** Columns of folded text that a condition can look into. */
export type SearchColumn = 'city' | 'country' | 'folder' | 'name' | 'title' | 'keywords';

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
  /** Names nobody has decided about that contain one of the texts. */
  | { readonly kind: 'unsure'; readonly texts: readonly string[] }
  /** Days from and to, inclusive, each whole or only its beginning: `2019`, `2019-05`. */
  | { readonly kind: 'taken'; readonly spans: readonly { from: string; to: string }[] }
);

export const sorts = ['path', 'taken', 'title', 'state', 'look', 'changed'] as const;
/** `look`: what most needs a look comes first. `changed`: what the person changed last comes first. */
export type Sort = (typeof sorts)[number];

/** The ids of all photos under review that meet every condition, in order. */
export function findPhotos(
  catalog: Catalog,
  conditions: readonly Condition[],
  sort: Sort,
): Int32Array {
  indexChanged(catalog);
  if (conditions.length === 0 && sort === 'path' && isEveryPhotoReviewed(catalog))
    return Int32Array.from(catalog.ids(orders.path));
  // Without conditions an index of the narrower table has the answer.
  const table = conditions.length === 0 ? 'review' : 'search';
  const clauses: string[] = [];
  const values: string[] = [];
  for (const condition of conditions) clauses.push(clauseOf(condition, values));
  const where = clauses.length === 0 ? '' : `WHERE ${clauses.join(' AND ')}`;
  const found = catalog.ids(`SELECT photo_id AS id FROM ${table} ${where}`, ...values);
  const present = catalog.ids(orders.path);
  const marks = new Uint8Array(catalog.count('SELECT max(id) FROM photo') + 1);
  for (const id of found) marks[id] = 1;
  if (sort === 'path') return Int32Array.from(present.filter((id) => marks[id] === 1));
  for (const id of present) if (marks[id] === 1) marks[id] = 2;
  const ordered = catalog.ids(orders[sort]);
  return Int32Array.from(ordered.filter((id) => marks[id] === 2));
}

/** The usual case when the screen opens; then the order has the answer by itself. */
function isEveryPhotoReviewed(catalog: Catalog): boolean {
  return catalog.count('SELECT (SELECT count(*) FROM photo) = (SELECT count(*) FROM review)') === 1;
}

const orders: Readonly<Record<Sort, string>> = {
  path: 'SELECT id FROM photo WHERE missing = 0 ORDER BY path',
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
function clauseOf(condition: Condition, values: string[]): string {
  const clause = alternativesOf(condition, values).join(' OR ');
  return condition.not ? `NOT (${clause})` : `(${clause})`;
}

function alternativesOf(condition: Condition, values: string[]): string[] {
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

/** They are few, and known from an index. */
const answeredTwice = 'SELECT photo_id FROM suggestion GROUP BY photo_id HAVING count(*) > 1';

const possessionClauses: Readonly<Record<Possession, string>> = {
  problem: among('problems > 0'),
  unsure: among('open_names > 0'),
  doubt: among('doubts > 0'),
  edit: `(${among("edited <> ''")} OR photo_id IN (SELECT photo_id FROM correction))`,
  caption: among('caption IS NOT NULL'),
  filetext: `photo_id IN (
    SELECT id FROM photo WHERE existing <> '{"keywords":[]}' AND (json_array_length(existing, '$.keywords') > 0
      OR coalesce(existing ->> 'headline', existing ->> 'shortTitle', existing ->> 'caption', '') <> ''))`,
  title: "beginning <> ''",
  keywords: "keywords <> ''",
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
