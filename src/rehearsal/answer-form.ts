/** The form of an answer: JSON with the properties that the request's schema asks for, or plain text. */
import { categoriesOf } from './categories.ts';

/** What there is to say about a photo. */
export type Answer = {
  readonly description: string;
  readonly shortTitle: string;
  /** More of them than are wanted. */
  readonly keywords: readonly string[];
  readonly usage: 'editorial' | 'commercial';
  readonly usageReason: string;
  readonly unsure: readonly string[];
};

/** What a property is about, by its name. The first that fits counts. */
const meanings: readonly (readonly [name: RegExp, field: keyof Answer])[] = [
  [/short.*title|title.*short|object.*name/i, 'shortTitle'],
  [/reason|why/i, 'usageReason'],
  [/unsure|uncertain|doubt/i, 'unsure'],
  [/keyword|tag/i, 'keywords'],
  [/usage|licen[cs]e/i, 'usage'],
  [/caption|description|title|headline/i, 'description'],
];

/** Values that say nothing, by the type that a schema wants. */
const empty: Readonly<Record<string, unknown>> = {
  string: '',
  array: [],
  boolean: false,
  integer: 0,
  number: 0,
  object: {},
};

type Schema = {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
};

/**
 * The JSON that a schema asks for.
 * @param schema a strict schema; undefined for the usual names
 * @param wanted how many keywords, unless the schema has other bounds
 */
export function inForm(answer: Answer, schema: unknown, wanted: number): object {
  const { properties } = (schema ?? {}) as Schema;
  if (properties === undefined) return { ...answer, keywords: answer.keywords.slice(0, wanted) };
  return Object.fromEntries(
    Object.entries(properties).map(([name, part]) => [name, valueFor(answer, name, part, wanted)]),
  );
}

function valueFor(answer: Answer, name: string, schema: Schema, wanted: number): unknown {
  const { items } = schema;
  if (/categor/i.test(name) && items?.enum !== undefined) return categoriesOf(answer, items.enum);
  if (/alt.?text/i.test(name)) return answer.description;
  const language = /^(?:title|terms)_(.+)$/.exec(name)?.[1];
  if (language !== undefined) return inOwnWord(answer, language, schema, wanted);
  if (/extended/i.test(name)) return `${answer.description}. ${answer.usageReason}.`;
  const field = meanings.find(([pattern]) => pattern.test(name))?.[1];
  const value = field === undefined ? undefined : answer[field];
  if (schema.enum !== undefined) return schema.enum.includes(value) ? value : schema.enum[0];
  const [type = 'null', ...others] = [schema.type ?? []].flat();
  if (typeof value === 'string' && [type, ...others].includes('string')) return value;
  if (Array.isArray(value) && type === 'array') {
    const { minItems = 0, maxItems = value.length } = schema;
    return value.slice(0, Math.min(Math.max(minItems, wanted), maxItems));
  }
  return empty[type] ?? null;
}

/** What is made up knows no other languages: the language's own name, `Deutsch`, stands in front of the English words. */
function inOwnWord(
  { description, keywords }: Answer,
  language: string,
  { type }: Schema,
  wanted: number,
): string | readonly string[] {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return type === 'array'
    ? keywords.slice(0, wanted).map((keyword) => `${name} ${keyword}`)
    : `${name}: ${description}`;
}

/** The plain form that scripts without a schema ask for: a description, an empty line, a list with a full stop. */
export function inPlainText({ description, keywords }: Answer, wanted: number): string {
  return `${description}\n\n${keywords.slice(0, wanted).join(', ')}.`;
}
