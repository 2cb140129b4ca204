/** An XMP packet as properties of one resource (XMP specification part 1, sections 7.3 and 7.4). */
import { decodeAttribute } from './escape.ts';
import { metaNamespace, rdf } from './namespaces.ts';
import type { Source } from './source.ts';
import {
  attributeNamed,
  elementsOf,
  isNamed,
  type Name,
  parseTree,
  type XmlAttribute,
  type XmlElement,
} from './tree.ts';
import { XmpError } from './xmp-error.ts';

export type Packet = {
  readonly source: Source;
  readonly text: string;
  readonly root: XmlElement;
  readonly rdf: XmlElement;
  /** The descriptions of the photo itself, in order. */
  readonly descriptions: readonly XmlElement[];
  /** The properties of the photo, by their local names. */
  readonly found: FoundByName;
  /** Those of something else (another rdf:about, or a node with an id). */
  readonly elsewhere: FoundByName;
};

type FoundByName = ReadonlyMap<string, readonly FoundProperty[]>;

/** One property at the top level of a description: an attribute, or an element. */
export type FoundProperty =
  | { readonly kind: 'attribute'; readonly attribute: XmlAttribute; readonly within: XmlElement }
  | { readonly kind: 'element'; readonly element: XmlElement; readonly within: XmlElement };

/** Parses a decoded file. @throws XmpError `malformed`, `too-deep`, `not-xmp` */
export function parsePacket(source: Source): Packet {
  const { text } = source;
  const root = parseTree(text);
  const rdfElement = rdfOf(root);
  const all = elementsOf(rdfElement).filter((element) => isNamed(element, rdf('Description')));
  const names = photoNames(all.map((element) => aboutOf(text, element)));
  const isPhoto = (element: XmlElement) => names.has(aboutOf(text, element));
  const descriptions = all.filter(isPhoto);
  return {
    source,
    text,
    root,
    rdf: rdfElement,
    descriptions,
    found: byLocalName(descriptions),
    elsewhere: byLocalName(all.filter((one) => !isPhoto(one))),
  };
}

function byLocalName(descriptions: readonly XmlElement[]): FoundByName {
  return Map.groupBy(descriptions.flatMap(propertiesIn), (one) => nodeOf(one).local);
}

/** The attributes and the elements of a description, or of a structure. */
function propertiesIn(within: XmlElement): FoundProperty[] {
  return [
    ...within.attributes.map((attribute) => ({ kind: 'attribute' as const, attribute, within })),
    ...elementsOf(within).map((element) => ({ kind: 'element' as const, element, within })),
  ];
}

/**
 * The names that stand for the photo among the resources of all descriptions: that of the first. The empty name and
 * one `uuid:` mean the same (XMP specification part 1, section 7.4); Windows adds its own where others left it empty.
 */
function photoNames(abouts: readonly (string | undefined)[]): ReadonlySet<string | undefined> {
  const first = abouts.find((about) => about !== undefined);
  if (first === undefined) return new Set();
  const uuids = new Set(abouts.filter((about) => about?.startsWith('uuid:')));
  const isOpaque = first === '' || uuids.has(first);
  return isOpaque && uuids.size <= 1 ? new Set(['', ...uuids]) : new Set([first]);
}

/** rdf:RDF as the root, or inside x:xmpmeta (or its older name x:xapmeta). */
function rdfOf(root: XmlElement): XmlElement {
  if (isNamed(root, rdf('RDF'))) return root;
  const isMeta =
    root.uri === metaNamespace && (root.local === 'xmpmeta' || root.local === 'xapmeta');
  const inside = isMeta ? elementsOf(root).filter((one) => isNamed(one, rdf('RDF'))) : [];
  const [only] = inside;
  if (only === undefined || inside.length > 1)
    throw new XmpError(
      'not-xmp',
      only === undefined ? 'It is XML, but not XMP.' : 'It has more than one rdf:RDF.',
    );
  return only;
}

const idAttributes = [rdf('ID'), rdf('nodeID')];

/** The resource a description is about; undefined for one that names its resource in another way. */
function aboutOf(text: string, description: XmlElement): string | undefined {
  if (idAttributes.some((name) => attributeNamed(description, name) !== undefined))
    return undefined;
  const about = aboutAttribute(description);
  return about === undefined ? '' : attributeText(text, about);
}

/** rdf:about, or the bare `about` that early programs wrote. */
export function aboutAttribute(description: XmlElement): XmlAttribute | undefined {
  return (
    attributeNamed(description, rdf('about')) ??
    attributeNamed(description, { uri: '', local: 'about' })
  );
}

export function attributeText(text: string, attribute: XmlAttribute): string {
  return decodeAttribute(text.slice(attribute.value.start, attribute.value.end));
}

/** Every occurrence of a property of the photo. More than one is a fault of the file. */
export function findProperty({ found }: Packet, name: Name): FoundProperty[] {
  return found.get(name.local)?.filter((one) => isNamed(nodeOf(one), name)) ?? [];
}

/** Whether a description of something else has the property too. */
export function isElsewhere({ elsewhere }: Packet, name: Name): boolean {
  return elsewhere.get(name.local)?.some((one) => isNamed(nodeOf(one), name)) ?? false;
}

function nodeOf(found: FoundProperty): Name {
  return found.kind === 'attribute' ? found.attribute : found.element;
}

/** Every occurrence of a name among the attributes and elements of a description, or of a structure. */
export function findWithin(within: XmlElement, name: Name): FoundProperty[] {
  return propertiesIn(within).filter((one) => isNamed(nodeOf(one), name));
}
