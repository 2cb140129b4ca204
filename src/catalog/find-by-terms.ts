/** Finding photos through the inverted index: each condition by itself, then what all of them have in common. */
import type { Catalog } from './catalog.ts';
import type { Condition } from './condition.ts';
import { type Alternative, alternativesOf, clauseOfAll } from './find.ts';
import { separator } from './search.ts';
import { type Sql, these } from './sql.ts';
import { type IndexedField, markWith, segmentsOf, type TermTest } from './terms.ts';

/** Of a hundred photos, as many as may be outside the index for it to be of use. */
const mostOutside = 20;

/**
 * Marks with 1, by id, the photos that meet every condition; photos that are gone may be among them. False, and nothing
 * marked, where there is no index yet or too much is outside it.
 */
export function findByTerms(
  catalog: Catalog,
  conditions: readonly Condition[],
  marks: Uint8Array,
): boolean {
  if (segmentsOf(catalog).length === 0) return false;
  const outside = catalog.ids`SELECT photo_id AS id FROM outside_terms`;
  if (outside.length * 100 > marks.length * mostOutside) return false;
  marks.fill(1);
  for (const condition of conditions) {
    const met = new Uint8Array(marks.length);
    for (const one of alternativesOf(catalog, condition)) markAlternative(catalog, one, met);
    const unwanted = condition.not ? 1 : 0;
    for (let id = 0; id < marks.length; id++) if (met[id] === unwanted) marks[id] = 0;
  }
  for (const id of outside) marks[id] = 0;
  const found = catalog.ids`
    SELECT photo_id AS id FROM search
    WHERE photo_id IN (SELECT photo_id FROM outside_terms) AND ${clauseOfAll(catalog, conditions)}`;
  mark(marks, found);
  return true;
}

function markAlternative(catalog: Catalog, one: Alternative, marks: Uint8Array): void {
  const { query, terms } = one;
  if (terms !== undefined && isWithinTerm(terms.field, terms.test))
    markWith(catalog, terms.field, terms.test, marks);
  else if (terms?.field === 'title' && 'part' in terms.test && 'where' in query)
    markPhrase(catalog, query.where, terms.test.part, marks);
  else if ('where' in query)
    mark(marks, catalog.ids`SELECT photo_id AS id FROM search WHERE ${query.where}`);
  else mark(marks, catalog.ids`SELECT photo_id AS id FROM (${query.ids})`);
}

function mark(marks: Uint8Array, ids: readonly number[]): void {
  for (const id of ids) marks[id] = 1;
}

/** Whether what is looked for lies within one term wherever it is found. */
function isWithinTerm(field: IndexedField, test: TermTest): boolean {
  if ('is' in test) return true;
  const text = 'part' in test ? test.part : test.whole;
  if (text === '' || text.includes('\0') || text.includes(separator)) return false;
  return field !== 'title' || !/\s/.test(text);
}

/** Several words of a title: of the photos that have each of them, those that have them as they are written. */
function markPhrase(catalog: Catalog, where: Sql, phrase: string, marks: Uint8Array): void {
  const candidates = new Uint8Array(marks.length).fill(1);
  for (const word of phrase.split(/[\s\0]+/).filter((part) => part !== '')) {
    const having = new Uint8Array(marks.length);
    markWith(catalog, 'title', { part: word }, having);
    for (let id = 0; id < marks.length; id++) if (having[id] === 0) candidates[id] = 0;
  }
  const ids = [...candidates.keys()].filter((id) => candidates[id] === 1);
  mark(
    marks,
    catalog.ids`SELECT photo_id AS id FROM search WHERE photo_id IN ${these(ids)} AND ${where}`,
  );
}
