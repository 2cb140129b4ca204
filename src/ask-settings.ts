/** The settings of what is asked of the model. */
import { oneOf, type SettingSpec, yesNo } from './setting-kinds.ts';

export const askSpecs = {
  'ask.fields': oneOf(
    ['all', 'title', 'keywords'],
    'all',
    'Ask for the title or the keywords alone; the other is left as it is.',
  ),
  'ask.categories': oneOf(
    ['auto', 'yes', 'no'],
    'auto',
    'Ask for categories with title and keywords; auto: where an outlet in use takes them.',
  ),
  'ask.altText': yesNo(false, 'Ask for a text for people who cannot see the picture.'),
  'ask.extendedDescription': yesNo(false, 'Ask for a longer description for them as well.'),
} as const satisfies Record<string, SettingSpec<unknown>>;
