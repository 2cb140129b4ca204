/** The fix key on one photo: it answers the weightiest check, and asks where there are several answers or only a guess. */
import type { BulkPreview } from '../../model/review.ts';
import type { Check } from '../../model/review-photo.ts';
import type { MenuItem } from '../../overlays/menu.ts';
import { paragraph } from '../stages/table-lines.ts';
import { look, previewLines } from './bulk-offer.ts';
import { otherAnswers } from './check-lines.ts';
import { openField } from './editing.ts';
import { answeredByFix, byWeight, isAboutUsage, isHint, isName } from './fixable.ts';
import { fixMany } from './mending-many.ts';
import type { Review } from './review.ts';
import { askAboutName } from './unsure-name.ts';

const numberKeys = Array.from('123456789');

/** Answers what the checks say, of this photo or of the selected ones. */
export function fix(review: Review): void {
  const { photo, selection, focus, chip } = review.now;
  if (photo === undefined) return;
  if (selection.size > 0) {
    fixMany(review);
    return;
  }
  const found = answeredByFix(photo.checks, focus === 'keywords' ? chip : -1);
  const [first] = found;
  if (first === undefined) review.shell.toast(whatElse(review, photo.checks), 'warn');
  else if (isHint(first)) askAboutHints(review, found);
  else if (isName(first) && first.field !== 'keywords') askAboutNameHere(review, first);
  else make(review, first);
}

function make(review: Review, check: Check): void {
  if (review.currentId !== undefined) review.done(review.model.fix(review.currentId, check));
}

/** What can be done about the weightiest check where the fix key can do nothing. */
function whatElse(review: Review, checks: readonly Check[]): string {
  const { keys } = review.shell;
  const [weightiest] = byWeight(checks);
  if (weightiest !== undefined && !isHint(weightiest)) {
    const others = otherAnswers(weightiest, keys);
    if (others !== '') return `No key fixes this by itself: ${others}.`;
  }
  const usage = checks.find(isAboutUsage)?.fix;
  const taking = usage === undefined ? '' : `; ${keys.say('review.takeUsage')} would ${usage}`;
  return `Nothing here can be fixed by a key${taking}.`;
}

function askAboutNameHere(review: Review, check: Check): void {
  const items = [editTitle(review)];
  const where = review.targetWords();
  if (check.fix === undefined) askAboutName(review, check, where, { items });
  else
    preview(review, check, (shown) =>
      askAboutName(review, check, where, {
        items,
        shown: (width, theme) => previewLines(shown, width, theme),
      }),
    );
}

/** Nothing is done about a hint but by a key that says so. */
function askAboutHints(review: Review, hints: readonly Check[]): void {
  const [only, ...more] = hints;
  if (only === undefined) return;
  if (more.length === 0) preview(review, only, (shown) => showHints(review, hints, shown));
  else showHints(review, hints);
}

function showHints(review: Review, hints: readonly Check[], shown?: BulkPreview): void {
  const [only] = hints;
  const isOne = hints.length === 1;
  const listed = hints.slice(0, numberKeys.length);
  review.shell.clear();
  review.shell.menu({
    title: isOne ? 'Only a hint; fix it?' : 'Only hints; fix which?',
    body: (width, theme) =>
      shown === undefined || only === undefined
        ? []
        : [...paragraph(only.message, width, 'quiet'), ...previewLines(shown, width, theme)],
    first: listed.length,
    items: [
      ...listed.map((check, index) => ({
        key: isOne ? 'y' : (numberKeys[index] ?? ''),
        label: check.fix ?? '',
        ...(isOne ? {} : { note: check.message }),
        run: () => make(review, check),
      })),
      { key: 'n', label: 'leave it as it is', run: () => undefined },
      ...(isOne && only?.keeps !== undefined ? [keepIt(review, only)] : []),
      editTitle(review),
    ],
  });
}

function keepIt(review: Review, check: Check): MenuItem {
  return {
    key: 'k',
    label: check.word === undefined ? `keep ${check.keeps}` : `keep "${check.word}"`,
    ...(check.word === undefined ? {} : { note: 'and say no more about it in this archive' }),
    run: () => {
      if (review.currentId !== undefined)
        review.done(review.model.silence(review.currentId, check));
    },
  };
}

/** Who types on without looking edits the title, and chooses nothing. */
function editTitle(review: Review): MenuItem {
  return { key: 't', label: 'edit the title', run: () => openField(review, 'title') };
}

function preview(review: Review, check: Check, show: (shown: BulkPreview) => void): void {
  const ids = review.targets();
  look(
    review,
    ids,
    (report, signal) => review.model.bulkPreview(ids, { kind: 'fix', check }, report, signal),
    show,
  );
}
