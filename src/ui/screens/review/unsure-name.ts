/** A name that nobody gave: dropped, written otherwise, or said to be right, in one photo or once for all of them. */
import type { BulkChange } from '../../model/review.ts';
import type { Check } from '../../model/review-photo.ts';
import type { MenuItem } from '../../overlays/menu.ts';
import { type Line, line } from '../../text/line.ts';
import type { Theme } from '../../theme.ts';
import { paragraph } from '../stages/table-lines.ts';
import { changeOrOffer } from './bulk-offer.ts';
import type { Review } from './review.ts';

type Besides = {
  /** What dropping it would do. */
  readonly shown?: (width: number, theme: Theme) => readonly Line[];
  readonly items?: readonly MenuItem[];
};

/** @param where what it is said of: a photo, or how many */
export function askAboutName(
  review: Review,
  check: Check,
  where: string,
  { shown, items = [] }: Besides = {},
): void {
  const name = check.word ?? '';
  const change = (made: BulkChange) => () => changeOrOffer(review, made);
  review.shell.clear();
  review.shell.menu({
    title: `"${name}" in ${where}`,
    body: (width, theme) => [
      ...paragraph(check.message, width, 'quiet'),
      ...(shown === undefined ? [] : [line(), ...shown(width, theme)]),
    ],
    items: [
      ...(check.fix === undefined
        ? []
        : [
            {
              key: 'd',
              label: 'drop it',
              ...(shown === undefined
                ? { note: 'from keywords, and from titles that are sentences without it' }
                : {}),
              run: change({ kind: 'fix', check }),
            },
          ]),
      { key: 'w', label: 'write what it is', run: () => askForName(review, name) },
      { key: 'k', label: 'keep it: it is right', run: change({ kind: 'keepName', name }) },
      ...items,
    ],
  });
}

function askForName(review: Review, name: string): void {
  review.shell.prompt({
    title: `Write for "${name}" in titles and keywords`,
    label: 'Name',
    text: name,
    selected: true,
    enter: review.now.selection.size > 0 ? 'show what would change' : 'write',
    submit: (text) => {
      const by = text.trim();
      if (by === '') return false;
      changeOrOffer(
        review,
        by === name ? { kind: 'keepName', name } : { kind: 'writeName', name, by },
      );
      return true;
    },
  });
}
