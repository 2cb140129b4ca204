/** What comes of a comparison: how far the answers of each way of asking agree with what a person accepted. */
import type { Catalog } from '../../catalog/catalog.ts';
import {
  type AcceptedPhoto,
  acceptedPhotos,
  comparedPhoto,
  dollarsAsked,
  dollarsOfAnswers,
} from '../../catalog/compared.ts';
import { latestSuggestion, suggestionsOf } from '../../catalog/suggestions.ts';
import type { Suggestion } from '../../photo.ts';
import { checksOf } from '../../rules/checks.ts';
import { keptShare, meanOf, orderAgreement, wordEdits } from '../../rules/compare/agreement.ts';
import type { Archive } from '../archive/archive.ts';
import { type Checker, openChecker } from '../review/checker.ts';
import { openEnglish } from '../review/dictionary.ts';
import { loadDoc, type PhotoDoc } from '../review/doc.ts';
import { checkInputOf, withoutSuggestions } from '../review/photo-checks.ts';
import { openSpeller } from '../review/spelling.ts';
import { type SideName, storedSides } from './side-archive.ts';

/** Means over the photos that were answered; undefined where there are none. */
export type Compared = {
  readonly name: string;
  readonly model: string | undefined;
  /** The answers that the archive's own texts were made from. */
  readonly isOwn: boolean;
  readonly photos: number;
  readonly answered: number;
  /** Of the accepted keywords, 0 to 1. */
  readonly keywordsKept: number | undefined;
  /** Kendall's tau, -1 to 1. */
  readonly orderAgreement: number | undefined;
  /** Words of the title to take out, put in or replace. */
  readonly titleEdits: number | undefined;
  readonly unverifiedNames: number | undefined;
  readonly checksBroken: number | undefined;
  readonly dollarsPerThousand: number | undefined;
};

type Side = SideName & { readonly catalog: Catalog };

/** Each way of asking about these photos, and first the answers that the archive has. */
export async function compareAnswers(
  archive: Archive,
  photos: readonly AcceptedPhoto[],
  sides: readonly Side[],
): Promise<readonly Compared[]> {
  const measure = await measurer(archive);
  return [
    ownAnswers(archive, photos, measure),
    ...sides.map((side) => sideAnswers(side, photos, measure)),
  ];
}

/** The same of everything that was compared before; nothing where there is none. */
export async function comparedBefore(archive: Archive): Promise<readonly Compared[]> {
  const sides = await storedSides(archive);
  try {
    if (sides.length === 0) return [];
    const photos = acceptedPhotos(archive.catalog).filter((photo) =>
      sides.some(({ catalog }) => answerOf(catalog, photo) !== undefined),
    );
    if (photos.length === 0) return [];
    return await compareAnswers(archive, photos, sides);
  } finally {
    for (const { catalog } of sides) catalog.close();
  }
}

type Measures = Pick<
  Compared,
  'keywordsKept' | 'orderAgreement' | 'titleEdits' | 'unverifiedNames' | 'checksBroken'
>;
type Measure = (photoId: number, answer: Suggestion) => Measures | undefined;

/** Measures an answer against the accepted text of a photo, by the archive's own checks. */
async function measurer({ catalog, settings }: Archive): Promise<Measure> {
  await openEnglish();
  const checker = openChecker(catalog, settings, await openSpeller(catalog, settings));
  return (photoId, answer) => {
    const doc = loadDoc(catalog, photoId);
    if (doc === undefined) return undefined;
    const { review } = doc;
    const keywords = ownKeywords(answer);
    const checks = checksOfAnswer(catalog, checker, doc, { ...answer, keywords });
    return {
      keywordsKept: keptShare(review.keywords, keywords),
      orderAgreement: orderAgreement(review.keywords, keywords),
      titleEdits: wordEdits(answer.description, review.description),
      unverifiedNames: checks.filter(({ code }) => code === 'unsure').length,
      checksBroken: checks.filter(({ severity }) => severity === 'problem').length,
    };
  };
}

/** Keywords that the photo had before are no answer's. */
function ownKeywords({ keywords, existing = [] }: Suggestion): readonly string[] {
  return keywords.filter((keyword) => !existing.includes(keyword));
}

function checksOfAnswer(
  catalog: Catalog,
  checker: Checker,
  { photo, review }: PhotoDoc,
  { description, shortTitle, keywords, unsure, usage, usageReason }: Suggestion,
) {
  const asAnswered = {
    ...review,
    ...{ description, shortTitle, keywords, unsure, usageReason, modelUsage: usage },
    ...{ kept: [], dropped: [], edited: [], suggestionId: undefined, shortTitleFor: undefined },
  };
  const { text, facts, rules } = checkInputOf(catalog, checker, photo, asAnswered);
  return checksOf(text, facts, withoutSuggestions(rules));
}

function ownAnswers(
  { catalog }: Archive,
  photos: readonly AcceptedPhoto[],
  measure: Measure,
): Compared {
  const answers = photos.flatMap(({ id }) => {
    const own = loadDoc(catalog, id)?.review.suggestionId;
    const found = suggestionsOf(catalog, id).find((one) => one.id === own);
    return found === undefined || found.source === 'sidecar' ? [] : [{ id, found }];
  });
  const models = [...new Set(answers.map(({ found }) => found.model))].sort();
  return {
    name: `first answers${models.length === 0 ? '' : ` (${models.join(', ')})`}`,
    model: models.length === 1 ? models[0] : undefined,
    isOwn: true,
    photos: photos.length,
    ...together(
      answers.flatMap(({ id, found }) => measure(id, found.suggestion) ?? []),
      dollarsOfAnswers(
        catalog,
        answers.map(({ id }) => id),
      ),
    ),
  };
}

function sideAnswers(
  { name, model, catalog }: Side,
  photos: readonly AcceptedPhoto[],
  measure: Measure,
): Compared {
  const answers = photos.flatMap((photo) => answerOf(catalog, photo) ?? []);
  const there = photos.flatMap((photo) => comparedPhoto(catalog, photo)?.id ?? []);
  return {
    ...{ name, model, isOwn: false, photos: there.length },
    ...together(
      answers.flatMap(({ id, suggestion }) => measure(id, suggestion) ?? []),
      dollarsAsked(catalog, there),
    ),
  };
}

/** The answer about a photo of the archive, by the photo's id in the archive. */
function answerOf(side: Catalog, photo: AcceptedPhoto) {
  const there = comparedPhoto(side, photo);
  const answer = there && latestSuggestion(side, there.id);
  return answer && { id: photo.id, suggestion: answer.suggestion };
}

function together(all: readonly Measures[], dollars: number | undefined) {
  const mean = (of: keyof Measures) => meanOf(all.map((one) => one[of]));
  return {
    answered: all.length,
    keywordsKept: mean('keywordsKept'),
    orderAgreement: mean('orderAgreement'),
    titleEdits: mean('titleEdits'),
    unverifiedNames: mean('unverifiedNames'),
    checksBroken: mean('checksBroken'),
    dollarsPerThousand:
      dollars === undefined || all.length === 0 ? undefined : (1000 * dollars) / all.length,
  };
}
