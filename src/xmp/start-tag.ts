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

const tagName = /<([^\s<>/="'&!?]+)/y;
const attribute = /([ \t\r\n]+)([^\s<>/="'&]+)[ \t\r\n]*=[ \t\r\n]*("[^"<]*"|'[^'<]*')/y;
const tagEnd = /[ \t\r\n]*(\/?)>/y;

/** The start tag at an offset. @throws XmpError `malformed` */
export function startTagAt(text: string, start: number): StartTag {
  const opened = matchAt(tagName, text, start);
  if (opened === null) throw malformedAt(start);
  const attributes: RawAttribute[] = [];
  const names = new Set<string>();
  let at = start + opened[0].length;
  for (;;) {
    const found = matchAt(attribute, text, at);
    if (found === null) break;
    const [whole, space = '', name = '', quoted = ''] = found;
    if (names.has(name)) throw malformedAt(at);
    names.add(name);
    const end = at + whole.length;
    const value = { start: end - quoted.length + 1, end: end - 1 };
    assertReferences(text.slice(value.start, value.end));
    attributes.push({ name, start: at, nameStart: at + space.length, value, end });
    at = end;
  }
  const closed = matchAt(tagEnd, text, at);
  if (closed === null) throw malformedAt(at);
  return {
    name: opened[1] ?? '',
    start,
    end: at + closed[0].length,
    selfClosing: closed[1] === '/',
    attributes,
  };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function malformedAt(offset: number): XmpError {
  return new XmpError('malformed', `The tag at character ${offset} is not XML.`);
}
