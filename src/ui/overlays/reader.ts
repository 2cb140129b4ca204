/** Text to read, scrolled: the very words of a request, everything about a photo, the log. */
import type { Line } from '../text/line.ts';
import type { Theme } from '../theme.ts';
import { windowOf } from '../widgets/window.ts';
import type { Drawing, Overlay, OverlayAct } from './overlay.ts';

export type ReaderOptions = {
  readonly title: string;
  readonly lines: (width: number, theme: Theme) => readonly Line[];
  readonly close: () => void;
};

export class Reader implements Overlay {
  readonly title: string;
  readonly place = 'whole';
  readonly hints = [
    ['scroll', 'window.up', 'window.down'],
    ['close', 'window.close'],
  ] as const;
  readonly #options: ReaderOptions;
  readonly #redraw: () => void;
  #top = 0;
  #height = 1;
  #count = 0;

  constructor(options: ReaderOptions, redraw: () => void) {
    this.title = options.title;
    this.#options = options;
    this.#redraw = redraw;
  }

  draw(width: number, height: number, theme: Theme): Drawing {
    const lines = this.#options.lines(width, theme);
    this.#height = height;
    this.#count = lines.length;
    this.#top = Math.max(0, Math.min(this.#top, lines.length - height));
    return { lines: windowOf(lines, this.#top, height, width, theme) };
  }

  act(act: OverlayAct): void {
    if (act === 'choose') {
      this.#options.close();
      return;
    }
    const page = Math.max(1, this.#height - 1);
    const by = {
      up: -1,
      down: 1,
      pageUp: -page,
      pageDown: page,
      first: -this.#count,
      last: this.#count,
    };
    const top = this.#top + (act === 'complete' || act === 'other' ? 0 : by[act]);
    this.#top = Math.max(0, Math.min(this.#count - this.#height, top));
    this.#redraw();
  }
}
