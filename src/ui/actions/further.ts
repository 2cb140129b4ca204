/** What there is beside title and keywords: categories of many photos at once, and the other fields of one. */
import { askedOf } from '../../pipeline/ask/asked.ts';
import { categories, categoryMeant, typedCategories } from '../../rules/answers/categories.ts';
import {
  furtherField,
  furtherLabel,
  furtherText,
  isListed,
  readFurther,
  smallLabel,
} from '../../rules/answers/further.ts';
import { asking, digitKey, type MenuItem } from '../overlays/menu.ts';
import type { ReviewController } from '../review/review-controller.ts';
import { paragraph } from '../text/paragraph.ts';
import { lastWord, withLastWord } from './keyword-completion.ts';
import { changeOrOffer } from './preview.ts';

/** The row of the menu for many: categories alone, or a menu of all fields that are asked for or there. */
export function furtherItem(review: ReviewController): MenuItem {
  const names = [...new Set(['categories', ...furtherNames(review)])];
  return names.length === 1
    ? asking('g', 'set categories', () => askForCategories(review))
    : asking('g', 'set categories, alt text, other languages', () => furtherMenu(review, names));
}

/** The fields that are asked for, or that the photo has. */
export function furtherNames(review: ReviewController): readonly string[] {
  const { now, session } = review;
  const { further = [] } = askedOf(session.archive) ?? {};
  return [...new Set([...further, ...Object.keys(now.photo?.further ?? {})])];
}

function furtherMenu(review: ReviewController, names: readonly string[]): void {
  const isMany = review.now.selection.size > 0;
  const refused = isMany ? 'this is said of one photo at a time' : undefined;
  review.shell.menu({
    title: `Beside title and keywords of ${review.targetWords()}`,
    items: names.map((name, at) => {
      const key = digitKey(at);
      if (name === 'categories') return asking(key, name, () => askForCategories(review));
      return { ...asking(key, smallLabel(name), () => askForText(review, name)), refused };
    }),
  });
}

function textOf({ now: { photo, selection } }: ReviewController, name: string): string {
  return selection.size > 0 ? '' : furtherText(photo?.further[name] ?? '');
}

function askForCategories(review: ReviewController): void {
  review.shell.prompt({
    title: `Categories of ${review.targetWords()}`,
    label: 'At most two',
    text: textOf(review, 'categories'),
    body: (width) => paragraph(categories.join(', '), width, 'quiet'),
    complete: (typed) => {
      const word = lastWord(typed).trim();
      return word === '' ? [] : categories.filter((name) => name.startsWith(word.toLowerCase()));
    },
    take: withLastWord,
    note: (typed, width) => {
      const read = typedCategories(typed);
      const isUnknown = 'unknown' in read && categoryMeant(lastWord(typed)) === undefined;
      return isUnknown ? paragraph(`There is no category ${read.unknown}.`, width, 'warn') : [];
    },
    enter: 'set them',
    submit: (typed) => {
      const read = typedCategories(typed);
      if ('unknown' in read) return false;
      changeOrOffer(review, { kind: 'further', texts: { categories: read.categories } });
      return true;
    },
  });
}

function askForText(review: ReviewController, name: string): void {
  const field = furtherField(name);
  const isList = field !== undefined && isListed(field);
  review.shell.prompt({
    title: `${furtherLabel(name)} of ${review.targetWords()}`,
    label: isList ? 'Words' : 'Text',
    text: textOf(review, name),
    codes: review.codes,
    enter: 'keep it',
    submit: (typed) => {
      review.apply({ kind: 'further', texts: { [name]: readFurther(name, typed) } });
      return true;
    },
  });
}
