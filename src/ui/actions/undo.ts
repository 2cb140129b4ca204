/** Undoing and redoing steps, asked about first where a person may not know of them any more. */

import { counted, momentText } from '../../amounts.ts';
import type { StepDone } from '../../catalog/undo-log.ts';
import { item, nothing } from '../overlays/menu.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { line } from '../text/line.ts';
import { paragraph } from '../text/paragraph.ts';

type Direction = 'undo' | 'redo';

/** Steps of an earlier session that concern more photos than this are not undone by one key. */
const mostUnasked = 20;

/** Undoes the last step or redoes the one that was undone last. */
export const stepping = (direction: Direction) => (review: ReviewController) => {
  const step = review.session.nextStep(direction);
  const run = () =>
    review.perform(
      (report) => review.session.reverse(direction, report),
      0,
      (change) => follow(review, change, direction),
    );
  if (step?.isEarlier !== true || step.photos <= mostUnasked) {
    run();
    return;
  }
  review.shell.clear();
  review.shell.menu({
    title: `${direction === 'undo' ? 'Undo' : 'Redo'} a step of an earlier session?`,
    body: (width) => [...paragraph(step.message, width), line([momentText(step.at), 'quiet'])],
    // One key too many must do nothing.
    first: 1,
    items: [
      item('y', `${direction} it`, run, counted(step.photos, 'photo')),
      nothing('n', 'leave it'),
    ],
  });
};

/** The selection that was given up by a decision comes back with it, to be decided about otherwise, and goes again. */
function selectAgain(review: ReviewController, { photoIds }: StepDone, direction: Direction): void {
  const { decided, selection } = review.now;
  if (photoIds.length < 2 || !photoIds.every((id) => decided.has(id))) return;
  if (direction === 'undo' && selection.size === 0) review.select(decided);
  if (direction === 'redo' && selection === decided) review.select(new Set());
}

const verbs = { undo: 'Undone', redo: 'Done again' } as const;

/** Shows the photo that changed when it is another one than that under the cursor. */
function follow(review: ReviewController, change: StepDone | undefined, way: Direction): void {
  if (change === undefined) {
    review.changed(`There is nothing to ${way}.`, 'warn');
    return;
  }
  selectAgain(review, change, way);
  const [only, ...more] = change.photoIds;
  if (only !== undefined && more.length === 0 && only !== review.currentId) review.goToPhoto(only);
  review.changed(`${verbs[way]}: ${change.message}`, 'good');
}
