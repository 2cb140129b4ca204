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
  /** Absent for headings and text, which cannot be chosen. */
  readonly run?: () => void;
};

export type PickOptions = {
  readonly title: string;
  readonly place: 'sheet' | 'whole';
  /** The items that go with what has been typed, best first. */
  readonly items: (typed: string) => readonly PickItem[];
  readonly enter: string;
  readonly close: () => void;
};

export class Pick implements Overlay {
  readonly title: string;
  readonly place: 'sheet' | 'whole';
  readonly hints: readonly OverlayHint[];
  readonly #options: PickOptions;
  readonly #redraw: () => void;
  #editor: EditorState = editorOf('');
  #items: readonly PickItem[];
  #choice: number;
  #top = 0;
  #height = 1;

  constructor(options: PickOptions, redraw: () => void) {
    this.title = options.title;
    this.place = options.place;
    this.#options = options;
    this.#redraw = redraw;
    this.#items = options.items('');
    this.#choice = this.#next(-1, 1);
    this.hints = [
      [options.enter, 'window.choose'],
      ['close', 'window.close'],
    ];
  }

  draw(width: number, height: number, theme: Theme): Drawing {
    this.#height = Math.max(1, height - 2);
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
    if (typed !== before) {
      this.#items = this.#options.items(typed.trim());
      this.#choice = this.#next(-1, 1);
      this.#top = 0;
    }
    this.#redraw();
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
    if (act === 'up') this.#move(-1, 1);
    else if (act === 'down') this.#move(1, 1);
    else if (act === 'pageUp') this.#move(-1, page);
    else if (act === 'pageDown') this.#move(1, page);
    this.#redraw();
  }

  #move(direction: 1 | -1, steps: number): void {
    const target = Math.max(0, Math.min(this.#items.length - 1, this.#choice + direction * steps));
    const found = this.#next(target - direction, direction);
    this.#choice = found === -1 ? this.#choice : found;
  }

  /** The next item after `from` in a direction that can be chosen; the last one passed when there is none. */
  #next(from: number, direction: 1 | -1): number {
    for (let index = from + direction; index >= 0 && index < this.#items.length; index += direction)
      if (this.#items[index]?.run !== undefined) return index;
    return this.#items[this.#choice]?.run === undefined ? -1 : this.#choice;
  }
}
