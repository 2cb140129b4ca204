/** Releases of people and property, attached to the photos that the keys act on. */
import { releaseNames } from '../../catalog/releases.ts';
import type { UndoableAction } from '../../catalog/undo-log.ts';
import { attachReleases, takeReleasesOff, typedReleases } from '../../pipeline/review/releases.ts';
import { asking } from '../overlays/menu.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { lastWord, withLastWord } from './keyword-completion.ts';

export function releasesMenu(review: ReviewController): void {
  const ids = review.targets();
  const { catalog } = review.session.archive;
  const ask = (title: string, action: (names: readonly string[]) => UndoableAction) => () =>
    askForNames(review, title, ids.length, action);
  const attach = (title: string, of: 'model' | 'property') =>
    ask(title, (names) => attachReleases(catalog, ids, of, names));
  const takeOff = ask('Releases', (names) => takeReleasesOff(catalog, ids, names));
  review.shell.menu({
    title: `Releases of ${review.targetWords()}`,
    items: [
      asking('m', 'attach a model release', attach('Model releases', 'model')),
      asking('p', 'attach a property release', attach('Property releases', 'property')),
      asking('t', 'take one off', takeOff),
    ],
  });
}

function askForNames(
  review: ReviewController,
  title: string,
  photos: number,
  action: (names: readonly string[]) => UndoableAction,
): void {
  const known = releaseNames(review.session.archive.catalog);
  review.shell.prompt({
    title: `${title} of ${review.targetWords()}`,
    label: 'Names',
    codes: review.codes,
    complete: (text) => {
      const typed = lastWord(text).trim().toLowerCase();
      return typed === '' ? [] : known.filter((name) => name.toLowerCase().startsWith(typed));
    },
    take: withLastWord,
    enter: 'do it',
    submit: (text) => {
      const names = typedReleases(text);
      if (names.length === 0) return true;
      const work = (report: (done: number) => void) =>
        review.session.sayAtOutlet(action(names), photos, report);
      review.perform(work, photos, (done) => review.done(done));
      return true;
    },
  });
}
