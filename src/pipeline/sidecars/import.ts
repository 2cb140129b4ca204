/** Importing what sidecars already say, as accepted text. */
import { counted } from '../../amounts.ts';
import { recordIssue } from '../../catalog/issues.ts';
import { getPhoto } from '../../catalog/photos.ts';
import { getReviewRow } from '../../catalog/reviews.ts';
import { photosByPath } from '../../catalog/sidecars.ts';
import { insertSuggestion } from '../../catalog/suggestions.ts';
import { takeSuggestion } from '../../catalog/take-suggestion.ts';
import { recordStep, type Step } from '../../catalog/undo-log.ts';
import { InterruptedError } from '../../errors.ts';
import { translationIn } from '../../metadata/translation.ts';
import type { Issue, Photo, Place, Suggestion } from '../../photo.ts';
import { type Further, withFurther } from '../../rules/answers/further.ts';
import { withoutDatelines } from '../../rules/answers/in-language.ts';
import { tidyExisting } from '../../rules/keywords/existing-keywords.ts';
import { withoutTerms } from '../../rules/keywords/terms.ts';
import { splitTitle } from '../../rules/texts/title.ts';

import type { XmpContent } from '../../xmp/index.ts';
import { type Archive, secondLanguage } from '../archive/archive.ts';
import type { StageContext, StageSummary } from '../archive/stage.ts';
import { loadDoc, saveDoc } from '../review/doc.ts';
import { withDecision } from '../review/edit.ts';
import { existingKeywordsOf } from '../review/existing.ts';
import { cleanPlace, withPlace } from '../review/place.ts';
import { type Locator, newLocator, readSidecarAt } from './locate.ts';
import { OutcomeCounts } from './outcome-counts.ts';
import { issueFrom } from './problem.ts';
import { knownAsSeen, remember, type Seen } from './sidecar-row.ts';

type FoundSidecar = { readonly photo: Photo; readonly seen: Seen };
/** What came of a sidecar, as the end of a sentence that counts them. */
const words = {
  imported: 'imported as accepted',
  reviewed: 'left out because you have worked on their text already',
  empty: 'without title or keywords',
  issue: 'could not be read',
};

type ImportOutcome = keyof typeof words;

/**
 * Reads the sidecars of all photos and accepts what they say. Photos whose text somebody has already worked on stay as
 * they are. Each page of photos is one step, which can be undone in the review.
 * @param only these photos, but for those whose text a rehearsal made up; all unless given
 * @throws StopError, InterruptedError when the signal aborts
 */
export async function importSidecars(
  context: StageContext,
  only?: ReadonlySet<number>,
): Promise<StageSummary> {
  const { archive, signal, report } = context;
  const locate = newLocator(archive);
  const outcomes = new OutcomeCounts<ImportOutcome>();
  let done = 0;
  for (const page of photosByPath(archive.catalog)) {
    const found: FoundSidecar[] = [];
    for (const id of page) {
      if (signal.aborted) throw new InterruptedError();
      if (only !== undefined && !(only.has(id) && isReal(archive, id))) continue;
      const photo = getPhoto(archive.catalog, id);
      const one = photo === undefined ? undefined : await find(archive, photo, locate);
      if (one !== undefined && 'issue' in one) {
        recordIssue(archive.catalog, id, one.issue, { blocking: false });
        outcomes.add('issue');
      } else if (one !== undefined) found.push(one);
      report({ stage: 'sidecars', done: ++done, unit: 'photos' });
    }
    accept(context, found, outcomes);
  }
  return {
    stage: 'sidecars',
    done: outcomes.of('imported'),
    issues: outcomes.of('issue'),
    notes: [outcomes.sentence(words) ?? 'No sidecars were found.'],
  };
}

function isReal({ catalog }: Archive, photoId: number): boolean {
  return getReviewRow(catalog, photoId)?.source !== 'rehearsal';
}

