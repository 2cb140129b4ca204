/** What an outlet calls the categories of a photo. */
import { categoriesIn } from '../answers/categories.ts';
import type { Further } from '../answers/further.ts';
import type { Outlet } from './schema.ts';

export type OutletCategories = NonNullable<Outlet['categories']>['value'];

/** The outlet's own words for a photo's categories, each once and as many as it takes. */
export function outletCategories(
  categories: OutletCategories | undefined,
  further: Further | undefined,
): readonly string[] {
  if (categories === undefined) return [];
  const names: Readonly<Record<string, string | undefined>> = categories.names;
  const own = categoriesIn([further?.['categories'] ?? []].flat());
  return [...new Set(own.flatMap((name) => names[name] ?? []))].slice(0, categories.most);
}
