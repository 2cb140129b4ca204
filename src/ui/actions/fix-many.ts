/** Answering the checks of the selected photos: what is to be decided, once for all of them. */

import { counted } from '../../amounts.ts';
import type { ShownCheckGroups } from '../../pipeline/session/check-groups.ts';
import { isContradiction, type ShownCheck } from '../../pipeline/session/photo.ts';
import { digitKey, item, type MenuItem, nothing } from '../overlays/menu.ts';
import { checkedFieldNames, isHint, isName } from '../review/fixable.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { lookThrough, offer } from './preview.ts';
import { askAboutName } from './unverified-name.ts';

type Group = ShownCheckGroups['groups'][number];

const photosIn = ({ photos }: Group) => counted(photos, 'photo');

/** Shows what can be fixed in the selected photos. */
export function fixMany(review: ReviewController): void {
  lookAtChecks(review, (found) => {
    const groups = found.groups.filter(({ check }) => check.fix !== undefined || isName(check));
    const none = 'No key fixes anything in the selected photos.';
    choose(review, `Fix in ${review.targetWords()}`, inOrder(groups), {
      none,
      first: forAll(review, found, groups),
      labelOf: (check) => (isName(check) ? `the name "${check.word}"` : (check.fix ?? '')),
      run: (group) =>
        isName(group.check)
          ? askAboutName(review, group.check, photosIn(group))
          : offer(review, { kind: 'fix', check: group.check }),
    });
  });
}

/** What answers many checks with one key. */
function forAll(
  review: ReviewController,
  { plain }: ShownCheckGroups,
  groups: readonly Group[],
): MenuItem[] {
  const { fixes, photos } = plain;
  const names = groups.filter(({ check }) => isName(check) && check.fix !== undefined).length;
  const fixAll = () => offer(review, { kind: 'fixAll' });
  const note = `${counted(fixes, 'thing')} in ${counted(photos, 'photo')}`;
  const drop = () => offer(review, { kind: 'dropNames' });
  return [
    fixes > 0 && item('a', 'every fix that leaves the meaning alone', fixAll, note),
    names > 1 && item('d', 'drop all unverified names', drop, counted(names, 'name')),
  ].filter((one) => one !== false);
}

/** What has to be decided, what can be done without, and last what is only a hint. */
function inOrder(groups: readonly Group[]): readonly Group[] {
  const placeOf = ({ check }: Group) =>
    isHint(check) ? 2 : check.decides === true || isName(check) ? 0 : 1;
  return [...groups].sort((a, b) => placeOf(a) - placeOf(b));
}

/** Shows the words in the selected photos that can be kept. */
export function keepInMany(review: ReviewController): void {
  lookAtChecks(review, ({ groups }) => {
    const words = groups.filter(({ check }) => check.keeps !== undefined);
    const names = words.filter(({ check }) => isName(check));
    const all = [...names, ...words.filter((one) => !names.includes(one))];
    choose(review, 'Keep, and stop checking for', all, {
      none: 'No check of the selected photos can be silenced.',
      labelOf: ({ keeps, code }) => keeps ?? code,
      run: ({ check }) => keep(review, check),
    });
  });
}

/** A name or a short title is kept in the selected photos; any other word's check is silent in the whole archive. */
function keep(review: ReviewController, check: ShownCheck): void {
  const [first] = review.targets();
  if (isName(check)) offer(review, { kind: 'keepName', name: check.word ?? '' });
  else if (check.code === 'short-title-behind') offer(review, { kind: 'keepShortTitle' });
  else if (isContradiction(check)) offer(review, { kind: 'keepPlace' });
  else if (first !== undefined) review.done(review.session.ignore(first, check));
}

function lookAtChecks(review: ReviewController, show: (found: ShownCheckGroups) => void): void {
  const ids = review.targets();
  lookThrough(review, ids, (options) => review.session.checksIn(ids, options), show);
}

type Choice = {
  /** What is said where there are no groups. */
  readonly none: string;
  readonly first?: readonly MenuItem[];
  readonly labelOf: (check: ShownCheck) => string;
  readonly run: (group: Group) => void;
};

function choose(
  { shell }: ReviewController,
  title: string,
  groups: readonly Group[],
  { none, first = [], labelOf, run }: Choice,
): void {
  if (groups.length === 0) {
    shell.toast(none, 'warn');
    return;
  }
  // Enter takes no hint: it is a guess.
  const isGuess = first.length === 0 && groups.every(({ check }) => isHint(check));
  const nothingAtAll = nothing('n', 'nothing');
  const labels = groups.map(({ check }) => labelOf(check));
  const noteOf = (group: Group, label: string) =>
    labels.filter((one) => one === label).length > 1
      ? `${photosIn(group)}, in the ${checkedFieldNames[group.check.field]}`
      : photosIn(group);
  shell.clear();
  shell.menu({
    title,
    items: [
      ...(isGuess ? [nothingAtAll] : first),
      ...groups.map((group, index) => {
        const label = labels[index] ?? '';
        return item(digitKey(index), label, () => run(group), noteOf(group, label));
      }),
      !isGuess && nothingAtAll,
    ],
  });
}