async function find(
  archive: Archive,
  photo: Photo,
  locate: Locator,
): Promise<FoundSidecar | { readonly issue: Issue } | undefined> {
  let path = photo.path;
  try {
    const place = await locate(photo);
    path = place.path;
    const found = await readSidecarAt(place, secondLanguage(archive));
    return found && { photo, seen: found.seen };
  } catch (error) {
    return { issue: issueFrom(error, path) };
  }
}

function accept(
  { archive, clock }: StageContext,
  found: readonly FoundSidecar[],
  outcomes: OutcomeCounts<ImportOutcome>,
): void {
  recordStep(
    archive.catalog,
    'import-sidecars',
    (step) => {
      for (const one of found) outcomes.add(acceptOne(archive, step, one, clock.now()));
    },
    ({ photoIds: { size } }) => `Accepted the sidecars of ${counted(size, 'photo')}`,
  );
}

function acceptOne(
  archive: Archive,
  step: Step,
  { photo, seen }: FoundSidecar,
  now: Date,
): ImportOutcome {
  const { catalog } = archive;
  const place = photo.place ?? placeIn(seen.content);
  const own = existingKeywordsOf(archive, photo).keywords;
  const suggestion = suggestionFrom({ ...photo, ...(place && { place }) }, seen.content, own);
  if (suggestion === undefined) return 'empty';
  const review = getReviewRow(catalog, photo.id);
  if (review !== undefined && review.version !== 0) return 'reviewed';
  const doc = loadDoc(catalog, photo.id);
  if (doc !== undefined && place !== undefined && photo.place === undefined)
    saveDoc(catalog, step, doc, withPlace(doc, place));
  const id = insertSuggestion(catalog, {
    photoId: photo.id,
    requestId: undefined,
    at: now,
    source: 'sidecar',
    model: seen.name,
    hint: undefined,
    suggestion,
    answer: JSON.stringify(seen.content),
  });
  takeSuggestion(catalog, photo.id, id, suggestion, 'sidecar');
  const taken = loadDoc(catalog, photo.id);
  if (taken?.hasText === true) {
    const { caption } = seen.content;
    const accepted = withDecision(taken, 'accepted', 'all');
    saveDoc(catalog, step, taken, { ...accepted, review: { ...accepted.review, caption } });
  }
  remember(catalog, photo.id, knownAsSeen(seen));
  return 'imported';
}

/** The place that a sidecar gives, for photos without one. */
function placeIn({ city, country, region, countryCode }: XmpContent): Place | undefined {
  if (city === undefined || country === undefined) return undefined;
  // Some programs write two-letter codes, or the country's name.
  const code =
    countryCode !== undefined && /^[A-Z]{3}$/.test(countryCode) ? countryCode : undefined;
  return cleanPlace({ city, country, region, countryCode: code });
}

/**
 * The text of a sidecar as a suggestion, with the keywords of the photo itself behind its own; undefined when it has
 * neither a title nor keywords.
 */
function suggestionFrom(
  photo: Photo,
  content: XmpContent,
  own: readonly string[],
): Suggestion | undefined {
  const title = content.headline ?? content.shortTitle ?? content.caption ?? '';
  // Nothing is banned here: what is imported counts as accepted.
  const keywords = tidyExisting(content.keywords, photo, []);
  if (title === '' && keywords.length === 0) return undefined;
  const further = withoutDatelines(furtherFrom(content), photo);
  return {
    description: splitTitle(title, photo),
    shortTitle: content.shortTitle ?? '',
    keywords: [...keywords, ...withoutTerms(own, keywords)],
    usage: photo.usage,
    usageReason: '',
    unsure: [],
    repairs: [],
    ...(Object.keys(further).length === 0 ? {} : { further }),
  };
}

/** What else it says that has a field of its own. */
function furtherFrom(content: XmpContent): Further {
  const { altText = '', extendedDescription = '' } = content;
  const second = translationIn(content.translatedTitle ?? content.translatedCaption);
  return withFurther(
    { altText, extendedDescription },
    second === undefined ? {} : { [`title_${second.language}`]: second.text },
  );
}
