/** A list of which some rows are in view and one is chosen. */
import type { OverlayAct } from './overlay.ts';

/** What there is to choose from, as it is drawn. */
export type Rows = {
  readonly count: number;
  /** Rows in view. */
  readonly height: number;
  /** Rows around the chosen one that stay in view. */
  readonly margin?: number;
  /** Rows that a page key moves by; one less than are in view, unless given. */
  readonly page?: number;
  /** Whether the cursor stops at a row; at every one, unless given. */
  readonly stops?: (index: number) => boolean;
};

export class ScrollList {
  #choice: number;
  #top = 0;

  constructor(choice = 0) {
    this.#choice = choice;
  }

  /** The row that is chosen (-1 where none can be) and the first one in view. */
  view(rows: Rows): { readonly choice: number; readonly top: number } {
    const choice = stop(this.#choice, 1, rows) ?? stop(this.#choice, -1, rows) ?? -1;
    return { choice, top: windowTop(this.#top, choice, rows) };
  }

  /** Moves as a key says; does nothing for the others. */
  act(act: OverlayAct, rows: Rows): void {
    const now = this.view(rows);
    const { count, height, page = Math.max(1, height - 1) } = rows;
    const moves: Partial<Record<OverlayAct, number>> = {
      up: -1,
      down: 1,
      pageUp: -page,
      pageDown: page,
      first: -count,
      last: count,
    };
    const by = moves[act] ?? 0;
    const target = within(now.choice + by, count);
    const direction = by < 0 ? -1 : 1;
    this.#choice = stop(target, direction, rows) ?? stop(target, -direction, rows) ?? now.choice;
    this.#top = windowTop(now.top, this.#choice, rows);
  }
}

/** The first row from `from` on in a direction that the cursor stops at. */
function stop(from: number, direction: number, { count, stops }: Rows): number | undefined {
  for (let index = within(from, count); index >= 0 && index < count; index += direction)
    if (stops?.(index) !== false) return index;
  return undefined;
}

function within(index: number, count: number): number {
  return Math.max(0, Math.min(count - 1, index));
}

/**
 * The first row to show so that the chosen one is in view with rows around it where possible. Stays at `top` while it
 * can, so that the list moves as little as possible.
 */
export function windowTop(
  top: number,
  choice: number,
  { count, height, margin = 2 }: Pick<Rows, 'count' | 'height' | 'margin'>,
): number {
  const around = Math.min(margin, Math.max(0, Math.floor((height - 1) / 2)));
  const wanted = Math.min(Math.max(top, choice + around - height + 1), choice - around);
  return Math.max(0, Math.min(wanted, count - height));
}
