/**
 * What may be asked of the model beside title and keywords, in the same request: a row for each field, from its place in
 * the schema to what a person sees. A field of another language carries its name: `keywords_de`. Fields that nobody wants
 * are not in the request, not with one byte.
 */

import { usualTag } from '../../metadata/language-tag.ts';
import { cutList } from '../foreign-text.ts';
import { tidyKeyword } from '../keywords/keywords.ts';
import {
  decodeEntities,
  oneLine,
  repairControls,
  withoutEmoji,
  withoutMarkup,
} from '../texts/clean.ts';
import { countBytes, cutToCharacters, keywordByteLimit, titleLimit } from '../texts/limits.ts';
import { cutAtPhrase } from '../texts/phrases.ts';
import { categories, categoriesIn, mostCategories } from './categories.ts';
import { isNoKeyword, whyNoDescription } from './non-answers.ts';
import { isRefusal } from './refusals.ts';

export type FurtherValue = string | readonly string[];
/** Values by field. A field that is absent was not asked for, or nothing of what was said could be used. */
export type Further = Readonly<Record<string, FurtherValue>>;

/** What a request asks for, where that is not just title and keywords. */
export type Asked = {
  /** The only part that is asked for; the other one is left alone. */
  readonly only?: 'title' | 'keywords' | undefined;
  /** Names of fields. */
  readonly further?: readonly string[] | undefined;
};

type Field = {
  /** How a person reads it; behind it comes the language. */
  readonly label: string;
  /** The part of the text whose decision it shares; a field without one needs any part accepted. */
  readonly part?: 'title' | 'keywords';
  /** Whether it is written into sidecars and photos. */
  readonly isWritten: boolean;
  readonly schema: Readonly<Record<string, unknown>>;
  /** What the instructions say of it; `LANGUAGE` stands for the name of one. */
  readonly sentence: string;
  /** Tokens of the answer, the name of the field among them. */
  readonly tokens: (keywords: number) => number;
  /** What can be used of what was said, or typed; empty for nothing. */
  readonly read: (said: readonly string[]) => FurtherValue;
};

const fields = {
  categories: {
    label: 'Categories',
    isWritten: false,
    schema: {
      type: 'array',
      items: { type: 'string', enum: categories },
      minItems: 1,
      maxItems: mostCategories,
    },
    sentence: 'the one that fits the picture best, and a second one only where it fits as well.',
    tokens: () => 10,
    read: categoriesIn,
  },
  altText: {
    label: 'Alt text',
    part: 'title',
    isWritten: true,
    schema: { type: 'string', description: 'At most 200 characters.' },
    sentence:
      'what the picture shows, for somebody who cannot see it, in one sentence of at most 200 characters, without "photo of".',
    tokens: () => 45,
    read: (said) => plainText(said, 250),
  },
  extendedDescription: {
    label: 'Extended description',
    part: 'title',
    isWritten: true,
    schema: { type: 'string', description: 'At most 800 characters.' },
    sentence:
      'more for the same reader: what is where, how it looks and what happens, in two to five sentences of at most 800 characters together.',
    tokens: () => 170,
    read: (said) => plainText(said, 1000),
  },
  title: {
    label: 'Title',
    part: 'title',
    isWritten: true,
    schema: { type: 'string' },
    sentence: 'the description in LANGUAGE, as somebody who grew up with it would write it.',
    tokens: () => 60,
    read: (said) => plainText(said, titleLimit),
  },
  terms: {
    label: 'Keywords',
    part: 'keywords',
    isWritten: false,
    schema: { type: 'array', items: { type: 'string' } },
    sentence:
      'the keywords in LANGUAGE, as buyers there search for them, in the same order of relevance.',
    tokens: (keywords) => keywords * 5,
    read: termsIn,
  },
} as const satisfies Readonly<Record<string, Field>>;

/** Terms of any language, each once; whole ones only. */
function termsIn(said: readonly string[]): readonly string[] {
  const tidy = said
    .map(tidyKeyword)
    .filter((term) => term !== '' && countBytes(term) <= keywordByteLimit && !isNoKeyword(term));
  return [...new Map(tidy.map((term) => [term.toLowerCase(), term])).values()].slice(0, mostTerms);
}

const mostTerms = 50;

/** One text of at most so many characters (IPTC advises 250 for alt text); '' where it says nothing of the picture. */
function plainText([said = '']: readonly string[], most: number): string {
  const text = oneLine(withoutEmoji(withoutMarkup(decodeEntities(said))));
  if (text === '' || whyNoDescription(text) !== undefined || isRefusal(text)) return '';
  return [...text].length <= most ? text : cutAtPhrase(text, cutToCharacters(text, most));
}

