/** Reads one start tag character by character, because the parser tells where elements are but not attributes. */
import { assertReferences } from './escape.ts';
import { XmpError } from './xmp-error.ts';

/** A stretch of a text, from `start` up to but without `end`. */
export type SourceRange = { readonly start: number; readonly end: number };

/** An attribute before its prefix is resolved. The span begins with the white space before the name. */
export type RawAttribute = SourceRange & {
  readonly name: string;
  readonly nameStart: number;
  /** Between the quotes. */
  readonly value: SourceRange;
};

export type StartTag = SourceRange & {
  readonly name: string;
  readonly selfClosing: boolean;
  readonly attributes: readonly RawAttribute[];
};

/** Names of XML 1.0, section 2.3, as far as the parser knows them: none with characters beyond U+FFFF. */
const first =
  ':A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD';
const xmlName = `[${first}][${first}.0-9\\xB7\\u0300-\\u036F\\u203F\\u2040-]*`;
const nameAt = new RegExp(xmlName, 'y');
const blankAt = /[ \t\r\n]*/y;

/** The start tag at an offset. @throws XmpError `malformed` */
export function startTagAt(text: string, start: number): StartTag {
  const nameEnd = endOf(nameAt, text, start + 1);
  const attributes: RawAttribute[] = [];
  let at = nameEnd;
  let next = endOf(blankAt, text, at);
  for (; next > at && !/[/>]/.test(text.charAt(next)); next = endOf(blankAt, text, at)) {
    const read = attributeAt(text, at, next);
    attributes.push(read);
    at = read.end;
  }
  const selfClosing = text.charAt(next) === '/';
  const end = next + (selfClosing ? 2 : 1);
  const whole = text.slice(start + 1, end);
  const isSound =
    nameEnd > start + 1 &&
    new Set(attributes.map(({ name }) => name)).size === attributes.length &&
    text.charAt(end - 1) === '>' &&
    !whole.includes('<');
  if (!isSound) throw malformedAt(start);
  if (whole.includes('&'))
    for (const { value } of attributes) assertReferences(text.slice(value.start, value.end));
  return { name: text.slice(start + 1, nameEnd), start, end, selfClosing, attributes };
}

/** The attribute whose name stands at an offset, behind white space. */
function attributeAt(text: string, start: number, nameStart: number): RawAttribute {
  const nameEnd = endOf(nameAt, text, nameStart);
  const equals = endOf(blankAt, text, nameEnd);
  const open = endOf(blankAt, text, equals + 1);
  const quote = text.charAt(open);
  const close = quote === '"' || quote === "'" ? text.indexOf(quote, open + 1) : -1;
  if (nameEnd === nameStart || text.charAt(equals) !== '=' || close === -1)
    throw malformedAt(nameStart);
  const name = text.slice(nameStart, nameEnd);
  return { name, start, nameStart, value: { start: open + 1, end: close }, end: close + 1 };
}

/** Where a match that begins at an offset ends; the offset itself where there is none. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function malformedAt(offset: number): XmpError {
  return new XmpError('malformed', `The tag at character ${offset} is not XML.`);
}
