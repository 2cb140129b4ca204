/** The text of a photo as it stands now and what the person decided about it. */
import type { Decision, PhotoText, SuggestionSource, Usage } from '../photo.ts';
import type { Further } from '../rules/answers/further.ts';
import type { Catalog } from './catalog.ts';
import { columnOf, inputOf } from './sql.ts';
import { stored } from './stored.ts';

/** The texts a person can change. */
export type EditableField = 'description' | 'shortTitle' | 'caption' | 'keywords' | 'further';

/** A row of the table `review`. */
export type ReviewRow = {
  photo_id: number;
  suggestion_id: number | null;
  source: string | null;
  decision: string;
  title_decision: string;
  keywords_decision: string;
  description: string;
  short_title: string;
  /** The description it was last meant for, where a person has changed that one since. */
  short_title_for: string | null;
  caption: string | null;
  keywords: string;
  model_usage: string | null;
  usage_reason: string | null;
  unsure: string;
  kept: string;
  dropped: string;
  existing_keywords: string;
  edited: string;
  version: number;
  /** The contents of the sidecar and of the photo, as far as we wrote them (`contentNumber`). */
  sidecar_version: number | null;
  embedded_version: number | null;
  came_from: string | null;
  changed_at: string;
  problems: number;
  open_names: number;
  misspelled: number;
  doubts: number;
  left_for: string;
  unlisted: string;
  stale: number;
  further: string;
};

/** A photo's text under review. */
export type Review = PhotoText & {
  readonly photoId: number;
  /** The suggestion the text was taken from; absent for text written by hand. */
  readonly suggestionId?: number | undefined;
  readonly source?: SuggestionSource | undefined;
  /** Open while a part is open, accepted when a part is accepted and none is open, else rejected. */
  readonly decision: Decision;
  readonly titleDecision: Decision;
  readonly keywordsDecision: Decision;
  /** Only where a person wrote one; else the title serves as caption. */
  readonly caption?: string | undefined;
  /** The usage the model would choose, and why. */
  readonly modelUsage?: Usage | undefined;
  readonly usageReason?: string | undefined;
  /** Names that were neither given nor legible, and those of them that the person kept. */
  readonly unsure: readonly string[];
  readonly kept: readonly string[];
  /** Keywords that the person took out. */
  readonly dropped: readonly string[];
  /** What stood in the photo and its sidecar as keywords when the list was made, as it stood there. */
  readonly existingKeywords: readonly string[];
  /** What was said beside title and keywords. */
  readonly further: Further;
  readonly edited: readonly EditableField[];
  /** The description that the short title was last meant for, where a person has changed that one since. */
  readonly shortTitleFor?: string | undefined;
  /** Its text, or an earlier one, is in the photo. */
  readonly isEmbedded: boolean;
  /** Changes whenever a person changes anything here; undoing brings the former number back. */
  readonly version: number;
  /** When a person changed it last, or it was taken in. */
  readonly changedAt: string;
  /** Checks that the text breaks, and names nobody has decided about; as of the last count, as are the doubts. */
  readonly problems: number;
  readonly openNames: number;
  /** Hints that only a person may settle, open names among them. */
  readonly doubts: number;
  /** True when the counts were made from an older text, place or set of rules. */
  readonly stale: boolean;
};

const noFurther: Further = {};

/** The review in a row; columns that are NULL are absent. */
export function reviewOf(row: ReviewRow): Review {
  return {
    photoId: row.photo_id,
    decision: row.decision as Decision,
    titleDecision: row.title_decision as Decision,
    keywordsDecision: row.keywords_decision as Decision,
    description: row.description,
    shortTitle: row.short_title,
    keywords: stored('review.keywords', row.keywords, row),
    unsure: stored('review.unsure', row.unsure, row),
    kept: stored('review.kept', row.kept, row),
    dropped: stored('review.dropped', row.dropped, row),
    existingKeywords: stored('review.existing_keywords', row.existing_keywords, row),
    further: row.further === '{}' ? noFurther : stored('review.further', row.further, row),
    edited: row.edited === '' ? [] : (row.edited.split(' ') as EditableField[]),
    shortTitleFor: row.short_title_for ?? undefined,
    isEmbedded: row.embedded_version !== null,
    version: row.version,
    changedAt: row.changed_at,
    problems: row.problems,
    openNames: row.open_names,
    doubts: row.doubts,
    stale: row.stale === 1,
    suggestionId: row.suggestion_id ?? undefined,
    source: (row.source as SuggestionSource | null) ?? undefined,
    caption: row.caption ?? undefined,
    modelUsage: (row.model_usage as Usage | null) ?? undefined,
    usageReason: row.usage_reason ?? undefined,
  };
}

/** The columns in which a review may differ from what it was before: those of fields with another value or list. */
export function changedColumns(before: Review, after: Review): Partial<ReviewRow> {
  const fields = Object.keys({ ...before, ...after }) as (keyof Review)[];
  const changed = fields.filter((field) => before[field] !== after[field]);
  const stored = ({ edited, ...others }: Review, field: keyof Review) =>
    field === 'edited' ? edited.join(' ') : inputOf(others[field]);
  return Object.fromEntries(changed.map((field) => [columnOf(field), stored(after, field)]));
}

/** The row of a photo whose text a person begins; `cameFrom` is where it stands until then. */
export function blankReviewRow(photoId: number, cameFrom: string): ReviewRow {
  return {
    photo_id: photoId,
    suggestion_id: null,
    source: null,
    decision: 'open',
    title_decision: 'open',
    keywords_decision: 'open',
    description: '',
    short_title: '',
    short_title_for: null,
    caption: null,
    keywords: '[]',
    model_usage: null,
    usage_reason: null,
    unsure: '[]',
    kept: '[]',
    dropped: '[]',
    existing_keywords: '[]',
    edited: '',
    version: 0,
    sidecar_version: null,
    embedded_version: null,
    came_from: cameFrom,
    changed_at: new Date().toISOString(),
    problems: 0,
    open_names: 0,
    misspelled: 0,
    doubts: 0,
    left_for: '',
    unlisted: '',
    stale: 1,
    further: '{}',
  };
}

export function getReview(catalog: Catalog, photoId: number): Review | undefined {
  const row = getReviewRow(catalog, photoId);
  return row === undefined ? undefined : reviewOf(row);
}

export function getReviewRow(catalog: Catalog, photoId: number): ReviewRow | undefined {
  return catalog.get<ReviewRow>`SELECT * FROM review WHERE photo_id = ${photoId}`;
}

/** The decision on a photo from those on its parts. */
export function decisionOf(title: Decision, keywords: Decision): Decision {
  const parts = [title, keywords];
  if (parts.includes('open')) return 'open';
  return parts.includes('accepted') ? 'accepted' : 'rejected';
}
