/** The text of a photo as it stands now and what the person decided about it: reading, and taking in suggestions. */
import type {
  Photo,
  PhotoText,
  Standing,
  Suggestion,
  SuggestionSource,
  Usage,
  Verdict,
} from '../photo.ts';
import { dateline } from '../stock/dateline.ts';
import type { Catalog } from './catalog.ts';
import { getPhoto, moveOn } from './photos.ts';
import { indexPhoto } from './search.ts';

/** The fields a person can change. */
export const editableFields = [
  'description',
  'shortTitle',
  'caption',
  'keywords',
  'usage',
  'place',
] as const;
export type EditableField = (typeof editableFields)[number];

/** A row of the table `review`. */
export type ReviewRow = {
  photo_id: number;
  suggestion_id: number | null;
  source: string | null;
  verdict: string;
  title_accepted: number;
  keywords_accepted: number;
  description: string;
  short_title: string;
  caption: string | null;
  keywords: string;
  model_usage: string | null;
  usage_reason: string | null;
  unsure: string;
  kept: string;
  edited: string;
  problems: number;
  open_names: number;
  stale: number;
};

/** A photo's text under review. */
export type Review = PhotoText & {
  readonly photoId: number;
  /** The suggestion the text was taken from; absent for text written by hand. */
  readonly suggestionId?: number;
  readonly source?: SuggestionSource;
  readonly verdict: Verdict;
  /** An accepted photo may have only its title accepted, or only its keywords; the other is not written. */
  readonly titleAccepted: boolean;
  readonly keywordsAccepted: boolean;
  /** Only where a person wrote one; else the title serves as caption. */
  readonly caption?: string;
  /** The usage the model would choose, and why. */
  readonly modelUsage?: Usage;
  readonly usageReason?: string;
  /** Names that were neither given nor legible, and those of them that the person kept. */
  readonly unsure: readonly string[];
  readonly kept: readonly string[];
  readonly edited: readonly EditableField[];
  /** Checks that the text breaks, and names nobody has decided about; both as of the last count. */
  readonly problems: number;
  readonly openNames: number;
  /** True when the two counts were made from an older text, place or set of rules. */
  readonly stale: boolean;
};

/** The review in a row; columns that are NULL are absent. */
export function reviewOf(row: ReviewRow): Review {
  return {
    photoId: row.photo_id,
    verdict: row.verdict as Verdict,
    titleAccepted: row.title_accepted === 1,
    keywordsAccepted: row.keywords_accepted === 1,
    description: row.description,
    shortTitle: row.short_title,
    keywords: JSON.parse(row.keywords) as string[],
    unsure: JSON.parse(row.unsure) as string[],
    kept: JSON.parse(row.kept) as string[],
    edited: row.edited === '' ? [] : (row.edited.split(' ') as EditableField[]),
    problems: row.problems,
    openNames: row.open_names,
    stale: row.stale === 1,
    ...(row.suggestion_id !== null ? { suggestionId: row.suggestion_id } : {}),
    ...(row.source !== null ? { source: row.source as SuggestionSource } : {}),
    ...(row.caption !== null ? { caption: row.caption } : {}),
    ...(row.model_usage !== null ? { modelUsage: row.model_usage as Usage } : {}),
    ...(row.usage_reason !== null ? { usageReason: row.usage_reason } : {}),
  };
}

export function getReview(catalog: Catalog, photoId: number): Review | undefined {
  const row = catalog.get<ReviewRow>('SELECT * FROM review WHERE photo_id = ?', photoId);
  return row === undefined ? undefined : reviewOf(row);
}

/** What taking in a suggestion did to the photo's text. */
export type Taken =
  /** The first text of the photo. */
  | 'created'
  /** It replaced text nobody had touched. */
  | 'refreshed'
  /** A person has edited or decided; the suggestion waits among the versions. */
  | 'kept';

const beforeReview: readonly Standing[] = ['prepare', 'submit', 'collect'];

