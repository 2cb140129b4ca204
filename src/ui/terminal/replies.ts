/**
 * What a terminal answers to questions comes in between the keys. Ink knows keys only: it would hand the words of an
 * answer on as if they had been typed, and here a letter is a command. So answers are taken out of the input first.
 */

import { sequence } from '../../terminal-output.ts';

/** Asks for the background colour (OSC 11), the size of a cell in pixels (CSI 16 t), and the attributes (CSI c). */
export const questions = sequence`\u001B]11;?\u001B\\\u001B[16t\u001B[c`;

export type TerminalReply =
  | { readonly kind: 'background'; readonly colour: string }
  | { readonly kind: 'cell'; readonly width: number; readonly height: number }
  /** Whether it draws Sixel, which is attribute 4. */
  | { readonly kind: 'attributes'; readonly sixel: boolean };

const introducer = '\u001B';
/** OSC, DCS, APC, PM and SOS strings; each runs to ST or BEL. */
const stringIntroducers = new Set([']', 'P', '_', '^', 'X']);
/** Longer than any answer; what is longer was never one. */
const longestReply = 4096;

/** Splits input into what was typed and what the terminal answered; a reply cut by a read is kept for the next one. */
export class ReplyFilter {
  #pending = '';

  /** The typed part of `chunk`; each answer goes to `onReply`. */
  push(chunk: string, onReply: (reply: TerminalReply) => void): string {
    const input = this.#pending + chunk;
    this.#pending = '';
    let typed = '';
    let from = 0;
    for (let at = input.indexOf(introducer); at !== -1; at = input.indexOf(introducer, from)) {
      const end = replyEnd(input, at);
      if (end === 'open') {
        this.#pending = input.slice(at);
        return typed + input.slice(from, at);
      }
      if (end === undefined) {
        typed += input.slice(from, at + 1);
        from = at + 1;
        continue;
      }
      typed += input.slice(from, at);
      const reply = replyOf(input.slice(at, end));
      if (reply !== undefined) onReply(reply);
      from = end;
    }
    return typed + input.slice(from);
  }
}

/** Where the reply that starts at `at` ends; `open` when it is not complete; undefined when it is a key. */
function replyEnd(input: string, at: number): number | 'open' | undefined {
  const next = input[at + 1];
  // Bracketed paste may hold anything and is passed on as it is.
  if (next === undefined || input.startsWith('\u001B[200~', at)) return undefined;
  if (next === '[') {
    const answer = /^\[(?:[\d;]*t|\?[\d;]*c)/.exec(input.slice(at + 1, at + 64));
    return answer === null ? undefined : at + 1 + answer[0].length;
  }
  if (!stringIntroducers.has(next)) return undefined;
  // It may be Alt with one of these letters, which then waits for the next key; an answer let through would be typed.
  if (at + 2 === input.length) return 'open';
  const rest = input.slice(at + 2, at + longestReply);
  const ends = terminators.map((mark) => ({ mark, index: rest.indexOf(mark) }));
  const end = ends.filter(({ index }) => index !== -1).sort((a, b) => a.index - b.index)[0];
  if (end !== undefined) return at + 2 + end.index + end.mark.length;
  return /^[\d>!|+$]/.test(rest) && rest.length < longestReply - 2 ? 'open' : undefined;
}

/** BEL, as xterm allows, and ST. */
const terminators = ['\u0007', '\u001B\\'];

function replyOf(sequence: string): TerminalReply | undefined {
  const words = sequence.slice(1);
  if (words.startsWith(']11;')) return { kind: 'background', colour: words.slice(4) };
  const attributes = /^\[\?([\d;]*)c$/.exec(words);
  if (attributes !== null)
    return { kind: 'attributes', sixel: (attributes[1] ?? '').split(';').includes('4') };
  const cell = /^\[6;(\d+);(\d+)t$/.exec(words);
  if (cell === null) return undefined;
  return { kind: 'cell', height: Number(cell[1]), width: Number(cell[2]) };
}
