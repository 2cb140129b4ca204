/** Accepting, rejecting, resetting. */

import { counted } from '../../amounts.ts';
import type { StepDone } from '../../catalog/undo-log.ts';
import type { Decision } from '../../photo.ts';
import type { Part } from '../../pipeline/review/edit.ts';
import { leftInWords } from '../../pipeline/review/left-open.ts';
import { item } from '../overlays/menu.ts';
import type { ReviewController } from '../review/review-controller.ts';

/** Decides about the photo under the cursor and goes on to the next open one, or about the selected photos. */
const deciding = (decision: Decision, then: 'go on' | 'stay') => (review: ReviewController) => {
  const { selection, index } = review.now;
  const isOne = selection.size === 0;
  review.apply({ kind: 'decide', decision }, review.targets(), (change) => {
    review.select(new Set());
    review.state.merge({ decided: selection });
    const goesOn = isOne && then === 'go on' && review.advance && change?.photoIds.length !== 0;
    const next = goesOn && decision !== 'open' ? review.now.list?.nextOpen(index) : index + 1;
    const isEnd = goesOn && next === undefined;
    const hasMoved = goesOn && next !== undefined && review.go(next);
    const done = isEnd || !isOne ? withWayOn(review, change, isEnd) : change;
    if (hasMoved) review.tell(done);
    else review.done(done);
  });
};

/**
 * What was done, and where to go on when nothing is left.
 * @param isEndOfList no photo of the list is open
 */
function withWayOn(
  review: ReviewController,
  change: StepDone | undefined,
  isEndOfList = false,
): StepDone | undefined {
  if (change === undefined || change.photoIds.length === 0) return change;
  const left = review.session.progress().open;
  if (left > 0 && !isEndOfList) return change;
  const { keys } = review.shell;
  const wayOn =
    left === 0
      ? `Every photo is decided; ${keys.say('go.next')} goes on to the sidecars.`
      : review.now.frames === undefined
        ? `Everything in this list is decided; ${counted(left, 'photo')} outside it ${left === 1 ? 'is' : 'are'} open.`
        : `Every frame is decided; ${keys.say('look.list')} goes back to the list.`;
  return { ...change, message: `${change.message}. ${wayOn}` };
}

/** Accepts one of the frames side by side and rejects the others, as one step. */
export function chooseFrame(review: ReviewController): void {
  const { currentId, now } = review;
  if (currentId === undefined) return;
  const others = (now.list?.ids ?? []).filter((id) => id !== currentId);
  review.perform(
    (report) => review.session.choose(currentId, others, report),
    others.length,
    (change) => {
      review.select(new Set());
      review.state.merge({ decided: new Set() });
      review.done(withWayOn(review, change, true));
    },
  );
}

export const accept = deciding('accepted', 'go on');
export const acceptStay = deciding('accepted', 'stay');
export const reject = deciding('rejected', 'go on');
export const rejectStay = deciding('rejected', 'stay');
export const reset = deciding('open', 'go on');
export const resetStay = deciding('open', 'stay');

/** Accepts every photo in the list that has neither problems nor doubts, and says what was left. */
function acceptClean(review: ReviewController): void {
  const { list } = review.now;
  const ids = list?.openWithoutChecks() ?? [];
  const left = list?.openForReasons() ?? [];
  if (ids.length === 0) {
    const why = left.length === 0 ? '' : `: ${leftInWords(left)}`;
    review.shell.toast(`No open photo in this list is clean${why}.`, 'warn');
    return;
  }
  review.apply({ kind: 'decide', decision: 'accepted' }, ids, (change) =>
    review.done(
      change === undefined || left.length === 0
        ? withWayOn(review, change)
        : { ...change, message: `${change.message}. Left: ${leftInWords(left)}` },
    ),
  );
}

/** The acceptances other than the plain one: of a part, and of all that is clean. */
export function acceptMenu(review: ReviewController): void {
  const part = (key: string, label: string, decision: Decision, of: Part) =>
    item(key, label, () => review.apply({ kind: 'decide', decision, part: of }));
  const amount = counted(review.now.list?.openWithoutChecks().length ?? 0, 'open photo');
  const acceptAll = () => acceptClean(review);
  review.shell.menu({
    title: `Accept (${review.targetWords()})`,
    items: [
      item('a', 'all of it', () => acceptStay(review), 'and stay here'),
      part('t', 'the title only', 'accepted', 'title'),
      part('k', 'the keywords only', 'accepted', 'keywords'),
      part('T', 'reject the title only', 'rejected', 'title'),
      part('K', 'reject the keywords only', 'rejected', 'keywords'),
      item('w', 'every photo in this list that has neither ! nor ?', acceptAll, amount),
    ],
  });
}

/** Leaves the photos out of all stages; takes them in again where all of them are left out. */
export function switchExclusion(review: ReviewController): void {
  const photoIds = review.targets();
  const excluded = photoIds.some((id) => !review.session.isExcluded(id));
  review.apply({ kind: 'exclude', excluded }, photoIds);
}
