/** Changing a list of keywords item by item, so that comments between items and qualifiers on them stay. */
import type { Edit } from './edit.ts';
import { blankBefore, leadInside, leadOf } from './layout.ts';
import type { Packet } from './packet.ts';
import { fill, itemMarkup, removeElement, type Standing, unexpected } from './set-text.ts';
import type { XmlElement } from './tree.ts';
import type { Item } from './value.ts';

/**
 * Makes the items of a list exactly `wanted`, in that order. An item that stays keeps everything that hangs on it.
 * @throws XmpError `unexpected-form` when an item with something hanging on it would go
 */
export function setList({ packet, found, value }: Standing, wanted: readonly string[]): Edit[] {
  if (value.form !== 'list') throw unexpected(found, 'it is not a list');
  const { container, items } = value;
  const spare = new Set(items);
  const markups = wanted.map((text) => {
    const kept = items.find((item) => spare.has(item) && item.literal?.text === text);
    if (kept === undefined) return itemMarkup(packet, container, text);
    spare.delete(kept);
    return packet.text.slice(kept.element.start, kept.element.end);
  });
  if ([...spare].some((item) => item.literal?.plain !== true))
    throw unexpected(found, 'something else hangs on an item that would go');
  return [
    ...items.flatMap((item, index) => settleItem(packet, item, markups[index])),
    ...appendItems(packet, container, items, markups.slice(items.length)),
  ];
}

/** The place of one item gets what belongs there now, or nothing. */
function settleItem(packet: Packet, { element }: Item, markup: string | undefined): Edit[] {
  if (markup === undefined) return [removeElement(packet, element)];
  if (packet.text.slice(element.start, element.end) === markup) return [];
  return [{ start: element.start, end: element.end, text: markup }];
}

/** Adds texts at the end of a list and leaves the items that are there alone. */
export function addToList({ packet, found, value }: Standing, added: readonly string[]): Edit[] {
  if (value.form !== 'list') throw unexpected(found, 'it is not a list');
  const markups = added.map((text) => itemMarkup(packet, value.container, text));
  return appendItems(packet, value.container, value.items, markups);
}

function appendItems(
  packet: Packet,
  container: XmlElement,
  items: readonly Item[],
  markups: readonly string[],
): Edit[] {
  if (markups.length === 0) return [];
  const last = items.at(-1);
  if (last !== undefined) {
    const { start, end } = last.element;
    const space = packet.text.slice(blankBefore(packet.text, start), start);
    return [{ start: end, end, text: markups.map((markup) => space + markup).join('') }];
  }
  const lead = leadInside(packet, container);
  const content = markups.map((markup) => lead + markup).join('');
  if (container.selfClosing) return [fill(packet, container, content + leadOf(packet, container))];
  const at = container.content.start;
  const closing = container.content.end === at ? leadOf(packet, container) : '';
  return [{ start: at, end: at, text: content + closing }];
}
