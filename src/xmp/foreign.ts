/** Everything in a packet that is not ours, as a list to compare. */
import { rdf, xmlLang } from './namespaces.ts';
import { aboutAttribute, type Packet } from './packet.ts';
import type { SourceRange } from './start-tag.ts';
import {
  isBlank,
  isDeclaration,
  isNamed,
  type Name,
  type Scope,
  type XmlAttribute,
  type XmlElement,
  type XmlNode,
} from './tree.ts';
import type { Touched } from './wanted.ts';

/** One reading of a packet: `touched` are the properties that do not count. */
type Listing = {
  readonly packet: Packet;
  readonly touched: readonly Touched[];
  readonly lines: string[];
};

/**
 * What a packet holds beside the touched properties, with prefixes resolved: elements, attributes, texts as they
 * are written, comments and instructions; a whole property of others as it is written. Of the touched properties
 * themselves it keeps what is not ours: comments, qualifiers and translations. White space that only lays out the packet does not count here.
 */
export function foreignOf(packet: Packet, touched: readonly Touched[]): string[] {
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
    if (!isDeclaration(one) && one !== about && !(isOurs && touchedAs(listing, one) !== undefined))
      listAttribute(listing, one);
  for (const child of node.children) {
    if (isFrame && child.kind === 'text' && isBlank(packet.text, child)) continue;
    const touched = isOurs && child.kind === 'element' ? touchedAs(listing, child) : undefined;
    if (touched !== undefined && child.kind === 'element')
      for (const line of remains({ packet, touched }, child, '').sort()) lines.push(line);
    else if (isOurs && child.kind === 'element')
      lines.push('foreign', meaningOf(node.scope), slice(packet, child));
    else list(listing, child);
  }
  // A description with nothing foreign in it may come and go with our properties.
  if (isOurs && lines.length === before) lines.length = start;
  else lines.push('end');
}

const meanings = new WeakMap<Scope, string>();

/** What the prefixes of a scope stand for, as one text: nothing else gives the same mark-up another meaning. */
function meaningOf(scope: Scope): string {
  const known = meanings.get(scope);
  if (known !== undefined) return known;
  const meaning = JSON.stringify([...scope].toSorted(([one], [other]) => (one < other ? -1 : 1)));
  meanings.set(scope, meaning);
  return meaning;
}

function listAttribute({ packet, lines }: Listing, attribute: XmlAttribute): void {
  lines.push('attribute', attribute.uri, attribute.local, slice(packet, attribute.value));
}

const scaffold = ['Bag', 'Seq', 'Alt', 'li', 'value', 'Description'].map(rdf);
/** Attributes that may themselves hold a text of ours. */
const carriers = [rdf('value'), rdf('resource')];

/** What may stand in a structure of ours that was not there before, and says nothing. */
const asResource = rdf('parseType');

type Remaining = { readonly packet: Packet; readonly touched: Touched };

/** What is not ours inside one of our properties. */
function remains(remaining: Remaining, property: XmlElement, path: string): string[] {
  const { packet, touched } = remaining;
  const here = `${path}/${expanded(property)}`;
  const isMember = (name: Name) => touched.members.some((one) => isNamed(name, one));
  const isOurs = (one: XmlAttribute) =>
    isDeclaration(one) ||
    carriers.some((name) => isNamed(one, name)) ||
    isMember(one) ||
    (touched.members.length > 0 && isNamed(one, asResource)) ||
    (isNamed(one, xmlLang) && isTouchedLanguage(remaining, one));
  return [
    ...property.attributes
      .filter((one) => !isOurs(one))
      .map((one) => `${here} ${expanded(one)}=${slice(packet, one.value)}`),
    ...property.children.flatMap((node) => {
      if (node.kind === 'text' || node.kind === 'cdata') return [];
      const isInner =
        node.kind === 'element' && (isMember(node) || scaffold.some((name) => isNamed(node, name)));
      if (isInner && !isTranslated(remaining, node)) return remains(remaining, node, here);
      return [`${here} ${node.kind} ${slice(packet, node)}`];
    }),
  ];
}

function isTranslated(remaining: Remaining, element: XmlElement): boolean {
  return element.attributes.some(
    (one) => isNamed(one, xmlLang) && !isTouchedLanguage(remaining, one),
  );
}

function isTouchedLanguage({ packet, touched }: Remaining, language: XmlAttribute): boolean {
  const tag = slice(packet, language.value).toLowerCase();
  return touched.languages === 'any' || tag === 'x-default' || touched.languages.includes(tag);
}

function touchedAs({ touched }: Listing, name: Name): Touched | undefined {
  return touched.find((one) => isNamed(name, one));
}

function expanded({ uri, local }: Name): string {
  return `{${uri}}${local}`;
}

function slice(packet: Packet, { start, end }: SourceRange): string {
  return packet.text.slice(start, end);
}
