/** Everything in a packet that is not ours, as a list to compare. */
import { rdf, xmlLang } from './namespaces.ts';
import { aboutAttribute, type Packet } from './packet.ts';
import type { SourceRange } from './start-tag.ts';
import {
  isBlank,
  isDeclaration,
  isNamed,
  type Name,
  type XmlAttribute,
  type XmlElement,
  type XmlNode,
} from './tree.ts';

/** One reading of a packet: `touched` are the properties that do not count. */
type Listing = {
  readonly packet: Packet;
  readonly touched: readonly Name[];
  readonly lines: string[];
};

/**
 * What a packet holds beside the touched properties, with prefixes resolved: elements, attributes, texts as they
 * are written, comments and instructions. Of the touched properties themselves it keeps what is not ours:
 * comments, qualifiers and translations. White space that only lays out the packet does not count here.
 */
export function foreignOf(packet: Packet, touched: readonly Name[]): string[] {
  const { text, root } = packet;
  const listing = { packet, touched, lines: [text.slice(0, root.start)] };
  list(listing, root);
  return [...listing.lines, text.slice(root.end)];
}

function list(listing: Listing, node: XmlNode): void {
  const { packet, lines } = listing;
  if (node.kind !== 'element') {
    lines.push(node.kind, slice(packet, node));
    return;
  }
  const isOurs = packet.descriptions.includes(node);
  const isFrame = isOurs || node === packet.rdf;
  const start = lines.length;
  const about = isOurs ? aboutAttribute(node) : undefined;
  lines.push('element', node.uri, node.local);
  if (about !== undefined) listAttribute(listing, about);
  const before = lines.length;
  for (const one of node.attributes)
    if (!isDeclaration(one) && one !== about && !(isOurs && isTouched(listing, one)))
      listAttribute(listing, one);
  for (const child of node.children) {
    if (isFrame && child.kind === 'text' && isBlank(packet.text, child)) continue;
    if (isOurs && child.kind === 'element' && isTouched(listing, child))
      for (const line of remains(packet, child, '').sort()) lines.push(line);
    else list(listing, child);
  }
  // A description with nothing foreign in it may come and go with our properties.
  if (isOurs && lines.length === before) lines.length = start;
  else lines.push('end');
}

function listAttribute({ packet, lines }: Listing, attribute: XmlAttribute): void {
  lines.push('attribute', attribute.uri, attribute.local, slice(packet, attribute.value));
}

const scaffold = ['Bag', 'Seq', 'Alt', 'li', 'value', 'Description'].map(rdf);
/** Attributes that may themselves hold a text of ours. */
const carriers = [rdf('value'), rdf('resource')];

/** What is not ours inside one of our properties. */
function remains(packet: Packet, property: XmlElement, path: string): string[] {
  const here = `${path}/${expanded(property)}`;
  const attributes = property.attributes
    .filter((one) => !isDeclaration(one) && !carriers.some((name) => isNamed(one, name)))
    .filter((one) => !(isNamed(one, xmlLang) && isDefault(packet, one)));
  return [
    ...attributes.map((one) => `${here} ${expanded(one)}=${slice(packet, one.value)}`),
    ...property.children.flatMap((node) => {
      if (node.kind === 'text' || node.kind === 'cdata') return [];
      const isInner = node.kind === 'element' && scaffold.some((name) => isNamed(node, name));
      if (isInner && !isTranslated(packet, node)) return remains(packet, node, here);
      return [`${here} ${node.kind} ${slice(packet, node)}`];
    }),
  ];
}

function isTranslated(packet: Packet, element: XmlElement): boolean {
  return element.attributes.some((one) => isNamed(one, xmlLang) && !isDefault(packet, one));
}

function isDefault(packet: Packet, language: XmlAttribute): boolean {
  return slice(packet, language.value).toLowerCase() === 'x-default';
}

function isTouched({ touched }: Listing, name: Name): boolean {
  return touched.some((one) => isNamed(name, one));
}

function expanded({ uri, local }: Name): string {
  return `{${uri}}${local}`;
}

function slice(packet: Packet, { start, end }: SourceRange): string {
  return packet.text.slice(start, end);
}
