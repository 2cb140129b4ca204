/** How what a filter asks is looked for: in SQL, and where there can be one in the inverted index. */
import { pathMatcher } from '../files/path-pattern.ts';
import { isStaleText } from './at-outlet.ts';
import type { Catalog } from './catalog.ts';
import type { Condition, Possession, SearchColumn, Standing, State } from './condition.ts';
import { photoPaths } from './photos.ts';
import { separator } from './search.ts';
import type { IndexedField, TermTest } from './terms.ts';

const anyField = ['title', 'keywords', 'name', 'folder', 'city', 'country'] as const;

/** One way to meet a condition. */
export type Alternative = {
  /** What holds for a row of `search`, with `?` for the values, or which photos (as `photo_id`) they are. */
  readonly sql: { readonly where: string } | { readonly ids: string };
  readonly values: readonly string[];
  /** The same by the inverted index. */
  readonly terms?: { readonly field: IndexedField; readonly test: TermTest } | undefined;
};

/** What all conditions come to, as SQL over `search`, with the values in it. */
export function clauseOfAll(catalog: Catalog, conditions: readonly Condition[]) {
  const all = conditions.map((condition) => ({
    not: condition.not,
    alternatives: alternativesOf(catalog, condition),
  }));
  const clauses = all.map(({ not, alternatives }) => {
    const clause = joined(
      alternatives.map(({ sql }) => clauseOf(sql)),
      'OR',
    );
    return not ? `NOT (${clause})` : clause;
  });
  return {
    clause: joined(['1', ...clauses], 'AND'),
    values: all.flatMap(({ alternatives }) => alternatives.flatMap(({ values }) => values)),
  };
}

/** In pairs of pairs: SQLite takes no expression that is a thousand deep, and a chain is as deep as it is long. */
function joined(clauses: readonly string[], operator: 'AND' | 'OR'): string {
  const [only = '1'] = clauses;
  if (clauses.length < 2) return only;
  const half = clauses.length >> 1;
  const halves = [clauses.slice(0, half), clauses.slice(half)];
  return `(${halves.map((one) => joined(one, operator)).join(` ${operator} `)})`;
}

const clauseOf = (sql: Alternative['sql']) =>
  'ids' in sql ? `photo_id IN (${sql.ids})` : sql.where;

const where = (clause: string, ...values: string[]): Alternative => ({
  sql: { where: clause },
  values,
});
const ids = (query: string, ...values: string[]): Alternative => ({ sql: { ids: query }, values });

/** By a column that the inverted index holds; `is` looks at a whole term. */
const byTerm = (
  field: IndexedField,
  clause: string,
  value: string | undefined,
  is: (term: string) => boolean,
): Alternative => ({
  sql: { where: clause },
  values: value === undefined ? [] : [value],
  terms: { field, test: { is } },
});

/** The ways to meet a condition; with `not`, none of them may hold. */
export function alternativesOf(catalog: Catalog, condition: Condition): readonly Alternative[] {
  switch (condition.kind) {
    case 'any':
      return condition.texts.flatMap((text) => anyField.map((field) => partOf(field, text)));
    case 'text':
      return condition.texts.map((text) => textIn(condition, text));
    case 'usage':
      return condition.usages.map((usage) =>
        byTerm('usage', 'usage = ?', usage, (term) => term === usage),
      );
    case 'state':
      return condition.states.map((state) => stateClauses[state]);
    case 'has':
      return condition.possessions.map((possession) => possessionClauses[possession]);
    case 'is':
      return condition.standings.map((standing) => standingClauses[standing]);
    case 'rating':
      return condition.spans.map(({ from, to }) =>
        byTerm(
          'rating',
          `rating BETWEEN ${Number(from)} AND ${Number(to)}`,
          undefined,
          (term) => Number(term) >= from && Number(term) <= to,
        ),
      );
    case 'pick':
      return condition.picks.map((pick) =>
        byTerm('pick', 'pick = ?', pick, (term) => term === pick),
      );
    case 'path':
      return [ids('SELECT value AS photo_id FROM json_each(?)', idsUnder(catalog, condition))];
    case 'outlet':
      return condition.outlets.map((outlet) =>
        ids('SELECT photo_id FROM delivery WHERE outlet = ?', outlet),
      );
    case 'variant':
      return condition.variants.map((state) =>
        ids(
          `SELECT photo_id FROM at_outlet WHERE ${state === 'stale' ? isStaleText.text : 'text IS NOT NULL'}`,
        ),
      );
    case 'delivery':
      return condition.states.map((state) =>
        ids('SELECT photo_id FROM delivery WHERE state = ?', state),
      );
    case 'unfit':
      return condition.texts.map((text) =>
        ids(
          `SELECT photo_id FROM unfit WHERE reason <> '' AND outlet || ': ' || reason ${like}`,
          containing(text),
        ),
      );
    case 'refused':
      return condition.texts.map((text) =>
        ids(
          `SELECT photo_id FROM delivery WHERE state = 'refused' AND outlet || ': ' || coalesce(reason, '') ${like}`,
          containing(text),
        ),
      );
    case 'unsure':
      return condition.texts.map((text) =>
        ids(
          `SELECT photo_id FROM review WHERE open_names > 0 AND unsure ${like}`,
          containing(text),
        ),
      );
    case 'unlisted':
      return condition.texts.map((text) =>
        ids(
          `SELECT photo_id FROM review WHERE unlisted <> '' AND unlisted ${like}`,
          containing(text),
        ),
      );
    case 'category':
      return condition.categories.map((category) =>
        ids(
          `SELECT photo_id FROM review WHERE EXISTS (
             SELECT 1 FROM json_each(further, '$.categories') WHERE value = ?)`,
          category,
        ),
      );
    case 'taken':
      return condition.spans.map(({ from, to }) =>
        where(`(taken >= ? AND substr(taken, 1, ${to.length}) <= ?)`, from, to),
      );
  }
}

