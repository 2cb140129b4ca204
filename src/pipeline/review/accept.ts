/** The review without a person: accepting what no check flagged, or everything. */
import { counted } from '../../amounts.ts';
import { type Acceptable, countStaleReviews, openReviews } from '../../catalog/review-counts.ts';
import { InterruptedError } from '../../errors.ts';
import type { StageContext, StageSummary } from '../archive/stage.ts';
import { apply } from './apply.ts';
import { openChecker } from './checker.ts';
import { openEnglish } from './dictionary.ts';
import { followExisting } from './existing.ts';
import { leftFor, leftInWords } from './left-open.ts';
import { countStale } from './photo-checks.ts';
import { openSpeller } from './spelling.ts';

/** Accepts open photos as one step that can be undone; the rest stays open for a person. */
export async function acceptSuggestions(
  context: StageContext,
  acceptable: Acceptable,
): Promise<StageSummary> {
  const { catalog } = context.archive;
  followExisting(context.archive);
  await countAll(context);
  const ids = openReviews(catalog, acceptable);
  const total = ids.length;
  context.report({ stage: 'review', done: 0, total, unit: 'photos' });
  const accepted = apply(context.archive, ids, { kind: 'decide', decision: 'accepted' }).photoIds
    .length;
  context.report({ stage: 'review', done: total, total, unit: 'photos' });
  const open = openReviews(catalog, 'all').length;
  const left = leftFor(catalog);
  return {
    stage: 'review',
    done: accepted,
    issues: 0,
    left,
    notes: [
      accepted === 0 && open === 0
        ? 'Nothing is waiting for review.'
        : `${counted(accepted, 'photo')} accepted${acceptable === 'clean' && accepted > 0 ? ', without problems or doubts' : ''}.`,
      ...(open > 0 ? [`${counted(open, 'photo')} left for a person to look at${why(left)}.`] : []),
    ],
  };
}

/** `: 12 name another place, 3 give another date`. */
function why(left: StageSummary['left'] = []): string {
  return left.length === 0 ? '' : `: ${leftInWords(left)}`;
}

/** Few enough that a key press in between is answered at once; and more, where no key is waited for. */
const countedInARow = 5;
const countedWithoutScreen = 100;

/** Brings the counts of all photos up to date as part of a stage, giving way to other work in between. */
export async function countAll(
  { archive, signal, report, turn }: StageContext,
  stage: 'collect' | 'review' = 'review',
): Promise<void> {
  const { catalog } = archive;
  await openEnglish();
  const speller = await openSpeller(catalog, archive.settings);
  const checker = openChecker(catalog, archive.settings, speller, archive.keywordList());
  const total = countStaleReviews(catalog);
  const inARow = turn === undefined ? countedInARow : countedWithoutScreen;
  for (let done = 0; ; ) {
    if (signal.aborted) throw new InterruptedError();
    const counted = countStale(catalog, checker, inARow);
    if (counted === 0) return;
    done += counted;
    report({ stage, done, total, unit: 'photos', note: 'checking titles and keywords' });
    await new Promise((resolve) => setImmediate(resolve));
  }
}
