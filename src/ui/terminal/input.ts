/** The keyboard as Ink reads it, with the terminal's answers taken out. */
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { type Reply, ReplyFilter } from './replies.ts';

/** A terminal's input; `process.stdin`, or a test's. */
export type Keyboard = NodeJS.ReadableStream & {
  readonly isTTY?: boolean;
  setRawMode?(mode: boolean): unknown;
  ref?(): unknown;
  unref?(): unknown;
};

/**
 * Reads `keyboard` only while Ink wants raw mode, so that an editor or shell that is given the terminal gets every key.
 * Emits nothing else; answers go to `onReply`.
 */
export class TerminalInput extends PassThrough {
  readonly isTTY = true;
  readonly #keyboard: Keyboard;
  readonly #filter = new ReplyFilter();
  readonly #replies = new EventEmitter<{ reply: [Reply] }>();
  readonly #onTyped: () => void;
  #reading = false;

  /** @param onTyped called for whatever a person types, before it is read */
  constructor(keyboard: Keyboard, onTyped: () => void = () => undefined) {
    super();
    this.#keyboard = keyboard;
    this.#onTyped = onTyped;
    keyboard.setEncoding('utf8');
  }

  onReply(listener: (reply: Reply) => void): void {
    this.#replies.on('reply', listener);
  }

  setRawMode(mode: boolean): this {
    if (mode === this.#reading) return this;
    this.#reading = mode;
    this.#keyboard.setRawMode?.(mode);
    if (mode) {
      this.#keyboard.on('data', this.#take);
      this.#keyboard.on('end', this.#end);
      this.#keyboard.resume();
    } else {
      this.#keyboard.off('data', this.#take);
      this.#keyboard.off('end', this.#end);
      this.#keyboard.pause();
    }
    return this;
  }

  ref(): this {
    this.#keyboard.ref?.();
    return this;
  }

  unref(): this {
    this.#keyboard.unref?.();
    return this;
  }

  readonly #take = (chunk: string | Buffer): void => {
    const typed = this.#filter.push(String(chunk), (reply) => this.#replies.emit('reply', reply));
    if (typed === '') return;
    this.#onTyped();
    this.write(typed);
  };

  /** The terminal is gone (a closed window, a lost connection). */
  readonly #end = (): void => {
    this.end();
  };
}
