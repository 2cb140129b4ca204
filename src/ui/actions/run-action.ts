/** From rows of a table to the keys of the review: what an action acts on, and when it is refused. */
import { counted } from '../../amounts.ts';
import {
  type Command,
  type CommandRow,
  type Context,
  commandsOf,
  type Group,
} from '../keys/command.ts';
import { item, nothing } from '../overlays/menu.ts';
import type { ReviewController } from '../review/review-controller.ts';

type Shared = {
  readonly group: Group;
  readonly context: Context;
  /** The selected photos, if there are any; the photo under the cursor; or the list, which may be empty. */
  readonly on: 'selection' | 'photo' | 'list';
};

/** Groups whose actions change photos; these wait for each other. */
const changing: ReadonlySet<Group> = new Set<Group>(['Decide', 'Edit', 'Keywords', 'Many at once']);

/** Commands of rows that have group, context and object in common. */
export function reviewCommands(
  { group, context, on }: Shared,
  rows: readonly CommandRow<ReviewController>[],
): readonly Command<{ readonly review: ReviewController }>[] {
  const refusedForAll = (review: ReviewController) =>
    (changing.has(group) ? review.refusedWhileBusy() : undefined) ??
    (on === 'list' ? undefined : review.refusedWithoutPhoto());
  return commandsOf(group, context, rows).map(({ run, refused, ...command }) => ({
    ...command,
    run: ({ review }) => (on === 'selection' ? askAboutHidden(review, run) : run(review)),
    refused: ({ review }) => refusedForAll(review) ?? refused?.(review),
  }));
}

/** Runs what acts on the selected photos; where some of them are out of sight, first asks about which it is meant. */
function askAboutHidden(review: ReviewController, run: (review: ReviewController) => void): void {
  const { selection, hidden, list } = review.now;
  if (hidden === 0) {
    run(review);
    return;
  }
  const shown = selection.difference(new Set(list?.outside(selection)));
  const restrictTo = (ids: ReadonlySet<number>) => () => {
    review.select(ids);
    run(review);
  };
  const some = counted(selection.size, 'selected photo');
  const others = `${counted(shown.size, 'photo')}; the others are deselected`;
  const cleared = `${review.currentName}; the selection is cleared`;
  review.shell.menu({
    title:
      hidden < selection.size
        ? `${hidden} of ${some} not in this list`
        : `${some}, not in this list`,
    // Enter takes what is in sight.
    first: 1,
    items: [
      item('a', 'all that are selected', () => run(review), counted(selection.size, 'photo')),
      shown.size > 0
        ? item('l', 'only those in this list', restrictTo(shown), others)
        : item('c', 'only the photo under the cursor', restrictTo(new Set()), cleared),
      nothing('n', 'none'),
    ],
  });
}
