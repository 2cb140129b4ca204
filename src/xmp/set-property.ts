/** The edits that make properties say what is wanted, in whichever form a packet has them. */
import type { Edit } from './edit.ts';
import { handAt, insertProperties, prefixesAt, prefixFor } from './insert.ts';
import { leadOf } from './layout.ts';
import { contentMarkup } from './markup.ts';
import { type Form, rdf } from './namespaces.ts';
import { type FoundProperty, findProperty, type Packet } from './packet.ts';
import { isEmptied, setAlternative } from './set-alternative.ts';
import { setList } from './set-list.ts';
import { setMembers } from './set-structure.ts';
import { fill, removeProperty, type Standing, setText, unexpected } from './set-text.ts';
import { type PropertyValue, readValue } from './value.ts';
import {
  languagesOf,
  type NewProperty,
  partsToWrite,
  type Wanted,
  type WantedProperty,
} from './wanted.ts';
import { XmpError } from './xmp-error.ts';

/** Edits, and what has to be written anew beside them. */
type Change = { readonly edits: readonly Edit[]; readonly anew: readonly Wanted[] };

/** @throws XmpError when one of them cannot be changed safely */
export function editsFor(packet: Packet, all: readonly WantedProperty[]): Edit[] {
  const edits: Edit[] = [];
  const added: NewProperty[] = [];
  for (const { property, wanted } of all) {
    const [found] = findProperty(packet, property);
    const change =
      found === undefined
        ? { edits: [], anew: wanted }
        : editsOf(packet, found, { property, wanted });
    for (const edit of change.edits) edits.push(edit);
    const parts = partsToWrite(change.anew);
    if (parts.length > 0) added.push({ property, parts });
  }
  return [...edits, ...insertProperties(packet, added)];
}

function editsOf(packet: Packet, found: FoundProperty, group: WantedProperty): Change {
  const { property, wanted } = group;
  if (property.member !== undefined) return { edits: setMembers(packet, found, group), anew: [] };
  const value = readValue(packet.text, found);
  const standing = { packet, found, value };
  const languages = languagesOf(wanted);
  const all = withDefault(value, group);
  if (found.kind === 'attribute' && property.form !== 'text')
    return { edits: [removeProperty(standing)], anew: all };
  const isGone =
    property.form === 'alternative' && value.form === 'list'
      ? isEmptied(value, wanted)
      : languages.length === 0 && wanted.every(([, text]) => text.length === 0);
  if (isGone) return { edits: [removeProperty(standing, languages)], anew: [] };
  if (property.form !== 'text' && holdsBareText(found, value))
    return { edits: [contain(packet, found, property.form, all)], anew: [] };
  return { edits: inPlace(standing, wanted), anew: [] };
}

/** A text that stands for the whole stays the default one when a language joins it. */
function withDefault(
  value: PropertyValue,
  { property, wanted }: WantedProperty,
): readonly Wanted[] {
  const hasDefault = wanted.some(([{ language }]) => language === undefined);
  if (hasDefault || value.form !== 'text') return wanted;
  const { language: _, ...whole } = property;
  return [[whole, value.text], ...wanted];
}

function inPlace(standing: Standing, wanted: readonly Wanted[]): Edit[] {
  const { packet, found, value } = standing;
  const [first] = wanted;
  if (first === undefined) return [];
  const [property, text] = first;
  if (typeof text !== 'string' && value.form === 'list') return setList(standing, text);
  if (property.form === 'alternative' && value.form === 'list')
    return setAlternative(packet, found, value, wanted);
  if (typeof text === 'string' && property.language === undefined) return setText(standing, text);
  throw unexpected(
    found,
    `it is not ${typeof text === 'string' ? 'a language alternative' : 'a list'}`,
  );
}

/** Whether one text, or nothing, stands right between the tags of a property that should hold a container. */
function holdsBareText(
  found: FoundProperty,
  value: PropertyValue,
): found is FoundProperty & { kind: 'element' } {
  return (
    found.kind === 'element' &&
    value.form === 'text' &&
    value.plain &&
    value.slot.kind === 'content' &&
    value.slot.element === found.element
  );
}

/** Puts the container of the property's form where only a text was. */
function contain(
  packet: Packet,
  { element }: FoundProperty & { kind: 'element' },
  form: Form,
  wanted: readonly Wanted[],
): Edit {
  if (prefixFor(element.scope, rdf('').uri) === undefined)
    throw new XmpError('unexpected-form', `RDF has no prefix at ${element.written}.`);
  const hand = handAt(packet, prefixesAt(element));
  return fill(
    packet,
    element,
    contentMarkup(hand, leadOf(packet, element), form, partsToWrite(wanted)),
  );
}
