/** A long list to choose from, narrowed by typing: the help, the palette, photos to go to. */
import { scrolledField } from '../editor/field-view.ts';
import {
  type EditorAction,
  type EditorState,
  editLine,
  editorOf,
  textOfEditor,
} from '../editor/line-editor.ts';
import type { Press } from '../keys/press.ts';
import { type Line, line, spread } from '../text/line.ts';
import type { Theme } from '../theme.ts';
import { windowTop } from '../widgets/window.ts';
import type { Drawing, Overlay, OverlayAct, OverlayHint } from './overlay.ts';

export type PickItem = {
  readonly line: (width: number, theme: Theme) => Line;
  /** Absent for what is only to be read. */
  readonly run?: () => void;
  /** The cursor does not stop here: headings, and what belongs to the line above. */
  readonly passed?: true;
};

export type PickOptions = {
  readonly title: string;
  readonly place: 'sheet' | 'whole';
  /** The items that go with what has been typed, best first, for lines of so many cells. */
  readonly items: (typed: string, width: number) => readonly PickItem[];
  readonly enter: string;
  /** What else there is to say at the bottom. */
  readonly hints?: readonly OverlayHint[];
  readonly close: () => void;
};

const usualWidth = 80;

export class Pick implements Overlay {
  readonly title: string;
  readonly place: 'sheet' | 'whole';
  readonly hints: readonly OverlayHint[];
  readonly #options: PickOptions;
  readonly #redraw: () => void;
  #editor: EditorState = editorOf('');
  #items: readonly PickItem[] = [];
  #choice = -1;
  #top = 0;
  #width = 0;
  #height = 1;

  constructor(options: PickOptions, redraw: () => void) {
    this.title = options.title;
    this.place = options.place;
    this.#options = options;
    this.#redraw = redraw;
    // Keys may come before the first draw, which tells the true width.
    this.#find(usualWidth);
    this.hints = [
      [options.enter, 'window.choose'],
      ...(options.hints ?? []),
      ['close', 'window.close'],
    ];
  }

  draw(width: number, height: number, theme: Theme): Drawing {
    this.#height = Math.max(1, height - 2);
    if (width !== this.#width) this.#find(width);
    this.#top = windowTop(this.#top, this.#choice, this.#items.length, this.#height, 2);
    const head = 'Search ';
    const field = scrolledField(this.#editor, width - head.length);
    const rows = this.#items.slice(this.#top, this.#top + this.#height);
    const place = this.#items.length > this.#height ? this.#placeText(theme) : '';
    return {
      lines: [
        spread(
          { spans: [[head, 'quiet'], ...(field.lines[0]?.spans ?? [])] },
          line([place, 'quiet']),
          width,
        ),
        line(),
        ...(this.#items.length === 0 ? [line(['Nothing is called that.', 'quiet'])] : []),
        ...rows.map((item, row) => this.#itemLine(item, this.#top + row, width, theme)),
      ],
      cursor: { x: head.length + field.cursor.x, y: 0 },
    };
  }

  #placeText({ glyphs }: Theme): string {
    const above = this.#top > 0 ? glyphs.up : ' ';
    const below = this.#top + this.#height < this.#items.length ? glyphs.down : ' ';
    return `${above}${below}`;
  }

  #itemLine(item: PickItem, index: number, width: number, theme: Theme): Line {
    const drawn = item.line(width - 2, theme);
    const chosen = index === this.#choice;
    return {
      spans: [[chosen ? `${theme.glyphs.cursor} ` : '  ', 'accent'], ...drawn.spans],
      ...(chosen && item.run !== undefined ? { on: 'current' } : {}),
    };
  }

  edit(action: EditorAction): void {
    const before = textOfEditor(this.#editor);
    this.#editor = editLine(this.#editor, action);
    const typed = textOfEditor(this.#editor);
    if (typed !== before) this.#find(this.#width);
    this.#redraw();
  }

  /** Lists anew, with the cursor on the best. */
  #find(width: number): void {
    this.#width = width;
    this.#items = this.#options.items(textOfEditor(this.#editor).trim(), width - 2);
    this.#choice = this.#stop(0, 1) ?? -1;
    this.#top = 0;
  }

  type(press: Press): void {
    if (press.text !== undefined) this.edit({ do: 'insert', text: press.text });
  }

  act(act: OverlayAct): void {
    if (act === 'choose') {
      const item = this.#items[this.#choice];
      if (item?.run !== undefined) {
        this.#options.close();
        item.run();
      }
      return;
    }
    const page = Math.max(1, this.#height - 1);
    const all = this.#items.length;
    if (act === 'up') this.#move(-1, 1);
    else if (act === 'down') this.#move(1, 1);
    else if (act === 'pageUp') this.#move(-1, page);
    else if (act === 'pageDown') this.#move(1, page);
    else if (act === 'first') this.#move(-1, all);
    else if (act === 'last') this.#move(1, all);
    this.#redraw();
  }

  #move(direction: 1 | -1, steps: number): void {
    const target = Math.max(0, Math.min(this.#items.length - 1, this.#choice + direction * steps));
    this.#choice = this.#stop(target, direction) ?? this.#stop(target, -direction) ?? -1;
  }

  /** The first item from `from` on in a direction that the cursor stops at. */
  #stop(from: number, direction: number): number | undefined {
    for (let index = from; index >= 0 && index < this.#items.length; index += direction)
      if (this.#items[index]?.passed === undefined) return index;
    return undefined;
  }
}