const like = "LIKE ? ESCAPE '\\'";
const containing = (text: string) => `%${escaped(text)}%`;

function textIn({ field, whole }: Extract<Condition, { kind: 'text' }>, text: string): Alternative {
  if (!whole) return partOf(field, text);
  const terms = field === 'title' ? undefined : { field, test: { whole: text } };
  if (field !== 'keywords') return { ...where(`${field} = ?`, text), terms };
  // The separators make a slow beginning; what does not hold the word at all is passed over faster without them.
  const clause = `(keywords ${like} AND instr(keywords, ?) > 0)`;
  return { ...where(clause, containing(text), separator + text + separator), terms };
}

function partOf(field: SearchColumn, text: string): Alternative {
  return { ...where(`${field} ${like}`, containing(text)), terms: { field, test: { part: text } } };
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

const among = (clause: string) => ids(`SELECT photo_id FROM review WHERE ${clause}`);
const waitingFor = (stage: string) =>
  ids(`SELECT id AS photo_id FROM photo WHERE status = '${stage}' AND missing = 0`);

const stateClauses: Readonly<Record<State, Alternative>> = {
  open: among("decision = 'open'"),
  accepted: among("decision = 'accepted'"),
  rejected: among("decision = 'rejected'"),
  partial: among('title_decision <> keywords_decision'),
  written: waitingFor('embed'),
  embedded: waitingFor('done'),
};

const standingClauses: Readonly<Record<Standing, Alternative>> = {
  excluded: ids('SELECT id AS photo_id FROM photo WHERE excluded = 1 AND missing = 0'),
  unasked: ids(
    'SELECT id AS photo_id FROM photo WHERE NOT EXISTS (SELECT 1 FROM review WHERE review.photo_id = photo.id)',
  ),
  copy: ids(`
    SELECT id AS photo_id FROM photo WHERE missing = 0 AND identity IN (
      SELECT identity FROM photo WHERE missing = 0 AND identity IS NOT NULL GROUP BY identity HAVING count(*) > 1)`),
};

function isSomething(term: string): boolean {
  return term !== '';
}

/** They are few, and known from an index. */
const answeredTwice = 'SELECT photo_id FROM suggestion GROUP BY photo_id HAVING count(*) > 1';

const possessionClauses: Readonly<Record<Possession, Alternative>> = {
  problem: among('problems > 0'),
  unsure: among('open_names > 0'),
  doubt: among('doubts > 0'),
  edit: ids(
    "SELECT photo_id FROM review WHERE edited <> '' UNION ALL SELECT photo_id FROM correction",
  ),
  release: ids('SELECT photo_id FROM release WHERE is_off = 0'),
  category: among("further -> '$.categories' IS NOT NULL"),
  alttext: among("further -> '$.altText' IS NOT NULL"),
  translation: among("EXISTS (SELECT 1 FROM json_each(further) WHERE key GLOB 'title_*')"),
  caption: among('caption IS NOT NULL'),
  filetext: ids(`
    SELECT id AS photo_id FROM photo WHERE existing <> '{"keywords":[]}' AND (json_array_length(existing, '$.keywords') > 0
      OR coalesce(existing ->> 'headline', existing ->> 'shortTitle', existing ->> 'caption', '') <> '')`),
  title: where("beginning <> ''"),
  keywords: among("keywords <> '[]'"),
  rating: byTerm('rating', 'rating > 0', undefined, (term) => Number(term) > 0),
  label: byTerm('label', "label <> ''", undefined, isSomething),
  place: byTerm('city', "city <> ''", undefined, isSomething),
  date: where("taken <> ''"),
  burst: ids('SELECT photo_id FROM burst'),
  spelling: among('misspelled > 0'),
  unlisted: among("unlisted <> ''"),
  redone: ids(answeredTwice),
  newer: ids(`
    SELECT photo_id FROM suggestion JOIN review USING (photo_id)
    WHERE photo_id IN (${answeredTwice})
      AND version > 0 AND suggestion.id > coalesce(suggestion_id, 0) AND at >= changed_at`),
  // Titles that begin alike are found by an index; only those are compared whole.
  twin: ids(`
    SELECT photo_id FROM (SELECT photo_id,
      count(*) OVER (PARTITION BY folder, substr(title, 1, instr(title, char(10)))) AS alike FROM search
    WHERE beginning IN (
      SELECT beginning FROM search WHERE beginning <> '' GROUP BY beginning HAVING count(*) > 1))
    WHERE alike > 1`),
};
