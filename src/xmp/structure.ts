/**
 * Structures and sequences of structures in whichever form a program wrote them (XMP specification part 1, sections 7.6,
 * 7.9.2.3 to 7.9.2.5): members as elements of an rdf:Description or under rdf:parseType="Resource", or as attributes.
 */
import { rdf, xmlLang } from './namespaces.ts';
import { attributeText, type FoundProperty, findWithin } from './packet.ts';
import {
  attributeNamed,
  elementsOf,
  isBlank,
  isDeclaration,
  isNamed,
  type Name,
  type XmlElement,
} from './tree.ts';

/** One structure of a property. */
export type StructureItem = {
  /** The rdf:li, or the property itself where it is no array. */
  readonly element: XmlElement;
  /** What has the members among its attributes and elements; undefined where nothing has any yet. */
  readonly holder: XmlElement | undefined;
};

export type StructureValue = {
  /** The rdf:Seq, rdf:Bag or rdf:Alt; absent where the structure stands in the property itself. */
  readonly container?: XmlElement;
  readonly items: readonly StructureItem[];
};

const containers = [rdf('Seq'), rdf('Bag'), rdf('Alt')];

/** The structures of a property; undefined where it has another form. @throws XmpError `malformed` */
export function structuresIn(text: string, found: FoundProperty): StructureValue | undefined {
  if (found.kind === 'attribute') return undefined;
  const { element } = found;
  const [container, ...more] = elementsOf(element);
  const isArray =
    container !== undefined &&
    more.length === 0 &&
    containers.some((name) => isNamed(container, name)) &&
    attributeNamed(element, rdf('parseType')) === undefined;
  const elements = isArray ? elementsOf(container) : [element];
  const items = elements.flatMap((one) => itemOf(text, one) ?? []);
  const isSound = items.length === elements.length && (!isArray || hasNoText(text, container));
  if (!isSound || !(isArray ? elements.every((one) => isNamed(one, rdf('li'))) : true))
    return undefined;
  return isArray ? { container, items } : { items };
}

function itemOf(text: string, element: XmlElement): StructureItem | undefined {
  const holder = holderOf(text, element);
  return holder === undefined
    ? undefined
    : { element, holder: holder === 'none' ? undefined : holder };
}

function holderOf(text: string, element: XmlElement): XmlElement | 'none' | undefined {
  const [only, ...more] = elementsOf(element);
  const parseType = attributeNamed(element, rdf('parseType'));
  if (parseType !== undefined)
    return attributeText(text, parseType) === 'Resource' && hasNoText(text, element)
      ? unqualified(element)
      : undefined;
  if (!hasNoText(text, element)) return undefined;
  if (only !== undefined)
    return more.length === 0 && isNamed(only, rdf('Description')) && hasNoText(text, only)
      ? unqualified(only)
      : undefined;
  const structural = element.attributes.filter(
    (one) => !isDeclaration(one) && !isNamed(one, xmlLang),
  );
  if (structural.length === 0) return 'none';
  return attributeNamed(element, rdf('resource')) === undefined ? unqualified(element) : undefined;
}

/** What has an rdf:value is one text with qualifiers. */
function unqualified(holder: XmlElement): XmlElement | undefined {
  return findWithin(holder, rdf('value')).length === 0 ? holder : undefined;
}

function hasNoText(text: string, { children }: XmlElement): boolean {
  return children.every(
    (node) => node.kind !== 'cdata' && (node.kind !== 'text' || isBlank(text, node)),
  );
}

/** A member of the first structure of a property. */
export function membersIn(text: string, found: FoundProperty, member: Name): FoundProperty[] {
  const holder = structuresIn(text, found)?.items[0]?.holder;
  return holder === undefined ? [] : findWithin(holder, member);
}
