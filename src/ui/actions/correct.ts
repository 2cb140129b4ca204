/** Where and when photos were taken, as the person says: of the one under the cursor, or of the selected ones. */
import { typedPlace } from '../../pipeline/review/dateline.ts';
import {
  dateForms,
  takenAsTyped,
  takenInWords,
  typedDate,
} from '../../pipeline/review/typed-date.ts';
import { onlyPlaceCalled, placeAsTyped } from '../../pipeline/session/place-completion.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { type Line, line } from '../text/line.ts';
import { paragraph } from '../text/paragraph.ts';
import { changeOrOffer } from './preview.ts';

/** The one photo that a question is about; undefined while several may be. */
function onlyPhoto({ now }: ReviewController) {
  return now.selection.size === 0 ? now.photo : undefined;
}

export function askForDate(review: ReviewController): void {
  const only = onlyPhoto(review);
  review.shell.prompt({
    title: `Set the date of ${review.targetWords()}`,
    label: 'Taken on',
    text: only === undefined ? '' : takenAsTyped(only.photo),
    selected: true,
    enter: only === undefined ? 'show what would change' : 'take',
    note: (text, width) => dateNote(text, only?.dateInFile, width),
    submit: (text) => {
      const read = typedDate(text, new Date());
      if ('wrong' in read) {
        review.shell.toast(read.wrong, 'warn');
        return false;
      }
      changeOrOffer(review, { kind: 'date', taken: read.taken });
      return true;
    },
  });
}

/** How what is being typed is understood, or what could be. */
function dateNote(text: string, inFile: string | undefined, width: number): Line[] {
  const read = typedDate(text, new Date());
  if ('wrong' in read) return paragraph(read.wrong, width, 'quiet');
  if (read.taken !== undefined) return [line([takenInWords(read.taken)])];
  const own = `Left empty: the file's own date${inFile === undefined ? '' : `, ${inFile || 'none'}`}.`;
  return [`For example ${dateForms}.`, own].flatMap((row) => paragraph(row, width, 'quiet'));
}

export function askForPlace(review: ReviewController): void {
  const only = onlyPhoto(review);
  review.shell.prompt({
    title: `Set the place of ${review.targetWords()}`,
    label: 'City, country',
    codes: review.codes,
    text: only?.photo.place === undefined ? '' : placeAsTyped(only.photo.place),
    selected: true,
    enter: only === undefined ? 'show what would change' : 'take',
    complete: (text) => review.session.typing.completePlace(text),
    submit: (text) => {
      const known = onlyPlaceCalled(text, review.session.typing.completePlace(text));
      const read = typedPlace(text) ?? typedPlace(known ?? '');
      if (read === undefined) {
        review.shell.toast('Write the city, a comma, and the country.', 'warn');
        return false;
      }
      changeOrOffer(review, { kind: 'place', place: read });
      return true;
    },
  });
}
