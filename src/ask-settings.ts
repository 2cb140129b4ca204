/** The settings of what is asked of the model. */
import { language, oneOf, type SettingSpec, yesNo } from './setting-kinds.ts';

export const askSpecs = {
  'ask.fields': oneOf(
    ['all', 'title', 'keywords'],
    'Ask for the title or the keywords alone; the other is left as it is.',
  ),
  'ask.categories': oneOf(
    ['auto', 'yes', 'no'],
    'Ask for categories with title and keywords; auto: where an outlet in use takes them.',
  ),
  'ask.altText': yesNo(false, 'Ask for a text for people who cannot see the picture.'),
  'ask.extendedDescription': yesNo(false, 'Ask for a longer description for them as well.'),
  'title.language': language('Ask for the title in this language as well.'),
  'keywords.language': language('Ask for the keywords in this language as well.'),
} as const satisfies Record<string, SettingSpec<unknown>>;
