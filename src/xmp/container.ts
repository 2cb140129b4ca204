/** The mark-up of a language alternative or list, one element per line. */
import { encodeText } from './escape.ts';
import { indentOf, type Lead } from './layout.ts';
import type { Packet } from './packet.ts';

/**
 * What stands between the tags of a property: rdf:Alt with `x-default`, or rdf:Bag (XMP specification part 1,
 * sections 7.7 and 7.8). `lead` is that of the property, `prefix` stands for RDF there.
 */
export function containerMarkup(
  packet: Packet,
  lead: Lead,
  prefix: string,
  form: 'alternative' | 'list',
  value: string | readonly string[],
): string {
  const texts = typeof value === 'string' ? [value] : value;
  const container = `${prefix}:${form === 'list' ? 'Bag' : 'Alt'}`;
  const language = form === 'list' ? '' : ' xml:lang="x-default"';
  const inner = lead + indentOf(packet);
  const items = texts.map((text) => {
    const content = encodeText(text, packet.source);
    return `${inner}${indentOf(packet)}<${prefix}:li${language}>${content}</${prefix}:li>`;
  });
  return `${inner}<${container}>${items.join('')}${inner}</${container}>${lead}`;
}
