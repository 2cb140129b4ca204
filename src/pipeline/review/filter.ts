/**
 * The filter language of the review: words, and fields such as `city:porto`, in any order; every one must hold.
 * `-` or `!` in front turns one around, commas separate alternatives, quotes keep spaces, `kw:=boat` wants the whole.
 */

import { count } from '../../amounts.ts';
import {
  type Condition,
  type Possession,
  possessions,
  type SearchColumn,
  type Standing,
  type State,
  standings,
  states,
  variantStates,
} from '../../catalog/condition.ts';
import { deliveryStates } from '../../catalog/deliveries.ts';
import { categories } from '../../rules/answers/categories.ts';
import { dayInWords } from '../../rules/datelines/dateline.ts';
import { fold } from '../../rules/texts/fold.ts';

/** What a filter means, or a sentence about what is wrong with it. */
export type ParsedFilter =
  | { readonly conditions: readonly Condition[] }
  | { readonly complaint: string };

type Term = {
  readonly not: boolean;
  readonly field?: string;
  readonly whole: boolean;
  readonly values: readonly string[];
};

class Complaint extends Error {}

/** What SQLite takes in one query, with room to spare: conditions that all must hold, and values; file names by the thousand. */
const mostTerms = 500;
const mostValues = 2000;

export function parseFilter(text: string): ParsedFilter {
  try {
    const terms = termsOf(text);
    const values = terms.reduce((sum, one) => sum + one.values.length, 0);
    if (terms.length > mostTerms || values > mostValues)
      throw new Complaint(
        `A filter has at most ${mostTerms} words or fields, and ${count(mostValues)} between commas`,
      );
    return { conditions: terms.map(conditionOf) };
  } catch (error) {
    if (error instanceof Complaint) return { complaint: error.message };
    throw error;
  }
}

/** `-field:=value,"another value"`; a value is a run without spaces, or stands in quotes. */
const term = /\s*([-!]?)(?:([\p{L}]+):(=?))?((?:"[^"]*"|[^\s",]|,)*)/uy;

function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  term.lastIndex = 0;
  while (term.lastIndex < text.trimEnd().length) {
    const start = term.lastIndex;
    const [whole = '', sign, field, equals, list = ''] = term.exec(text) ?? [];
    if (text[start + whole.length] === '"' || whole.trim() === '') {
      const rest = text.slice(start + whole.length + 1);
      const where = rest.trim() === '' ? 'at the end' : `before ${rest}`;
      throw new Complaint(`The quotation mark ${where} is not closed`);
    }
    const values = valuesOf(list);
    if (values.length === 0)
      throw new Complaint(
        field === undefined
          ? `There is nothing to look for behind ${whole.trim()}`
          : `${field}: needs something behind the colon`,
      );
    terms.push({
      not: sign !== '',
      whole: equals === '=',
      values,
      ...(field === undefined ? {} : { field: field.toLowerCase() }),
    });
  }
  return terms;
}

function valuesOf(list: string): string[] {
  const values: string[] = [];
  for (const [value] of list.matchAll(/(?:"[^"]*"|[^",])+/g))
    values.push(value.replaceAll('"', ''));
  return values.filter((value) => value.trim() !== '');
}

type Meaning = (term: Term) => Condition;

const textMeaning =
  (field: SearchColumn): Meaning =>
  ({ not, values, whole }) => ({ kind: 'text', not, field, whole, texts: values.map(fold) });

/** What the fields mean; some have a second, shorter name. */
const fields: Readonly<Record<string, Meaning>> = {
  city: textMeaning('city'),
  country: textMeaning('country'),
  folder: textMeaning('folder'),
  file: textMeaning('name'),
  title: textMeaning('title'),
  kw: textMeaning('keywords'),
  keyword: textMeaning('keywords'),
  usage: ({ not, values }) => ({
    kind: 'usage',
    not,
    usages: values.map((value) => oneOf('usage', ['editorial', 'commercial'], value)),
  }),
  state: ({ not, values }) => ({
    kind: 'state',
    not,
    states: values.map((value) => oneOf<State>('state', states, value)),
  }),
  has: ({ not, values }) => ({
    kind: 'has',
    not,
    possessions: values.map((value) => oneOf<Possession>('has', possessions, singular(value))),
  }),
  is: ({ not, values }) => ({
    kind: 'is',
    not,
    standings: values.map((value) => oneOf<Standing>('is', standings, value)),
  }),
  rating: ({ not, values }) => ({ kind: 'rating', not, spans: values.map(starsMeant) }),
  // The colour under all its names, and the word in texts of labels.
  label: whetherAny('label', /^(?:yes|no|none)$/i, (one) =>
    textMeaning('label')({ ...one, whole: false }),
  ),
  pick: ({ not, values }) => ({ kind: 'pick', not, picks: values.map(pickMeant) }),
  path: ({ not, values }) => ({ kind: 'path', not, patterns: values }),
  outlet: ({ not, values }) => ({ kind: 'outlet', not, outlets: values.map(fold) }),
  not: ({ not, values }) => ({ kind: 'outlet', not: !not, outlets: values.map(fold) }),
  variant: ({ not, values }) => ({
    kind: 'variant',
    not,
    variants: values.map((value) => oneOf('variant', variantStates, value)),
  }),
  delivery: ({ not, values }) => ({
    kind: 'delivery',
    not,
    states: values.map((value) => oneOf('delivery', deliveryStates, value)),
  }),
  unfit: ({ not, values }) => ({ kind: 'unfit', not, texts: values }),
  refused: ({ not, values }) => ({ kind: 'refused', not, texts: values }),
  unsure: whetherAny('unsure', /^(?:yes|no)$/i, ({ not, values }) => ({
    kind: 'unsure',
    not,
    texts: values,
  })),
  unlisted: whetherAny('unlisted', /^(?:yes|no)$/i, ({ not, values }) => ({
    kind: 'unlisted',
    not,
    texts: values.map(fold),
  })),
  category: whetherAny('category', /^(?:yes|no|none)$/i, ({ not, values }) => ({
    kind: 'category',
    not,
    categories: values.map((value) => oneOf('category', categories, value)),
  })),
  date: ({ not, values }) => ({ kind: 'taken', not, spans: values.map(spanOf) }),
};

