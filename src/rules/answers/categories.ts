/**
 * Our own list of categories: what a model is asked to choose from, and what a person sees. Each outlet says which of its
 * own they are (`categories` in src/rules/outlets/data); the words are short because they are paid for with every photo.
 */
import { fold } from '../texts/fold.ts';

export const categories = [
  ...['animals', 'arts', 'backgrounds', 'beauty', 'buildings', 'business', 'drinks', 'education'],
  ...[
    'environment',
    'food',
    'health',
    'hobbies',
    'holidays',
    'industry',
    'interiors',
    'landscapes',
  ],
  ...['lifestyle', 'nature', 'objects', 'people', 'plants', 'religion', 'science', 'signs'],
  ...['society', 'sports', 'technology', 'transport', 'travel', 'vintage'],
] as const;

/** A photo has at most so many, because no agency takes more from us. */
export const mostCategories = 2;

/** Those of the words that are categories, in their order, each once and at most two; the rest is left out. */
export function categoriesIn(words: readonly string[]): readonly string[] {
  const known = new Set<string>(categories);
  const named = words.map((word) => fold(word.trim()));
  return [...new Set(named.filter((word) => known.has(word)))].slice(0, mostCategories);
}

/** Words that a person typed for categories, each as the list has it; `unknown` is the first that it has not. */
export function typedCategories(
  text: string,
): { readonly categories: readonly string[] } | { readonly unknown: string } {
  const typed = text.split(/[,;\s]+/u).filter((word) => word !== '');
  const meant = typed.map((word) => categoryMeant(word) ?? '');
  const unknown = typed[meant.indexOf('')];
  return unknown === undefined ? { categories: categoriesIn(meant) } : { unknown };
}

/** The category of that name, or the only one that begins so. */
export function categoryMeant(word: string): string | undefined {
  const wanted = fold(word.trim());
  if (wanted === '') return undefined;
  const beginning = categories.filter((name) => name.startsWith(wanted));
  const exact = beginning.find((name) => name === wanted);
  return exact ?? (beginning.length === 1 ? beginning[0] : undefined);
}
