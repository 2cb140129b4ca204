/**
 * XML as a tree in which every node knows where it stands in the text. The parser finds the elements; what it
 * does not tell (attributes, text, comments and their places) is read from the text between them, and both
 * readings must agree. Prefixes are resolved as in Namespaces in XML 1.0.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { messageOf } from '../errors.ts';
import { decodeAttribute } from './escape.ts';
import { type MarkupRun, runsBetween } from './runs.ts';
import { type RawAttribute, type SourceRange, type StartTag, startTagAt } from './start-tag.ts';
import { XmpError } from './xmp-error.ts';

/** A name with its namespace. `uri` is empty for names in none. */
export type Name = { readonly uri: string; readonly local: string };

export type XmlAttribute = RawAttribute & Name & { readonly prefix: string };

/** Prefixes in scope and the namespaces they stand for; the empty prefix is the default namespace. */
export type Scope = ReadonlyMap<string, string>;

export type XmlElement = SourceRange &
  Name & {
    readonly kind: 'element';
    readonly prefix: string;
    /** As written, with its prefix. */
    readonly written: string;
    readonly attributes: readonly XmlAttribute[];
    readonly scope: Scope;
    readonly selfClosing: boolean;
    /** Between the tags; empty and at the end for a self-closing element. */
    readonly content: SourceRange;
    readonly children: readonly XmlNode[];
  };

export type XmlNode = XmlElement | MarkupRun;

/** Elements inside one another, at most. */
const deepest = 100;

const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';
const outermost: Scope = new Map([
  ['xml', xmlNamespace],
  ['xmlns', xmlnsNamespace],
]);

const parser = new XMLParser({
  preserveOrder: true,
  captureMetaData: true,
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  textNodeName: '#text',
  commentPropName: '#comment',
  cdataPropName: '#cdata',
  jPath: false,
  maxNestedTags: Number.POSITIVE_INFINITY,
  updateTag(tagName, place) {
    if (typeof place !== 'string' && place.getDepth() > deepest)
      throw new XmpError('too-deep', `It has more than ${deepest} elements inside one another.`);
    return tagName;
  },
});

/**
 * Parses a whole document. The parser alone lets much pass that is not XML; but start tags, end tags and what stands
 * between are read by the grammar here. The validator is slow, and only asked for words. @throws XmpError `malformed`, `too-deep`
 */
export function parseTree(text: string): XmlElement {
  try {
    return documentOf(text);
  } catch (error) {
    if (!(error instanceof XmpError) || error.code !== 'malformed') throw error;
    const validity = XMLValidator.validate(text);
    if (validity === true) throw error;
    throw new XmpError('malformed', `Line ${validity.err.line} is not XML: ${validity.err.msg}`);
  }
}

function documentOf(text: string): XmlElement {
  const nodes = contentOf(text, parse(text), { start: 0, end: text.length }, outermost);
  const elements = nodes.filter((node) => node.kind === 'element');
  const stray = nodes.some(
    (node) => node.kind === 'cdata' || (node.kind === 'text' && !isBlank(text, node)),
  );
  const [root] = elements;
  if (root === undefined || elements.length !== 1 || stray)
    throw new XmpError('malformed', 'It is not one XML document.');
  return root;
}

function parse(text: string): unknown {
  try {
    return parser.parse(text);
  } catch (cause) {
    if (cause instanceof XmpError) throw cause;
    throw new XmpError('malformed', `It is not XML: ${messageOf(cause)}`, { cause });
  }
}

/** Where an element of the parser stands, by the parser's own account. */
type Located = SourceRange & { readonly key: string; readonly children: unknown };

const placeKey = XMLParser.getMetaDataSymbol().valueOf();
/** Its only name is that of the element. */
type ParserNode = Readonly<Record<string, unknown>> &
  Readonly<
    Record<symbol, { readonly startIndex?: number; readonly endIndex?: number } | undefined>
  >;

/** The elements among the parser's nodes. @throws XmpError when one has no place */
function locatedElements(nodes: unknown): Located[] {
  if (!Array.isArray(nodes)) return [];
  const located: Located[] = [];
  for (const node of nodes as ParserNode[]) {
    const key = Object.keys(node)[0] ?? '#';
    if (key.startsWith('#') || key.startsWith('?')) continue;
    const { startIndex, endIndex } = node[placeKey] ?? {};
    if (startIndex === undefined || endIndex === undefined)
      throw new XmpError('malformed', `The end of an element ${key} was not found.`);
    located.push({ key, children: node[key], start: startIndex, end: endIndex });
  }
  return located;
}

