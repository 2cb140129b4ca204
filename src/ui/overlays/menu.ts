/** A question with a few answers, each on one key; lines above them say what it is about. */
import type { Press } from '../keys/press.ts';
import { type Line, line } from '../text/line.ts';
import { fitWidth, widthOf } from '../text/width.ts';
import type { Theme } from '../theme.ts';
import { scrolledLines, windowOf, windowTop } from '../widgets/window.ts';
import type { Drawing, Overlay, OverlayAct, OverlayHint } from './overlay.ts';

export type MenuItem = {
  readonly key: string;
  readonly label: string;
  /** More about it, beside the label. */
  readonly note?: string | undefined;
  /** Why it cannot be chosen now. */
  readonly refused?: string | undefined;
  readonly run: () => void;
};

/** A row of a menu. */
export function item(key: string, label: string, run: () => void, note?: string): MenuItem {
  return { key, label, run, note };
}

/** The row that changes nothing. */
export function nothing(key: string, label: string): MenuItem {
  return item(key, label, () => undefined);
}

/** The key of a numbered row; those after the ninth have none. */
export function digitKey(index: number): string {
  return index < 9 ? String(index + 1) : '';
}

export type MenuOptions = {
  readonly title: string;
  readonly body?: (width: number, theme: Theme) => readonly Line[];
  /** What is false is left out. */
  readonly items: readonly (MenuItem | false)[];
  /** The item that Enter chooses at first; for what cannot be taken back this is the one that does nothing. */
  readonly first?: number;
  /** Closes the menu; called before an item runs. */
  readonly close: () => void;
  /** It was closed without a choice. */
  readonly dismissed?: (() => void) | undefined;
  /** Says why an item was refused. */
  readonly say: (reason: string) => void;
};

/** Items that stay in view, whatever is said above them. */
const fewestItems = 5;

export class Menu implements Overlay {
  readonly title: string;
  readonly place = 'sheet';
  readonly #options: MenuOptions;
  readonly #items: readonly MenuItem[];
  readonly #changed: () => void;
  #choice: number;
  #top = 0;
  /** How many items are in view. */
  #rows = Number.POSITIVE_INFINITY;
  /** The first line of what is said above the items, how many of them are in view, and how many there are. */
  readonly #body = { top: 0, height: 0, count: 0 };

  constructor(options: MenuOptions, changed: () => void) {
    this.title = options.title;
    this.#options = options;
    this.#items = options.items.filter((one) => one !== false);
    this.#changed = changed;
    this.#choice = options.first ?? 0;
  }

  get hints(): readonly OverlayHint[] {
    return [
      ['choose', 'window.choose'],
      ...(this.#scrolls || this.#items.length > this.#rows
        ? [['scroll', 'window.pageUp', 'window.pageDown'] as const]
        : []),
      ['close', 'window.close'],
    ];
  }

  draw(width: number, height: number, theme: Theme): Drawing {
    const items = this.#items;
    const above = this.#options.body?.(width, theme) ?? [];
    const least = Math.min(items.length, fewestItems);
    const room = Math.max(least, height - above.length - (above.length > 0 ? 1 : 0));
    const rows = Math.min(items.length, above.length > 0 ? room : height);
    this.#rows = rows;
    const shown = this.#bodyLines(above, Math.max(0, height - rows - 1), theme);
    const labelWidth = Math.max(...items.map(({ label }) => widthOf(label)));
    this.#top = windowTop(this.#top, this.#choice, items.length, rows, 1);
    const lines = items.map((item, index) => this.#itemLine(item, index, labelWidth, theme));
    return {
      lines: [
        ...shown,
        ...(shown.length > 0 ? [line()] : []),
        ...windowOf(lines, this.#top, rows, width, theme),
      ],
    };
  }

  /** What is said above the items, as far as there is room for it. */
  #bodyLines(lines: readonly Line[], height: number, theme: Theme): Line[] {
    const body = Object.assign(this.#body, { height, count: lines.length });
    body.top = Math.max(0, Math.min(body.top, lines.length - height + 1));
    return this.#scrolls ? scrolledLines(lines, body.top, height, theme) : [...lines];
  }

  get #scrolls(): boolean {
    return this.#body.count > this.#body.height;
  }

  #scroll(pages: number): void {
    this.#body.top += pages * Math.max(1, this.#body.height - 2);
  }

  #itemLine(item: MenuItem, index: number, labelWidth: number, { glyphs }: Theme): Line {
    const chosen = index === this.#choice;
    const refused = item.refused !== undefined;
    return line(
      [chosen ? `${glyphs.cursor} ` : '  ', 'accent'],
      [item.key.padEnd(1), refused ? 'quiet' : 'accent'],
      '  ',
      [fitWidth(item.label, labelWidth), refused ? 'quiet' : chosen ? 'strong' : undefined],
      [`   ${item.refused ?? item.note ?? ''}`, 'quiet'],
    );
  }

  act(act: OverlayAct): void {
    const last = this.#items.length - 1;
    if (act === 'choose') this.#choose(this.#items[this.#choice]);
    else if (this.#scrolls && act === 'pageUp') this.#scroll(-1);
    else if (this.#scrolls && act === 'pageDown') this.#scroll(1);
    else if (act === 'up') this.#move(-1);
    else if (act === 'down') this.#move(1);
    else if (act === 'pageUp') this.#move(-Math.max(1, this.#rows - 1));
    else if (act === 'pageDown') this.#move(Math.max(1, this.#rows - 1));
    else if (act === 'first') this.#choice = 0;
    else if (act === 'last') this.#choice = last;
    this.#changed();
  }

  #move(by: number): void {
    const last = this.#items.length - 1;
    this.#choice = Math.max(0, Math.min(last, this.#choice + by));
  }

  type(press: Press): void {
    this.#choose(this.#items.find(({ key }) => key === press.name));
  }

  dismissed(): void {
    this.#options.dismissed?.();
  }

  #choose(item: MenuItem | undefined): void {
    if (item === undefined) return;
    if (item.refused !== undefined) {
      this.#options.say(item.refused);
      return;
    }
    this.#options.close();
    item.run();
  }
}
