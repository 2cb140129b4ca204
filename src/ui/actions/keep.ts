/** Keeping what a check speaks of. */
import { digitKey, item } from '../overlays/menu.ts';
import { mostListed } from '../review/fixable.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { keepInMany } from './fix-many.ts';

/** Keeps what a check speaks of: this once for an unverified name or a short title, in the whole archive for the rest. */
export function keep(review: ReviewController): void {
  const { photo, selection, focus, keywordIndex } = review.now;
  if (photo === undefined) return;
  const checks = photo.checks.filter(({ keeps }) => keeps !== undefined);
  const ignore = (check: (typeof checks)[number]) =>
    review.done(review.session.ignore(photo.photo.id, check));
  const near =
    focus === 'keywords' ? checks.find(({ index }) => index === keywordIndex) : undefined;
  const only = near ?? (checks.length > 1 ? undefined : checks[0]);
  if (selection.size > 0) keepInMany(review);
  else if (photo.checks.length === 0) review.shell.toast('There is no check here to silence.');
  else if (checks.length === 0) review.shell.toast('No check here can be silenced.', 'warn');
  else if (only !== undefined) ignore(only);
  else
    review.shell.menu({
      title: 'Keep, and stop checking for',
      items: checks
        .slice(0, mostListed)
        .map((check, index) =>
          item(digitKey(index), check.keeps ?? check.code, () => ignore(check), check.message),
        ),
    });
}
