/**
 * In which characters the text of an IPTC block is written. Dataset 1:90 may declare it by ISO 2022 escapes; most
 * files declare nothing, and then the bytes themselves must tell.
 */
import { isUtf8 } from 'node:buffer';
import { type Dataset, valuesOf } from './iim.ts';

/** Labels of the WHATWG Encoding Standard, so that TextDecoder takes them. */
export type Charset =
  | ('utf-8' | 'windows-1252' | 'macintosh' | `iso-8859-${number}`)
  | (typeof told)[number];

/** What programs of other countries have written without saying so; believed where XMP says the same. */
const told = [
  ...(['windows-1251', 'windows-1250', 'windows-1253', 'windows-1254', 'windows-1255'] as const),
  ...(['shift_jis', 'gb18030', 'big5', 'euc-kr', 'euc-jp', 'koi8-r'] as const),
] as const;

export type CharsetOf =
  /** Only bytes below 128, so that every charset reads them alike. */
  | { readonly kind: 'ascii' }
  | { readonly kind: 'known'; readonly charset: Charset }
  /** Declares UTF-8 but is not: every reader makes the same replacement characters of it. */
  | { readonly kind: 'broken-utf8' }
  /** Declares something that we do not know, or nothing, and is no writing of western Europe. */
  | { readonly kind: 'unknown' };

const escapeCharacter = '\u001B';
const asciiDesignation = '(B';
const utf8Escapes = new Set(['%G', '%/G', '%/H', '%/I']);
/** Final bytes of 96-character sets (ISO/IEC 2022 registrations), by the part of ISO 8859 they are the upper half of. */
const latinParts: Readonly<Record<string, Charset>> = {
  A: 'windows-1252',
  B: 'iso-8859-2',
  C: 'iso-8859-3',
  D: 'iso-8859-4',
  F: 'iso-8859-7',
  G: 'iso-8859-6',
  H: 'iso-8859-8',
  L: 'iso-8859-5',
  V: 'iso-8859-10',
  b: 'iso-8859-15',
};

/** Datasets of the application record that are numbers or pictures (IIM 4.2, chapter 6). */
const binaryNumbers = new Set([0, 125, 200, 201, 202]);

/** Whether a dataset contains characters in the block's charset. Record 1 is ASCII, those above 2 are binary. */
export function isText({ record, number }: Dataset): boolean {
  return record === 2 && !binaryNumbers.has(number);
}

/**
 * Which charset a block is in.
 * @param xmpText text that may say the same in known characters (the XMP packet): the charset under which the values
 *   of the block are found in it is the right one
 */
export function charsetOf(datasets: readonly Dataset[], xmpText = ''): CharsetOf {
  const values = datasets.filter(isText).map(({ value }) => value);
  const high = values.filter((value) => value.some((byte) => byte >= 0x80));
  const escapes = valuesOf(datasets, 1, 90).map((value) => value.toString('latin1'));
  const declaration = escapes.at(-1) ?? '';
  if (high.length === 0) return { kind: 'ascii' };
  if (declaration.startsWith(escapeCharacter) && utf8Escapes.has(declaration.slice(1).trim()))
    return high.every(isUtf8) ? { kind: 'known', charset: 'utf-8' } : { kind: 'broken-utf8' };
  const declared = declaredLatin(declaration);
  if (declared !== undefined) return { kind: 'known', charset: declared };
  if (!meansNothing(declaration)) return { kind: 'unknown' };
  const charset = guess(high, xmpText);
  return charset === undefined ? { kind: 'unknown' } : { kind: 'known', charset };
}

/** `ESC - A` and `ESC . A` put Latin-1 into the upper half. Also with a designation of ASCII before it. */
function declaredLatin(declaration: string): Charset | undefined {
  const [designation = '', ...more] = declaration
    .split(escapeCharacter)
    .map((one) => one.trim())
    .filter((one) => one !== '' && one !== asciiDesignation);
  const [, final] = /^[-./]([A-Za-z])$/.exec(designation) ?? [];
  if (more.length > 0) return undefined;
  return final === undefined ? undefined : latinParts[final];
}

/** No declaration, ASCII alone (which the bytes belie), or only blanks and zeros. */
function meansNothing(declaration: string): boolean {
  const bare = declaration.replace(/[\0\s]/g, '');
  return bare === '' || bare === `${escapeCharacter}${asciiDesignation}`;
}

