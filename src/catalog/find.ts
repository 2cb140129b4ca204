/** How what a filter asks is looked for: in SQL, and where there can be one in the inverted index. */
import { pathMatcher } from '../files/path-pattern.ts';
import { isStaleText } from './at-outlet.ts';
import type { Catalog } from './catalog.ts';
import type { Condition, Possession, SearchColumn, Standing, State } from './condition.ts';
import { photoPaths } from './photos.ts';
import { separator } from './search.ts';
import { Sql, sql } from './sql.ts';
import type { IndexedField, TermTest } from './terms.ts';

const anyField = ['title', 'keywords', 'name', 'folder', 'city', 'country'] as const;

/** One way to meet a condition. */
export type Alternative = {
  /** What holds for a row of `search`, or which photos (as `photo_id`) they are. */
  readonly query: { readonly where: Sql } | { readonly ids: Sql };
  /** The same by the inverted index. */
  readonly terms?: { readonly field: IndexedField; readonly test: TermTest } | undefined;
};

/** What all conditions come to, for a row of `search`. */
export function clauseOfAll(catalog: Catalog, conditions: readonly Condition[]): Sql {
  const clauses = conditions.map((condition) => {
    const clause = joined(alternativesOf(catalog, condition).map(clauseOf), 'OR');
    return condition.not ? sql`NOT (${clause})` : clause;
  });
  return joined(clauses, 'AND');
}

/** In pairs of pairs: SQLite takes no expression that is a thousand deep, and a chain is as deep as it is long. */
function joined(clauses: readonly Sql[], operator: 'AND' | 'OR'): Sql {
  const [only = sql`1`] = clauses;
  if (clauses.length < 2) return only;
  const half = clauses.length >> 1;
  const first = joined(clauses.slice(0, half), operator);
  return sql`(${first} ${new Sql(operator)} ${joined(clauses.slice(half), operator)})`;
}

const clauseOf = ({ query }: Alternative) =>
  'ids' in query ? sql`photo_id IN (${query.ids})` : query.where;

const where = (clause: Sql): Alternative => ({ query: { where: clause } });
const ids = (query: Sql): Alternative => ({ query: { ids: query } });

/** By a column that the inverted index holds; `is` looks at a whole term. */
const byTerm = (field: IndexedField, clause: Sql, is: (term: string) => boolean): Alternative => ({
  ...where(clause),
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
        byTerm('usage', sql`usage = ${usage}`, (term) => term === usage),
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
          sql`rating BETWEEN ${from} AND ${to}`,
          (term) => Number(term) >= from && Number(term) <= to,
        ),
      );
    case 'pick':
      return condition.picks.map((pick) =>
        byTerm('pick', sql`pick = ${pick}`, (term) => term === pick),
      );
    case 'path':
      return [ids(sql`SELECT value AS photo_id FROM json_each(${idsUnder(catalog, condition)})`)];
    case 'outlet':
      return condition.outlets.map((outlet) =>
        ids(sql`SELECT photo_id FROM delivery WHERE outlet = ${outlet}`),
      );
    case 'variant':
      return condition.variants.map((state) =>
        ids(
          sql`SELECT photo_id FROM at_outlet WHERE ${state === 'stale' ? isStaleText : sql`text IS NOT NULL`}`,
        ),
      );
    case 'delivery':
      return condition.states.map((state) =>
        ids(sql`SELECT photo_id FROM delivery WHERE state = ${state}`),
      );
    case 'unfit':
      return condition.texts.map((text) =>
        ids(sql`
          SELECT photo_id FROM unfit WHERE reason <> '' AND outlet || ': ' || reason ${containing(text)}`),
      );
    case 'refused':
      return condition.texts.map((text) =>
        ids(sql`
          SELECT photo_id FROM delivery
          WHERE state = 'refused' AND outlet || ': ' || coalesce(reason, '') ${containing(text)}`),
      );
    case 'unsure':
      return condition.texts.map((text) =>
        among(sql`open_names > 0 AND unsure ${containing(text)}`),
      );
    case 'unlisted':
      return condition.texts.map((text) =>
        among(sql`unlisted <> '' AND unlisted ${containing(text)}`),
      );
    case 'category':
      return condition.categories.map((category) =>
        among(
          sql`EXISTS (SELECT 1 FROM json_each(further, '$.categories') WHERE value = ${category})`,
        ),
      );
    case 'taken':
      return condition.spans.map(({ from, to }) =>
        where(sql`(taken >= ${from} AND substr(taken, 1, ${to.length}) <= ${to})`),
      );
  }
}

const containing = (text: string) => sql`LIKE ${`%${escaped(text)}%`} ESCAPE '\\'`;

