/** Accepting, rejecting, resetting; undo and redo. */

import { counted } from '../../../amounts.ts';
import type { Verdict } from '../../../photo.ts';
import type { Change } from '../../model/review.ts';
import type { Part } from '../../model/review-photo.ts';
import type { Review } from './review.ts';
import { reviewCommands } from './review-command.ts';
import { goBackOrForth } from './undoing.ts';

export const decidingCommands = reviewCommands('Decide', 'review', {
  'review.accept': {
    keys: ['p'],
    title: 'Accept and go on to the next open photo',
    words: 'approve yes ok keep good',
    hint: 'accept',
    onSelection: true,
    run: (review) => decide(review, 'accepted', { goOn: true }),
  },
  'review.reject': {
    keys: ['x'],
    title: 'Reject and go on to the next open photo',
    words: 'no refuse delete discard bad',
    hint: 'reject',
    onSelection: true,
    run: (review) => decide(review, 'rejected', { goOn: true }),
  },
  'review.reset': {
    keys: ['u'],
    title: 'Back to undecided, and go on to the next photo',
    words: 'open unaccept unapprove reset',
    onSelection: true,
    run: (review) => decide(review, 'open', { goOn: true }),
  },
  'review.acceptStay': {
    keys: ['P'],
    title: 'Accept without going on',
    words: 'approve yes',
    onSelection: true,
    run: (review) => decide(review, 'accepted', { goOn: false }),
  },
  'review.rejectStay': {
    keys: ['X'],
    title: 'Reject without going on',
    words: 'no refuse',
    onSelection: true,
    run: (review) => decide(review, 'rejected', { goOn: false }),
  },
  'review.resetStay': {
    keys: ['U'],
    title: 'Back to undecided without going on',
    words: 'open reset',
    onSelection: true,
    run: (review) => decide(review, 'open', { goOn: false }),
  },
  'review.acceptPart': {
    keys: ['A'],
    title: 'Accept only the title or the keywords; or all without ! and ?',
    words: 'approve partly clean',
    onSelection: true,
    run: acceptMenu,
  },
  'review.choose': {
    keys: ['K'],
    title: 'Accept this frame and reject the others',
    words: 'choose best only keep burst',
    hint: 'only this one',
    context: 'frames',
    run: choose,
  },
  'review.undo': {
    keys: ['z'],
    title: 'Undo the last step, also of an earlier day',
    words: 'revert take back',
    hint: 'undo',
    always: true,
    run: (review) => goBackOrForth(review, 'undo'),
  },
  'review.redo': {
    keys: ['Z'],
    title: 'Redo what was undone',
    words: 'again repeat',
    always: true,
    run: (review) => goBackOrForth(review, 'redo'),
  },
});

/** Decides about the photo under the cursor and goes on to the next open one, or about the selected photos. */
export function decide(
  review: Review,
  verdict: Verdict,
  { goOn }: { readonly goOn: boolean },
): void {
  const { selection, index } = review.now;
  const isOne = selection.size === 0;
  decideAbout(review, review.targets(), verdict, 'all', (change) => {
    review.select(new Set());
    review.state.merge({ decided: selection });
    const goesOn = isOne && goOn && review.advance && change?.photoIds.length !== 0;
    const next = goesOn && verdict !== 'open' ? review.now.list?.nextOpen(index) : index + 1;
    const isEnd = goesOn && next === undefined;
    review.done(isEnd || !isOne ? withWayOn(review, change, isEnd) : change);
    if (goesOn && next !== undefined) review.go(next);
  });
}

function decideAbout(
  review: Review,
  photoIds: readonly number[],
  verdict: Verdict,
  part: Part,
  after: (change: Change | undefined) => void,
): void {
  review.perform(
    (report) => review.model.decide(photoIds, verdict, part, report),
    photoIds.length,
    after,
  );
}

/**
 * What was done, and where to go on when nothing is left.
 * @param isEndOfList no photo of the list is open
 */
function withWayOn(
  review: Review,
  change: Change | undefined,
  isEndOfList = false,
): Change | undefined {
  if (change === undefined || change.photoIds.length === 0) return change;
  const left = review.model.progress().open;
  if (left > 0 && !isEndOfList) return change;
  const wayOn =
    left === 0
      ? `Every photo is decided; ${review.shell.keys.say('go.next')} goes on to the sidecars.`
      : review.now.frames === undefined
        ? `Everything in this list is decided; ${counted(left, 'photo')} outside it ${left === 1 ? 'is' : 'are'} open.`
        : `Every frame is decided; ${review.shell.keys.say('look.list')} goes back to the list.`;
  return { ...change, said: `${change.said}. ${wayOn}` };
}

/** One of the frames side by side, as one step. */
function choose(review: Review): void {
  const { currentId, now } = review;
  if (currentId === undefined) return;
  const others = (now.list?.ids() ?? []).filter((id) => id !== currentId);
  review.perform(
    (report) => review.model.choose(currentId, others, report),
    others.length,
    (change) => {
      review.select(new Set());
      review.state.merge({ decided: new Set() });
      review.done(withWayOn(review, change, true));
    },
  );
}

/** Accepts or rejects a part: the title without the keywords, or the reverse. */
function decidePart(review: Review, verdict: Verdict, part: Part): void {
  decideAbout(review, review.targets(), verdict, part, (change) => review.done(change));
}

/** All photos of the list that no check complains about and whose names are sure. */
export function acceptClean(review: Review): void {
  const ids = review.now.list?.openWithoutChecks() ?? [];
  if (ids.length === 0) {
    review.shell.toast('No open photo of this list is without checks.', 'warn');
    return;
  }
  decideAbout(review, ids, 'accepted', 'all', (change) => review.done(withWayOn(review, change)));
}

/** The menu of acceptances other than the plain one. */
function acceptMenu(review: Review): void {
  const about = review.targetWords();
  const clean = review.now.list?.openWithoutChecks().length ?? 0;
  review.shell.menu({
    title: `Accept (${about})`,
    items: [
      {
        key: 'a',
        label: 'all of it',
        note: 'and stay here',
        run: () => decide(review, 'accepted', { goOn: false }),
      },
      { key: 't', label: 'the title only', run: () => decidePart(review, 'accepted', 'title') },
      {
        key: 'k',
        label: 'the keywords only',
        run: () => decidePart(review, 'accepted', 'keywords'),
      },
      {
        key: 'T',
        label: 'reject the title only',
        run: () => decidePart(review, 'rejected', 'title'),
      },
      {
        key: 'K',
        label: 'reject the keywords only',
        run: () => decidePart(review, 'rejected', 'keywords'),
      },
      {
        key: 'w',
        label: 'every photo of this list that has neither ! nor ?',
        note: counted(clean, 'open photo'),
        run: () => acceptClean(review),
      },
    ],
  });
}
