/** The checks of the trade on the photos of an archive: running them and counting them. */
import type { Catalog } from '../../catalog/catalog.ts';
import { type CorrectionRow, correctionOf } from '../../catalog/corrections.ts';
import { similarlyTitled } from '../../catalog/neighbours.ts';
import { releasesOf } from '../../catalog/releases.ts';
import { staleReviews, storeCounts } from '../../catalog/review-counts.ts';
import type { Review } from '../../catalog/reviews.ts';
import { hasPictureChanged } from '../../catalog/scanned-files.ts';
import { type PlacedSidecar, placedSidecar } from '../../catalog/sidecars.ts';
import { offeredBy, offeredText, type StoredSuggestion } from '../../catalog/suggestions.ts';
import type { Photo } from '../../photo.ts';
import { titlesIn } from '../../rules/answers/further.ts';
import type { Check, CheckFacts, CheckRules, ReviewedText } from '../../rules/checks/check.ts';
import { checksOf, isDoubt, keepsOpen } from '../../rules/checks.ts';
import { termKey } from '../../rules/keywords/terms.ts';
import { findNames } from '../../rules/texts/find-names.ts';
import { knownPeople } from '../archive/known-people.ts';
import type { Checker } from './checker.ts';
import { loadDoc, type PhotoDoc } from './doc.ts';
import { rivalsInSidecar } from './place.ts';

export type CheckInput = {
  readonly text: ReviewedText;
  readonly facts: CheckFacts;
  readonly rules: CheckRules;
};

/** What a caller has read of a photo already. */
export type KnownOfPhoto = {
  readonly answers: readonly StoredSuggestion[];
  readonly correction: CorrectionRow | undefined;
  readonly sidecar: PlacedSidecar | undefined;
};

/** What the checks of a photo go by. */
export function checkInputOf(
  catalog: Catalog,
  checker: Checker,
  photo: Photo,
  review: Review,
  known?: KnownOfPhoto,
): CheckInput {
  const { description, shortTitle, keywords, kept, unsure, modelUsage, usageReason } = review;
  const notes = checker.notesOf(photo.path);
  const isOther = review.edited.length > 0 || keywords.length !== checker.rules.keywordCount;
  const places = [
    ...keywords.flatMap((keyword) => checker.placesByTerm.entries.get(termKey(keyword)) ?? []),
    ...[description, shortTitle].flatMap((title) =>
      findNames(title, checker.placesByTerm).flatMap(({ value }) => value),
    ),
  ];
  const correction = known === undefined ? correctionOf(catalog, photo.id) : known.correction;
  const sidecar = known === undefined ? placedSidecar(catalog, photo.id) : known.sidecar;
  const isReleased = () => (releasesOf(catalog, [photo.id]).get(photo.id)?.model.length ?? 0) > 0;
  const isDecided = (correction?.usage ?? null) !== null;
  return {
    text: { description, shortTitle, keywords, usage: photo.usage, keptNames: kept },
    facts: {
      place: photo.place,
      placeSource: photo.placeSource,
      placeDistance: photo.placeDistance,
      rivals: [...(photo.rivals ?? []), ...rivalsInSidecar(photo, sidecar)],
      isPlacedByHand: photo.placeSource === 'person',
      takenOn: photo.takenOn,
      isDayOfFile: photo.takenSource === 'made' && (correction?.taken_on ?? null) === null,
      camera: photo.camera,
      path: photo.path,
      unsure,
      people: knownPeople(notes, photo, sidecar),
      pictureChanged: hasPictureChanged(catalog, photo.id),
      dropped: review.dropped,
      offered: isOther ? offeredTo(catalog, review, known) : undefined,
      ...(description === '' || keywords.length === 0
        ? { left: offeredTo(catalog, review, known)?.left }
        : {}),
      isShortTitleBehind: review.shortTitleFor !== undefined,
      translations: review.edited.includes('further') ? [] : titlesIn(review.further),
      ...(isDecided ? {} : { modelUsage, usageReason }),
      ...(modelUsage === 'editorial' && photo.usage === 'commercial' && !isReleased()
        ? { editorialReason: usageReason }
        : {}),
    },
    rules: {
      ...checker.rules,
      requiredKeywords: [...checker.rules.requiredKeywords, ...notes.keywords],
      places,
    },
  };
}

function offeredTo(catalog: Catalog, { suggestionId }: Review, known?: KnownOfPhoto) {
  return known === undefined
    ? offeredText(catalog, suggestionId)
    : offeredBy(known.answers, suggestionId);
}

/** Everything that may be wrong with a photo's text, problems first; nothing without a text. */
export function checksOfDoc(
  catalog: Catalog,
  checker: Checker,
  { photo, review, hasText }: PhotoDoc,
  known?: KnownOfPhoto,
): readonly Check[] {
  if (!hasText) return [];
  const { text, facts, rules } = checkInputOf(catalog, checker, photo, review, known);
  return checksOf(text, { ...facts, neighbours: similarlyTitled(catalog, photo.id) }, rules);
}

/** What speaks against accepting a photo: problems, and what only a person may settle. */
export function faultsOfPhoto(
  catalog: Catalog,
  checker: Checker,
  photoId: number,
): readonly Check[] {
  const input = findInput(catalog, checker, photoId);
  if (input === undefined) return [];
  return checksOf(input.text, input.facts, withoutSuggestions(input.rules)).filter(keepsOpen);
}

function findInput(catalog: Catalog, checker: Checker, photoId: number): CheckInput | undefined {
  const doc = loadDoc(catalog, photoId);
  return doc?.hasText === true ? checkInputOf(catalog, checker, doc.photo, doc.review) : undefined;
}

/** Counts again what is wrong with these photos; the list and the filter show and use the counts. */
export function countChecks(catalog: Catalog, checker: Checker, photoIds: readonly number[]): void {
  if (photoIds.length === 0) return;
  catalog.transaction(() => {
    for (const photoId of photoIds) {
      const input = findInput(catalog, checker, photoId);
      if (input === undefined) continue;
      const checks = checksOf(input.text, input.facts, withoutSuggestions(input.rules));
      const count = (is: (check: Check) => boolean) => checks.filter(is).length;
      storeCounts(catalog, photoId, {
        problems: count(({ severity }) => severity === 'problem'),
        names: count(({ code }) => code === 'unsure'),
        misspelled: count(({ code }) => code === 'spelling'),
        doubts: count(isDoubt),
        leftFor: [...new Set(checks.filter(keepsOpen).map(({ code }) => code))],
        unlisted: checks.flatMap(({ words = [] }) => words),
        isStale: !checker.isWhole,
      });
    }
  });
}

/** Looking for what a word may have been meant to be takes longest, and is of use only to those who see it. */
export function withoutSuggestions({ speller, ...rules }: CheckRules): CheckRules {
  if (speller === undefined) return rules;
  return { ...rules, speller: { knows: speller.knows, isName: speller.isName } };
}

/** Counts a group of the photos whose counts are not up to date; returns how many, 0 when all are. */
export function countStale(catalog: Catalog, checker: Checker, limit = 100): number {
  const stale = staleReviews(catalog, limit);
  countChecks(catalog, checker, stale);
  return stale.length;
}
