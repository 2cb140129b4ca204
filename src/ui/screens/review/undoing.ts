/** Undoing and redoing steps, asked about first where a person may not know of them any more. */

import { counted, momentText } from '../../../amounts.ts';
import type { Change, NextStep } from '../../model/review.ts';
import { line } from '../../text/line.ts';
import { paragraph } from '../stages/table-lines.ts';
import type { Review } from './review.ts';

type Way = 'undo' | 'redo';

/** Steps of an earlier session that concern more photos than this are not undone by one key. */
const mostUnasked = 20;

/** Undoes the last step or redoes the one that was undone last. */
export function goBackOrForth(review: Review, way: Way): void {
  const step = review.model.nextStep(way);
  if (step?.isEarlier === true && step.photos > mostUnasked) ask(review, way, step);
  else go(review, way);
}

function ask(review: Review, way: Way, { said, photos, at }: NextStep): void {
  const verb = way === 'undo' ? 'Undo' : 'Redo';
  review.shell.clear();
  review.shell.menu({
    title: `${verb} a step of an earlier session?`,
    body: (width) => [...paragraph(said, width), line([momentText(at), 'quiet'])],
    // One key too many must do nothing.
    first: 1,
    items: [
      {
        key: 'y',
        label: `${way} it`,
        note: counted(photos, 'photo'),
        run: () => go(review, way),
      },
      { key: 'n', label: 'leave it', run: () => undefined },
    ],
  });
}

function go(review: Review, way: Way): void {
  review.perform(
    (report) => review.model[way](report),
    0,
    (change) => follow(review, change, way),
  );
}

/** The selection that was given up by a decision comes back with it, to be decided about otherwise, and goes again. */
function selectAgain(review: Review, { photoIds }: Change, way: 'undo' | 'redo'): void {
  const { decided, selection } = review.now;
  if (photoIds.length < 2 || !photoIds.every((id) => decided.has(id))) return;
  if (way === 'undo' && selection.size === 0) review.select(decided);
  if (way === 'redo' && selection === decided) review.select(new Set());
}

const verbs = { undo: 'Undone', redo: 'Done again' } as const;

/** Shows the photo that changed when it is another one than that under the cursor. */
function follow(review: Review, change: Change | undefined, way: 'undo' | 'redo'): void {
  if (change === undefined) {
    review.changed(`There is nothing to ${way}.`, 'warn');
    return;
  }
  selectAgain(review, change, way);
  const [only, ...more] = change.photoIds;
  if (only !== undefined && more.length === 0 && only !== review.currentId) review.goToPhoto(only);
  review.changed(`${verbs[way]}: ${change.said}`, 'good');
}
