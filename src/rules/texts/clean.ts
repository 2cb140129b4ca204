/**
 * Making text safe and plain. `oneLine` does only what is right for any text, typed by a person or not; the steps in
 * `answerSteps` undo what models do to sentences, and are recorded.
 */
import { ALL_ENTITIES } from '@nodable/entities';
import { withoutTalk } from '../answers/talk.ts';
import { withoutFileNames } from './file-names.ts';
import { plainLetters } from './letters.ts';
import { textsInJson, withoutAndSoOn, withoutMarks, withoutWrapping } from './markup.ts';

/**
 * What nobody sees: controls of direction, fillers, tags, variation selectors, annotations, an empty pattern of Braille.
 * Joiners stay where scripts need them, and in emoji.
 */
const invisible =
  /[[\p{Default_Ignorable_Code_Point}\ufff9-\ufffc\u2800]--[\u200c\u200d]]|(?<![\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Mongolian}])\u200c|(?<![\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Mongolian}\p{Extended_Pictographic}\ufe0f\u{1f3fb}-\u{1f3ff}])\u200d/gv;

/**
 * One line of well-formed Unicode (NFC): control characters and line breaks become spaces, runs of them one. U+FFFD stays,
 * because a letter was lost there.
 */
export function oneLine(text: string): string {
  if (/^[!-~]+(?: [!-~]+)*$/.test(text)) return text;
  return text
    .replace(/[\p{Cs}\ufffe\uffff]/gu, '')
    .replace(invisible, '')
    .replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .normalize('NFC');
}

/** Whether a text holds characters that XMP cannot carry or that nobody can see (XML 1.0, section 2.2). */
export function hasForbiddenCharacters(text: string): boolean {
  return (
    !text.isWellFormed() || /[\p{Cc}\ufffe\uffff]/u.test(text) || text.search(invisible) !== -1
  );
}

/**
 * The text with the letters that a model meant: structured output is known to write `é` as NUL and its two hexadecimal
 * digits, `Caf\u0000e9`, seldom as all four. Line breaks and tabs stay. Undefined where any other control character is
 * left, because what was meant there cannot be known.
 */
export function repairControls(text: string): string | undefined {
  if (!/\p{Cc}/u.test(text)) return text;
  const repaired = text.replace(letterAfterNull, (_, ...digits: string[]) => codePoint(digits));
  return /[\p{Cc}--[\t\n\r]]/v.test(repaired) ? undefined : repaired;
}

/** NUL and the digits of a Latin letter: two of them, or four. */
const letterAfterNull = /\0(?:(?:00)?([a-f][\da-f])|(0[12][\da-f]{2}))/giu;

function codePoint(digits: readonly (string | undefined)[]): string {
  const written = digits.find((digit) => digit !== undefined) ?? '';
  return String.fromCodePoint(Number.parseInt(written, 16));
}

/** Entities that the package does not know. */
const moreEntities: Readonly<Record<string, string>> = {
  comma: ',',
  nbsp: ' ',
  NewLine: '\n',
  Tab: '\t',
};

/**
 * Escapes of JSON that were escaped once more, or lost their backslash: `Caf\\u00e9`, `Caf\\xe9`, `Cafu00e9`. Those of
 * control characters stay as they are.
 */
const escapes =
  /\\u0000([a-f][\da-f])|\\u(?!00(?:[01][\da-f]|7f|[89][\da-f]))([\da-f]{4})|\\x([a-f][\da-f])|(?<=\p{L})\s?u00([c-f][\da-f])/giu;

/**
 * `&amp;`, `&eacute;`, `&#39;` and the like as the characters they stand for, also where they were escaped twice; and
 * `\u00e9`.
 */
export function decodeEntities(text: string): string {
  let decoded = text
    .replace(escapes, (_, ...digits: string[]) => codePoint(digits))
    // Names that lost a sign on the way: `&amp white`, `& amp;`, `man#39;s`.
    .replace(
      /&\s?(amp|quot|lt|gt|nbsp|#0?39)(?![\p{L}\p{N};])|&\s(amp|quot|lt|gt|nbsp|#0?39);|(?<=\p{L})#0?39;/giu,
      (_, cut?: string, apart?: string) => `&${cut ?? apart ?? '#39'};`,
    );
  for (let round = 0; round < 3; round += 1) {
    const next = decoded.replace(
      /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z][a-zA-Z\d]{1,31}));/g,
      entity,
    );
    if (next === decoded) break;
    decoded = next;
  }
  return decoded;
}

/** What browsers make of the numbers 128 to 159 (HTML standard, numeric character references): `&#146;` is `’`. */
const windows1252 = new TextDecoder('windows-1252');

