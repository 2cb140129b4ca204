/** Filtering, sorting and going somewhere. */

import { counted } from '../../amounts.ts';
import type { Sort } from '../../catalog/condition.ts';
import type { View } from '../../pipeline/review/list.ts';
import { item } from '../overlays/menu.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { line } from '../text/line.ts';
import { paragraph } from '../text/paragraph.ts';
import { selectNone } from './select.ts';

/** After the last key of a filter; short enough to feel immediate, long enough not to filter for every letter. */
const filterDelay = 40;

/** Asks for a filter; the list follows while it is typed, and Esc brings the old one back. */
export function askForFilter(review: ReviewController): void {
  const { view, index } = review.now;
  const photoId = review.currentId;
  let timer: NodeJS.Timeout | undefined;
  let complaint: string | undefined;
  let isShown = false;
  const show = (filter: string) => {
    isShown = true;
    complaint = review.show({ ...review.now.view, filter }, photoId);
  };
  review.shell.prompt({
    title: 'Filter',
    label: '/',
    text: view.filter,
    selected: true,
    enter: 'keep',
    complete: (text) => review.session.typing.completeFilter(text, 5),
    note: (text, width) => [
      complaint === undefined
        ? line([counted(review.now.list?.count ?? 0, 'photo')])
        : line([complaint, 'warn']),
      ...(width < 60 || text !== ''
        ? []
        : filterHelp.flatMap((words) => paragraph(words, width, 'quiet'))),
    ],
    changed: (text) => {
      clearTimeout(timer);
      timer = setTimeout(() => show(text), filterDelay);
    },
    submit: (text) => {
      clearTimeout(timer);
      show(text);
      return complaint === undefined;
    },
    dismissed: () => {
      clearTimeout(timer);
      // The list as it was may hold photos that do not go with its filter any more, the current one among them.
      if (!isShown) return;
      show(view.filter);
      if (review.currentId !== photoId) review.go(index);
    },
  });
}

const filterHelp = [
  'Words are searched in titles, keywords and names. Fields narrow the search:',
  'city:istanbul  country:  folder:  kw:ferry  usage:editorial  state:open  has:problem  date:2024-05..',
  'A minus in front excludes: -state:accepted',
];

const commonFilters: readonly (readonly [key: string, label: string, filter: string])[] = [
  ['a', 'all photos', ''],
  ['o', 'not decided yet', 'state:open'],
  ['p', 'with problems', 'has:problem'],
  ['?', 'with doubts only you can settle', 'has:doubt'],
  ['w', 'with words not in the dictionary', 'has:spelling'],
  ['n', 'with a newer answer', 'has:newer'],
  ['r', 'with more than one answer', 'has:redone'],
  ['t', 'with the same title as another', 'has:twin'],
  ['c', 'accepted', 'state:accepted'],
  ['x', 'rejected', 'state:rejected'],
  ['e', 'edited by hand', 'has:edit'],
  ['u', 'not asked yet, without a text', 'is:unasked'],
  ['-', 'left out', 'is:excluded'],
  ['=', 'the same picture as another', 'is:copy'],
  ['E', 'editorial', 'usage:editorial'],
  ['C', 'commercial', 'usage:commercial'],
];

export function filterMenu(review: ReviewController): void {
  const { view } = review.now;
  review.shell.menu({
    title: 'Show',
    first: commonFilters.findIndex(([, , filter]) => filter === view.filter),
    items: commonFilters.map(([key, label, filter]) =>
      item(key, label, () => showWith(review, { filter }), filter),
    ),
  });
}

const sorts: readonly (readonly [key: string, label: string, sort: Sort])[] = [
  ['n', 'by folder and name', 'path'],
  ['t', 'by the time they were taken', 'taken'],
  ['l', 'what needs a look first', 'look'],
  ['c', 'most recently changed first', 'changed'],
  ['s', 'by state', 'state'],
  ['T', 'by title, equal ones together', 'title'],
];

export function sortMenu(review: ReviewController): void {
  const { view } = review.now;
  review.shell.menu({
    title: 'Sort',
    first: sorts.findIndex(([, , sort]) => sort === view.sort),
    items: sorts.map(([key, label, sort]) => item(key, label, () => showWith(review, { sort }))),
  });
}

function showWith(review: ReviewController, changes: Partial<View>): void {
  review.show({ ...review.now.view, ...changes }, review.currentId);
}

/** Esc takes back one thing at a time: the message with the range and the selection, then the filter. */
export function clearOneLevel(review: ReviewController): void {
  const { anchor, selection, view } = review.now;
  if (review.shell.notice.get() !== undefined) review.shell.clear();
  if (anchor !== undefined || selection.size > 0) selectNone(review);
  else if (view.filter !== '') showWith(review, { filter: '' });
}

/** Asks for a number in the list or a file name; a number beyond the end of the list is searched for in the names. */
export function goTo(review: ReviewController): void {
  const { list } = review.now;
  if (list === undefined) return;
  review.shell.prompt({
    title: 'Go to',
    label: 'Number or file name',
    enter: 'go',
    note: () => [line([`This list has ${counted(list.count, 'photo')}.`, 'quiet'])],
    submit: (text) => {
      const wanted = text.trim();
      const number = /^\d+$/.test(wanted) ? Number(wanted) : 0;
      const isPlace = number >= 1 && number <= list.count;
      const index = isPlace ? number - 1 : list.find(wanted);
      if (wanted === '' || index === undefined) {
        review.shell.toast(`No photo in this list matches "${wanted}".`, 'warn');
        return false;
      }
      review.go(index);
      return true;
    },
  });
}
