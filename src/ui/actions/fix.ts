/** The fix key on one photo: it answers the weightiest check, and asks where there are several answers or only a guess. */
import type { ChangePreview } from '../../pipeline/review/apply.ts';
import type { ShownCheck } from '../../pipeline/session/photo.ts';
import { asking, digitKey, item, nothing } from '../overlays/menu.ts';
import { otherAnswers } from '../panes/check-lines.ts';
import {
  answeredByFix,
  byWeight,
  isAboutUsage,
  isHint,
  isName,
  mostListed,
} from '../review/fixable.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { paragraph } from '../text/paragraph.ts';
import { editing } from './edit.ts';
import { fixMany } from './fix-many.ts';
import { answerPlace, isAboutPlace } from './place-checks.ts';
import { previewLines, showPreview } from './preview.ts';
import { askAboutName } from './unverified-name.ts';

/** Answers what the checks say, of this photo or of the selected ones. */
export function fix(review: ReviewController): void {
  const { photo, selection, focus, keywordIndex } = review.now;
  if (photo === undefined) return;
  const found = answeredByFix(photo.checks, focus === 'keywords' ? keywordIndex : -1);
  const [first] = found;
  if (selection.size > 0) fixMany(review);
  else if (first === undefined) review.shell.toast(whatElse(review, photo.checks), 'warn');
  else if (isAboutPlace(first) && found.length === 1) answerPlace(review, first);
  else if (isHint(first)) askAboutHints(review, found);
  else if (isName(first) && first.field !== 'keywords') askAboutNameHere(review, first);
  else review.apply({ kind: 'fix', check: first });
}

/** What can be done about the weightiest check where the fix key can do nothing. */
function whatElse({ shell: { keys } }: ReviewController, checks: readonly ShownCheck[]): string {
  if (checks.length === 0) return 'There is nothing to fix here.';
  const [weightiest] = byWeight(checks);
  if (weightiest !== undefined && !isHint(weightiest)) {
    const others = otherAnswers(weightiest, keys);
    if (others !== '') return `There is no automatic fix: ${others}.`;
  }
  const usage = checks.find(isAboutUsage)?.fix;
  const taking = usage === undefined ? '' : `; ${keys.say('review.takeUsage')} would ${usage}`;
  return `No key can fix anything here${taking}.`;
}

function askAboutNameHere(review: ReviewController, check: ShownCheck): void {
  const ask = (shown?: ChangePreview) =>
    askAboutName(review, check, review.targetWords(), { shown, items: [editTitle(review)] });
  if (check.fix === undefined) ask();
  else showPreview(review, { kind: 'fix', check }, ask);
}

/** A hint is changed only by a key that says so. */
function askAboutHints(review: ReviewController, hints: readonly ShownCheck[]): void {
  const [only, ...more] = hints;
  if (only === undefined) return;
  if (more.length > 0) askWhichHint(review, hints);
  else
    showPreview(review, { kind: 'fix', check: only }, (shown) => askAboutHint(review, only, shown));
}

function askWhichHint(review: ReviewController, hints: readonly ShownCheck[]): void {
  const listed = hints.slice(0, mostListed);
  review.shell.clear();
  review.shell.menu({
    title: 'Only hints. Fix which one?',
    first: listed.length,
    items: [
      ...listed.map((check, index) => {
        const fixIt = () => review.apply({ kind: 'fix', check });
        return item(digitKey(index), check.fix ?? '', fixIt, check.message);
      }),
      nothing('n', 'leave it as it is'),
      editTitle(review),
    ],
  });
}

function askAboutHint(review: ReviewController, hint: ShownCheck, shown: ChangePreview): void {
  const { fix: fixed = '', word, keeps, message } = hint;
  const ignore = () => {
    if (review.currentId !== undefined) review.done(review.session.ignore(review.currentId, hint));
  };
  review.shell.clear();
  review.shell.menu({
    title: 'Only a hint; fix it?',
    body: (width) => [...paragraph(message, width, 'quiet'), ...previewLines(shown, width)],
    first: 1,
    items: [
      item('y', fixed, () => review.apply({ kind: 'fix', check: hint })),
      nothing('n', 'leave it as it is'),
      keeps !== undefined &&
        (word === undefined
          ? item('k', `keep ${keeps}`, ignore)
          : item('k', `keep "${word}"`, ignore, 'and stop checking for it in this archive')),
      editTitle(review),
    ],
  });
}

/** Keys typed blindly open the title editor and change nothing. */
const editTitle = (review: ReviewController) =>
  asking('t', 'edit the title', () => editing('title')(review));