function entity(whole: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name !== undefined) {
    const known = Object.hasOwn(moreEntities, name) ? moreEntities : ALL_ENTITIES;
    return Object.hasOwn(known, name) ? (known[name] ?? whole) : whole;
  }
  const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  if (point >= 0x80 && point < 0xa0) return windows1252.decode(Uint8Array.of(point));
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point).toWellFormed() : whole;
}

/**
 * Keycaps, flags, pictographs with all that is joined to them, other decoration (`★`, `→`, `■`), and faces made of
 * punctuation. The property RGI_Emoji would be shorter, but reading a file with it costs 15 ms at every start.
 */
const pictograph =
  /[#*0-9]\ufe0f?\u20e3|\p{Regional_Indicator}|[\p{Extended_Pictographic}--[©®™]](?:[\ufe0f\u{1f3fb}-\u{1f3ff}\u{e0020}-\u{e007f}]|\u200d\p{Extended_Pictographic})*|[\p{So}--[\ufffd©®™°℠℗№℃℉℅℮♭♮]]|[\u2190-\u21ff\u27f0-\u27ff\u2900-\u297f]|(?<=^|\s)[:;]-?[\)\(DP](?=\s|$)/gv;

/** Whether a text holds an emoji or another pictograph; agencies refuse them. */
export function hasEmoji(text: string): boolean {
  return text.search(pictograph) !== -1;
}

export function withoutEmoji(text: string): string {
  return text.replace(pictograph, ' ').replace(/[\ufe0f\u{1f3fb}-\u{1f3ff}]/gu, '');
}

/** Marks of web pages and Markdown, JSON around the text, and a label such as `Title:`. */
export function withoutMarkup(text: string): string {
  const [only, ...more] = textsInJson(text);
  const plain = only === undefined || more.length > 0 ? text : only;
  return withoutWrapping(
    withoutMarks(plain).replace(
      /^\s*(?:title|headline|description|caption|photo|image|picture)\s*:\s*/i,
      '',
    ),
  );
}

/** `#istanbul` is a word with a mark of social media; `#5` is a number. */
function withoutHashes(text: string): string {
  // Several behind a sentence are keywords, and nothing but such words is a list.
  const sentence = text.replace(/(?<!\s)(?:\s+#\p{L}[\p{L}\p{M}\p{N}_]*){2,99}\s*$/u, '');
  const isList = /^\s*(?:#[\p{L}\p{M}\p{N}_]+\s*)+$/u.test(text);
  const plain = isList ? text.trim().replace(/(?<!\s)\s+(?=#)/gu, ', ') : sentence;
  return plain.replace(/#(?=[\p{L}\p{M}])/gu, '');
}

/** Typographic quotation marks as plain ones; a pair around the whole text goes. */
function plainQuotes(text: string): string {
  const plain = text.replace(/[“”„‟«»]/gu, '"').replace(/[‘’‚‛]/gu, "'");
  const whole = plain.replace(/^\s*(["'])(.*)\1\s*$/su, (all, mark: string, inner: string) =>
    inner.includes(mark) ? all : inner,
  );
  // One alone at an end has lost the other; `5"` is a length.
  return whole.split('"').length === 2 ? whole.replace(/^\s*"|(?<!\d)"\s*$/u, '') : whole;
}

/** `at dusk ,with gulls!!!` as `at dusk, with gulls`. */
function plainSigns(text: string): string {
  return text
    .replace(/(?<=[\p{L}\p{N})])\s+([,;])\s*(?=\p{L})|(?<=\p{Ll})([,;])(?=\p{L})/gu, '$1$2 ')
    .replace(/(?<![!?])[!?]{2,}\s*$/u, '');
}

/** The first letter as a capital, unless the word has one of its own (`iPhone`). */
export function capitalised(text: string): string {
  return text.replace(/^\p{Ll}[\p{Ll}\p{M}']*(?![\p{L}\d])/u, (word) => {
    const [first = '', ...rest] = word;
    return first.toUpperCase() + rest.join('');
  });
}

/** What models do to a sentence, and the rule that undoes it. In this order. */
export const answerSteps: readonly {
  readonly rule: string;
  readonly apply: (text: string) => string;
}[] = [
  { rule: 'entities', apply: decodeEntities },
  { rule: 'letters', apply: plainLetters },
  { rule: 'emoji', apply: (text) => (hasEmoji(text) ? oneLine(withoutEmoji(text)) : text) },
  { rule: 'control-characters', apply: oneLine },
  { rule: 'file-name', apply: withoutFileNames },
  { rule: 'markup', apply: withoutMarkup },
  { rule: 'and-so-on', apply: withoutAndSoOn },
  { rule: 'talk', apply: withoutTalk },
  { rule: 'hashtags', apply: withoutHashes },
  { rule: 'quotes', apply: (text) => oneLine(plainSigns(plainQuotes(text))) },
  { rule: 'capital', apply: capitalised },
];
