/** Which photos the stages act on: those selected in the review, those of its filter, or all. */
import { count, counted } from '../../amounts.ts';
import { choose } from '../../catalog/choice.ts';
import type { Described } from '../../pipeline/stages.ts';
import type { App } from '../app.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { line } from '../text/line.ts';

/** What a stage acts on, where that is not every photo. */
export type StageChoice = {
  readonly photoIds: readonly number[];
  /** `24 of 310 photos: city:lisbon`. */
  readonly words: string;
};

function choiceIn({ now, session }: ReviewController, photos: number): StageChoice | undefined {
  const { selection, view } = now;
  const of = (photoIds: readonly number[], what: string) => ({
    photoIds,
    words: `${count(photoIds.length)} of ${counted(photos, 'photo')}: ${what}`,
  });
  if (selection.size > 0) return of([...selection], 'selected in the review');
  if (view.filter.trim() === '') return undefined;
  const found = session.matching(view.filter);
  return 'complaint' in found ? undefined : of(found.photoIds, view.filter);
}

/** Stages that are about every photo, whatever is chosen: answers have been paid for. */
const aboutAll: ReadonlySet<Described> = new Set(['scan', 'collect', 'summary']);

/** Has a stage act on what is chosen in the review now. One that runs goes by what was chosen when it began. */
export function chooseFor(app: App, stage: Described): StageChoice | undefined {
  const { archive, review, counts, runner } = app;
  if (runner.stage !== undefined) return app.choice;
  const choice = aboutAll.has(stage) ? undefined : choiceIn(review, counts.get().photos);
  choose(archive.catalog, choice?.photoIds);
  return choice;
}

/** Lets the stages act on all photos again. */
export function chooseAll(app: App): void {
  app.review.select(new Set());
  app.review.show({ ...app.review.now.view, filter: '' }, app.review.currentId);
  app.refresh();
}

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
    complete: (text) => review.session.completeFilter(text, 5),
    note: (text) => {
      const found = review.session.matching(text);
      return 'complaint' in found
        ? [line([found.complaint, 'warn'])]
        : [
            line([counted(found.photoIds.length, 'photo')]),
            line([
              'city:lisbon  folder:  rating:>=3  label:red  pick:yes  path:"Portugal/**"',
              'quiet',
            ]),
          ];
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
      return true;
    },
  });
}

/** Leaves the photos that are chosen out of all stages, or takes them in again where all of them are left out. */
export function excludeChoice(app: App): void {
  const { review, shell } = app;
  const { choice } = app;
  if (choice === undefined) return;
  const excluded = choice.photoIds.some((id) => !review.session.isExcluded(id));
  shell.menu({
    title: excluded ? `Leave out ${choice.words}?` : `Take in again ${choice.words}?`,
    first: 1,
    items: [
      {
        key: 'y',
        label: excluded ? 'leave them out of all stages' : 'let them take part again',
        run: () =>
          review.apply({ kind: 'exclude', excluded }, choice.photoIds, (done) => {
            review.done(done);
            chooseAll(app);
          }),
      },
      { key: 'n', label: 'leave them as they are', run: () => undefined },
    ],
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
