/**
 * A person at a terminal: runs a program in a real pseudo-terminal, reads its screen through a terminal emulator, presses
 * keys. Waits for what is to be seen, never for time to pass.
 */
import xterm from '@xterm/headless';
import stringWidth from 'string-width';
import { type Command, type Line, startInPty } from './line.ts';

export type TerminalOptions = {
  readonly command: string;
  readonly words: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What the terminal answers when asked for its background; nothing, if absent. */
  readonly background?: 'dark' | 'light';
  /** It says that it draws Sixel, in cells of this many pixels. */
  readonly sixel?: { readonly width: number; readonly height: number };
  /** What it says that it is called; as `kitty` it knows kitty's pictures. */
  readonly answersAs?: string;
  /** Letters of ambiguous width take two cells, as in terminals set up for Chinese, Japanese or Korean. */
  readonly hasWideLetters?: boolean;
  /** It is far away: what it is asked is answered only at `answer()`. */
  readonly answersLate?: boolean;
};

/** Milliseconds after which something is not coming any more: much more than it takes, also on a busy machine. */
const patience = 60_000;

/** How xterm.js asks for widths; the properties of a letter are its width and whether it joins the one before. */
const wideLetters = {
  version: 'wide',
  wcwidth: (code: number): 0 | 1 | 2 =>
    code < 0x7f
      ? 1
      : (Math.min(2, stringWidth(String.fromCodePoint(code), { ambiguousIsNarrow: false })) as
          | 0
          | 1
          | 2),
  charProperties(code: number, before: number): number {
    const width = wideLetters.wcwidth(code);
    const widthBefore = (before >> 1) & 3;
    const joins = width === 0 && before !== 0 && widthBefore !== 0;
    return ((joins ? widthBefore : width) << 1) | (joins ? 1 : 0);
  },
};

const kittyQuestion = '\u001B_Gi=83189999,s=1,v=1,a=q';

/** Keys as people call them, and what terminals send for them. */
const sequences: Readonly<Record<string, string>> = {
  up: '\u001B[A',
  down: '\u001B[B',
  right: '\u001B[C',
  left: '\u001B[D',
  'shift+left': '\u001B[1;2D',
  'shift+right': '\u001B[1;2C',
  'ctrl+left': '\u001B[1;5D',
  'ctrl+right': '\u001B[1;5C',
  home: '\u001B[H',
  end: '\u001B[F',
  pageup: '\u001B[5~',
  pagedown: '\u001B[6~',
  delete: '\u001B[3~',
  backspace: '\u007F',
  enter: '\r',
  escape: '\u001B',
  tab: '\t',
  space: ' ',
};

/** What a terminal sends for a key: `a`, `enter`, `ctrl+z`, `alt+b`. */
function sequenceOf(key: string): string {
  const known = sequences[key];
  if (known !== undefined) return known;
  const control = /^ctrl\+([a-z_])$/.exec(key);
  if (control !== null) return String.fromCharCode((control[1] ?? '').charCodeAt(0) & 0x1f);
  const alt = /^alt\+(.)$/.exec(key);
  return alt === null ? key : `\u001B${alt[1]}`;
}

export class Terminal {
  readonly #line: Line;
  readonly #emulator: xterm.Terminal;
  readonly #watchers = new Set<() => void>();
  readonly #ended: Promise<number>;
  readonly #knowsKitty: boolean;
  #late: string[] | undefined;
  #exitCode: number | undefined;
  #raw = '';
  #bytes = 0;
  #writing = 0;
  #hasEscaped = false;
  /** Between the two marks of synchronised output (DEC private mode 2026): nobody sees a frame that is half there. */
  #inFrame = false;

