/** The checks of the trade on the photos of an archive: running them and counting them. */
import type { Catalog, Row } from '../../catalog/catalog.ts';
import { similarlyTitled } from '../../catalog/neighbours.ts';
import { getPhoto } from '../../catalog/photos.ts';
import { getReview, type Review } from '../../catalog/reviews.ts';
import { hasPictureChanged } from '../../catalog/scanning.ts';
import { offeredText } from '../../catalog/suggestions.ts';
import type { Photo } from '../../photo.ts';
import {
  type Check,
  type CheckFacts,
  type CheckRules,
  checksOf,
  type ReviewedText,
} from '../../rules/checks.ts';
import { termKey } from '../../rules/keywords.ts';
import { findNames } from '../../rules/phrases.ts';
import type { Checker } from './checker.ts';

export type Subject = {
  readonly text: ReviewedText;
  readonly facts: CheckFacts;
  readonly rules: CheckRules;
};

/** What the checks of a photo go by. */
export function subjectOf(
  catalog: Catalog,
  checker: Checker,
  photo: Photo,
  review: Review,
): Subject {
  const { description, shortTitle, keywords, kept, unsure, modelUsage, usageReason } = review;
  const isOther = review.edited.length > 0 || keywords.length !== checker.rules.keywordCount;
  const places = [
    ...keywords.flatMap((keyword) => checker.placesByTerm.entries.get(termKey(keyword)) ?? []),
    ...[description, shortTitle].flatMap((title) =>
      findNames(title, checker.placesByTerm).flatMap(({ value }) => value),
    ),
  ];
  const decided = catalog.get<Row>(
    'SELECT usage FROM correction WHERE photo_id = ? AND usage IS NOT NULL',
    photo.id,
  );
  return {
    text: { description, shortTitle, keywords, usage: photo.usage, keptNames: kept },
    facts: {
      place: photo.place,
      isPlacedByHand: photo.placeSource === 'person',
      takenOn: photo.takenOn,
      camera: photo.camera,
      unsure,
      pictureChanged: hasPictureChanged(catalog, photo.id),
      dropped: review.dropped,
      ...(isOther ? { offered: offeredText(catalog, review.suggestionId) } : {}),
      isShortTitleBehind: review.shortTitleFor !== undefined,
      ...(decided === undefined ? { modelUsage, usageReason } : {}),
    },
    rules: { ...checker.rules, places },
  };
}

/** Everything that may be wrong with a photo's text, problems first. */
export function checksOfPhoto(
  catalog: Catalog,
  checker: Checker,
  photoId: number,
): readonly Check[] {
  const subject = findSubject(catalog, checker, photoId);
  if (subject === undefined) return [];
  const neighbours = similarlyTitled(catalog, photoId);
  return checksOf(subject.text, { ...subject.facts, neighbours }, subject.rules);
}

/** What speaks against accepting a photo: problems, and names that nobody gave. */
export function faultsOfPhoto(
  catalog: Catalog,
  checker: Checker,
  photoId: number,
): readonly Check[] {
  const subject = findSubject(catalog, checker, photoId);
  if (subject === undefined) return [];
  return checksOf(subject.text, subject.facts, withoutSuggestions(subject.rules)).filter(
    ({ code, severity }) => severity === 'problem' || code === 'unsure',
  );
}

function findSubject(catalog: Catalog, checker: Checker, photoId: number): Subject | undefined {
  const photo = getPhoto(catalog, photoId);
  const review = getReview(catalog, photoId);
  if (photo === undefined || review === undefined) return undefined;
  return subjectOf(catalog, checker, photo, review);
}

/** Counts again what is wrong with these photos; the list and the filter show and use the counts. */
export function countChecks(catalog: Catalog, checker: Checker, photoIds: Iterable<number>): void {
  catalog.transaction(() => {
    for (const photoId of photoIds) {
      const subject = findSubject(catalog, checker, photoId);
      if (subject === undefined) continue;
      const checks = checksOf(subject.text, subject.facts, withoutSuggestions(subject.rules));
      catalog.run(
        'UPDATE review SET problems = ?, open_names = ?, misspelled = ?, stale = ? WHERE photo_id = ?',
        checks.filter(({ severity }) => severity === 'problem').length,
        checks.filter(({ code }) => code === 'unsure').length,
        checks.filter(({ code }) => code === 'spelling').length,
        checker.isWhole ? 0 : 1,
        photoId,
      );
    }
  });
}

/** Looking for what a word may have been meant to be takes longest, and is of use to who sees it only. */
export function withoutSuggestions({ speller, ...rules }: CheckRules): CheckRules {
  if (speller === undefined) return rules;
  return { ...rules, speller: { knows: speller.knows, isName: speller.isName } };
}

/** Whether there are photos whose counts are not up to date. */
export function hasStale(catalog: Catalog): boolean {
  return catalog.count('SELECT EXISTS (SELECT 1 FROM review WHERE stale = 1)') === 1;
}

/** Counts a group of the photos whose counts are not up to date; returns how many, 0 when all are. */
export function countStale(catalog: Catalog, checker: Checker, limit = 100): number {
  const stale = catalog.all<{ photo_id: number }>(
    'SELECT photo_id FROM review WHERE stale = 1 LIMIT ?',
    limit,
  );
  countChecks(
    catalog,
    checker,
    stale.map(({ photo_id }) => photo_id),
  );
  return stale.length;
}
