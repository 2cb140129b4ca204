/** From rows of a table to the keys of the review: what an action acts on, and when it is refused. */
import { counted } from '../../amounts.ts';
import type { Command, Context, Group } from '../keys/command.ts';
import { searchWords } from '../keys/search-words.ts';
import { item, nothing } from '../overlays/menu.ts';
import type { Review } from '../review/review.ts';

/** A key of the review: its name, its keys with spaces between, what it does, what runs, a word for the line of keys. */
export type ReviewRow = readonly [
  id: string,
  keys: string,
  title: string,
  run: (review: Review) => void,
  hint?: string | undefined,
  /** Why it cannot be done just now, besides what holds for all. */
  refused?: (review: Review) => string | undefined,
];

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
  rows: readonly ReviewRow[],
): readonly Command<{ readonly review: Review }>[] {
  return rows.map(([id, keys, title, run, hint, refused]) => ({
    id,
    title,
    words: searchWords[id],
    group,
    context,
    keys: keys.split(' '),
    hint,
    run: ({ review }) => (on === 'selection' ? askAboutHidden(review, run) : run(review)),
    refused: ({ review }) =>
      (changing.has(group) ? review.refusedWhileBusy() : undefined) ??
      (on === 'list' ? undefined : review.refusedWithoutPhoto()) ??
      refused?.(review),
  }));
}

/** Runs what acts on the selected photos; where some of them are out of sight, first asks about which it is meant. */
function askAboutHidden(review: Review, run: (review: Review) => void): void {
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
        ? item(
            'l',
            'only those in this list',
            restrictTo(shown),
            `${counted(shown.size, 'photo')}; the others are given up`,
          )
        : item(
            'c',
            'only the photo under the cursor',
            restrictTo(new Set()),
            `${review.currentName}; the selection is given up`,
          ),
      nothing('n', 'none'),
    ],
  });
}