/** The names of the fields, for completion and help. */
export const filterFields: readonly string[] = Object.keys(fields);

function conditionOf(one: Term): Condition {
  if (one.field === undefined) return { kind: 'any', not: one.not, texts: one.values.map(fold) };
  const meaning = Object.hasOwn(fields, one.field) ? fields[one.field] : undefined;
  if (meaning === undefined)
    throw new Complaint(
      `There is no field ${one.field}: (${filterFields.join(', ')}); in quotes it is looked for as text`,
    );
  return meaning(one);
}

/** A word of a list, or the only one that begins so. */
function oneOf<T extends string>(field: string, words: readonly T[], value: string): T {
  const wanted = fold(value);
  const exact = words.find((word) => word === wanted);
  const beginning = words.filter((word) => word.startsWith(wanted));
  const [only] = beginning;
  if (exact !== undefined) return exact;
  if (only !== undefined && beginning.length === 1) return only;
  throw new Complaint(`${field}: can be ${words.join(', ')}, not ${value}`);
}

/** `has:problems` and `has:edits` are meant well. */
function singular(value: string): string {
  const folded = fold(value);
  return (possessions as readonly string[]).includes(folded)
    ? folded
    : folded.replace(/ies$/, 'y').replace(/s$/, '');
}

/** `unlisted:yes`, `category:none`: whether there is any, where such a word stands alone; else what the field means by itself. */
function whetherAny(
  possession: Possession,
  words: RegExp,
  otherwise: (term: Term) => Condition,
): (term: Term) => Condition {
  return (term) => {
    const [value = '', ...more] = term.values;
    if (more.length > 0 || !words.test(value)) return otherwise(term);
    return { kind: 'has', not: term.not !== /^no/i.test(value), possessions: [possession] };
  };
}

const picks = { yes: 'yes', no: 'no', none: '', picked: 'yes', rejected: 'no' } as const;

function pickMeant(value: string): 'yes' | 'no' | '' {
  return picks[oneOf('pick', Object.keys(picks) as (keyof typeof picks)[], value)];
}

const rejectedStars = -1;
const mostStars = 5;

/** `3`, `>=3`, `<2`, `1..3`, `none` (no stars), `rejected` (-1). */
function starsMeant(value: string): { from: number; to: number } {
  if (/^none$/i.test(value)) return { from: 0, to: 0 };
  if (/^reject(?:ed)?$/i.test(value)) return { from: rejectedStars, to: rejectedStars };
  const [, sign = '', first = '', last] = /^(>=|<=|>|<|)(-?\d)(?:\.\.(-?\d))?$/.exec(value) ?? [];
  const stars = Number(first);
  const isStars = (one: number) => one >= rejectedStars && one <= mostStars;
  if (first === '' || !isStars(stars) || (last !== undefined && sign !== ''))
    throw new Complaint(
      `rating: is written 3, >=3, <2, 1..3, none or rejected, from -1 to 5, not ${value}`,
    );
  if (last !== undefined && Number(last) < stars)
    throw new Complaint(`rating: ${value} ends before it begins`);
  if (last !== undefined) return { from: stars, to: Number(last) };
  if (sign === '>=' || sign === '>')
    return { from: sign === '>' ? stars + 1 : stars, to: mostStars };
  // Who looks for few stars does not mean the rejected ones.
  const least = Math.min(stars, 0);
  if (sign === '<=' || sign === '<') return { from: least, to: sign === '<' ? stars - 1 : stars };
  return { from: stars, to: stars };
}

const day = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;

const longestDate = '2019-05-14'.length;

/** Before and behind every date that photos have. */
const firstYear = '0000';
const lastYear = '9999';

/** `2019`, `2019-05`, `2019-05-14`, or `..` with one of them before it, behind it, or both. */
function spanOf(value: string): { from: string; to: string } {
  const [, first = '', dots, last = ''] = /^([^.]*)(?:(\.\.)([^.]*))?$/.exec(value) ?? [];
  const from = first || firstYear;
  const to = last || (dots === undefined ? first : lastYear);
  if (first + last !== '' && day.test(from) && day.test(to)) {
    const none = [from, to].find((one) => one.length === longestDate && dayInWords(one) === '');
    if (none !== undefined) throw new Complaint(`date: there is no such day as ${none}`);
    // A year or month as the end is meant to its last day.
    if (from.slice(0, to.length) > to) throw new Complaint(`date: ${value} ends before it begins`);
    return { from, to };
  }
  throw new Complaint(
    `date: is written 2019, 2019-05, 2019-05-14, 2019-05..2019-07, 2019-05.. or ..2019-07, not ${value}`,
  );
}
