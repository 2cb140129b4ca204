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
  /** Descriptions of something else (another rdf:about, or a node with an id). */
  readonly otherDescriptions: readonly XmlElement[];
};

/** One property at the top level of a description: an attribute, or an element. */
export type Found =
  | { readonly kind: 'attribute'; readonly attribute: XmlAttribute; readonly within: XmlElement }
  | { readonly kind: 'element'; readonly element: XmlElement; readonly within: XmlElement };

/** Parses a decoded file. @throws XmpError `malformed`, `too-deep`, `not-xmp` */
export function parsePacket(source: Source): Packet {
  const { text } = source;
  const root = parseTree(text);
  const rdfElement = rdfOf(root);
  const all = elementsOf(rdfElement).filter((element) => isNamed(element, rdf('Description')));
  const photo = all.map((element) => aboutOf(text, element)).find((about) => about !== undefined);
  const isPhoto = (element: XmlElement) => aboutOf(text, element) === photo;
  return {
    source,
    text,
    root,
    rdf: rdfElement,
    descriptions: photo === undefined ? [] : all.filter(isPhoto),
    otherDescriptions: photo === undefined ? all : all.filter((one) => !isPhoto(one)),
  };
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
export function findProperty(packet: Packet, name: Name): Found[] {
  return packet.descriptions.flatMap((description) => findWithin(description, name));
}

/** Whether a description of something else has the property too. */
export function isElsewhere(packet: Packet, name: Name): boolean {
  return packet.otherDescriptions.some((description) => findWithin(description, name).length > 0);
}

function findWithin(within: XmlElement, name: Name): Found[] {
  const attribute = attributeNamed(within, name);
  const elements = elementsOf(within).filter((element) => isNamed(element, name));
  return [
    ...(attribute === undefined ? [] : [{ kind: 'attribute' as const, attribute, within }]),
    ...elements.map((element) => ({ kind: 'element' as const, element, within })),
  ];
}
