/** Keys of the stages for choosing photos: a filter, all again, leaving out, looking at them. */
import { counted } from '../../amounts.ts';
import type { App } from '../app.ts';
import { item, nothing } from '../overlays/menu.ts';
import { line } from '../text/line.ts';

/** Lets the stages act on all photos again. */
export function chooseAll(app: App): void {
  app.review.select(new Set());
  app.review.show({ ...app.review.now.view, filter: '' }, app.review.currentId);
  app.refresh();
}

const exampleFilters = 'city:lisbon  folder:  rating:>=3  label:red  pick:yes  path:"Portugal/**"';

/** Asks for the filter that stages go by; it is that of the review. */
export function askForChoice(app: App): void {
  const { review, shell } = app;
  const { view } = review.now;
  shell.prompt({
    title: 'Act only on these photos',
    label: '/',
    text: view.filter,
    selected: true,
    enter: 'act on them',
    complete: (text) => review.session.typing.completeFilter(text, 5),
    note: (text) => {
      const found = review.session.matching(text);
      return 'complaint' in found
        ? [line([found.complaint, 'warn'])]
        : [line([counted(found.photoIds.length, 'photo')]), line([exampleFilters, 'quiet'])];
    },
    submit: (text) => {
      const found = review.session.matching(text);
      if ('complaint' in found) return false;
      if (found.photoIds.length === 0) {
        shell.toast('No photo matches this.', 'warn');
        return false;
      }
      review.select(new Set());
      review.show({ ...view, filter: text.trim() }, review.currentId);
      app.refresh();
      if (app.choice === undefined)
        shell.toast(`${counted(found.photoIds.length, 'photo')} chosen for the stages to come.`);
      return true;
    },
  });
}

/** Leaves the photos that are chosen out of all stages, or takes them in again where all of them are left out. */
export function excludeChoice(app: App): void {
  const { choice, review, shell } = app;
  if (choice === undefined) return;
  const excluded = choice.photoIds.some((id) => !review.session.isExcluded(id));
  const label = excluded ? 'leave them out of all stages' : 'let them take part again';
  const exclude = () =>
    review.apply({ kind: 'exclude', excluded }, choice.photoIds, (done) => {
      review.done(done);
      chooseAll(app);
    });
  shell.menu({
    title: excluded ? `Leave out ${choice.words}?` : `Take in again ${choice.words}?`,
    first: 1,
    items: [item('y', label, exclude), nothing('n', 'leave them as they are')],
  });
}

/** Shows the photos of this stage in the review's list, where each can be looked at, selected and left out. */
export function showPhotos(app: App): void {
  const { review } = app;
  const { filter } = review.now.view;
  app.go('review');
  const shown = /(?:^|\s)is:/.test(filter) ? filter : `${filter} is:unasked`.trim();
  review.show({ ...review.now.view, filter: shown }, review.currentId);
}
