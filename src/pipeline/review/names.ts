/** Names in the text that nobody gave and that could not be read: a person keeps them or drops them. */
import type { Catalog } from '../../catalog/catalog.ts';
import { runPlan, type StepDone } from '../../catalog/changes.ts';
import { getReviewRow, type Review, type ReviewRow } from '../../catalog/reviews.ts';
import { mentions, sameTerm } from '../../stock/keywords.ts';
import { photosInWords } from './said.ts';

/** The unsure names that still stand in the text and that nobody has kept. */
export function openNames(review: Review): string[] {
  const texts = [review.description, review.shortTitle, review.caption ?? '', ...review.keywords];
  return review.unsure.filter(
    (name) =>
      !review.kept.some((kept) => sameTerm(kept, name)) &&
      texts.some((text) => mentions(text, name)),
  );
}

/** Keeps a name: the person knows that it is right. */
export function keepName(catalog: Catalog, photoIds: readonly number[], name: string): StepDone {
  return changeNames(catalog, photoIds, 'keep-name', `Kept "${name}"`, (row) => {
    const kept = JSON.parse(row.kept) as string[];
    const unsure = JSON.parse(row.unsure) as string[];
    if (kept.includes(name) || !unsure.some((one) => sameTerm(one, name))) return {};
    return { kept: JSON.stringify([...kept, name]) };
  });
}

/**
 * Drops a name: every keyword that says it goes. A title that says it has to be rewritten by the person, and its
 * check stays until it is.
 */
export function dropName(catalog: Catalog, photoIds: readonly number[], name: string): StepDone {
  return changeNames(
    catalog,
    photoIds,
    'drop-name',
    `Dropped "${name}" from the keywords`,
    (row) => {
      const keywords = JSON.parse(row.keywords) as string[];
      const rest = keywords.filter((keyword) => !mentions(keyword, name));
      if (rest.length === keywords.length) return {};
      const edited = new Set([...row.edited.split(' ').filter(Boolean), 'keywords']);
      return { keywords: JSON.stringify(rest), edited: [...edited].sort().join(' ') };
    },
  );
}

function changeNames(
  catalog: Catalog,
  photoIds: readonly number[],
  action: string,
  said: string,
  change: (row: ReviewRow) => Partial<ReviewRow>,
): StepDone {
  return runPlan(catalog, {
    action,
    *work(step) {
      for (const photoId of photoIds) {
        const row = getReviewRow(catalog, photoId);
        if (row !== undefined) step.set('review', photoId, row, change(row));
        yield;
      }
    },
    said: (step) => `${said} in ${photosInWords(catalog, step.photoIds)}`,
    nothing: () => `Nothing changed in ${photosInWords(catalog, photoIds)}`,
  });
}
