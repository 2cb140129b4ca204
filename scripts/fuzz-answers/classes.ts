/** Every class of answers that is tried. */
import type { AnswerClass } from './case.ts';
import { cleanClasses } from './clean.ts';
import { contentClasses } from './content.ts';
import { cutClasses } from './cuts.ts';
import { datelineClasses } from './datelines.ts';
import { deliveryClasses } from './deliveries.ts';
import { markupClasses } from './markup.ts';
import { noDescriptionClasses } from './no-description.ts';
import { plainClasses } from './plain-forms.ts';
import { signClasses } from './signs.ts';

export const classes: readonly AnswerClass[] = [
  ...cleanClasses,
  ...noDescriptionClasses,
  ...signClasses,
  ...markupClasses,
  ...contentClasses,
  ...cutClasses,
  ...datelineClasses,
  ...plainClasses,
  ...deliveryClasses,
];
