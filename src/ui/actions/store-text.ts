/** Storing text that a person wrote, with what its own dateline has to say. */

import type { Usage } from '../../photo.ts';
import { type TypedDateline, typedDateline } from '../../pipeline/review/dateline.ts';
import type { TextEdit } from '../../pipeline/review/edit.ts';
import type { ReviewPhoto } from '../../pipeline/session/photo.ts';
import { dayInWords, placeInWords } from '../../rules/datelines/dateline.ts';
import { withoutAnyDateline } from '../../rules/texts/title.ts';
import { item } from '../overlays/menu.ts';
import type { ReviewController } from '../review/review-controller.ts';

type Ends = {
  /** Called when it is stored. */
  readonly stored: () => void;
  /** It was not stored after all. */
  readonly left?: () => void;
};

/**
 * Stores new text of a photo. Where a title comes with a dateline that says another place or day than the photo, asks
 * whose it shall be; where such a dateline cannot be taken, says what became of it.
 */
export function storeText(
  review: ReviewController,
  photo: ReviewPhoto,
  change: TextEdit,
  { stored, left }: Ends,
): void {
  const { id } = photo.photo;
  const { description = '' } = change;
  const dateline = typedDateline(description, photo.photo, new Date());
  const plainly = (more = '') => {
    const bare = dateline && { description: withoutAnyDateline(description, photo.photo) };
    const text = { ...change, ...bare };
    const done = review.session.applyToOne(id, { kind: 'edit', text });
    review.done({ ...done, message: `${done.message}${more}` });
    stored();
  };
  if (dateline === undefined) plainly();
  else if (photo.usage === 'commercial' || dateline.facts === undefined)
    plainly(`; ${whyNotTaken(review, photo.usage, dateline)}`);
  else {
    const { says, facts } = dateline;
    const { say } = review.shell.keys;
    const take = () => {
      review.done(review.session.applyToOne(id, { kind: 'edit', text: change, dateline: facts }));
      stored();
    };
    review.shell.clear();
    review.shell.menu({
      title: `The title says ${says}`,
      items: [
        item('k', 'keep what the photo says', plainly, factsOf(photo)),
        item('t', 'take it for this photo', take, `${say('review.undo')} takes it back`),
      ],
      dismissed: left,
    });
  }
}

function factsOf({ photo }: ReviewPhoto): string {
  const facts = [placeInWords(photo.place), dayInWords(photo.takenOn)].filter(Boolean).join(' - ');
  return facts || 'neither place nor date';
}

function whyNotTaken(review: ReviewController, usage: Usage, { says }: TypedDateline): string {
  const { say } = review.shell.keys;
  return usage === 'commercial'
    ? `${says} is left out, as in all commercial titles; ${say('review.usage')} makes it editorial`
    : `place and date are the photo's; ${say('review.place')} and ${say('review.date')} change them`;
}
