/** Characters and references (XML 1.0, sections 2.2, 2.11, 3.3.3 and 4.1). */
import { XmpError } from './xmp-error.ts';

const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** One without a name or an end. */
const brokenReference = /&(?!(?:#x[0-9a-fA-F]+|#[0-9]+|[^\s;&#]+);)/;

/** The text that a run of character data in a file stands for. @throws XmpError `malformed` */
export function decodeText(raw: string): string {
  return decodeReferences(raw.replace(/\r\n?/g, '\n'));
}

/** The text that an attribute value in a file stands for: white space counts as spaces. @throws XmpError `malformed` */
export function decodeAttribute(raw: string): string {
  return decodeReferences(raw.replace(/\r\n|[\t\r\n]/g, ' '));
}

/** Goes from one to the next: a file of nothing else has millions, and `replace` holds what it has found of all of them. */
function decodeReferences(raw: string): string {
  if (!raw.includes('&')) return raw;
  const broken = brokenReference.exec(raw);
  if (broken !== null) throw meaningless(raw.slice(broken.index));
  const pieces: string[] = [];
  let done = 0;
  for (let at = raw.indexOf('&'); at !== -1; at = raw.indexOf('&', done)) {
    if (at > done) pieces.push(raw.slice(done, at));
    done = raw.indexOf(';', at) + 1;
    const character = characterOf(raw.slice(at + 1, done - 1));
    if (character === undefined) throw meaningless(raw.slice(at, done));
    pieces.push(character);
  }
  pieces.push(raw.slice(done));
  return pieces.join('');
}

/** What stands between `&` and `;`, as a character. */
function characterOf(name: string): string | undefined {
  if (!name.startsWith('#')) return named.get(name);
  return characterAt(
    name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10),
  );
}

function meaningless(reference: string): XmpError {
  return new XmpError(
    'malformed',
    `It has the reference ${reference.slice(0, 40)}, which means nothing.`,
  );
}

function characterAt(code: number): string | undefined {
  if (!(code <= 0x10ffff)) return undefined;
  const character = String.fromCodePoint(code);
  return cleanText(character) === character ? character : undefined;
}

/** Whether all references in a run of a file are ones that XML allows. @throws XmpError `malformed` */
export function assertReferences(raw: string): void {
  decodeReferences(raw);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove.
const impossible = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** A value without the characters that XML cannot hold: control characters and halves of surrogate pairs. */
export function cleanText(value: string): string {
  return value.replace(impossible, '');
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

/**
 * A value as character data of an element. Line ends become references, so that it stays on one line and comes
 * back as it was whatever the line ends of the file are.
 */
export function encodeText(value: string, { asciiOnly = false } = {}): string {
  return encode(cleanText(value), /[&<>\t\n\r]/g, asciiOnly);
}

/** A value as it stands between the quotes of an attribute, whichever they are. */
export function encodeAttribute(value: string, { asciiOnly = false } = {}): string {
  return encode(cleanText(value), /[&<>"'\t\n\r]/g, asciiOnly);
}

function encode(value: string, special: RegExp, asciiOnly: boolean): string {
  const escaped = value.replace(special, (character) => escapes[character] ?? character);
  if (!asciiOnly) return escaped;
  return escaped.replace(
    /[^\0-\x7F]/gu,
    (character) => `&#x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()};`,
  );
}
