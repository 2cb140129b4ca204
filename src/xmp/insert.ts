/** Putting properties into a packet that does not have them, without touching what stands around them. */
import type { Edit } from './edit.ts';
import { encodeText } from './escape.ts';
import { indentOf, leadInside, leadOf } from './layout.ts';
import { type Hand, propertyMarkup } from './markup.ts';
import { type Property, rdf, usualPrefixes } from './namespaces.ts';
import { aboutAttribute, type Packet } from './packet.ts';
import { fill } from './set-text.ts';
import { elementsOf, type Scope, type XmlElement } from './tree.ts';
import type { NewProperty } from './wanted.ts';

/** Prefixes to use at one place: those in scope, and those that had to be chosen and must be declared there. */
export type Prefixes = {
  readonly scope: Map<string, string>;
  readonly declared: [string, string][];
};

/**
 * The edits that add properties. They go to a description that already speaks their namespace, else to the only
 * one there is. Where there are several, as ExifTool writes one per namespace, or where it is self-closing and
 * opening it would change it, a new description is put behind.
 */
export function insertProperties(packet: Packet, added: readonly NewProperty[]): Edit[] {
  const places = Map.groupBy(added, ({ property }) => placeFor(packet, property));
  return [...places].map(([place, news]) =>
    place === undefined ? newDescription(packet, news) : insertInto(packet, place, news),
  );
}

function placeFor(packet: Packet, { uri }: Property): XmlElement | undefined {
  const open = packet.descriptions.filter(({ selfClosing }) => !selfClosing);
  const speaks = (one: XmlElement) => prefixFor(one.scope, uri) !== undefined;
  const uses = (one: XmlElement) =>
    [...one.attributes, ...elementsOf(one)].some((node) => node.uri === uri);
  const only = packet.descriptions.length === 1 ? open[0] : undefined;
  return open.find((one) => speaks(one) && uses(one)) ?? open.find(speaks) ?? only;
}

/** Each element declares what it needs itself, so that not even a start tag around it changes. */
export function insertInto(packet: Packet, place: XmlElement, news: readonly NewProperty[]): Edit {
  const lead = leadInside(packet, place);
  const markup = news.map(({ property, parts }) => {
    const prefixes = prefixesAt(place);
    const hand = handAt(packet, prefixes);
    return propertyMarkup(hand, lead, property, parts, () => declarationsOf(prefixes));
  });
  const at = elementsOf(place).at(-1)?.end ?? place.content.start;
  const closing = place.content.start === place.content.end ? leadOf(packet, place) : '';
  return { start: at, end: at, text: markup.join('') + closing };
}

function newDescription(packet: Packet, news: readonly NewProperty[]): Edit {
  const beside = packet.descriptions.at(-1);
  const lead = beside === undefined ? leadInside(packet, packet.rdf) : leadOf(packet, beside);
  const prefixes = prefixesAt(packet.rdf);
  const rdfPrefix = prefixIn(prefixes, rdf('').uri);
  const name = `${rdfPrefix}:Description`;
  const about = beside === undefined ? undefined : aboutAttribute(beside);
  const resource = about === undefined ? '""' : packet.text.slice(about.value.start - 1, about.end);
  const inner = lead + indentOf(packet);
  const hand = handAt(packet, prefixes);
  const markup = news
    .map(({ property, parts }) => propertyMarkup(hand, inner, property, parts))
    .join('');
  const declarations = prefixes.declared.map(
    ([prefix, uri]) => `${inner}${indentOf(packet)}xmlns:${prefix}="${uri}"`,
  );
  const text = `${lead}<${name} ${rdfPrefix}:about=${resource}${declarations.join('')}>${markup}${lead}</${name}>`;
  if (packet.rdf.selfClosing) return fill(packet, packet.rdf, text + leadOf(packet, packet.rdf));
  const at = beside?.end ?? elementsOf(packet.rdf).at(-1)?.end ?? packet.rdf.content.start;
  return { start: at, end: at, text };
}

/** How a packet is written at a place. */
export function handAt(packet: Packet, prefixes: Prefixes): Hand {
  return {
    encode: (text) => encodeText(text, packet.source),
    indent: indentOf(packet),
    prefix: (uri) => prefixIn(prefixes, uri),
  };
}

/** Prefixes at an element that exists. */
export function prefixesAt({ scope }: XmlElement): Prefixes {
  return { scope: new Map(scope), declared: [] };
}

/** What an element has to declare for itself. */
function declarationsOf({ declared }: Prefixes): string {
  return declared.map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`).join('');
}

/** A prefix that stands for a namespace, declared if there is none yet. */
function prefixIn(prefixes: Prefixes, uri: string): string {
  const known = prefixFor(prefixes.scope, uri);
  if (known !== undefined) return known;
  const usual = usualPrefixes.get(uri) ?? 'ns';
  let prefix = usual;
  for (let count = 1; prefixes.scope.has(prefix); count++) prefix = `${usual}${count}`;
  prefixes.scope.set(prefix, uri);
  prefixes.declared.push([prefix, uri]);
  return prefix;
}

/** A prefix that stands for a namespace; never the default namespace, which attributes cannot use. */
export function prefixFor(scope: Scope, uri: string): string | undefined {
  return [...scope].find(([prefix, one]) => one === uri && prefix !== '')?.[0];
}
