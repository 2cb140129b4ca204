/** What a packet is to say: one text or list for each property, member of a structure, and language. */
import { fieldTable } from '../metadata/fields.ts';
import type { Metadata } from '../metadata/metadata.ts';
import { partsOf } from '../metadata/metadata.ts';
import { translationIn } from '../metadata/translation.ts';
import { cleanText } from './escape.ts';
import type { Part } from './markup.ts';
import { fields, isList, type Property, properties } from './namespaces.ts';
import type { Name } from './tree.ts';

export type Value = string | readonly string[];

/** What each is to say; an empty text or list stands for nothing at all. */
export type Wanted = readonly [property: Property, value: Value];

/** Texts by language tag: what a language alternative says beside its default item. */
export type Translations = Readonly<Record<string, Metadata>>;

/** What the fields are to say; those that are absent are left alone. */
export function wantedOf(text: Metadata, language?: string): Wanted[] {
  return fields.flatMap((field): Wanted[] => {
    const value = text[field];
    const property = properties[field];
    if (value === undefined) return [];
    if (fieldTable[field].type === 'translation') {
      const said = translationIn(value);
      return said === undefined
        ? []
        : [[{ ...property, language: said.language }, cleanText(said.text)]];
    }
    if (isList(property))
      return [
        [
          property,
          partsOf(field, value)
            .map(cleanText)
            .filter((one) => one !== ''),
        ],
      ];
    if (language !== undefined && property.form !== 'alternative') return [];
    const spoken = language === undefined ? {} : { language };
    return [[{ ...property, ...spoken }, cleanText(String(value))]];
  });
}

/** All that is wanted of one property. */
export type WantedProperty = {
  readonly property: Property;
  readonly wanted: readonly Wanted[];
};

/** By property, in order: members of one structure and languages of one alternative together. */
export function byProperty(all: readonly Wanted[]): WantedProperty[] {
  const groups = Map.groupBy(all, ([{ uri, local }]) => `${uri} ${local}`);
  return [...groups.values()].flatMap((wanted) => {
    const [first] = wanted;
    return first === undefined ? [] : [{ property: first[0], wanted }];
  });
}

/** A property that is written anew, with all its texts; none of them is empty. */
export type NewProperty = { readonly property: Property; readonly parts: readonly Part[] };

/** What has to be written where nothing is there yet. */
export function valuesToWrite(
  all: readonly (readonly [property: Property, value: Value | undefined])[],
): NewProperty[] {
  const given = all.flatMap(([property, value]): Wanted[] =>
    value === undefined ? [] : [[property, value]],
  );
  return byProperty(given).flatMap(({ property, wanted }) => {
    const parts = partsToWrite(wanted);
    return parts.length === 0 ? [] : [{ property, parts }];
  });
}

/** Default items go first (XMP specification part 1, section 8.2.2.4). */
export function partsToWrite(wanted: readonly Wanted[]): Part[] {
  return wanted
    .toSorted(
      ([one], [other]) => Number(one.language !== undefined) - Number(other.language !== undefined),
    )
    .flatMap(([{ member, language }, value]) =>
      [value].flat().map((text) => ({ text, member, language })),
    )
    .filter(({ text }) => text !== '');
}

/** What of a property may change: the members and languages that are wanted, or all of it. */
export type Touched = Name & {
  readonly members: readonly Name[];
  /** `any` for a list, whose items may go whatever language they say they are in. */
  readonly languages: readonly string[] | 'any';
};

export function touchedBy({ property, wanted }: WantedProperty): Touched {
  const { uri, local } = property;
  return {
    uri,
    local,
    members: wanted.flatMap(([{ member }]) => member ?? []),
    languages: isList(property) ? 'any' : languagesOf(wanted),
  };
}

/** The languages that texts are wanted in, in small letters. */
export function languagesOf(wanted: readonly Wanted[]): readonly string[] {
  return wanted.flatMap(([{ language }]) => language?.toLowerCase() ?? []);
}
