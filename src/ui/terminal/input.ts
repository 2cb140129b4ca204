/** The keyboard as Ink reads it, with the terminal's answers taken out. */
import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { ReplyFilter, type TerminalReply } from './replies.ts';

type Listeners = {
  /** Called for whatever a person types, before it is read. */
  readonly onTyped: () => void;
  readonly onReply: (reply: TerminalReply) => void;
  /** Whether an answer of the terminal is still to come. */
  readonly expects: () => boolean;
};

/** Milliseconds in which the rest comes of a key, or of an answer, that a read has cut behind its first sign. */
const restOfKey = 20;
const restOfAnswer = 100;

/**
 * Reads `keyboard` only while Ink wants raw mode, so that an editor or shell that is given the terminal gets every key.
 */
export class TerminalInput extends PassThrough {
  readonly isTTY = true;
  readonly #keyboard: ReadStream;
  readonly #filter = new ReplyFilter();
  readonly #listeners: Listeners;
  #reading = false;
  #doubt: NodeJS.Timeout | undefined;
  #lastLook: NodeJS.Immediate | undefined;

  constructor(keyboard: ReadStream, listeners: Listeners) {
    super();
    this.#keyboard = keyboard;
    this.#listeners = listeners;
    keyboard.setEncoding('utf8');
  }

  setRawMode(mode: boolean): this {
    if (mode === this.#reading) return this;
    this.#reading = mode;
    this.#keyboard.setRawMode(mode);
    const listen = mode ? 'on' : 'off';
    this.#keyboard[listen]('data', this.#take);
    this.#keyboard[listen]('end', this.#end);
    this.#keyboard[mode ? 'resume' : 'pause']();
    return this;
  }

  ref(): this {
    this.#keyboard.ref();
    return this;
  }

  unref(): this {
    this.#keyboard.unref();
    return this;
  }

  readonly #take = (chunk: string | Buffer): void => {
    clearTimeout(this.#doubt);
    clearImmediate(this.#lastLook);
    const { onReply, expects } = this.#listeners;
    this.#give(this.#filter.push(String(chunk), onReply));
    if (!this.#filter.isInDoubt) return;
    // It may be typed: nothing may take the screen from Ink until that is known.
    this.#listeners.onTyped();
    this.#doubt = setTimeout(this.#release, expects() ? restOfAnswer : restOfKey);
  };

  /** Only after what has come meanwhile is read: keys before this one may have taken longer than the wait. */
  readonly #release = (): void => {
    this.#lastLook = setImmediate(() => this.#give(this.#filter.release()));
  };

  #give(typed: string): void {
    if (typed === '') return;
    this.#listeners.onTyped();
    this.write(typed);
  }

  /** The terminal is gone (a closed window, a lost connection). */
  readonly #end = () => void this.end();
}