/**
 * Takes in a suggestion that was stored as `suggestionId`: creates the photo's text, or refreshes it unless a person
 * has touched it, and moves the photo on to `review` if it was still on its way there.
 */
export function takeSuggestion(
  catalog: Catalog,
  photoId: number,
  suggestionId: number,
  suggestion: Suggestion,
  source: SuggestionSource,
): Taken {
  return catalog.transaction(() => {
    const known = getReview(catalog, photoId);
    const taken = known === undefined ? 'created' : isUntouched(known) ? 'refreshed' : 'kept';
    if (taken !== 'kept') {
      writeSuggestion(catalog, photoId, suggestionId, suggestion, source);
      indexPhoto(catalog, photoId);
    }
    const standing = getStanding(catalog, photoId);
    if (standing !== undefined && beforeReview.includes(standing))
      moveOn(catalog, photoId, 'review');
    return taken;
  });
}

function isUntouched(review: Review): boolean {
  return review.verdict === 'open' && review.edited.length === 0 && review.kept.length === 0;
}

function writeSuggestion(
  catalog: Catalog,
  photoId: number,
  suggestionId: number,
  suggestion: Suggestion,
  source: SuggestionSource,
): void {
  catalog.run(
    `INSERT INTO review
       (photo_id, suggestion_id, source, verdict, title_accepted, keywords_accepted, description, short_title,
        keywords, model_usage, usage_reason, unsure, kept, edited, problems, open_names, stale)
     VALUES (?, ?, ?, 'open', 0, 0, ?, ?, ?, ?, ?, ?, '[]', '', 0, 0, 1)
     ON CONFLICT DO UPDATE SET
       suggestion_id = excluded.suggestion_id, source = excluded.source, description = excluded.description,
       short_title = excluded.short_title, caption = NULL, keywords = excluded.keywords,
       model_usage = excluded.model_usage, usage_reason = excluded.usage_reason, unsure = excluded.unsure,
       stale = 1`,
    photoId,
    suggestionId,
    source,
    suggestion.description,
    suggestion.shortTitle,
    JSON.stringify(suggestion.keywords),
    suggestion.usage,
    suggestion.usageReason,
    JSON.stringify(suggestion.unsure),
  );
}

export function getStanding(catalog: Catalog, photoId: number): Standing | undefined {
  return catalog.get<{ standing: Standing }>('SELECT standing FROM photo WHERE id = ?', photoId)
    ?.standing;
}

/** What may be written about a photo. Absent fields were not accepted and must be left as they are. */
export type ApprovedText = {
  /** With the dateline of an editorial photo. */
  readonly title?: string;
  /** The title without its dateline. */
  readonly description?: string;
  readonly shortTitle?: string;
  /** Only where a person wrote one. */
  readonly caption?: string;
  readonly keywords?: readonly string[];
  readonly usage: Usage;
  /** Absent for text written by hand. */
  readonly source?: SuggestionSource;
};

/** The accepted text of a photo, or undefined while it is open or rejected. */
export function approvedText(catalog: Catalog, photoId: number): ApprovedText | undefined {
  const photo = getPhoto(catalog, photoId);
  const review = getReview(catalog, photoId);
  return photo === undefined || review === undefined ? undefined : approvedOf(photo, review);
}

/** The same from rows at hand. */
export function approvedOf(photo: Photo, review: Review): ApprovedText | undefined {
  if (review.verdict !== 'accepted') return undefined;
  return {
    usage: photo.usage,
    ...(review.source !== undefined ? { source: review.source } : {}),
    ...(review.titleAccepted ? acceptedTitle(photo, review) : {}),
    ...(review.keywordsAccepted ? { keywords: review.keywords } : {}),
  };
}

function acceptedTitle(photo: Photo, review: Review): Partial<ApprovedText> {
  return {
    title: dateline(photo) + review.description,
    description: review.description,
    shortTitle: review.shortTitle,
    ...(review.caption !== undefined ? { caption: review.caption } : {}),
  };
}
