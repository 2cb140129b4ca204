/** A long list to choose from, narrowed by typing: the help, the palette, photos to go to. */

import { scrolledField } from '../editor/field-view.ts';
import { type EditorAction, editLine, editorOf, textOfEditor } from '../editor/line-editor.ts';
import { glyphs } from '../glyphs.ts';
import { type Line, line, spread } from '../text/line.ts';
import type { Drawing, Overlay, OverlayAct, OverlayHint, Room } from './overlay.ts';
import { type Rows, ScrollList } from './scroll-list.ts';

export type PickItem = {
  readonly line: Line;
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

type Matches = { readonly items: readonly PickItem[]; readonly rows: Rows };

export class Pick implements Overlay {
  readonly title: string;
  readonly place: 'sheet' | 'whole';
  readonly #options: PickOptions;
  #editor = editorOf('');
  #list = new ScrollList();

  constructor(options: PickOptions) {
    this.title = options.title;
    this.place = options.place;
    this.#options = options;
  }

  hints(): readonly OverlayHint[] {
    const { enter, hints = [] } = this.#options;
    return [[enter, 'window.choose'], ...hints, ['close', 'window.close']];
  }

  draw(room: Room): Drawing {
    const { width } = room;
    const { items, rows } = this.#find(room);
    const { choice, top } = this.#list.view(rows);
    const head = 'Search ';
    const field = scrolledField(this.#editor, width - head.length);
    const label: Line = { spans: [[head, 'quiet'], ...(field.lines[0]?.spans ?? [])] };
    return {
      lines: [
        spread(label, line([placeText(rows, top), 'quiet']), width),
        line(),
        ...(items.length === 0 ? [line(['Nothing matches.', 'quiet'])] : []),
        ...items
          .slice(top, top + rows.height)
          .map((item, row) => itemLine(item, top + row === choice)),
      ],
      cursor: { x: head.length + field.cursor.x, y: 0 },
    };
  }

  #find({ width, height }: Room): Matches {
    const items = this.#options.items(textOfEditor(this.#editor).trim(), width - 2);
    const stops = (index: number) => items[index]?.passed === undefined;
    return { items, rows: { count: items.length, height: Math.max(1, height - 2), stops } };
  }

  edit(action: EditorAction): void {
    const before = textOfEditor(this.#editor);
    this.#editor = editLine(this.#editor, action);
    // The cursor goes to the best of what is found now.
    if (textOfEditor(this.#editor) !== before) this.#list = new ScrollList();
  }

  act(act: OverlayAct, room: Room): void {
    const { items, rows } = this.#find(room);
    if (act === 'choose') {
      const run = items[this.#list.view(rows).choice]?.run;
      if (run === undefined) return;
      this.#options.close();
      run();
      return;
    }
    this.#list.act(act, rows);
  }
}

/** Arrows for what is above and below the rows in view. */
function placeText({ count, height }: Rows, top: number): string {
  if (count <= height) return '';
  return `${top > 0 ? glyphs.up : ' '}${top + height < count ? glyphs.down : ' '}`;
}

function itemLine(item: PickItem, isChosen: boolean): Line {
  const spans: Line['spans'] = [
    [isChosen ? `${glyphs.cursor} ` : '  ', 'accent'],
    ...item.line.spans,
  ];
  return isChosen && item.run !== undefined ? { spans, on: 'current' } : { spans };
}
