/** The end: what was done, and what it took. */
import { count, counted, durationText } from '../amounts.ts';
import { countEdited, countReviews } from '../catalog/reviews.ts';
import { factList, type Situation, type StageView } from './archive/stage-view.ts';
import { moneyFacts, moneyOf } from './ask/money.ts';
import { reviewTime } from './review/time.ts';

export function describeSummary({ archive, counts, key }: Situation): StageView {
  const { catalog } = archive;
  const { photos, open, accepted, rejected } = countReviews(catalog);
  const decided = accepted + rejected;
  const { seconds } = reviewTime(catalog);
  return {
    facts: [
      factList(
        { label: 'Photos', value: count(counts.photos) },
        counts.excluded > 0 && { label: 'Left out', value: count(counts.excluded) },
        { label: 'With text', value: count(photos) },
        open > 0 && { label: 'Undecided', value: count(open) },
        { label: 'Accepted', value: count(accepted) },
        { label: 'Rejected', value: count(rejected) },
        { label: 'Embedded', value: count(counts.done) },
      ),
      [
        ...moneyFacts(moneyOf(archive)),
        {
          label: 'Your time',
          value:
            decided === 0
              ? 'none yet'
              : `${durationText(seconds)} of reviewing, ${(seconds / decided).toFixed(1)} s a photo`,
        },
        {
          label: 'Your edits',
          value: `${counted(countEdited(catalog), 'photo')} with text, usage, place or date changed by you`,
        },
      ],
      factList({
        text: `Every change can be taken back: ${key('review.undo')} in the review, ${key('embed.undo')} on the embed screen.`,
        tone: 'quiet',
      }),
    ],
    action: { label: 'Go to the review', effect: { go: 'review' } },
  };
}
