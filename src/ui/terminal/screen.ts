/**
 * The terminal as Ink writes to it. Every frame of Ink (what stands between the two marks of synchronised output) goes
 * out as one write, together with what the picture layer adds before and after it, so that nothing flickers.
 */
import { EventEmitter } from 'node:events';
import { erasedRows } from './frame-rows.ts';
import type { PictureLayer } from './picture-layer.ts';

/** Begin and end of synchronised output (DEC private mode 2026), which Ink puts around its frames. */
const frameBegin = '\u001B[?2026h';
const frameEnd = '\u001B[?2026l';

/** To the alternate screen and back to what was there before (DEC private mode 1049). */
const enterScreen = '\u001B[?1049h';
const leaveScreen = '\u001B[?1049l';

/** A terminal's output; `process.stdout`, or a test's. */
export type Terminal = Pick<NodeJS.WriteStream, 'write' | 'on' | 'off'> & {
  readonly columns?: number;
  readonly rows?: number;
};

export class Screen extends EventEmitter {
  readonly isTTY = true;
  readonly writable = true;
  readonly #terminal: Terminal;
  readonly #layer: PictureLayer;
  #frame: string | undefined;

  constructor(terminal: Terminal, layer: PictureLayer) {
    super();
    this.#terminal = terminal;
    this.#layer = layer;
    terminal.on('resize', this.#onResize);
  }

  get columns(): number {
    return this.#terminal.columns ?? 80;
  }

  get rows(): number {
    return this.#terminal.rows ?? 24;
  }

  /** As of a stream; Ink passes a callback only to learn that everything before was written. */
  write(text: string | Uint8Array, ...rest: unknown[]): boolean {
    const done = rest.find((value) => typeof value === 'function') as (() => void) | undefined;
    const data = this.#changing(typeof text === 'string' ? text : Buffer.from(text).toString());
    if (data === frameBegin) {
      this.#frame = '';
      return true;
    }
    if (this.#frame !== undefined) {
      if (data !== frameEnd) {
        this.#frame += data;
        done?.();
        return true;
      }
      const frame = this.#frame;
      this.#frame = undefined;
      return this.#terminal.write(frameBegin + this.#withLayer(frame) + frameEnd);
    }
    if (done === undefined) return this.#terminal.write(data);
    return this.#terminal.write(data, () => done());
  }

  /** What Ink writes when it takes the screen or gives it back, with what the layer has to do about it. */
  #changing(data: string): string {
    if (data.includes(enterScreen)) this.#layer.enter();
    if (!data.includes(leaveScreen)) return data;
    return this.#layer.leave() + data;
  }

  /** Draws what the layer has to add when no frame of Ink is due. */
  flushLayer(): void {
    if (this.#frame !== undefined) return;
    const text = this.#layer.before() + this.#layer.after(() => false);
    if (text !== '') this.#terminal.write(frameBegin + text + frameEnd);
  }

  /** Stops listening to the terminal. */
  release(): void {
    this.#terminal.off('resize', this.#onResize);
  }

  #withLayer(frame: string): string {
    const before = this.#layer.before();
    return before + frame + this.#layer.after(erasedRows(frame));
  }

  readonly #onResize = (): void => {
    this.emit('resize');
  };
}
