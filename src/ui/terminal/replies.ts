/**
 * What a terminal answers to questions comes in between the keys. Ink knows keys only: it would hand the words of an
 * answer on as if they had been typed, and here a letter is a command. So answers are taken out of the input first.
 */

export type TerminalReply =
  | { readonly kind: 'background'; readonly colour: string }
  /** Pixels of a cell, or of all cells together. */
  | { readonly kind: 'cell' | 'window'; readonly width: number; readonly height: number }
  /** What it calls itself: `kitty(0.26.5)`, `Konsole 22.12.3`. */
  | { readonly kind: 'name'; readonly name: string }
  /** Of the terminal outside tmux, which has passed a question for kitty's pictures on to it. */
  | { readonly kind: 'outside'; readonly name: string }
  /** It knows kitty's protocol for pictures. */
  | { readonly kind: 'kitty' }
  /** Cells that an ambiguous letter has taken. */
  | { readonly kind: 'letter'; readonly cells: number }
  /** Whether it draws Sixel, which is attribute 4. The last of its answers. */
  | { readonly kind: 'attributes'; readonly sixel: boolean }
  /** No answer, but a key that Ink does not know. */
  | { readonly kind: 'help' };

const introducer = '\u001B';
/** OSC, DCS, APC, PM and SOS strings; each runs to ST or BEL. */
const stringIntroducers = new Set([']', 'P', '_', '^', 'X']);
/** Longer than any answer; what is longer was never one. */
const longestReply = 4096;
/** F1, as terminals send it. */
const helpKeys = ['OP', '[11~', '[[A', '[P'];

/** Splits input into what was typed and what the terminal answered; a reply cut by a read is kept for the next one. */
export class ReplyFilter {
  #pending = '';

  /** Whether the last read ended in what may be a key of its own, or the beginning of another: Esc, Alt with a letter. */
  get isInDoubt(): boolean {
    return ['', '[', 'O'].some((letter) => this.#pending === introducer + letter);
  }

  /** Nothing came after what was in doubt, so it was typed. */
  release(): string {
    const typed = this.isInDoubt ? this.#pending : '';
    if (typed !== '') this.#pending = '';
    return typed;
  }

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
      const reply = replyOf(input.slice(at + 1, end));
      if (reply !== undefined) onReply(reply);
      from = end;
    }
    return typed + input.slice(from);
  }
}

/** Where the reply that starts at `at` ends; `open` when it is not complete; undefined when it is a key. */
function replyEnd(input: string, at: number): number | 'open' | undefined {
  const next = input[at + 1];
  const rest = input.slice(at + 1, at + longestReply);
  if (next === undefined || rest === '[' || rest === 'O') return 'open';
  const help = helpKeys.find((key) => rest.startsWith(key));
  if (help !== undefined) return at + 1 + help.length;
  // Bracketed paste may hold anything and is passed on as it is.
  if (rest.startsWith('[200~')) return undefined;
  if (next === '[') {
    const answer = /^\[(?:[\d;]*t|\?[\d;]*[cS]|1;[23]R)/.exec(rest);
    if (answer !== null) return at + 1 + answer[0].length;
    // What a terminal sends in one piece may come in two.
    return /^\[[?>]?[\d;]*$/.test(rest) && rest.length < longestReply - 1 ? 'open' : undefined;
  }
  if (!stringIntroducers.has(next)) return undefined;
  // It may be Alt with one of these letters, which then waits for the next key; an answer let through would be typed.
  if (rest.length === 1) return 'open';
  const text = rest.slice(1);
  const ends = terminators.map((mark) => ({ mark, index: text.indexOf(mark) }));
  const end = ends.filter(({ index }) => index !== -1).sort((a, b) => a.index - b.index)[0];
  if (end !== undefined) return at + 2 + end.index + end.mark.length;
  return /^[\dG>!|+$]/.test(text) && rest.length < longestReply - 1 ? 'open' : undefined;
}

/** BEL, as xterm allows, and ST. */
const terminators = ['\u0007', '\u001B\\'];

/** What each answer looks like, without its introducer. */
const answers: readonly (readonly [RegExp, (...parts: string[]) => TerminalReply | undefined])[] = [
  [/^\]11;(.*)$/s, (colour = '') => ({ kind: 'background', colour })],
  [/^P>\|(\P{Cc}{1,100})/u, (name = '') => ({ kind: 'name', name })],
  [/^_G[^;]*;OK/, () => ({ kind: 'kitty' })],
  // CPR, where the cursor stands behind it; Shift and Alt with F3 look the same and mean nothing here.
  [/^\[1;([23])R$/, (column = '') => ({ kind: 'letter', cells: Number(column) - 1 })],
  [/^\[6;(\d+);(\d+)t$/, (height, width) => sized('cell', width, height)],
  [/^\[4;(\d+);(\d+)t$/, (height, width) => sized('window', width, height)],
  // XTSMGRAPHICS: the room for Sixel, which is the window as long as that is smaller than the most xterm allows.
  [/^\[\?2;0;(\d{1,3});(\d{1,3})S$/, (width, height) => sized('window', width, height)],
  [
    /^\[\?([\d;]*)c$/,
    (list = '') => ({ kind: 'attributes', sixel: list.split(';').includes('4') }),
  ],
];

function sized(kind: 'cell' | 'window', width = '', height = ''): TerminalReply | undefined {
  const size = { width: Number(width), height: Number(height) };
  return size.width > 0 && size.height > 0 ? { kind, ...size } : undefined;
}

function replyOf(words: string): TerminalReply | undefined {
  if (helpKeys.includes(words)) return { kind: 'help' };
  for (const [form, read] of answers) {
    const found = form.exec(words);
    if (found !== null) return read(...found.slice(1));
  }
  return undefined;
}
