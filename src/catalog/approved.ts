/** What may be written about a photo, for the stages behind the review. */
import { type FieldName, placeFields } from '../metadata/fields.ts';
import type { Photo, PhotoStatus, SuggestionSource, Usage } from '../photo.ts';
import { furtherMetadata, furtherOfParts } from '../rules/answers/further.ts';
import { shortTitleFrom } from '../rules/answers/suggest.ts';
import { titleOf } from '../rules/texts/title.ts';
import type { Catalog } from './catalog.ts';
import { fileDateOf } from './corrections.ts';
import { getPhoto, moveOn } from './photos.ts';
import { contentNumber, statusAfterSidecars } from './review-to-write.ts';
import { getReview, getReviewRow, type Review } from './reviews.ts';
import { these } from './sql.ts';

/** Accepted text. Absent fields were not accepted, or are empty, and must be left as they are in the file. */
export type ApprovedText = {
  /** With the dateline of an editorial photo, and cut at the limit. */
  readonly title?: string;
  /** The title without its dateline. */
  readonly description?: string;
  readonly shortTitle?: string;
  /** Only where a person wrote one; else the title serves. */
  readonly caption?: string;
  /** What a person wrote or set for this photo and wants in it, whatever stands there. */
  readonly byHand: readonly FieldName[];
  /** What else is written into files, by metadata field. */
  readonly further?: Readonly<Record<string, string>>;
  /** At least one. */
  readonly keywords?: readonly string[];
  readonly usage: Usage;
  /** Absent for text written by hand. */
  readonly source?: SuggestionSource;
  /** To be handed to `markWritten`. */
  readonly version: number;
};

/** The accepted text of a photo, or undefined while it is open or rejected. */
export function approvedText(catalog: Catalog, photoId: number): ApprovedText | undefined {
  const photo = getPhoto(catalog, photoId);
  const review = getReview(catalog, photoId);
  const approved =
    photo === undefined || review === undefined ? undefined : approvedOf(photo, review);
  if (approved === undefined || fileDateOf(catalog, photoId) === undefined) return approved;
  return { ...approved, byHand: [...approved.byHand, 'dateCreated'] };
}

/** Like `approvedText`, but from rows at hand, which do not tell whether a person set the date. */
export function approvedOf(photo: Photo, review: Review): ApprovedText | undefined {
  if (review.decision !== 'accepted') return undefined;
  const { titleDecision, keywordsDecision, keywords } = review;
  return {
    usage: photo.usage,
    version: review.version,
    byHand: [...writtenByHand(review), ...(isPlaceDecided(photo) ? placeFields : [])],
    ...(review.source !== undefined ? { source: review.source } : {}),
    ...(titleDecision === 'accepted' ? titleIn(photo, review) : {}),
    ...furtherIn(review),
    ...(keywordsDecision === 'accepted' && keywords.length > 0 ? { keywords } : {}),
  };
}

/** A person has said where it was taken, or that what was found is right. */
function isPlaceDecided({ placeSource }: Photo): boolean {
  return placeSource === 'person' || placeSource === 'kept';
}

/** A short title that only follows the title is not one that a person wrote. */
function writtenByHand({
  caption,
  description,
  edited,
  shortTitle,
}: Review): ApprovedText['byHand'] {
  const isOwn = edited.includes('shortTitle') && shortTitle !== shortTitleFrom(description);
  return [
    ...(isOwn ? (['shortTitle'] as const) : []),
    ...(caption === undefined ? [] : (['caption'] as const)),
    ...(edited.includes('further')
      ? (['altText', 'extendedDescription', 'translatedTitle', 'translatedCaption'] as const)
      : []),
  ];
}

function furtherIn({ further, keywordsDecision, titleDecision }: Review) {
  const accepted = {
    title: titleDecision === 'accepted',
    keywords: keywordsDecision === 'accepted',
  };
  const written = furtherMetadata(furtherOfParts(further, accepted));
  return Object.keys(written).length === 0 ? {} : { further: written };
}

function titleIn(photo: Photo, review: Review): Partial<ApprovedText> {
  const { description, shortTitle, caption } = review;
  const { title, text } = titleOf({ ...photo, description });
  return {
    ...(title !== '' ? { title, description: text } : {}),
    ...(shortTitle !== '' ? { shortTitle } : {}),
    ...(caption !== undefined ? { caption } : {}),
  };
}

/** Records that the sidecar of a photo no longer contains our text: accepted again, even by undo, it is written again. */
export function markTakenBack(catalog: Catalog, photoId: number): void {
  catalog.run`UPDATE review SET sidecar_version = NULL WHERE photo_id = ${photoId}`;
}

/**
 * Sends a photo that is written back to its sidecar, because more is to be written than its text.
 * @param from where it has to stand now
 * @returns whether it stood there
 */
export function returnToSidecars(
  catalog: Catalog,
  photoId: number,
  from: readonly Extract<PhotoStatus, 'embed' | 'done'>[],
): boolean {
  return catalog.transaction(() => {
    const isWritten = catalog.has`
      SELECT 1 FROM photo WHERE id = ${photoId} AND status IN ${these(from)}`;
    if (!isWritten) return false;
    markTakenBack(catalog, photoId);
    moveOn(catalog, photoId, 'sidecars');
    return true;
  });
}

/**
 * Moves a photo on after its text was written to the sidecar (`embed`) or into the photo (`done`). Where the text has
 * changed since it was read as `version`, the photo stays and is written again.
 * @returns whether it moved on
 */
export function markWritten(
  catalog: Catalog,
  photoId: number,
  version: number,
  status: Extract<PhotoStatus, 'embed' | 'done'>,
): boolean {
  const column = status === 'embed' ? 'sidecarVersion' : 'embeddedVersion';
  return catalog.transaction(() => {
    const row = getReviewRow(catalog, photoId);
    if (row?.version !== version || row.decision !== 'accepted') return false;
    const content = contentNumber(catalog, row);
    catalog.update('review', { [column]: content }, { photoId });
    moveOn(catalog, photoId, status === 'embed' ? statusAfterSidecars(catalog, photoId) : status);
    return true;
  });
}
