/** What the last word of a filter may become: names of fields, and what stands behind some of them. */
import { possessions, standings, states } from '../../catalog/condition.ts';
import type { Place } from '../../photo.ts';
import { colours } from '../../rules/marks.ts';
import { fold } from '../../rules/texts/fold.ts';
import { filterFields } from '../review/filter.ts';

const words: Readonly<Record<string, readonly string[]>> = {
  usage: ['editorial', 'commercial'],
  state: states,
  has: possessions,
  is: standings,
  rating: ['>=3', '5', '4', '3', 'none', 'rejected'],
  label: colours,
  pick: ['yes', 'no', 'none'],
  unlisted: ['yes', 'no'],
};

/**
 * Whole filters, to take the place of what is typed.
 * @param places those of the archive
 */
export function completeFilter(text: string, places: readonly Place[], limit: number): string[] {
  const [, before = '', typed = ''] = /^(.*\s|)([^\s"]+)$/su.exec(text) ?? [];
  const [, sign = '', field, list = ''] = /^([-!]?)(?:(\p{L}+):)?(.*)$/u.exec(typed) ?? [];
  if (typed === sign) return [];
  if (field === undefined)
    return filterFields
      .filter((name) => name.startsWith(list.toLowerCase()))
      .slice(0, limit)
      .map((name) => `${before}${sign}${name}:`);
  const [, earlier = '', beginning = ''] = /^(.*,|)([^,]*)$/u.exec(list) ?? [];
  return valuesOf(field.toLowerCase(), beginning, places)
    .filter((value) => fold(value).startsWith(fold(beginning)) && value !== beginning)
    .slice(0, limit)
    .map(
      (value) => `${before}${sign}${field}:${earlier}${/\s/.test(value) ? `"${value}"` : value}`,
    );
}

function valuesOf(field: string, beginning: string, places: readonly Place[]): readonly string[] {
  if (field === 'date' && /^\d{4}[-\d]*$/.test(beginning)) return [`${beginning}..`];
  if (Object.hasOwn(words, field)) return words[field] ?? [];
  if (field !== 'city' && field !== 'country') return [];
  return [...new Set(places.map((place) => place[field]))].sort();
}
