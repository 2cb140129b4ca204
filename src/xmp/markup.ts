/** The mark-up of a property and its value, one element per line. */
import { type Form, rdf } from './namespaces.ts';
import type { Name } from './tree.ts';

/** One text of a value: an item, one language of an alternative, or one member of a structure. */
export type Part = {
  readonly text: string;
  readonly language?: string | undefined;
  readonly member?: Name | undefined;
};

/** How the file is written in which the mark-up is to stand. */
export type Hand = {
  readonly encode: (text: string) => string;
  /** One level of indentation. */
  readonly indent: string;
  /** The prefix that stands for a namespace there. */
  readonly prefix: (uri: string) => string;
};

const containers: Readonly<Partial<Record<Form, string>>> = {
  alternative: 'Alt',
  list: 'Bag',
  sequence: 'Seq',
  structures: 'Seq',
};

/** A whole property. @param lead of its line @param declarations what its start tag declares, asked last */
export function propertyMarkup(
  hand: Hand,
  lead: string,
  { uri, local, form }: Name & { readonly form: Form },
  parts: readonly Part[],
  declarations: () => string = () => '',
): string {
  const name = `${hand.prefix(uri)}:${local}`;
  const content = contentMarkup(hand, lead, form, parts);
  const resource = form === 'structure' ? resourceIn(hand) : '';
  return `${lead}<${name}${declarations()}${resource}>${content}</${name}>`;
}

/**
 * What stands between the tags of a property (XMP specification part 1, sections 7.5 to 7.9): a text, a container, or the
 * members of a structure. @param lead of the property's line
 */
export function contentMarkup(
  hand: Hand,
  lead: string,
  form: Form,
  parts: readonly Part[],
): string {
  const name = containers[form];
  if (name === undefined)
    return form === 'structure'
      ? membersMarkup(hand, lead + hand.indent, parts) + lead
      : hand.encode(parts[0]?.text ?? '');
  const prefix = hand.prefix(rdf('').uri);
  const inner = lead + hand.indent;
  const item = inner + hand.indent;
  const items =
    form === 'structures'
      ? item + structureItem(hand, item, parts)
      : parts.map((part) => item + itemMarkup(hand, form, part)).join('');
  return `${inner}<${prefix}:${name}>${items}${inner}</${prefix}:${name}>${lead}`;
}

/** One rdf:li with a text. */
function itemMarkup({ encode, prefix }: Hand, form: Form, { text, language }: Part): string {
  const name = `${prefix(rdf('').uri)}:li`;
  const attribute = form === 'alternative' ? ` xml:lang="${language ?? 'x-default'}"` : '';
  return `<${name}${attribute}>${encode(text)}</${name}>`;
}

/** One rdf:li with the members of a structure. @param lead of its line */
export function structureItem(hand: Hand, lead: string, parts: readonly Part[]): string {
  const name = `${hand.prefix(rdf('').uri)}:li`;
  const members = membersMarkup(hand, lead + hand.indent, parts);
  return `<${name}${resourceIn(hand)}>${members}${lead}</${name}>`;
}

/** The members of a structure, a line each. */
export function membersMarkup(
  { encode, prefix }: Hand,
  lead: string,
  parts: readonly Part[],
): string {
  return parts
    .map(({ text, member = rdf('value') }) => {
      const name = `${prefix(member.uri)}:${member.local}`;
      return `${lead}<${name}>${encode(text)}</${name}>`;
    })
    .join('');
}

function resourceIn({ prefix }: Hand): string {
  return ` ${prefix(rdf('').uri)}:parseType="Resource"`;
}
