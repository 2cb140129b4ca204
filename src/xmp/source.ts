/** From bytes to text and back, exactly: encodings and byte order marks (XMP specification part 1, section 7.1). */
import { largestSidecar } from '../rules/foreign-text.ts';
import { XmpError } from './xmp-error.ts';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** The text of a file and what is needed to turn it into the same bytes again. */
export type Source = {
  /** Without the byte order mark. Offsets elsewhere in this folder count UTF-16 code units of this text. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly mark: boolean;
  /** The file declares an encoding of another kind: whatever is added must be written with character references. */
  readonly asciiOnly: boolean;
  /** How many zero characters stand behind the text, which some programs and cameras leave. */
  readonly zeros: number;
};

export function tooLarge(): XmpError {
  return new XmpError('too-large', 'It has more than 16 MB, which is the limit.');
}

const byteOrderMark = '\uFEFF';
const marks: readonly { encoding: Encoding; bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];
/** The first bytes of UTF-16 without a mark: a `<` with its zero byte. */
const unmarked: typeof marks = [
  { encoding: 'utf-16le', bytes: [0x3c, 0] },
  { encoding: 'utf-16be', bytes: [0, 0x3c] },
];
/** UTF-32 begins like these; the first would otherwise be taken for UTF-16. */
const utf32: readonly (readonly number[])[] = [
  [0xff, 0xfe, 0, 0],
  [0, 0, 0xfe, 0xff],
  [0x3c, 0, 0, 0],
  [0, 0, 0, 0x3c],
];

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to look for.
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

/** Decodes a file. @throws XmpError `empty`, `too-large`, `encoding`, `control-character`, `doctype` */
export function decodeSource(bytes: Uint8Array): Source {
  if (bytes.length > largestSidecar) throw tooLarge();
  const { encoding, mark } = encodingOf(bytes);
  const decoded = decode(bytes, encoding);
  const whole = mark ? decoded.slice(1) : decoded;
  const text = withoutZeros(whole);
  assertHarmless(text);
  const asciiOnly = isDeclaredAscii(text);
  return { text, encoding, mark, asciiOnly, zeros: whole.length - text.length };
}

/** The bytes of `text` in the encoding of the file it came from. */
export function encodeSource(text: string, source: Omit<Source, 'text'>): Buffer {
  const whole = (source.mark ? byteOrderMark : '') + text + '\0'.repeat(source.zeros);
  if (source.encoding === 'utf-8') return Buffer.from(whole, 'utf8');
  const bytes = Buffer.from(whole, 'utf16le');
  return source.encoding === 'utf-16be' ? bytes.swap16() : bytes;
}

function encodingOf(bytes: Uint8Array): { encoding: Encoding; mark: boolean } {
  const startsWith = (start: readonly number[]) => start.every((byte, at) => bytes[at] === byte);
  if (utf32.some(startsWith)) throw new XmpError('encoding', 'It is in UTF-32, which is not read.');
  const marked = marks.find((one) => startsWith(one.bytes));
  if (marked !== undefined) return { encoding: marked.encoding, mark: true };
  const encoding = unmarked.find((one) => startsWith(one.bytes))?.encoding ?? 'utf-8';
  return { encoding, mark: false };
}

function decode(bytes: Uint8Array, encoding: Encoding): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new XmpError('encoding', `It is not valid ${encoding.toUpperCase()} text.`, { cause });
  }
}

function assertHarmless(text: string): void {
  if (text.trim() === '') throw new XmpError('empty', 'There is nothing in it.');
  const control = forbidden.exec(text);
  if (control !== null) {
    const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    throw new XmpError(
      'control-character',
      `Line ${lineAt(text, control.index)} has the character U+${code}, which XML forbids.`,
    );
  }
  assertLittleMarkup(text);
  if (hasDocumentType(text))
    throw new XmpError('doctype', 'It has a document type declaration, which XMP never has.');
}

/** In comments and CDATA sections the word is only a word. One that does not end hides nothing. */
function hasDocumentType(text: string): boolean {
  const marks = /<!DOCTYPE|<!--|<!\[CDATA\[/gi;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const end = mark[0] === '<!--' ? '-->' : ']]>';
    const close = /^<!D/i.test(mark[0]) ? -1 : text.indexOf(end, marks.lastIndex);
    // What is behind the last one that ends stands open: the word counts there wherever it is.
    if (close === -1) return /<!DOCTYPE/i.test(text.slice(mark.index));
    marks.lastIndex = close + end.length;
  }
  return false;
}

/** Elements, attributes, comments and the like; a tree of more takes memory and time that no photo's text is worth. */
const mostMarkup = 300_000;

function assertLittleMarkup(text: string): void {
  for (const sign of ['<', '=']) {
    let found = 0;
    for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1))
      if (++found > mostMarkup)
        throw new XmpError('too-large', `It has more than ${mostMarkup} pieces of mark-up.`);
  }
}

function withoutZeros(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
  return text.slice(0, end);
}

/** No program writes a longer XML declaration, and a search in a longer one could take all of the stack. */
const longestDeclaration = 1000;
/** Encodings whose name in an XML declaration agrees with reading the bytes as we do. */
const readable = new Set(['utf-8', 'utf8', 'utf-16', 'utf-16le', 'utf-16be']);
/** Encodings that agree with it as long as all bytes are ASCII. Where they are not, readers of XMP disagree. */
const likeAscii = /^(?:(?:us-)?ascii|(?:iso-?8859-|latin-?|windows-125|cp125)\d+)$/;

/** Whether only ASCII may be added. @throws XmpError `encoding` */
function isDeclaredAscii(text: string): boolean {
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/
    .exec(text.slice(0, longestDeclaration))?.[1]
    ?.toLowerCase();
  if (declared === undefined || readable.has(declared)) return false;
  if (likeAscii.test(declared) && /^[\0-\x7F]*$/.test(text)) return true;
  throw new XmpError('encoding', `It declares the encoding ${declared}; XMP is UTF-8 or UTF-16.`);
}

/** The line of an offset, counted from 1. */
function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n?|\n/).length;
}