function textIn({ field, whole }: Extract<Condition, { kind: 'text' }>, text: string): Alternative {
  if (!whole) return partOf(field, text);
  const terms = field === 'title' ? undefined : { field, test: { whole: text } };
  if (field !== 'keywords') return { ...where(sql`${new Sql(field)} = ${text}`), terms };
  // The separators make a slow beginning; what does not hold the word at all is passed over faster without them.
  const keyword = separator + text + separator;
  return {
    ...where(sql`(keywords ${containing(text)} AND instr(keywords, ${keyword}) > 0)`),
    terms,
  };
}

function partOf(field: SearchColumn, text: string): Alternative {
  const clause = sql`${new Sql(field)} ${containing(text)}`;
  return { ...where(clause), terms: { field, test: { part: text } } };
}

/** The photos that one of the patterns means. */
function idsUnder(catalog: Catalog, { patterns }: Extract<Condition, { kind: 'path' }>): number[] {
  const photos = photoPaths(catalog);
  const matches = pathMatcher(patterns, photos);
  return photos.filter(({ path }) => matches(path)).map(({ id }) => id);
}

/** The wildcards of LIKE as letters. */
function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

const among = (clause: Sql) => ids(sql`SELECT photo_id FROM review WHERE ${clause}`);
const waitingFor = (stage: string) =>
  ids(sql`SELECT id AS photo_id FROM photo WHERE status = ${stage} AND missing = 0`);

const stateClauses: Readonly<Record<State, Alternative>> = {
  open: among(sql`decision = 'open'`),
  accepted: among(sql`decision = 'accepted'`),
  rejected: among(sql`decision = 'rejected'`),
  partial: among(sql`title_decision <> keywords_decision`),
  written: waitingFor('embed'),
  embedded: waitingFor('done'),
};

const standingClauses: Readonly<Record<Standing, Alternative>> = {
  excluded: ids(sql`SELECT id AS photo_id FROM photo WHERE excluded = 1 AND missing = 0`),
  unasked: ids(
    sql`SELECT id AS photo_id FROM photo WHERE NOT EXISTS (SELECT 1 FROM review WHERE review.photo_id = photo.id)`,
  ),
  copy: ids(sql`
    SELECT id AS photo_id FROM photo WHERE missing = 0 AND identity IN (
      SELECT identity FROM photo WHERE missing = 0 AND identity IS NOT NULL GROUP BY identity HAVING count(*) > 1)`),
};

function isSomething(term: string): boolean {
  return term !== '';
}

/** They are few, and known from an index. */
const answeredTwice = sql`SELECT photo_id FROM suggestion GROUP BY photo_id HAVING count(*) > 1`;

const possessionClauses: Readonly<Record<Possession, Alternative>> = {
  problem: among(sql`problems > 0`),
  unsure: among(sql`open_names > 0`),
  doubt: among(sql`doubts > 0`),
  edit: ids(
    sql`SELECT photo_id FROM review WHERE edited <> '' UNION ALL SELECT photo_id FROM correction`,
  ),
  release: ids(sql`SELECT photo_id FROM release WHERE is_off = 0`),
  category: among(sql`further -> '$.categories' IS NOT NULL`),
  alttext: among(sql`further -> '$.altText' IS NOT NULL`),
  translation: among(sql`EXISTS (SELECT 1 FROM json_each(further) WHERE key GLOB 'title_*')`),
  caption: among(sql`caption IS NOT NULL`),
  filetext: ids(sql`
    SELECT id AS photo_id FROM photo WHERE existing <> '{"keywords":[]}' AND (json_array_length(existing, '$.keywords') > 0
      OR coalesce(existing ->> 'headline', existing ->> 'shortTitle', existing ->> 'caption', '') <> '')`),
  title: where(sql`beginning <> ''`),
  keywords: among(sql`keywords <> '[]'`),
  rating: byTerm('rating', sql`rating > 0`, (term) => Number(term) > 0),
  label: byTerm('label', sql`label <> ''`, isSomething),
  place: byTerm('city', sql`city <> ''`, isSomething),
  date: where(sql`taken <> ''`),
  burst: ids(sql`SELECT photo_id FROM burst`),
  spelling: among(sql`misspelled > 0`),
  unlisted: among(sql`unlisted <> ''`),
  redone: ids(answeredTwice),
  newer: ids(sql`
    SELECT photo_id FROM suggestion JOIN review USING (photo_id)
    WHERE photo_id IN (${answeredTwice})
      AND version > 0 AND suggestion.id > coalesce(suggestion_id, 0) AND at >= changed_at`),
  // Titles that begin alike are found by an index; only those are compared whole.
  twin: ids(sql`
    SELECT photo_id FROM (SELECT photo_id,
      count(*) OVER (PARTITION BY folder, substr(title, 1, instr(title, char(10)))) AS alike FROM search
    WHERE beginning IN (
      SELECT beginning FROM search WHERE beginning <> '' GROUP BY beginning HAVING count(*) > 1))
    WHERE alike > 1`),
};
