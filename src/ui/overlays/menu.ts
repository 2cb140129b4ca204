/** A question with a few answers, each on one key; lines above them say what it is about. */
import { glyphs } from '../glyphs.ts';
import type { Press } from '../keys/press.ts';
import { type Line, line } from '../text/line.ts';
import { fitWidth, widthOf } from '../text/width.ts';
import { scrolledLines, windowOf } from '../widgets/window.ts';
import type { Drawing, Overlay, OverlayAct, OverlayHint, Room } from './overlay.ts';
import { ScrollList } from './scroll-list.ts';

export type MenuItem = {
  readonly key: string;
  readonly label: string;
  /** More about it, beside the label. */
  readonly note?: string | undefined;
  /** It opens a field. */
  readonly asks?: true;
  /** Why it cannot be chosen now. */
  readonly refused?: string | undefined;
  readonly run: () => void;
};

/** A row of a menu. */
export function item(key: string, label: string, run: () => void, note?: string): MenuItem {
  return { key, label, run, note };
}

/** A row that opens a field. */
export function asking(key: string, label: string, run: () => void, note?: string): MenuItem {
  return { ...item(key, label, run, note), asks: true };
}

/** The row that changes nothing. */
export function nothing(key: string, label: string): MenuItem {
  return item(key, label, () => undefined);
}

/** The key of a numbered row; those after the ninth have none. */
export function digitKey(index: number): string {
  return index < 9 ? String(index + 1) : '';
}

const rowKeys = '123456789abcdefghijklmnopqrstuvwxyz';

/** As many rows as there are keys, with a key each. */
export function numbered(items: readonly Omit<MenuItem, 'key'>[]): MenuItem[] {
  return items.slice(0, rowKeys.length).map((one, at) => ({ ...one, key: rowKeys[at] ?? '' }));
}

export type MenuOptions = {
  readonly title: string;
  readonly body?: (width: number) => readonly Line[];
  /** What is false is left out. */
  readonly items: readonly (MenuItem | false)[];
  /** The item that Enter chooses at first, or the nearest to it; for what cannot be taken back this is the one that does nothing. */
  readonly first?: number;
  /** Closes the menu; called before an item runs. */
  readonly close: () => void;
  /** It was closed without a choice. */
  readonly dismissed?: (() => void) | undefined;
  /** Says why an item was refused. */
  readonly refuse: (reason: string) => void;
};

/** Items that stay in view, whatever is said above them. */
const fewestItems = 5;

export class Menu implements Overlay {
  readonly title: string;
  readonly place = 'sheet';
  readonly #options: MenuOptions;
  readonly #items: readonly MenuItem[];
  readonly #list: ScrollList;
  /** Its rows are the lines above the items that can be the first one in view. */
  readonly #body = new ScrollList();

  constructor(options: MenuOptions) {
    this.title = options.title;
    this.#options = options;
    this.#items = options.items.filter((one) => one !== false);
    this.#list = new ScrollList(options.first);
  }

  hints(room: Room): readonly OverlayHint[] {
    const { scrolls, rows } = this.#layout(room);
    return [
      ['choose', 'window.choose'],
      ...(scrolls || rows.count > rows.height
        ? [['scroll', 'window.pageUp', 'window.pageDown'] as const]
        : []),
      ['close', 'window.close'],
    ];
  }

  draw(room: Room): Drawing {
    const { width } = room;
    const { above, rows, bodyHeight, bodyRows, scrolls } = this.#layout(room);
    const from = this.#body.view(bodyRows).choice;
    const shown = scrolls ? scrolledLines(above, from, bodyHeight) : above;
    const { choice, top } = this.#list.view(rows);
    const labelWidth = Math.max(...this.#items.map(({ label }) => widthOf(label)));
    const lines = this.#items.map((one, index) => itemLine(one, index === choice, labelWidth));
    return {
      lines: [
        ...shown,
        ...(shown.length > 0 ? [line()] : []),
        ...windowOf(lines, top, rows.height, width),
      ],
    };
  }

  /** How the rows are shared out between the items and what is said above them. */
  #layout({ width, height }: Room) {
    const above = this.#options.body?.(width) ?? [];
    const count = this.#items.length;
    const left = above.length === 0 ? height : height - above.length - 1;
    const shown = Math.min(count, Math.max(Math.min(count, fewestItems), left));
    const bodyHeight = Math.max(0, height - shown - 1);
    return {
      above,
      rows: { count, height: shown, margin: 1 },
      bodyHeight,
      bodyRows: {
        count: Math.max(1, above.length - bodyHeight + 2),
        height: 1,
        page: Math.max(1, bodyHeight - 2),
      },
      scrolls: above.length > bodyHeight,
    };
  }

  act(act: OverlayAct, room: Room): void {
    const { rows, bodyRows, scrolls } = this.#layout(room);
    const isPage = act === 'pageUp' || act === 'pageDown';
    if (act === 'choose') this.#choose(this.#items[this.#list.view(rows).choice]);
    else if (isPage && scrolls) this.#body.act(act, bodyRows);
    else this.#list.act(act, rows);
  }

  type(press: Press): void {
    this.#choose(this.#itemOf(press));
  }

  opensField(press: Press): boolean {
    return this.#itemOf(press)?.asks === true;
  }

  #itemOf({ name }: Press): MenuItem | undefined {
    return this.#items.find(({ key }) => key === name);
  }

  dismissed(): void {
    this.#options.dismissed?.();
  }

  #choose(chosen: MenuItem | undefined): void {
    if (chosen === undefined) return;
    if (chosen.refused === undefined) {
      this.#options.close();
      chosen.run();
    } else this.#options.refuse(chosen.refused);
  }
}

function itemLine(one: MenuItem, isChosen: boolean, labelWidth: number): Line {
  const { key, label, note, refused } = one;
  const role = refused === undefined ? undefined : 'quiet';
  const beside = refused ?? note ?? '';
  return line(
    [isChosen ? `${glyphs.cursor} ` : '  ', 'accent'],
    [key.padEnd(1), role ?? 'accent'],
    '  ',
    [
      beside === '' ? label : fitWidth(label, labelWidth),
      role ?? (isChosen ? 'strong' : undefined),
    ],
    ...(beside === '' ? [] : [[`   ${beside}`, 'quiet'] as const]),
  );
}
