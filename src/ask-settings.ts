/** The settings of what is asked of the model. */
import { oneOf, type SettingSpec } from './setting-kinds.ts';

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
} as const satisfies Record<string, SettingSpec<unknown>>;
