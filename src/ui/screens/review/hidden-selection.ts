/** Selected photos that the list does not show: what would act on them asks first. */
import { counted } from '../../../amounts.ts';
import type { Review } from './review.ts';

/** Runs what acts on the selected photos; where some of them are out of sight, first asks about which it is meant. */
export function askAboutHidden(review: Review, run: () => void): void {
  const { selection, hidden, list } = review.now;
  if (hidden === 0) {
    run();
    return;
  }
  const outside = new Set(list?.outside(selection));
  const shown = selection.difference(outside);
  const restrictTo = (ids: ReadonlySet<number>) => () => {
    review.select(ids);
    run();
  };
  review.shell.menu({
    title: titleOf(hidden, selection.size),
    // Enter takes what is in sight.
    first: 1,
    items: [
      {
        key: 'a',
        label: 'all that are selected',
        note: counted(selection.size, 'photo'),
        run,
      },
      shown.size > 0
        ? {
            key: 'l',
            label: 'only those in this list',
            note: `${counted(shown.size, 'photo')}; the others are given up`,
            run: restrictTo(shown),
          }
        : {
            key: 'c',
            label: 'only the photo under the cursor',
            note: `${review.currentName}; the selection is given up`,
            run: restrictTo(new Set()),
          },
      { key: 'n', label: 'none', run: () => undefined },
    ],
  });
}

function titleOf(hidden: number, selected: number): string {
  if (hidden < selected)
    return `${hidden} of ${counted(selected, 'selected photo')} not in this list`;
  return `${counted(selected, 'selected photo')}, not in this list`;
}
