/**
 * Pictures in the terminal that tmux runs in. It passes sequences on to that terminal where its option `allow-passthrough` is on,
 * and there they would be drawn at any place: tmux alone knows where our pane lies. So the picture is uploaded, and shown
 * where its placeholders are: letters of a private code point, which tmux moves about like any others.
 * https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders
 */
import { startProgram } from '../../files/child.ts';
import {
  type Harmless,
  joined,
  printable,
  sequence,
  withDoubledEscapes,
} from '../../terminal-output.ts';
import type { CellRect, Painting } from './picture-layer.ts';

/** Something for the terminal outside. tmux takes two ESC for one that does not end the sequence. */
export function throughTmux(passed: Harmless): Harmless {
  return sequence`\u001BPtmux;${withDoubledEscapes(passed)}\u001B\\`;
}

/** Milliseconds. */
const patience = 2000;

/** What the terminal outside calls itself, as tmux was told by it: `kitty(0.41.1)`; empty if it is not known. */
export function nameOutsideTmux(): Promise<string> {
  return new Promise((resolve) => {
    const words = ['display-message', '-p', '#{client_termtype}'];
    const signal = AbortSignal.timeout(patience);
    const child = startProgram('tmux', words, { stdio: ['ignore', 'pipe', 'ignore'], signal });
    let name = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      name = (name + text).slice(0, 200);
    });
    const end = () => resolve(name.trim());
    child.on('error', end);
    child.once('close', end);
  });
}

/** Whether a terminal of this name knows placeholders: kitty since 0.28, and Ghostty. Others draw kitty's pictures only elsewhere. */
export function knowsPlaceholders(name: string): boolean {
  if (/^ghostty\b/i.test(name)) return true;
  const [, major, minor] = /^kitty\((\d{1,4})\.(\d{1,4})\b/.exec(name) ?? [];
  return Number(major) > 0 || Number(minor) >= 28;
}

/** So many pictures have a number each, of colours 16 to 255 and these highest bytes; no more are ever kept. */
const colours = { first: 16, count: 240 };
const bytes = { first: 5, count: 8 };

/**
 * A picture that is uploaded by `upload` and shown in `rect`. The colour of a placeholder is the lowest byte of the
 * picture's number, which all colour depths can tell; its marks are row, column and the highest byte.
 * @param number of the picture, from 0
 * @param upload the sequences that upload it with these keys
 */
export function placeholderPicture(
  number: number,
  rect: CellRect,
  upload: (keys: Harmless) => readonly Harmless[],
): Painting {
  const colour = colours.first + (number % colours.count);
  const byte = bytes.first + (Math.floor(number / colours.count) % bytes.count);
  const image = byte * 2 ** 24 + colour;
  const { width, height } = rect;
  const keys = sequence`a=T,U=1,q=2,i=${image},c=${width},r=${height}`;
  const free = throughTmux(sequence`\u001B_Ga=d,d=I,q=2,i=${image}\u001B\\`);
  const row = (y: number) => {
    const cells = Array.from({ length: width }, (_, x) => placeholder(y, x, byte));
    return sequence`\u001B[38;5;${colour}m${printable(cells.join(''))}\u001B[0m`;
  };
  return {
    rect,
    rows: Array.from({ length: height }, (_, y) => row(y)),
    upload: { picture: joined(upload(keys).map(throughTmux)), free, isPassedOn: true },
  };
}

/** What has no mark is the next one of its row. */
function placeholder(row: number, column: number, byte: number): string {
  const isMarked = row < marks.length && column < marks.length;
  return `\u{10EEEE}${isMarked ? `${marks[row]}${marks[column]}${marks[byte]}` : ''}`;
}

/**
 * The marks above a letter that stand for the numbers from 0 on: in order, those of combining class 230 without a decomposition
 * that the protocol chose, as first and last code points.
 */
const marks = (
  '305 30D 30E 310 312 33D-33F 346 34A-34C 350-352 357 35B 363-36F 483-487 592-595 597-599 59C-5A1 5A8 5A9 5AB 5AC 5AF 5C4 ' +
  '610-617 657-65B 65D 65E 6D6-6DC 6DF-6E2 6E4 6E7 6E8 6EB 6EC 730 732 733 735 736 73A 73D 73F-741 743 745 747 749 74A ' +
  '7EB-7F1 7F3 816-819 81B-823 825-827 829-82D 951 953 954 F82 F83 F86 F87 135D-135F 17DD 193A 1A17 1A75-1A7C 1B6B 1B6D-1B73 ' +
  '1CD0-1CD2 1CDA 1CDB 1CE0 1DC0 1DC1 1DC3-1DC9 1DCB 1DCC 1DD1-1DE6 1DFE 20D0 20D1 20D4-20D7 20DB 20DC 20E1 20E7 20E9 20F0 ' +
  '2CEF-2CF1 2DE0-2DFF A66F A67C A67D A6F0 A6F1 A8E0-A8F1 AAB0 AAB2 AAB3 AAB7 AAB8 AABE AABF AAC1 FE20-FE26 10A0F 10A38 ' +
  '1D185-1D189 1D1AA-1D1AD 1D242-1D244'
)
  .split(' ')
  .flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map((code) => Number.parseInt(code, 16));
    return Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at));
  });
