/**
 * The value of a property in whichever form a program wrote it (XMP specification part 1, section 7.5 to 7.9;
 * RDF/XML, sections 2.2 to 2.12). Each text has a slot: the one place in the file that holds it.
 */
import { decodeText } from './escape.ts';
import { rdf, xmlLang } from './namespaces.ts';
import { attributeText, type FoundProperty } from './packet.ts';
import {
  attributeNamed,
  elementsOf,
  isBlank,
  isDeclaration,
  isNamed,
  isXmlName,
  type XmlAttribute,
  type XmlElement,
} from './tree.ts';

/** Where a text stands: between the tags of an element, or between the quotes of an attribute. */
export type Slot =
  | { readonly kind: 'content'; readonly element: XmlElement }
  | { readonly kind: 'attribute'; readonly attribute: XmlAttribute };

type Literal = {
  readonly text: string;
  readonly slot: Slot;
  /** Nothing hangs on it: no qualifiers, no comments. Only such ones may be taken away. */
  readonly plain: boolean;
};

export type Item = {
  readonly element: XmlElement;
  /** xml:lang in lower case; undefined where there is none. */
  readonly language: string | undefined;
  /** Undefined for a structure. */
  readonly literal: Literal | undefined;
};

export type PropertyValue =
  | ({ readonly form: 'text' } & Literal)
  | {
      readonly form: 'list';
      /** The rdf:Bag, rdf:Seq or rdf:Alt. */
      readonly container: XmlElement;
      readonly items: readonly Item[];
    }
  /** A structure, XML literal or anything else that is neither a text nor a list of texts. */
  | { readonly form: 'other' };

const containers = [rdf('Bag'), rdf('Seq'), rdf('Alt')];

/** Reads the value of a property that was found. @throws XmpError `malformed` for references that mean nothing */
export function readValue(text: string, found: FoundProperty): PropertyValue {
  if (found.kind === 'attribute')
    return {
      form: 'text',
      text: attributeText(text, found.attribute),
      slot: { kind: 'attribute', attribute: found.attribute },
      plain: true,
    };
  const list = listOf(text, found.element);
  if (list !== undefined) return list;
  const literal = literalOf(text, found.element);
  return literal === undefined ? { form: 'other' } : { form: 'text', ...literal };
}

/** The array that is all there is between the tags of a property. */
export function containerIn(element: XmlElement): XmlElement | undefined {
  const [only, ...more] = elementsOf(element);
  if (only === undefined || more.length > 0) return undefined;
  return containers.some((name) => isNamed(only, name)) ? only : undefined;
}

function listOf(text: string, element: XmlElement): PropertyValue | undefined {
  const container = containerIn(element);
  if (container === undefined) return undefined;
  const items = elementsOf(container);
  const sound =
    holdsNoText(text, element) &&
    holdsNoText(text, container) &&
    attributeNamed(element, rdf('parseType')) === undefined &&
    items.every((item) => isNamed(item, rdf('li')));
  if (!sound) return { form: 'other' };
  return { form: 'list', container, items: items.map((item) => itemOf(text, item)) };
}

function itemOf(text: string, element: XmlElement): Item {
  const language = attributeNamed(element, xmlLang);
  return {
    element,
    language: language === undefined ? undefined : attributeText(text, language).toLowerCase(),
    literal: literalOf(text, element),
  };
}

/** The text of a property or item, also where it is an rdf:value with qualifiers beside it. */
function literalOf(text: string, element: XmlElement): Literal | undefined {
  const parseType = attributeNamed(element, rdf('parseType'));
  const inside = elementsOf(element);
  if (parseType !== undefined)
    return attributeText(text, parseType) === 'Resource' ? qualified(text, element) : undefined;
  const resource = attributeNamed(element, rdf('resource'));
  if (resource !== undefined && inside.length === 0) return inAttribute(text, resource);
  const [only] = inside;
  if (only !== undefined)
    return inside.length === 1 && isNamed(only, rdf('Description'))
      ? qualified(text, only)
      : undefined;
  return childless(text, element);
}

/** An element without elements: its text, or an rdf:value among the attributes that stand for a structure. */
function childless(text: string, element: XmlElement): Literal | undefined {
  const structural = element.attributes.filter((one) => !isDeclaration(one) && !isXmlName(one));
  if (structural.length > 0 && isBlank(text, element.content)) {
    const value = attributeNamed(element, rdf('value'));
    return value === undefined ? undefined : inAttribute(text, value);
  }
  const hasNotes = element.children.some(
    ({ kind }) => kind === 'comment' || kind === 'instruction',
  );
  return {
    text: contentText(text, element),
    slot: { kind: 'content', element },
    plain: structural.length === 0 && !hasNotes,
  };
}

function qualified(text: string, element: XmlElement): Literal | undefined {
  const attribute = attributeNamed(element, rdf('value'));
  if (attribute !== undefined) return inAttribute(text, attribute);
  const values = elementsOf(element).filter((one) => isNamed(one, rdf('value')));
  const [only] = values;
  if (only === undefined || values.length > 1 || elementsOf(only).length > 0) return undefined;
  const literal = childless(text, only);
  return literal === undefined ? undefined : { ...literal, plain: false };
}

function inAttribute(text: string, attribute: XmlAttribute): Literal {
  return {
    text: attributeText(text, attribute),
    slot: { kind: 'attribute', attribute },
    plain: false,
  };
}

function contentText(text: string, element: XmlElement): string {
  return element.children
    .map((node) => {
      const raw = text.slice(node.start, node.end);
      if (node.kind === 'text') return decodeText(raw);
      if (node.kind !== 'cdata') return '';
      return raw.slice('<![CDATA['.length, -']]>'.length).replace(/\r\n?/g, '\n');
    })
    .join('');
}

export function holdsNoText(text: string, element: XmlElement): boolean {
  return element.children.every(
    (node) => node.kind !== 'cdata' && (node.kind !== 'text' || isBlank(text, node)),
  );
}

/**
 * The item that stands for the whole in a language alternative: `x-default`, else one without a language, else
 * the first (XMP specification part 1, section 8.2.2.4).
 */
export function defaultItem(items: readonly Item[]): Item | undefined {
  return (
    items.find(({ language }) => language === 'x-default') ??
    items.find(({ language }) => language === undefined) ??
    items[0]
  );
}

/** Whether an item is of a language; of the default one where none is named. */
export function isOfLanguage({ language }: Item, wanted?: string): boolean {
  return wanted === undefined
    ? language === undefined || language === 'x-default'
    : language === wanted.toLowerCase();
}

/** The item of a language; of the default one where none is named. */
export function itemIn(items: readonly Item[], language?: string): Item | undefined {
  return language === undefined
    ? defaultItem(items)
    : items.find((item) => item.language === language.toLowerCase());
}