const table: Readonly<Record<string, Field>> = fields;

export const furtherKinds: readonly string[] = Object.keys(fields);

type Named = Field & { readonly name: string; readonly language: string | undefined };

/** The row of a field; undefined where there is none of that name. */
export function furtherField(name: string): Named | undefined {
  const [, kind = '', language] = /^([a-zA-Z]+)(?:_(.*))?$/.exec(name) ?? [];
  const row = Object.hasOwn(table, kind) ? table[kind] : undefined;
  if (row === undefined || row.sentence.includes(placeOfLanguage) === (language === undefined))
    return undefined;
  const isTag = language === undefined || usualTag(language) !== undefined;
  return isTag ? { ...row, name, language } : undefined;
}

/** What stands for the name of a language in what the instructions say of a field. */
const placeOfLanguage = 'LANGUAGE';

/** The rows of what is asked for. */
export function furtherFields({ further = [] }: Asked = {}): readonly Named[] {
  return further.flatMap((name) => furtherField(name) ?? []);
}

/** `Keywords in German` */
export function furtherLabel(name: string): string {
  const { label = name, language } = furtherField(name) ?? {};
  return language === undefined ? label : `${label} in ${languageName(language)}`;
}

/** `keywords in German` */
export function smallLabel(name: string): string {
  return furtherLabel(name).replace(/^./u, (letter) => letter.toLowerCase());
}

/** `travel, people` */
export function furtherText(value: FurtherValue): string {
  return typeof value === 'string' ? value : value.join(', ');
}

/** The English name of a language: `de` is German, `pt-BR` Brazilian Portuguese. */
export function languageName(tag: string): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;
}

/** The line of the instructions about a field. */
export function furtherSentence({ name, language = '', sentence }: Named): string {
  return `${name}: ${sentence.replaceAll(placeOfLanguage, () => languageName(language || 'en'))}`;
}

/** Fields of a parsed answer that have a row here, as texts; whatever else they hold is left out. */
export function furtherIn(answer: object): Further {
  const found = Object.entries(answer).flatMap(([name, value]) => {
    const said = furtherField(name) === undefined ? [] : textsIn(value);
    return said.length === 0 ? [] : [[name, said] as const];
  });
  return Object.fromEntries(found.slice(0, mostFields));
}

const mostFields = 20;

function textsIn(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return cutList(all.filter((one) => typeof one === 'string'));
}

/** What can be used of the fields that were asked for. */
export function usableFurther(said: Further = {}, asked: Asked = {}): Further {
  const used = furtherFields(asked).map(
    ({ name, read }) => [name, read(textsIn(said[name]).flatMap(readable))] as const,
  );
  return Object.fromEntries(used.filter(([, value]) => value.length > 0));
}

/** Without the control characters that models are known to write; nothing where one cannot be understood. */
function readable(said: string): readonly string[] {
  const repaired = repairControls(said);
  return repaired === undefined ? [] : [repaired];
}

/** Whether a field is a list. */
export function isListed({ schema }: Named): boolean {
  return schema['type'] === 'array';
}

/** What a person typed for a field: a text as it stands, a list taken apart at commas. */
export function readFurther(name: string, typed: string): FurtherValue {
  const field = furtherField(name);
  return field !== undefined && isListed(field)
    ? field.read(typed.split(/[,;\n\r]+/u))
    : oneLine(typed);
}

/** Those fields that are written into files, as texts; but for titles of other languages, their names are those of metadata fields. */
export function furtherMetadata(further: Further): Readonly<Record<string, string>> {
  const written = Object.entries(further).flatMap(([name, value]) =>
    furtherField(name)?.isWritten === true && typeof value === 'string' ? [[name, value]] : [],
  );
  return Object.fromEntries(written);
}

/** The fields that belong to an accepted part of the text, and those that belong to none. */
export function furtherOfParts(
  further: Further,
  accepted: Readonly<Record<'title' | 'keywords', boolean>>,
): Further {
  const isAccepted = (name: string) => {
    const part = furtherField(name)?.part;
    return part === undefined || accepted[part];
  };
  return Object.fromEntries(Object.entries(further).filter(([name]) => isAccepted(name)));
}

/** The fields with others over them; an empty value takes one out. */
export function withFurther(before: Further, over: Further): Further {
  return Object.fromEntries(
    Object.entries({ ...before, ...over }).filter(([, value]) => value.length > 0),
  );
}

/** The names of the fields that are titles in other languages: `title_de`. */
export function titlesIn(further: Further): readonly string[] {
  return Object.keys(further).filter((name) => name.startsWith('title_'));
}
