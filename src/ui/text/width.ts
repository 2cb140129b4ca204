/** Text in terminal cells: how wide it is, cutting it to a width, filling it up. Works on what a reader sees as letters. */
import { createRequire } from 'node:module';
import { graphemes } from '../../rules/texts/graphemes.ts';
import { printable, withoutSteering } from '../../terminal-output.ts';
import { glyphs, inAscii } from '../glyphs.ts';

/**
 * Letters of one cell and one code unit that never join with their neighbours, nor turn the direction: most of what is
 * ever drawn.
 */
const simple =
  /^[ -~\u00A1-\u00AC\u00AF-\u024F\u2010-\u2027\u2032-\u203A\u2190-\u2193\u2500-\u259F\u25B8\u25C6\u270E\u2713\u2717]*$/;

/**
 * Letters that Unicode calls ambiguous (`é`, `я`, `…`) take two cells in terminals set up for Chinese, Japanese or Korean.
 * Known once the terminal has been asked; then our own signs are drawn in ASCII, which is never ambiguous.
 */
let areAmbiguousWide = false;

/** Counts ambiguous letters as two cells from here on, or as one. */
export function setAmbiguousWide(areWide: boolean): void {
  areAmbiguousWide = areWide;
}

let measure: typeof import('string-width').default | undefined;

/** Loaded for the first text that needs it: making its patterns ready takes longer than many a command takes in all. */
function stringWidth(text: string, options?: { readonly ambiguousIsNarrow: boolean }): number {
  const required: typeof import('string-width') = createRequire(import.meta.url)('string-width');
  measure ??= required.default;
  return measure(text, options);
}

const ascii = /^[ -~]*$/;
const asWide = { ambiguousIsNarrow: false } as const;

/**
 * Behind an ambiguous letter that takes two cells, for Ink, which counts one for it and one for this; taken out again by
 * `withoutFillers` before the terminal gets it. A code point that stands for no letter, and never will.
 */
const filler = '\uFDD0';

/** A text as it is handed to Ink, which then counts as many cells as the terminal has for it. */
export function asCounted(text: string): string {
  if (!areAmbiguousWide || ascii.test(text)) return text;
  const letters = [...graphemes(inAscii(text))];
  return letters
    .map((one) => one + filler.repeat(Math.max(0, stringWidth(one, asWide) - stringWidth(one))))
    .join('');
}

/** What Ink has made of such texts, as the terminal gets it. */
export function withoutFillers(text: string): string {
  return areAmbiguousWide ? text.replaceAll(filler, '') : text;
}

/** One cell of one code unit. */
function isSimple(text: string): boolean {
  return areAmbiguousWide ? ascii.test(text) : simple.test(text);
}

/** At the place of what was cut; one cell wide. */
const mark = glyphs.cut;

/** Cells that `text` takes; wide letters and emoji take two, combining marks none. */
export function widthOf(text: string): number {
  if (isSimple(text)) return text.length;
  const counted = countedAlike(text);
  return areAmbiguousWide ? stringWidth(inAscii(counted), asWide) : stringWidth(counted);
}

/** What a reader sees as letters, one by one. */
export function graphemesOf(text: string): string[] {
  if (simple.test(text)) return text.split('');
  return [...graphemes(text)];
}

/** Emoji that are joined to one, and their tones of skin, behind the first of them. */
const joinedEmoji =
  /(?<=\p{Extended_Pictographic}\uFE0F?)(?:\p{Emoji_Modifier}|\u200D\p{Extended_Pictographic}\uFE0F?)+/gu;
/** A sign of one cell that a mark makes an emoji of two, where a terminal knows that mark. */
const madeEmoji = /((?!\p{Emoji_Presentation})\p{Emoji})\uFE0F\u20E3?/gu;
/** The vowel AM of Thai and Lao: one cell that joins with the letter before, and by Unicode (NFKD) a mark and a letter. */
const vowelAm = /[\u0E33\u0EB3]/gu;

/**
 * A text as all terminals count it, whatever they know of emoji: joined ones are shown by their first, and what is one
 * cell wide to some and two to others by its older form.
 */
export function countedAlike(text: string): string {
  if (simple.test(text)) return text;
  return text
    .replace(joinedEmoji, '')
    .replace(madeEmoji, '$1 ')
    .replaceAll('\uFE0E', '')
    .replace(vowelAm, (vowel) => vowel.normalize('NFKD'));
}

const lineEnds = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/**
 * A text, no name, as it is drawn on one line: line ends and tabs become a space, what else steers or hides is made
 * visible. Names are drawn by `printable`, where a line end stays in sight.
 */
export function drawableLine(text: string): string {
  return printable(text.replace(lineEnds, ' '));
}

/** What is typed or pasted into a line: line ends and tabs become a space, what else steers is left out. */
export function typedLine(text: string): string {
  if (simple.test(text)) return text;
  return withoutSteering(text.replace(lineEnds, ' '));
}

/** The beginning of `text` that fits `width` cells; when something is cut, it ends with a mark. */
export function truncate(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (width <= 1) return width > 0 ? mark : '';
  return `${beginning(text, width - 1)}${mark}`;
}

/** The end of `text` that fits, with the mark in front: for paths, whose end tells most. */
export function truncateStart(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  if (width <= 1) return width > 0 ? mark : '';
  let kept = '';
  let used = 1;
  for (const letter of graphemesOf(text).reverse()) {
    used += widthOf(letter);
    if (used > width) break;
    kept = letter + kept;
  }
  return mark + kept;
}

/** Both ends of `text`, with the mark between them: for names behind the folders that tell them apart. */
function truncateMiddle(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const end = Math.ceil(width / 2);
  return beginning(text, width - end) + truncateStart(text, end);
}

/**
 * The name of a photo that fits: the end of a long one tells more than its beginning, which is often a date; of one with
 * folders, both ends tell.
 */
export function truncateName(name: string, width: number): string {
  return (name.includes('/') ? truncateMiddle : truncateStart)(name, width);
}

function beginning(text: string, width: number): string {
  if (isSimple(text)) return text.slice(0, width);
  let used = 0;
  let end = 0;
  for (const letter of graphemesOf(text)) {
    used += widthOf(letter);
    if (used > width) break;
    end += letter.length;
  }
  return text.slice(0, end);
}

/** Exactly `width` cells: cut or filled with spaces. */
export function fitWidth(text: string, width: number, side: 'left' | 'right' = 'left'): string {
  const cut = truncate(text, width);
  const room = ' '.repeat(Math.max(0, width - widthOf(cut)));
  return side === 'left' ? cut + room : room + cut;
}
