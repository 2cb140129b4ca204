/** Which photos the stages act on: those selected in the review, those of its filter, or all. */
import { choose } from '../../catalog/choice.ts';
import { choiceInWords, type Selected } from '../../pipeline/review/selection.ts';
import type { Described } from '../../pipeline/stages.ts';
import type { ReviewController } from '../review/review-controller.ts';

function choiceIn({ now, session }: ReviewController, photos: number): Selected | undefined {
  const { selection, view } = now;
  const of = (photoIds: readonly number[], what: string) => ({
    photoIds,
    words: choiceInWords(session.archive.catalog, photoIds, { of: photos, meant: what }),
  });
  if (selection.size > 0) return of([...selection], 'selected in the review');
  if (view.filter.trim() === '') return undefined;
  const found = session.matching(view.filter);
  return 'complaint' in found ? undefined : of(found.photoIds, view.filter);
}

/** Stages that are about every photo, whatever is chosen: answers have been paid for. */
const aboutAll: ReadonlySet<Described> = new Set(['scan', 'collect', 'summary']);

/** Has a stage act on what is chosen in the review now. */
export function chooseFor(
  stage: Described,
  { review, photos }: { readonly review: ReviewController; readonly photos: number },
): Selected | undefined {
  const choice = aboutAll.has(stage) ? undefined : choiceIn(review, photos);
  choose(review.session.archive.catalog, choice?.photoIds);
  return choice;
}
