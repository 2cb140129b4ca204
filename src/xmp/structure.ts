/**
 * Structures and sequences of structures in whichever form a program wrote them (XMP specification part 1, sections 7.6,
 * 7.9.2.3 to 7.9.2.5): members as elements of an rdf:Description or under rdf:parseType="Resource", or as attributes.
 */
import { rdf, xmlLang } from './namespaces.ts';
import { attributeText, type FoundProperty, findWithin } from './packet.ts';
import {
  attributeNamed,
  elementsOf,
  isDeclaration,
  isNamed,
  type Name,
  type XmlElement,
} from './tree.ts';
import { containerIn, holdsNoText } from './value.ts';

/** One structure of a property. */
export type StructureItem = {
  /** The rdf:li, or the property itself where it is no array. */
  readonly element: XmlElement;
  /** What has the members among its attributes and elements; undefined where nothing has any yet. */
  readonly holder: XmlElement | undefined;
};

export type StructureValue = {
  /** The rdf:Seq, rdf:Bag or rdf:Alt; undefined where the structure stands in the property itself. */
  readonly container: XmlElement | undefined;
  readonly items: readonly StructureItem[];
};

/** The structures of a property; undefined where it has another form. @throws XmpError `malformed` */
export function structuresIn(text: string, found: FoundProperty): StructureValue | undefined {
  if (found.kind === 'attribute') return undefined;
  const { element } = found;
  const isResource = attributeNamed(element, rdf('parseType')) !== undefined;
  const container = isResource ? undefined : containerIn(element);
  const elements = container === undefined ? [element] : elementsOf(container);
  const items = elements.flatMap((one) => itemOf(text, one) ?? []);
  const isArray = (container: XmlElement) =>
    holdsNoText(text, container) && elements.every((one) => isNamed(one, rdf('li')));
  const isSound =
    items.length === elements.length && (container === undefined || isArray(container));
  return isSound ? { container, items } : undefined;
}

function itemOf(text: string, element: XmlElement): StructureItem | undefined {
  const holder = holderOf(text, element);
  return holder && { element, holder: holder === 'none' ? undefined : holder };
}

function holderOf(text: string, element: XmlElement): XmlElement | 'none' | undefined {
  if (!holdsNoText(text, element)) return undefined;
  const parseType = attributeNamed(element, rdf('parseType'));
  if (parseType !== undefined)
    return attributeText(text, parseType) === 'Resource' ? unqualified(element) : undefined;
  const [only, ...more] = elementsOf(element);
  if (only !== undefined)
    return more.length === 0 && isNamed(only, rdf('Description')) && holdsNoText(text, only)
      ? unqualified(only)
      : undefined;
  const isPlain = element.attributes.every((one) => isDeclaration(one) || isNamed(one, xmlLang));
  if (isPlain) return 'none';
  return attributeNamed(element, rdf('resource')) === undefined ? unqualified(element) : undefined;
}

/** What has an rdf:value is one text with qualifiers. */
function unqualified(holder: XmlElement): XmlElement | undefined {
  return findWithin(holder, rdf('value')).length === 0 ? holder : undefined;
}

/** A member of the first structure of a property. */
export function membersIn(text: string, found: FoundProperty, member: Name): FoundProperty[] {
  const holder = structuresIn(text, found)?.items[0]?.holder;
  return holder === undefined ? [] : findWithin(holder, member);
}
