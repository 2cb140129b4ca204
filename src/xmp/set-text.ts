/** Changing and removing texts where they stand. */
import type { Edit } from './edit.ts';
import { encodeAttribute, encodeText } from './escape.ts';
import { blankBefore } from './layout.ts';
import { xmlLang } from './namespaces.ts';
import type { FoundProperty, Packet } from './packet.ts';
import { elementsOf, isDeclaration, isNamed, type XmlElement } from './tree.ts';
import { defaultItem, type Item, type PropertyValue, type Slot } from './value.ts';
import { XmpError } from './xmp-error.ts';

/** A property that a file has, and what it says there. */
export type Standing = {
  readonly packet: Packet;
  readonly found: FoundProperty;
  readonly value: PropertyValue;
};

/** Sets the text of a property that the file has, in the form it has there. @throws XmpError `unexpected-form` */
export function setText({ packet, found, value }: Standing, wanted: string): Edit[] {
  if (value.form === 'text') return [setSlot(packet, value.slot, wanted)];
  if (value.form === 'other') throw unexpected(found, 'it is a structure');
  const item = defaultItem(value.items);
  const wantsDefault = item?.language !== undefined && item.language !== 'x-default';
  if (item === undefined) return [fillContainer(packet, value.container, wanted)];
  if (wantsDefault) return [addDefault(packet, value.container, item.element, wanted)];
  if (item.literal === undefined) throw unexpected(found, 'an item is a structure');
  return [setSlot(packet, item.literal.slot, wanted)];
}

/** Replaces what stands in a slot. @throws XmpError when a comment inside would be lost */
export function setSlot(packet: Packet, slot: Slot, wanted: string): Edit {
  if (slot.kind === 'attribute')
    return { ...slot.attribute.value, text: encodeAttribute(wanted, packet.source) };
  const { element } = slot;
  if (element.children.some(({ kind }) => kind === 'comment' || kind === 'instruction'))
    throw new XmpError('unexpected-form', `There is a comment inside ${element.written}.`);
  return fill(packet, element, encodeText(wanted, packet.source));
}

/** Puts mark-up between the tags of an element, opening it if it was self-closing. */
export function fill(packet: Packet, element: XmlElement, markup: string): Edit {
  if (!element.selfClosing) return { ...element.content, text: markup };
  const slash = packet.text.lastIndexOf('/', element.end);
  return { start: slash, end: element.end, text: `>${markup}</${element.written}>` };
}

/** The first item of a language alternative (or other container) that has none. */
function fillContainer(packet: Packet, container: XmlElement, wanted: string): Edit {
  assertEmpty(container);
  const language = container.local === 'Alt' ? ' xml:lang="x-default"' : '';
  return fill(packet, container, itemMarkup(packet, container, wanted, language));
}

/** @throws XmpError `unexpected-form` where an element has more than text in it, which would be lost */
export function assertEmpty(element: XmlElement): void {
  if (element.children.some(({ kind }) => kind !== 'text'))
    throw new XmpError('unexpected-form', `There is a comment inside ${element.written}.`);
}

/** `x-default` goes first (XMP specification part 1, section 8.2.2.4). */
function addDefault(
  packet: Packet,
  container: XmlElement,
  first: XmlElement,
  wanted: string,
): Edit {
  const space = packet.text.slice(blankBefore(packet.text, first.start), first.start);
  const markup = itemMarkup(packet, container, wanted, ' xml:lang="x-default"');
  return { start: first.start, end: first.start, text: markup + space };
}

/** One rdf:li with the prefix that its container has. */
export function itemMarkup(
  packet: Packet,
  container: XmlElement,
  text: string,
  attributes = '',
): string {
  const name = container.prefix === '' ? 'li' : `${container.prefix}:li`;
  return `<${name}${attributes}>${encodeText(text, packet.source)}</${name}>`;
}

/**
 * Takes a property away, with the white space in front of it.
 * @param ours languages whose texts may go with it, in small letters
 * @throws XmpError `unexpected-form` when a translation or anything else that is not ours would go with it
 */
export function removeProperty(
  { packet, found, value }: Standing,
  ours: readonly string[] = [],
): Edit {
  if (found.kind === 'attribute')
    return { start: found.attribute.start, end: found.attribute.end, text: '' };
  const items = value.form === 'list' ? value.items : [];
  const isForeign = ({ language }: Item) =>
    language !== undefined && language !== 'x-default' && !ours.includes(language);
  if (items.some(isForeign)) throw unexpected(found, 'its translations would go with it');
  if (!isBare(found.element)) throw unexpected(found, 'something else hangs on it');
  return removeElement(packet, found.element);
}

export function removeElement(packet: Packet, element: XmlElement): Edit {
  return { start: blankBefore(packet.text, element.start), end: element.end, text: '' };
}

/** Whether an element holds texts and containers only: no comments, attributes or structures of others. */
function isBare(element: XmlElement): boolean {
  return (
    element.attributes.every((one) => isDeclaration(one) || isNamed(one, xmlLang)) &&
    element.children.every(({ kind }) => kind !== 'comment' && kind !== 'instruction') &&
    elementsOf(element).every(isBare)
  );
}

export function unexpected(found: FoundProperty, why: string): XmpError {
  const name = found.kind === 'attribute' ? found.attribute.name : found.element.written;
  return new XmpError('unexpected-form', `${name} cannot be changed safely: ${why}.`);
}
