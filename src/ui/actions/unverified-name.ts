/** An unverified name: dropped, written otherwise, or said to be right, in one photo or once for all of them. */
import type { ChangePreview } from '../../pipeline/review/apply.ts';
import type { Change } from '../../pipeline/review/change.ts';
import type { ShownCheck } from '../../pipeline/session/photo.ts';
import { asking, item, type MenuItem } from '../overlays/menu.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { line } from '../text/line.ts';
import { paragraph } from '../text/paragraph.ts';
import { changeOrOffer, previewLines } from './preview.ts';

type Besides = {
  /** What dropping it would do. */
  readonly shown?: ChangePreview | undefined;
  readonly items?: readonly MenuItem[];
};

/** @param where what it is said of: a photo, or how many */
export function askAboutName(
  review: ReviewController,
  check: ShownCheck,
  where: string,
  { shown, items = [] }: Besides = {},
): void {
  const name = check.word ?? '';
  const change = (made: Change) => () => changeOrOffer(review, made);
  const drop = change({ kind: 'fix', check });
  const what =
    shown === undefined
      ? 'from keywords, and from titles that are sentences without it'
      : undefined;
  review.shell.clear();
  review.shell.menu({
    title: `"${name}" in ${where}`,
    body: (width) => [
      ...paragraph(check.message, width, 'quiet'),
      ...(shown === undefined ? [] : [line(), ...previewLines(shown, width)]),
    ],
    items: [
      check.fix !== undefined && item('d', 'drop it', drop, what),
      asking('w', 'write what it is', () => askForName(review, name)),
      item('k', 'keep it: it is right', change({ kind: 'keepName', name })),
      ...items,
    ],
  });
}

function askForName(review: ReviewController, name: string): void {
  review.shell.prompt({
    title: `Replace "${name}" in titles and keywords with`,
    label: 'Name',
    text: name,
    selected: true,
    codes: review.codes,
    enter: review.now.selection.size > 0 ? 'show what would change' : 'write',
    submit: (text) => {
      const by = text.trim();
      if (by === '') return false;
      const kept = { kind: 'keepName', name } as const;
      changeOrOffer(review, by === name ? kept : { kind: 'writeName', name, by });
      return true;
    },
  });
}