/** Everything between two offsets: the parser's elements and what the text has around them. */
function contentOf(text: string, nodes: unknown, span: SourceRange, scope: Scope): XmlNode[] {
  const children: XmlNode[] = [];
  let at = span.start;
  for (const located of locatedElements(nodes)) {
    for (const run of runsBetween(text, at, located.start)) children.push(run);
    children.push(elementAt(text, located, scope));
    at = located.end;
  }
  for (const run of runsBetween(text, at, span.end)) children.push(run);
  return children;
}

function elementAt(text: string, located: Located, outer: Scope): XmlElement {
  const tag = startTagAt(text, located.start);
  const { name, selfClosing } = tag;
  const content = contentSpan(text, tag, located);
  if (content === undefined || located.key !== name)
    throw new XmpError('malformed', `The element ${name} does not end where it should.`);
  const scope = scopeWithin(text, tag, outer);
  const { prefix, local, uri } = resolve(name, scope, true);
  return {
    kind: 'element',
    written: name,
    prefix,
    local,
    uri,
    start: located.start,
    end: located.end,
    attributes: tag.attributes.map((one) => attributeIn(scope, one)),
    scope,
    selfClosing,
    content,
    children: selfClosing ? [] : contentOf(text, located.children, content, scope),
  };
}

function attributeIn(scope: Scope, raw: RawAttribute): XmlAttribute {
  const { name, nameStart, value, start, end } = raw;
  const { prefix, local, uri } = resolve(name, scope, false);
  return { name, nameStart, value, start, end, prefix, local, uri };
}

const endTag = /<\/([^\s<>/]+)[ \t\r\n]*>/y;

/** The stretch between start and end tag; undefined where the text does not have both tags where the parser says. */
function contentSpan(text: string, tag: StartTag, { end }: Located): SourceRange | undefined {
  if (tag.selfClosing) return tag.end === end ? { start: end, end } : undefined;
  const from = text.lastIndexOf('<', end - 1);
  if (from < tag.end) return undefined;
  endTag.lastIndex = from;
  const isSound = endTag.exec(text)?.[1] === tag.name && endTag.lastIndex === end;
  return isSound ? { start: tag.end, end: from } : undefined;
}

function scopeWithin(text: string, tag: StartTag, outer: Scope): Scope {
  const declared = tag.attributes.filter(
    ({ name }) => name === 'xmlns' || name.startsWith('xmlns:'),
  );
  if (declared.length === 0) return outer;
  const scope = new Map(outer);
  for (const { name, value } of declared) {
    const uri = decodeAttribute(text.slice(value.start, value.end));
    const prefix = name.slice('xmlns:'.length);
    if (prefix !== '' && uri === '')
      throw new XmpError('malformed', `The prefix ${prefix} is declared for no namespace.`);
    scope.set(prefix, uri);
  }
  return scope;
}

function resolve(written: string, scope: Scope, isElement: boolean): Name & { prefix: string } {
  const colon = written.indexOf(':');
  if (colon === -1) {
    const uri = written === 'xmlns' ? xmlnsNamespace : isElement ? (scope.get('') ?? '') : '';
    return { prefix: '', local: written, uri };
  }
  const prefix = written.slice(0, colon);
  const uri = scope.get(prefix);
  const local = written.slice(colon + 1);
  if (uri === undefined || local === '' || local.includes(':'))
    throw new XmpError('malformed', `The prefix of ${written} is not declared.`);
  return { prefix, local, uri };
}

/** Whether a stretch is nothing but white space. */
export function isBlank(text: string, span: SourceRange): boolean {
  return /^[ \t\r\n]*$/.test(text.slice(span.start, span.end));
}

export function isDeclaration(attribute: XmlAttribute): boolean {
  return attribute.uri === xmlnsNamespace;
}

export function isNamed(node: Name, name: Name): boolean {
  return node.local === name.local && node.uri === name.uri;
}

export function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter((node) => node.kind === 'element');
}

export function attributeNamed(element: XmlElement, name: Name): XmlAttribute | undefined {
  return element.attributes.find((attribute) => isNamed(attribute, name));
}

export const isXmlName = (name: Name): boolean => name.uri === xmlNamespace;