function guess(values: readonly Buffer[], xmpText: string): Charset | undefined {
  if (values.every(isUtf8)) return 'utf-8';
  const isSaid = (charset: Charset) =>
    values.some((value) => xmpText.includes(decode(value, charset)));
  const candidates: readonly Charset[] = ['windows-1252', 'macintosh'];
  const scores = candidates.map((charset) => {
    const texts = values.map((value) => decode(value, charset));
    const found = texts.filter((text) => xmpText.includes(text)).length;
    return { charset, score: found * 1000 + texts.reduce((sum, text) => sum + likeness(text), 0) };
  });
  const { charset } = scores.reduce((best, one) => (one.score > best.score ? one : best));
  if (isSaid(charset)) return charset;
  const other = xmpText === '' ? undefined : told.find(isSaid);
  return other ?? (isWestern(values.map((value) => decode(value, charset))) ? charset : undefined);
}

/** Quotes, dashes and the like, several of which may follow each other. */
const marks = /[\p{Pd}\p{Pi}\p{Pf}\p{Sc}‚„…·•°¡¿©®™]/gu;

/**
 * Whether texts can be of western Europe, whose words have some letters beyond ASCII among others. What is in Cyrillic,
 * Greek, Hebrew, Thai, Chinese or Japanese becomes whole words of such letters and symbols.
 */
function isWestern(texts: readonly string[]): boolean {
  const runs = texts.flatMap((text) => [...text.matchAll(/[A-Za-z]?([^\0-\u007F\s]+)[A-Za-z]?/g)]);
  const all = runs.map(([whole, run = '']) => {
    const letters = run.replace(marks, '');
    const isApart = whole === run;
    const isStrange = new Set(letters).size > 1 && letters.length >= (isApart ? 3 : 4);
    return { length: letters.length, isStrange };
  });
  const lengthOf = (some: typeof all) => some.reduce((sum, { length }) => sum + length, 0);
  return lengthOf(all.filter(({ isStrange }) => isStrange)) * 2 <= lengthOf(all);
}

/**
 * How much a text looks like one: letters beyond ASCII beside other letters, of the same case, speak for the
 * charset; control characters, and symbols inside words, against it.
 */
function likeness(text: string): number {
  let score = 0;
  for (const match of text.matchAll(/[^\0-\u007F]/gu)) {
    const before = text.charAt(match.index - 1);
    const after = text.charAt(match.index + 1);
    const [character] = match;
    const besideLetter = /\p{L}/u.test(before) || /\p{L}/u.test(after);
    if (/[\u0080-\u009F]/.test(character)) score -= 5;
    else if (/\p{Ll}/u.test(character)) score += besideLetter ? 2 : 0;
    else if (/\p{Lu}/u.test(character)) score += /\p{Ll}/u.test(before) ? -2 : 1;
    else if (/\p{P}/u.test(character)) score += 1;
    else score -= /\p{L}/u.test(before) && /\p{L}/u.test(after) ? 3 : 0;
  }
  return score;
}

/** A dataset with its text in UTF-8; as it is where its characters are not known. */
export function inUtf8(dataset: Dataset, charset: CharsetOf): Dataset {
  if (charset.kind !== 'known' || !isText(dataset)) return dataset;
  return { ...dataset, value: Buffer.from(decode(dataset.value, charset.charset), 'utf8') };
}

const decoders = new Map<Charset, InstanceType<typeof TextDecoder>>();
/** Bytes 0x80 to 0x9F of windows-1252; what is not assigned stays a control character, as browsers have it. */
const upperControls = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

const zerosAtEnd = /(?<!\0)\0+$/;

/** The text of a value, without the zero bytes that some programs end it with. */
export function decode(value: Buffer, charset: Charset): string {
  if (charset === 'windows-1252') return decodeWindows(value).replace(zerosAtEnd, '');
  const decoder = decoders.get(charset) ?? new TextDecoder(charset, { ignoreBOM: true });
  decoders.set(charset, decoder);
  return decoder.decode(value).replace(zerosAtEnd, '');
}

/** Node 22 and 23 decode windows-1252 as Latin-1 (nodejs/node#56542). */
function decodeWindows(value: Buffer): string {
  return value
    .toString('latin1')
    .replace(/[\u0080-\u009F]/g, (control) => upperControls.charAt(control.charCodeAt(0) - 0x80));
}