  /** @param start what starts the program; in a pseudo-terminal of its own unless given */
  constructor(options: TerminalOptions, start: (command: Command) => Line = startInPty) {
    const { command, words, columns = 120, rows = 40, cwd, env = {} } = options;
    const { background, sixel, answersAs = '' } = options;
    this.#knowsKitty = answersAs === 'kitty';
    if (options.answersLate === true) this.#late = [];
    this.#emulator = new xterm.Terminal({
      cols: columns,
      rows,
      allowProposedApi: true,
      scrollback: 200,
      windowOptions: { getCellSizePixels: sixel !== undefined },
    });
    if (background !== undefined)
      this.#emulator.parser.registerOscHandler(11, (data) => {
        if (data === '?')
          this.#reply(
            `\u001B]11;rgb:${background === 'dark' ? '1414/1616/1a1a' : 'fafa/fafa/f8f8'}\u001B\\`,
          );
        return true;
      });
    if (options.hasWideLetters === true) {
      this.#emulator.unicode.register(wideLetters);
      this.#emulator.unicode.activeVersion = wideLetters.version;
    }
    if (sixel !== undefined) this.#answerSixel(sixel);
    this.#emulator.parser.registerCsiHandler({ prefix: '>', final: 'q' }, () => {
      if (answersAs !== '') this.#reply(`\u001BP>|${answersAs}\u001B\\`);
      return true;
    });
    for (const final of ['h', 'l'])
      this.#emulator.parser.registerCsiHandler({ prefix: '?', final }, (modes) => {
        if (modes.includes(2026)) this.#inFrame = final === 'h';
        return false;
      });
    this.#line = start({
      command,
      words,
      columns,
      rows,
      cwd,
      env: definedOnly({ ...process.env, ...plainTerminal, ...env }),
    });
    this.#emulator.onData((reply) => this.#reply(reply));
    this.#line.onData((data) => this.#take(data));
    this.#ended = new Promise((resolve) => {
      this.#line.onEnd((code) => {
        this.#exitCode = code;
        this.#emulator.write('', () => {
          this.#look();
          resolve(code);
        });
      });
    });
  }

  #answerSixel({ width, height }: { readonly width: number; readonly height: number }): void {
    this.#emulator.parser.registerCsiHandler({ final: 't' }, ([what]) => {
      if (what === 16) this.#reply(`\u001B[6;${height};${width}t`);
      return what === 16;
    });
    this.#emulator.parser.registerCsiHandler({ final: 'c' }, () => {
      this.#reply('\u001B[?62;4;22c');
      return true;
    });
  }

  #reply(text: string): void {
    if (this.#late === undefined) this.#line.write(text);
    else this.#late.push(text);
  }

  /** Sends what a terminal that is far away has been asked so far, and all later answers at once. */
  answer(): this {
    for (const reply of this.#late ?? []) this.#line.write(reply);
    this.#late = undefined;
    return this;
  }

  #take(data: string): void {
    this.#raw = (this.#raw + data).slice(-1_000_000);
    this.#bytes += Buffer.byteLength(data);
    if (this.#knowsKitty && data.includes(kittyQuestion))
      this.#reply('\u001B_Gi=83189999;OK\u001B\\');
    this.#writing++;
    this.#emulator.write(data, () => {
      this.#writing--;
      this.#look();
    });
  }

  #look(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }

  get emulator(): xterm.Terminal {
    return this.#emulator;
  }

  get pid(): number {
    return this.#line.pid;
  }

  /** Bytes that the program has written so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Everything it wrote, escape sequences and all (the last million characters). */
  get raw(): string {
    return this.#raw;
  }

  /** The rows of the screen, without spaces at their ends. */
  get lines(): string[] {
    const buffer = this.#emulator.buffer.active;
    return Array.from(
      { length: this.#emulator.rows },
      (_, row) => buffer.getLine(buffer.viewportY + row)?.translateToString(true) ?? '',
    );
  }

  /** The screen as one text. */
  get text(): string {
    return this.lines.join('\n');
  }

  /** Whether a full-screen program has the screen. */
  get isFullScreen(): boolean {
    return this.#emulator.buffer.active.type === 'alternate';
  }

  get cursor(): { readonly x: number; readonly y: number } {
    const { cursorX, cursorY } = this.#emulator.buffer.active;
    return { x: cursorX, y: cursorY };
  }

  /**
   * Presses keys, one after the other; quick fingers may have them read at once. What Esc does has to be seen before the next
   * key: read at once, they are Alt and that key.
   */
  press(...keys: readonly string[]): this {
    for (const key of keys) {
      this.#write(sequenceOf(key));
      this.#hasEscaped = key === 'escape';
    }
    return this;
  }

  /** Types a text in one go, as quick fingers and slow lines do. */
  type(text: string): this {
    this.#write(text);
    return this;
  }

  #write(text: string): void {
    if (this.#hasEscaped) throw new Error('Wait for what Esc does before the next key');
    this.#line.write(text);
  }

  /** Pastes a text, as terminals mark it where a program has asked for that. */
  paste(text: string): this {
    this.#write(`\u001B[200~${text}\u001B[201~`);
    return this;
  }

  resize(columns: number, rows: number): this {
    this.#emulator.resize(columns, rows);
    this.#line.resize(columns, rows);
    return this;
  }

  signal(signal: NodeJS.Signals): this {
    process.kill(this.#line.pid, signal);
    return this;
  }

  /**
   * Waits until the screen shows this; fails with the screen as it was in the end.
   * @param within milliseconds, for work that a busy machine may take longer for than a person waits for an answer
   */
  async sees(what: string | RegExp, { within = patience } = {}): Promise<this> {
    await this.until(() => matches(this.text, what), `to see ${String(what)}`, within);
    return this;
  }

  async seesNot(what: string | RegExp): Promise<this> {
    await this.until(() => !matches(this.text, what), `not to see ${String(what)}`);
    return this;
  }

  /** Waits until something holds after the program has written. */
  until(holds: () => boolean, wish = 'something to hold', within = patience): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = (end: () => void) => {
        this.#hasEscaped = false;
        clearTimeout(timer);
        this.#watchers.delete(look);
        end();
      };
      const look = () => {
        const hasEnded = this.#exitCode !== undefined;
        if (this.#writing > 0 || (this.#inFrame && !hasEnded)) return;
        if (holds()) finish(resolve);
        else if (hasEnded)
          finish(() =>
            reject(
              new Error(
                `The program ended with ${this.#exitCode}; expected ${wish}.\n${this.text}`,
              ),
            ),
          );
      };
      const timer = setTimeout(
        () => finish(() => reject(new Error(`Expected ${wish}. The screen:\n${this.text}`))),
        within,
      );
      this.#watchers.add(look);
      look();
    });
  }

  /** Closes the window under the program. */
  hangUp(): void {
    this.#line.signal('SIGHUP');
  }

  /** Closes the terminal itself: whatever is written from then on fails. */
  close(): this {
    this.#line.close?.();
    return this;
  }

  /** Waits for the end of the program; gives its exit code (128 and the signal's number, if it was one). */
  async ends(): Promise<number> {
    await this.until(() => this.#exitCode !== undefined, 'the program to end');
    return this.#ended;
  }

  /** Ends the program at once, whatever it does. */
  async kill(): Promise<void> {
    if (this.#exitCode === undefined) this.#line.signal('SIGKILL');
    await this.#ended;
  }
}

function matches(text: string, what: string | RegExp): boolean {
  return typeof what === 'string' ? text.includes(what) : what.test(text);
}

/** A plain truecolor terminal, whatever the tests run in. */
const plainTerminal: Readonly<Record<string, string | undefined>> = {
  TERM: 'xterm-256color',
  COLORTERM: 'truecolor',
  LANG: 'en_US.UTF-8',
  LC_ALL: undefined,
  TMUX: undefined,
  STY: undefined,
  NO_COLOR: undefined,
  FORCE_COLOR: undefined,
  CI: undefined,
  KITTY_WINDOW_ID: undefined,
  TERM_PROGRAM: undefined,
  COLORFGBG: undefined,
  INK_SCREEN_READER: undefined,
};

function definedOnly(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
