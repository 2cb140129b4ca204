/**
 * The terminal as Ink writes to it. Every frame of Ink (what stands between the two marks of synchronised output) goes
 * out as one write, together with what the picture layer adds before and after it, so that nothing flickers.
 */
import { EventEmitter } from 'node:events';
import { type Harmless, sequence } from '../../terminal-output.ts';
import { withoutFillers } from '../text/width.ts';
import { erasedRows } from './frame-rows.ts';
import { givenBack, taken } from './modes.ts';
import type { PictureLayer } from './picture-layer.ts';

/** Begin and end of synchronised output (DEC private mode 2026), which Ink puts around its frames. */
const frameBegin = sequence`\u001B[?2026h`;
const frameEnd = sequence`\u001B[?2026l`;

/** To the alternate screen and back to what was there before (DEC private mode 1049). */
const enterScreen = '\u001B[?1049h';
const leaveScreen = '\u001B[?1049l';

const emptied = sequence`\u001B[H\u001B[2J`;

/** A terminal's output; `process.stdout`, or a test's. */
export type Terminal = Pick<NodeJS.WriteStream, 'on' | 'off'> & {
  write(text: Harmless, done?: () => void): boolean;
  readonly columns?: number;
  readonly rows?: number;
};

export class Screen extends EventEmitter {
  readonly isTTY = true;
  readonly writable = true;
  readonly #terminal: Terminal;
  readonly #layer: PictureLayer;
  readonly #title: string | undefined;
  #frame: Harmless | undefined;
  /** Ink draws everything again when it gets the screen back, and the screen need not be given away for that. */
  #isKept = false;

  /** @param title what the window is called meanwhile; as before, if absent */
  constructor(terminal: Terminal, layer: PictureLayer, title?: string) {
    super();
    this.#terminal = terminal;
    this.#layer = layer;
    this.#title = title;
    terminal.on('resize', this.#onResize);
  }

  /** Serial lines and containers may have a terminal that says 0 of both. */
  get columns(): number {
    return this.#terminal.columns || 80;
  }

  get rows(): number {
    return this.#terminal.rows || 24;
  }

  /**
   * As of a stream; Ink passes a callback only to learn that everything before was written. What Ink writes is its own
   * sequences around what `Painted` gave it, and that takes nothing but harmless text.
   */
  write(text: string | Uint8Array, ...rest: unknown[]): boolean {
    const done = rest.find((value) => typeof value === 'function') as (() => void) | undefined;
    const written = withoutFillers(typeof text === 'string' ? text : Buffer.from(text).toString());
    const data = this.#changing(written as Harmless);
    if (data === frameBegin) {
      this.#frame = sequence``;
      return true;
    }
    if (this.#frame !== undefined) {
      if (data !== frameEnd) {
        this.#frame = sequence`${this.#frame}${data}`;
        done?.();
        return true;
      }
      const frame = this.#frame;
      this.#frame = undefined;
      const uploads = this.#layer.uploads();
      const whole = sequence`${frameBegin}${this.#withLayer(frame)}${frameEnd}`;
      return this.#terminal.write(sequence`${uploads}${whole}`);
    }
    if (done === undefined) return this.#terminal.write(data);
    return this.#terminal.write(data, () => done());
  }

  /** What Ink writes when it takes the screen or gives it back, with what the layer has to do about it. */
  #changing(data: Harmless): Harmless {
    if (this.#isKept && data.includes(leaveScreen)) return this.#layer.leave();
    if (this.#isKept && data.includes(enterScreen)) {
      this.#layer.enter();
      return emptied;
    }
    if (data.includes(enterScreen)) {
      this.#layer.enter();
      return sequence`${data}${taken(this.#title)}`;
    }
    if (!data.includes(leaveScreen)) return data;
    // A terminal that has only one screen would go on showing ours.
    return sequence`${this.#layer.leave()}${emptied}${givenBack}${data}`;
  }

  /** Keeps the screen while Ink thinks that it has given it away. */
  async keep(work: () => Promise<void>): Promise<void> {
    this.#isKept = true;
    try {
      await work();
    } finally {
      this.#isKept = false;
    }
  }

  /** Draws what the layer has to add when no frame of Ink is due. */
  flushLayer(): void {
    if (this.#frame !== undefined) return;
    const uploads = this.#layer.uploads();
    const text = sequence`${this.#layer.before()}${this.#layer.after(() => false)}`;
    if (text !== '') this.#terminal.write(sequence`${uploads}${frameBegin}${text}${frameEnd}`);
  }

  /** Stops listening to the terminal. */
  release(): void {
    this.#terminal.off('resize', this.#onResize);
  }

  #withLayer(frame: Harmless): Harmless {
    const before = this.#layer.before();
    return sequence`${before}${frame}${this.#layer.after(erasedRows(frame))}`;
  }

  readonly #onResize = (): void => {
    this.emit('resize');
  };
}
