/** Text to read, scrolled: the very words of a request, everything about a photo, the log. */
import type { Line } from '../text/line.ts';
import { windowOf } from '../widgets/window.ts';
import type { Drawing, Overlay, OverlayAct, OverlayHint, Room } from './overlay.ts';
import { type Rows, ScrollList } from './scroll-list.ts';

export type ReaderOptions = {
  readonly title: string;
  readonly lines: (width: number) => readonly Line[];
  /** What Enter does, after it has closed the text. */
  readonly enter?: { readonly does: string; readonly run: () => void };
  readonly close: () => void;
};

export class Reader implements Overlay {
  readonly title: string;
  readonly place = 'whole';
  readonly #options: ReaderOptions;
  /** Its rows are the lines that can be the first one in view. */
  readonly #first = new ScrollList();

  constructor(options: ReaderOptions) {
    this.title = options.title;
    this.#options = options;
  }

  hints(): readonly OverlayHint[] {
    const { enter } = this.#options;
    return [
      ['scroll', 'window.up', 'window.down'],
      ...(enter === undefined ? [] : [[enter.does, 'window.choose'] as const]),
      ['close', 'window.close'],
    ];
  }

  draw({ width, height }: Room): Drawing {
    const lines = this.#lines(width);
    const { choice } = this.#first.view(scrollRows(lines, height));
    return { lines: windowOf(lines, choice, height, width) };
  }

  act(act: OverlayAct, { width, height }: Room): void {
    if (act === 'choose') {
      this.#options.close();
      this.#options.enter?.run();
    } else this.#first.act(act, scrollRows(this.#lines(width), height));
  }

  /** The last cell is for the marks. */
  #lines(width: number): readonly Line[] {
    return this.#options.lines(width - 1);
  }
}

function scrollRows(lines: readonly Line[], height: number): Rows {
  return {
    count: Math.max(1, lines.length - height + 1),
    height: 1,
    page: Math.max(1, height - 1),
  };
}
