/** Answering the checks of the selected photos: what is to be decided, once for all of them. */
import type { BulkChange, FoundChecks } from '../../model/review.ts';
import type { Check } from '../../model/review-photo.ts';
import type { MenuItem } from '../../overlays/menu.ts';
import { emptyLine, type Line, line } from '../../text/line.ts';
import { counted } from '../../widgets/amounts.ts';
import { look, offer } from './bulk-offer.ts';
import type { Review } from './review.ts';

type Group = FoundChecks['groups'][number];

const numberKeys = Array.from('123456789');

/** Shows what can be fixed in the selected photos. */
export function fixMany(review: Review): void {
  lookAtChecks(review, (found) => {
    const groups = found.groups.filter(({ check }) => check.fix !== undefined || isName(check));
    const decided = groups.filter(({ check }) => check.decides === true || isName(check));
    const plain = groups.filter((group) => !decided.includes(group));
    if (groups.length === 0) {
      review.desk.say('Nothing in the selected photos can be fixed by a key.', 'warn');
      return;
    }
    const { fixes, photos } = found.plain;
    choose(review, `Fix in ${review.targetWords()}`, [...decided, ...plain], {
      first:
        fixes === 0
          ? []
          : [
              {
                key: 'a',
                label: 'all that change nothing of what is said',
                note: `${counted(fixes, 'thing')} in ${counted(photos, 'photo')}`,
                run: () => offer(review, { kind: 'fixAll' }),
              },
            ],
      labelOf: (check) => (isName(check) ? `the name "${check.word}"` : (check.fix ?? '')),
      run: ({ check, photos: count }) =>
        isName(check) ? nameMenu(review, check, count) : offer(review, { kind: 'fix', check }),
    });
  });
}

/** Shows the words in the selected photos that can be kept. */
export function keepInMany(review: Review): void {
  lookAtChecks(review, ({ groups }) => {
    const words = groups.filter(({ check }) => check.keeps !== undefined);
    if (words.length === 0) {
      review.desk.say('No check of the selected photos can be silenced.', 'warn');
      return;
    }
    const names = words.filter(({ check }) => isName(check));
    const others = words.filter(({ check }) => !isName(check));
    choose(review, 'Keep it and say no more about', [...names, ...others], {
      labelOf: ({ keeps, code }) => keeps ?? code,
      run: ({ check }) => keep(review, check),
    });
  });
}

/** A name or a short title is kept in the selected photos; any other word's check is silent in the whole archive. */
function keep(review: Review, check: Check): void {
  const [first] = review.targets();
  if (isName(check)) offer(review, { kind: 'keepName', name: check.word ?? '' });
  else if (check.code === 'short-title-behind') offer(review, { kind: 'keepShortTitle' });
  else if (first !== undefined) review.done(review.model.silence(first, check));
}

function isName({ code }: Check): boolean {
  return code === 'unsure';
}

function lookAtChecks(review: Review, show: (found: FoundChecks) => void): void {
  const ids = review.targets();
  look(review, ids, (report, signal) => review.model.checksIn(ids, report, signal), show);
}

type Choice = {
  readonly first?: readonly MenuItem[];
  readonly labelOf: (check: Check) => string;
  readonly run: (group: Group) => void;
};

function choose(
  review: Review,
  title: string,
  groups: readonly Group[],
  { first = [], labelOf, run }: Choice,
): void {
  const shown = groups.slice(0, numberKeys.length);
  const left = groups.length - shown.length;
  review.desk.hush();
  review.desk.menu({
    title,
    body: () => moreLines(left),
    items: [
      ...first,
      ...shown.map((group, index) => ({
        key: numberKeys[index] ?? '',
        label: labelOf(group.check),
        note: counted(group.photos, 'photo'),
        run: () => run(group),
      })),
    ],
  });
}

function moreLines(left: number): Line[] {
  return left === 0
    ? []
    : [
        line([
          `The ${numberKeys.length} most frequent of them; ${left} more after these.`,
          'quiet',
        ]),
        emptyLine,
      ];
}

/** A name that nobody gave: what it is called in truth, or that it is right, said once for all. */
function nameMenu(review: Review, check: Check, photos: number): void {
  const name = check.word ?? '';
  const change = (made: BulkChange) => () => offer(review, made);
  review.desk.menu({
    title: `"${name}" in ${counted(photos, 'photo')}`,
    body: () => [line([check.message, 'quiet'])],
    items: [
      { key: 'w', label: 'write what it is', run: () => askForName(review, name) },
      { key: 'k', label: 'keep it: it is right', run: change({ kind: 'keepName', name }) },
      ...(check.fix === undefined
        ? []
        : [
            {
              key: 'd',
              label: 'drop it',
              note: 'from keywords, and from titles that are sentences without it',
              run: change({ kind: 'fix', check }),
            },
          ]),
    ],
  });
}

function askForName(review: Review, name: string): void {
  review.desk.prompt({
    title: `Write for "${name}" in titles and keywords`,
    label: 'Name',
    text: name,
    enter: 'show what would change',
    submit: (text) => {
      const by = text.trim();
      if (by === '') return false;
      offer(review, by === name ? { kind: 'keepName', name } : { kind: 'writeName', name, by });
      return true;
    },
  });
}
