/** Changing members of a structure where they stand; what others have beside them stays. */
import type { Edit } from './edit.ts';
import { encodeAttribute } from './escape.ts';
import { handAt, insertInto, prefixesAt } from './insert.ts';
import { leadInside, leadOf } from './layout.ts';
import { contentMarkup, membersMarkup, type Part, structureItem } from './markup.ts';
import { rdf } from './namespaces.ts';
import { type FoundProperty, findWithin, type Packet } from './packet.ts';
import {
  assertEmpty,
  fill,
  removeElement,
  removeProperty,
  setText,
  unexpected,
} from './set-text.ts';
import { type StructureItem, type StructureValue, structuresIn } from './structure.ts';
import {
  attributeNamed,
  elementsOf,
  isDeclaration,
  isNamed,
  isXmlName,
  type XmlElement,
} from './tree.ts';
import { readValue } from './value.ts';
import { partsToWrite, type Wanted, type WantedProperty } from './wanted.ts';
import { XmpError } from './xmp-error.ts';

/** Sets members of the first structure that a property has. @throws XmpError `unexpected-form`, `duplicate-property` */
export function setMembers(packet: Packet, found: FoundProperty, group: WantedProperty): Edit[] {
  const value = structuresIn(packet.text, found);
  if (found.kind === 'attribute' || value === undefined)
    throw unexpected(found, 'it is not a structure');
  const { wanted, property } = group;
  const parts = partsToWrite(wanted);
  const { container, items } = value;
  const [item] = items;
  if (item?.holder === undefined) {
    if (parts.length === 0) return [];
    if (item === undefined && container !== undefined) return [addItem(packet, container, parts)];
    const form = container === undefined ? property.form : 'structure';
    return [fillEmpty(packet, item?.element ?? found.element, form, parts)];
  }
  const { holder } = item;
  // Of several, an emptied one keeps its place, because the next would count as ours.
  if (items.length === 1 && holdsNothingBeside(holder, wanted))
    return [removeWhole(packet, found.element, value, item)];
  const added: Part[] = [];
  const edits = wanted.flatMap(([{ member = rdf('value') }, text]): Edit[] => {
    const [there, second] = findWithin(holder, member);
    if (second !== undefined)
      throw new XmpError('duplicate-property', `It has ${member.local} more than once.`);
    if (there === undefined) {
      if (text !== '') added.push({ text: String(text), member });
      return [];
    }
    const standing = { packet, found: there, value: readValue(packet.text, there) };
    return text === '' ? [removeProperty(standing)] : setText(standing, String(text));
  });
  return added.length === 0 ? edits : [...edits, addMembers(packet, item, holder, added)];
}

function addItem(packet: Packet, container: XmlElement, parts: readonly Part[]): Edit {
  assertEmpty(container);
  const lead = leadInside(packet, container);
  const markup = structureItem(handAt(packet, prefixesAt(container)), lead, parts);
  return fill(packet, container, lead + markup + leadOf(packet, container));
}

/** Puts a structure between tags that have nothing between them. */
function fillEmpty(
  packet: Packet,
  element: XmlElement,
  form: WantedProperty['property']['form'],
  parts: readonly Part[],
): Edit {
  assertEmpty(element);
  const hand = handAt(packet, prefixesAt(element));
  const lead = leadOf(packet, element);
  if (form === 'structures') return fill(packet, element, contentMarkup(hand, lead, form, parts));
  const name = `${hand.prefix(rdf('').uri)}:Description`;
  const inner = lead + hand.indent;
  const members = membersMarkup(hand, inner + hand.indent, parts);
  return fill(packet, element, `${inner}<${name}>${members}${inner}</${name}>${lead}`);
}

/** Members go where the others are: among the elements, or among the attributes. */
function addMembers(
  packet: Packet,
  { element }: StructureItem,
  holder: XmlElement,
  parts: readonly Part[],
): Edit {
  const isResource = attributeNamed(holder, rdf('parseType')) !== undefined;
  const mayHaveElements = isResource || holder !== element;
  if (mayHaveElements && !holder.selfClosing)
    return insertInto(packet, holder, parts.map(asProperty));
  const prefixes = prefixesAt(holder);
  const hand = handAt(packet, prefixes);
  if (isResource) {
    const members = membersMarkup(hand, leadInside(packet, holder), parts);
    return fill(packet, holder, members + leadOf(packet, holder));
  }
  const last = holder.attributes.at(-1);
  const at = last?.end ?? holder.start + '<'.length + holder.written.length;
  const space = last === undefined ? ' ' : packet.text.slice(last.start, last.nameStart);
  const texts = parts.map(({ text, member = rdf('value') }) => {
    const name = `${hand.prefix(member.uri)}:${member.local}`;
    return `${space}${name}="${encodeAttribute(text, packet.source)}"`;
  });
  const declared = prefixes.declared.map(([prefix, uri]) => `${space}xmlns:${prefix}="${uri}"`);
  return { start: at, end: at, text: [...declared, ...texts].join('') };
}

function asProperty(part: Part) {
  const { uri, local } = part.member ?? rdf('value');
  return { property: { uri, local, form: 'text' as const }, parts: [part] };
}

/** Whether a structure would have nothing left once the wanted members are gone. */
function holdsNothingBeside(holder: XmlElement, wanted: readonly Wanted[]): boolean {
  const goes = (node: { uri: string; local: string }) =>
    wanted.some(
      ([{ member }, text]) => text === '' && member !== undefined && isNamed(node, member),
    );
  return (
    wanted.every(([, text]) => text === '') &&
    holder.attributes.every(
      (one) => isDeclaration(one) || isNamed(one, rdf('parseType')) || goes(one),
    ) &&
    elementsOf(holder).every(goes) &&
    holder.children.every(({ kind }) => kind === 'element' || kind === 'text')
  );
}

/** Takes the only structure of a property away, and the property with it. */
function removeWhole(
  packet: Packet,
  property: XmlElement,
  { container }: StructureValue,
  { element }: StructureItem,
): Edit {
  const isBare = [property, ...(container === undefined ? [] : [container]), element].every(
    (one) =>
      one.children.every(({ kind }) => kind === 'element' || kind === 'text') &&
      one.attributes.every((attribute) => !isXmlName(attribute)),
  );
  if (!isBare)
    throw new XmpError('unexpected-form', `Something else hangs on ${property.written}.`);
  return removeElement(packet, property);
}
