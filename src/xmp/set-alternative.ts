/** Changing a language alternative: its default text, and texts of languages that are named. All others stay. */
import type { Edit } from './edit.ts';
import { blankBefore, leadInside, leadOf } from './layout.ts';
import type { FoundProperty, Packet } from './packet.ts';
import { fill, itemMarkup, removeElement, setSlot, setText, unexpected } from './set-text.ts';
import { type Item, isOfLanguage, itemIn, type PropertyValue } from './value.ts';
import { partsToWrite, type Wanted } from './wanted.ts';

type Alternative = PropertyValue & { readonly form: 'list' };

/** Whether nothing would be left of an alternative: then the whole property goes. */
export function isEmptied({ items }: Alternative, wanted: readonly Wanted[]): boolean {
  const gone = wanted.flatMap(([{ language }, text]) => (text === '' ? [language] : []));
  const goes = (item: Item) => gone.some((one) => isOfLanguage(item, one));
  return gone.length === wanted.length && gone.includes(undefined) && items.every(goes);
}

/** @throws XmpError `unexpected-form` when something that is not ours would go */
export function setAlternative(
  packet: Packet,
  found: FoundProperty,
  value: Alternative,
  wanted: readonly Wanted[],
): Edit[] {
  const { container, items } = value;
  const inLanguage = (text: string, language: string) =>
    itemMarkup(packet, container, text, ` xml:lang="${language}"`);
  if (items.length === 0) {
    if (container.children.some(({ kind }) => kind !== 'text'))
      throw unexpected(found, 'there is a comment inside');
    const lead = leadInside(packet, container);
    const markup = partsToWrite(wanted).map(
      ({ text, language = 'x-default' }) => lead + inLanguage(text, language),
    );
    return [fill(packet, container, markup.join('') + leadOf(packet, container))];
  }
  return wanted.flatMap(([{ language }, text]): Edit[] => {
    if (text === '')
      return items
        .filter((item) => isOfLanguage(item, language))
        .map(({ element, literal }) => {
          if (literal?.plain !== true) throw unexpected(found, 'something else hangs on an item');
          return removeElement(packet, element);
        });
    if (language === undefined) return setText({ packet, found, value }, String(text));
    const item = itemIn(items, language);
    if (item === undefined) {
      const last = items.at(-1)?.element ?? container;
      const space = packet.text.slice(blankBefore(packet.text, last.start), last.start);
      const edit = { start: last.end, end: last.end };
      return [{ ...edit, text: space + inLanguage(String(text), language) }];
    }
    if (item.literal === undefined) throw unexpected(found, 'an item is a structure');
    return [setSlot(packet, item.literal.slot, String(text))];
  });
}
