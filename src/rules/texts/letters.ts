/**
 * Letters that only look like letters: styled ones (`𝓕𝓮𝓻𝓻𝔂`), Cyrillic ones among Latin ones, and what is left of
 * letters that were read in the wrong encoding. Where there is one right reading it is written; `lettersWithoutReading`
 * finds the rest.
 */
import lookalikes from '../data/lookalikes.json' with { type: 'json' };

const plain = { ...lookalikes.cyrillic, ...lookalikes.greek, ...lookalikes.armenian };
const latinFor: Readonly<Record<string, string>> = plain;
const smallCapitals: Readonly<Record<string, string>> = lookalikes.smallCapitals;

const rules: readonly ((text: string) => string)[] = [
  withoutEscapes,
  withoutMojibake,
  withPlainSigns,
  withoutSpaces,
  withoutStyle,
  withoutOverlays,
  withoutLookalikes,
];

/** Everything that has one right reading written as it; twice is as once. ASCII without escapes is returned as it is. */
export function plainLetters(text: string): string {
  if (/^[^\u0080-\u{10ffff}\\%`]*$/u.test(text)) return withoutSpaces(text);
  return rules.reduce((written, rule) => rule(written), text);
}

/** Characters as programs write them into addresses and source: `Caf%C3%A9`, `a\nb`, `\"`. */
function withoutEscapes(text: string): string {
  return text
    .replace(/(?:%[\da-f]{2})+/giu, (signs) =>
      /%(?:20|c[2-9a-f]|d[\da-f]|e[\da-f]|f[0-4])/iu.test(signs) ? decodedSigns(signs) : signs,
    )
    .replace(/\\(?:[nr]|t(?!ext))/gu, ' ')
    .replace(/\\(?=[^\p{L}\p{N}\s])/gu, '');
}

/** A text without the percent signs of addresses; as it is where they stand for no letters. */
export function decodedSigns(signs: string): string {
  try {
    return decodeURIComponent(signs);
  } catch {
    return signs;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The bytes 128 to 159 as Windows shows them, which are what bytes of UTF-8 become where they are read as its letters. */
const windowsBytes = new Map(
  Array.from({ length: 32 }, (_, index) => 0x80 + index).map((byte) => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(byte)),
    byte,
  ]),
);
const continuation = `\\u0080-\\u00bf${[...windowsBytes.keys()].join('')}`;
/** Behind a capital with an accent these may be what they are: `“CAFÉ”`. */
const quotes = '‘’“”‚„‹›…–—';
const misread = new RegExp(
  `[ÂÃÄÅ][${continuation}]|[ÆÇÈÉÊÌÎÏÐÑØÙ](?![${quotes}])[${continuation}]|[àáâãäåæçèéêëìíîï][${continuation}]{2}|ð[${continuation}]{3}`,
  'gu',
);

/** UTF-8 that was read as Windows-1252: `CafÃ©`, `â€™`; also where that happened twice. */
function withoutMojibake(text: string): string {
  let read = text;
  for (let round = 0; round < 3; round += 1) {
    const next = read.replace(misread, fromBytes);
    if (next === read) break;
    read = next;
  }
  return read;
}

/** What the bytes mean, if they are UTF-8 and mean a letter or a sign that people write. */
function fromBytes(signs: string): string {
  const bytes = Uint8Array.from(signs, (sign) => windowsBytes.get(sign) ?? sign.charCodeAt(0));
  try {
    const read = utf8.decode(bytes);
    return /^[\p{Lu}\p{Ll}\p{Lo}\p{P}\p{S}\p{Zs}]$/u.test(read) ? read : signs;
  } catch {
    return signs;
  }
}

const styled =
  /[\u2102\u210a-\u2113\u2115\u2119-\u211d\u2124\u2128\u212c-\u2134\u2139\u2145-\u2149\u2103\u2109\u2160-\u217f\u2460-\u2473\u3371-\u33df\u24b6-\u24e9\ufb00-\ufb06\uff01-\uff5e\uffe0-\uffe6\u{1d400}-\u{1d7ff}\u{1f130}-\u{1f149}]/gu;
const bracketed = /[\u249c-\u24b5\u{1f110}-\u{1f129}]/gu;
/** White letters on black discs and squares; a single one may be the emoji of a blood group. */
const inverted = /[\u{1f150}-\u{1f169}]|[\u{1f170}-\u{1f189}]{2,}/gu;
/** Raised and lowered letters; two may be an ordinal, `1ᵉʳ`. */
const raised =
  /[\u02b0-\u02b8\u02e1-\u02e3\u1d2c-\u1d6a\u1d78\u1d9b-\u1dbf\u2071\u207f\u2090-\u209c]{3,}/gu;
const smallCapital = new RegExp(`[${Object.keys(smallCapitals).join('')}]`, 'gu');

/**
 * Mathematical, circled, full-width, small capital and raised letters as plain ones (NFKC). Signs that only look alike
 * there stay: `m²`, `½`, `№`, `™`, `°`. A number in a circle in front of a text is that of a list.
 */
function withoutStyle(text: string): string {
  return text
    .replace(/^\s*[\u2460-\u249b\u2776-\u2793]\s*(?=\p{L}|$)/u, '')
    .replace(styled, (sign) => sign.normalize('NFKC'))
    .replace(bracketed, (sign) => sign.normalize('NFKC').slice(1, -1))
    .replace(inverted, (signs) => Array.from(signs, invertedLetter).join(''))
    .replace(raised, (signs) => signs.normalize('NFKC'))
    .replace(smallCapital, (sign) => smallCapitals[sign] ?? sign);
}

function invertedLetter(sign: string): string {
  const point = sign.codePointAt(0) ?? 0;
  return String.fromCharCode(65 + ((point - 0x1f150) % 32));
}

const overlay =
  /\u0305|[\u0332-\u0338]|\u033f|[\u035c-\u0362]|[\u0488\u0489]|\u1abe|[\u20d0-\u20e2\u20e4-\u20f0]|(?<=\p{L})\u20e3/gu;

/** So many on one letter are a heap of marks, in which an accent may be one of them. */
const heap = 3;

/** Lines through and under letters, circles around them: decoration in every language. */
function withoutOverlays(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{L}\p{M}+/gu, (letter) =>
      (letter.match(overlay)?.length ?? 0) < heap ? letter.replace(overlay, '') : letter,
    )
    .replace(
      /(\p{L}\p{M}*)|\p{M}+/gu,
      (marks, lettered?: string) => lettered ?? marks.replace(overlay, ''),
    )
    .normalize('NFC');
}

const word = /[\p{L}\p{M}]+/gu;
const isOther = /[\p{L}--[\p{Script=Latin}\p{Script=Common}]]/v;
const isLatin = /\p{Script=Latin}/u;
/** Signs of physics and units that are written with Greek letters. */
const unit = /^(?:μ\p{L}{1,2}|[kMG]?Ω|Δ\p{L})$/u;

/** Cyrillic, Greek and Armenian letters in a word of Latin letters, if all of them look like one of these. */
function withoutLookalikes(text: string): string {
  if (!isOther.test(text)) return text;
  const others = text.match(word)?.filter((one) => isOther.test(one) && one.length > 1) ?? [];
  const isAlone = others.every((one) => isLatin.test(one)) && isLatin.test(text);
  return text
    .replace(word, (letters) =>
      isLatin.test(letters) && isOther.test(letters) && !unit.test(letters)
        ? (inLatin(letters) ?? letters)
        : letters,
    )
    .replace(/(?<![\p{L}\p{M}\p{N}-])[аАІΑΙ](?![\p{L}\p{M}\p{N}-])/gu, (letter) =>
      isAlone ? (latinFor[letter] ?? letter) : letter,
    );
}

function inLatin(letters: string): string | undefined {
  const written = Array.from(letters, (letter) =>
    isOther.test(letter) ? latinFor[letter] : letter,
  );
  return written.some((letter) => letter === undefined) ? undefined : written.join('');
}

/** A word in single letters, `f e r r i e s`: four small ones at least, so that `a b c` and `A I R` stay. */
function withoutSpaces(text: string): string {
  return text.replace(
    /(?<![\p{L}\p{M}\p{N}'’.-])\p{L}(?: \p{Ll}){3,40}(?![\p{L}\p{M}\p{N}'’.-])/gu,
    (letters) => letters.replaceAll(' ', ''),
  );
}

/** Hyphens and apostrophes that stand for the plain ones: `gull‑winged`, `fisherman´s`. */
function withPlainSigns(text: string): string {
  return text
    .replace(/[\u2010\u2011\ufe63]/gu, '-')
    .replace(
      /(?<=\p{Script=Latin}\p{M}{0,2}|\p{Nd}|[)\]"'”’])[\u3001\u3002\ufe50-\ufe52\ufe54-\ufe57\uff0c\uff0e\uff1b\uff1a\uff01\uff1f\uff61\uff64]\s*/gu,
      inWestern,
    )
    .replace(/(?<=\p{L})[´`′＇](?=\p{L})/gu, "'");
}

/** Signs of Chinese and Japanese between words of Latin letters, which have no space behind them: `dusk，with gulls。` */
function inWestern(sign: string, at: number, text: string): string {
  const plain = sign.trim().normalize('NFKC').replace('、', ',').replace('。', '.');
  const rest = text.slice(at + sign.length);
  return rest === '' || /^\p{Nd}/u.test(rest) ? plain : `${plain} `;
}

/** Letters that no language of Latin letters has: those of phonetics and turned ones. */
const strange =
  /[[\u0250-\u02af\u1d00-\u1d2b\u1d6b-\u1d77\u1d79-\u1d9a\u2c60-\u2c7f\ua720-\ua7ff]--[ɓɖəɗɔɛɣɩɨɲʉʋʒʔʕꞌ]]/v;

/** Marks that only phonetics or decoration put on letters. */
const oddMark =
  /\p{Script=Latin}\p{M}*[\u0310\u0312-\u031a\u031c-\u0322\u032a-\u032c\u032f\u0339-\u0341\u0346-\u034e\u0350-\u0357\u0359-\u035b\u0363-\u036f]/u;
/** A Greek letter that looks like a Latin one and stands alone, as `a` does; `α-helix` and `α7` do not. */
const aloneGreek = /(?<=^|\s)[αιο](?=\s)/u;

/** Why letters of a text cannot be read with certainty. */
export type UnreadableLetters = 'lost' | 'mixed' | 'marks';

/**
 * What is wrong with letters that have no right reading. `lost`: unassigned or private characters, U+FFFD, or a question
 * mark in a word. `mixed`: a word of two scripts, or of letters that nobody writes. `marks`: more marks on letters than
 * any language has.
 */
export function unreadableLetters(text: string): UnreadableLetters | undefined {
  if (/^[ -~]*$/.test(text)) return /\p{L}\?\p{Ll}/u.test(text) ? 'lost' : undefined;
  if (/[\p{Cn}\p{Co}\p{Cs}\ufffd]|\p{L}\?\p{Ll}/u.test(text)) return 'lost';
  const composed = text.normalize('NFC');
  if (
    oddMark.test(composed) ||
    /\p{Script=Latin}\p{M}{2}|\p{M}{5}|(?:^|[\p{Z}\p{Nd}])\p{Mn}/u.test(composed) ||
    (composed.match(/\p{Script=Latin}\p{M}/gu)?.length ?? 0) > 2
  )
    return 'marks';
  const isMixed = (letters: string) =>
    isLatin.test(letters) && isOther.test(letters) && !unit.test(letters);
  return strange.test(composed) ||
    aloneGreek.test(composed) ||
    composed.match(word)?.some(isMixed) === true
    ? 'mixed'
    : undefined;
}
