/** The answer to one request: texts about the picture, in the form that the request's schema asks for. */
import { describe, type Pick, pickBy, shortSentence, upperFirst } from './describe.ts';
import { keywordPool } from './keyword-pool.ts';
import type { Look } from './look.ts';
import type { PromptFacts } from './prompt-facts.ts';

/** A picture and what was seen in it. */
export type Seen = {
  /** A digest of the picture's content, in hexadecimal. */
  readonly key: string;
  readonly look: Look;
};

/** What there is to say about a photo. */
export type Say = {
  readonly description: string;
  readonly shortTitle: string;
  readonly keywords: readonly string[];
  readonly usage: 'editorial' | 'commercial';
  readonly usageReason: string;
  readonly unsure: readonly string[];
};

const shortTitleCharacters = 60;

/** One photo in so many has a name nobody gave, or another opinion than its folder. */
const unsureEvery = 7;
const otherOpinionEvery = 9;

/** What the stand-in says about a picture. The same picture and facts always get the same answer. */
export function say(seen: Seen, facts: PromptFacts): Say {
  const pick = pickBy(seen.key);
  const number = Number.parseInt(seen.key.slice(0, 8), 16);
  const unsure = facts.city !== undefined && facts.hint === undefined && number % unsureEvery === 0;
  const name = unsure ? guessedName(facts.city ?? '', pick) : undefined;
  const description = describe(seen.look, facts, pick);
  const keywords = keywordPool(seen.look, facts, pick);
  return {
    description: name === undefined ? description : `${description}, perhaps near ${name}`,
    shortTitle: cutAtWord(shortSentence(seen.look, facts, pick), shortTitleCharacters),
    keywords: name === undefined ? keywords : [...keywords.slice(0, 4), name, ...keywords.slice(4)],
    ...opinion(facts, number),
    unsure: name === undefined ? [] : [name],
  };
}

function guessedName(city: string, pick: Pick): string {
  return `${city} ${pick(['Old Town', 'Park', 'Market', 'Bridge', 'Square'], 7) ?? 'Old Town'}`;
}

function opinion(facts: PromptFacts, number: number): Opinion {
  const given = facts.usage ?? 'editorial';
  if (number % otherOpinionEvery !== 0)
    return {
      usage: given,
      usageReason:
        facts.usage === undefined
          ? 'Nothing was given, and colors and light alone do not say'
          : 'As its folder says; colors and light do not speak against it',
    };
  return given === 'editorial'
    ? { usage: 'commercial', usageReason: 'No lettering or person could be made out' }
    : {
        usage: 'editorial',
        usageReason: 'Fine detail may hold people or signs that need a release',
      };
}

type Opinion = { readonly usage: Say['usage']; readonly usageReason: string };

function cutAtWord(text: string, characters: number): string {
  if (text.length <= characters) return text;
  return text.slice(0, Math.max(text.lastIndexOf(' ', characters), 1)).replace(/[\s,]+$/, '');
}

/** What a property of an answer is about, by its name. The first that fits counts. */
const meanings: readonly (readonly [
  name: RegExp,
  value: (said: Say, schema: JsonObject, wanted: number) => unknown,
])[] = [
  [/short.*title|title.*short|object.*name/i, (said) => said.shortTitle],
  [/reason|why/i, (said) => said.usageReason],
  [
    /unsure|uncertain|doubt/i,
    (said, schema) => said.unsure.slice(0, limitOf(schema, said.unsure.length)),
  ],
  [/keyword|tag/i, (said, schema, wanted) => said.keywords.slice(0, limitOf(schema, wanted))],
  [/usage|licen[cs]e|release/i, (said) => said.usage],
  [/caption|description|title|headline/i, (said) => said.description],
];

function limitOf(schema: JsonObject, wanted: number): number {
  const { minItems, maxItems } = schema;
  const least = typeof minItems === 'number' ? Math.max(minItems, wanted) : wanted;
  return typeof maxItems === 'number' ? Math.min(maxItems, least) : least;
}

/**
 * The JSON that a schema asks for.
 * @param schema a strict schema; undefined for the usual names
 */
export function answerObject(said: Say, schema: unknown, wanted: number): JsonObject {
  const properties = isObject(schema) ? schema['properties'] : undefined;
  if (!isObject(properties)) return { ...said, keywords: said.keywords.slice(0, wanted) };
  return Object.fromEntries(
    Object.entries(properties).map(([name, part]) => [name, valueFor(name, part, said, wanted)]),
  );
}

function valueFor(name: string, part: unknown, said: Say, wanted: number): unknown {
  const schema = isObject(part) ? part : {};
  const meaning = meanings.find(([pattern]) => pattern.test(name));
  const value = meaning?.[1](said, schema, wanted);
  const choices = schema['enum'];
  if (Array.isArray(choices)) return choices.includes(value) ? value : choices[0];
  if (value !== undefined && fits(value, schema['type'])) return value;
  return emptyValue(schema);
}

function fits(value: unknown, type: unknown): boolean {
  const kind = Array.isArray(value) ? 'array' : typeof value;
  return Array.isArray(type) ? type.includes(kind) : type === undefined || type === kind;
}

/** Something of the right type that says nothing. */
function emptyValue(schema: JsonObject): unknown {
  const type = Array.isArray(schema['type']) ? schema['type'][0] : schema['type'];
  const empty: Readonly<Record<string, unknown>> = {
    string: '',
    array: [],
    boolean: false,
    integer: 0,
    number: 0,
    null: null,
  };
  return type === 'object' ? {} : (empty[String(type)] ?? null);
}

/** The plain form that scripts without a schema ask for: a description, an empty line, a list with a full stop. */
export function plainAnswer(said: Say, wanted: number): string {
  return `${upperFirst(said.description)}\n\n${said.keywords.slice(0, wanted).join(', ')}.`;
}

type JsonObject = { readonly [key: string]: unknown };

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
