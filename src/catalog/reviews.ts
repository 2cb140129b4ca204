/** The text of a photo as it stands now and what the person decided about it. */

import { createHash } from 'node:crypto';
import { isJpegName } from '../files/picture-kinds.ts';
import type { Decision, PhotoStatus, PhotoText, SuggestionSource, Usage } from '../photo.ts';
import { type Further, furtherField } from '../rules/answers/further.ts';
import type { Catalog } from './catalog.ts';
import { inReach } from './choice.ts';
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

/** How the fields that a person's changes concern are stored. */
const columnOf = {
  suggestionId: (review: Review) => ({ suggestion_id: review.suggestionId ?? null }),
  source: (review: Review) => ({ source: review.source ?? null }),
  decision: (review: Review) => ({ decision: review.decision }),
  titleDecision: (review: Review) => ({ title_decision: review.titleDecision }),
  keywordsDecision: (review: Review) => ({ keywords_decision: review.keywordsDecision }),
  description: (review: Review) => ({ description: review.description }),
  shortTitle: (review: Review) => ({ short_title: review.shortTitle }),
  shortTitleFor: (review: Review) => ({ short_title_for: review.shortTitleFor ?? null }),
  caption: (review: Review) => ({ caption: review.caption ?? null }),
  keywords: (review: Review) => ({ keywords: JSON.stringify(review.keywords) }),
  modelUsage: (review: Review) => ({ model_usage: review.modelUsage ?? null }),
  usageReason: (review: Review) => ({ usage_reason: review.usageReason ?? null }),
  unsure: (review: Review) => ({ unsure: JSON.stringify(review.unsure) }),
  kept: (review: Review) => ({ kept: JSON.stringify(review.kept) }),
  dropped: (review: Review) => ({ dropped: JSON.stringify(review.dropped) }),
  further: (review: Review) => ({ further: JSON.stringify(review.further) }),
  edited: (review: Review) => ({ edited: review.edited.join(' ') }),
} satisfies { readonly [field in keyof Review]?: (review: Review) => Partial<ReviewRow> };

/** The columns in which a review may differ from what it was before: those of fields with another value or list. */
export function changedColumns(before: Review, after: Review): Partial<ReviewRow> {
  const columns: Partial<ReviewRow> = {};
  for (const field of Object.keys(columnOf) as (keyof typeof columnOf)[])
    if (before[field] !== after[field]) Object.assign(columns, columnOf[field](after));
  return columns;
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
  return catalog.get<ReviewRow>('SELECT * FROM review WHERE photo_id = ?', photoId);
}

export type ReviewCounts = {
  readonly photos: number;
  readonly open: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Open photos that break a check, and open ones with names nobody has decided about. */
  readonly withProblems: number;
  readonly unsure: number;
};

/** How far the review is; a few milliseconds for a hundred thousand photos, because indexes alone are read. */
export function countReviews(catalog: Catalog): ReviewCounts {
  const counts = { open: 0, accepted: 0, rejected: 0, problems: 0, names: 0 };
  for (const { what, photos } of catalog.all<{ what: keyof typeof counts; photos: number }>(
    reviewCounts,
  ))
    counts[what] += photos;
  const { open, accepted, rejected, problems, names } = counts;
  const photos = open + accepted + rejected;
  return { photos, open, accepted, rejected, withProblems: problems, unsure: names };
}

const openAnd = (index: string, column: string) =>
  `count(*) FROM review INDEXED BY ${index} WHERE decision = 'open' AND ${column} > 0
     AND photo_id NOT IN (SELECT id FROM photo WHERE missing = 1)
     AND photo_id NOT IN (SELECT id FROM photo WHERE excluded = 1 AND missing = 0)`;

const reviewCounts = `
  SELECT decision AS what, count(*) AS photos FROM review GROUP BY decision
  UNION ALL SELECT decision, -count(*) FROM photo JOIN review ON photo_id = id WHERE missing = 1 GROUP BY decision
  UNION ALL SELECT decision, -count(*) FROM photo JOIN review ON photo_id = id
    WHERE excluded = 1 AND missing = 0 GROUP BY decision
  UNION ALL SELECT 'problems', ${openAnd('review_by_state', 'problems')}
  UNION ALL SELECT 'names', ${openAnd('review_unsure', 'open_names')}`;

/** How many photos have text, usage, place or date that a person changed: those that `has:edit` finds. */
export function countEdited(catalog: Catalog): number {
  return catalog.count(
    `SELECT count(*) FROM review JOIN photo ON photo_id = id
     WHERE missing = 0 AND (edited <> '' OR photo_id IN (SELECT photo_id FROM correction))`,
  );
}

type DecisionsByPlace = {
  /** Null for photos whose place is not known. */
  readonly country: string | null;
  readonly city: string | null;
  readonly photos: number;
  readonly accepted: number;
  readonly rejected: number;
};

/** How many photos of each place are decided about; the places with most photos first. */
export function decisionsByPlace(catalog: Catalog): DecisionsByPlace[] {
  return catalog.all<DecisionsByPlace>(
    `SELECT country, city, count(*) AS photos, coalesce(sum(decision = 'accepted'), 0) AS accepted,
       coalesce(sum(decision = 'rejected'), 0) AS rejected
     FROM photo LEFT JOIN review ON photo_id = id
     WHERE missing = 0 AND excluded = 0 AND status <> 'scan'
     GROUP BY country, city ORDER BY photos DESC, country, city`,
  );
}

/** The decision on a photo from those on its parts. */
export function decisionOf(title: Decision, keywords: Decision): Decision {
  const parts = [title, keywords];
  if (parts.includes('open')) return 'open';
  return parts.includes('accepted') ? 'accepted' : 'rejected';
}

/**
 * Moves a photo to where its text belongs: accepted ones to the first stage that has not yet written this very text; open and rejected ones back from those stages. Photos on their way to the review stay there.
 */
export function updateStatus(catalog: Catalog, row: ReviewRow): void {
  if (row.decision === 'accepted') {
    const forgotten = catalog.run(
      // Nor does it matter that the model was asked again in vain.
      "DELETE FROM issue WHERE photo_id = ? AND stage IN ('review', 'submit', 'collect')",
      row.photo_id,
    ).changes;
    // Checks that mentioned the issue are now out of date.
    if (forgotten > 0) catalog.run('UPDATE review SET stale = 1 WHERE photo_id = ?', row.photo_id);
    catalog.run(
      'UPDATE photo SET status = ?2 WHERE id = ?1 AND status <> ?2',
      row.photo_id,
      stageToWrite(catalog, row),
    );
  } else
    catalog.run(
      "UPDATE photo SET status = ? WHERE id = ? AND status IN ('sidecars', 'embed', 'done')",
      row.came_from ?? 'review',
      row.photo_id,
    );
}

function stageToWrite(catalog: Catalog, row: ReviewRow): PhotoStatus {
  if (row.sidecar_version === null) return 'sidecars';
  const content = contentNumber(catalog, row);
  if (row.sidecar_version !== content) return 'sidecars';
  return row.embedded_version === content ? 'done' : statusAfterSidecars(catalog, row.photo_id);
}

/** Where a photo goes whose sidecar says what was accepted: nothing is embedded in other files than JPEGs. */
export function statusAfterSidecars(catalog: Catalog, photoId: number): 'embed' | 'done' {
  const row = catalog.get<{ path: string }>('SELECT path FROM photo WHERE id = ?', photoId);
  return isJpegName(row?.path ?? '') ? 'embed' : 'done';
}

/** The facts of a photo that are written, or that its title is made from. Its path is the name of its sidecar. */
const facts =
  'SELECT path, usage, city, country, region, country_code, taken_on, taken_at FROM photo WHERE id = ?';

/** Equal for equal texts with equal facts, so far as they are accepted. 48 bits, which a number holds exactly. */
export function contentNumber(catalog: Catalog, row: ReviewRow): number {
  const { description, short_title, caption, keywords, title_decision, keywords_decision } = row;
  const content = [
    description,
    short_title,
    caption,
    keywords,
    title_decision === 'accepted',
    keywords_decision === 'accepted',
    catalog.get(facts, row.photo_id),
    ...writtenFurther(row),
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest().readUIntBE(0, 6);
}

/** Of what else was said, all that is written into files. */
function writtenFurther(row: ReviewRow): readonly unknown[] {
  if (row.further === '{}') return [];
  const all = Object.entries(stored<Further>('review.further', row.further, row));
  const written = all.filter(([name]) => furtherField(name)?.isWritten === true);
  return written.length === 0 ? [] : [written];
}

/**
 * The photos in reach that stand at a stage with text that a rehearsal made up, and whether that holds one back. Those
 * that something else holds back are left out: insisting does not write them.
 */
export function madeUpPhotos(
  catalog: Catalog,
  stage: PhotoStatus,
): readonly { readonly id: number; readonly held: boolean }[] {
  return catalog
    .all<{ id: number; held: number }>(
      `SELECT photo.id, EXISTS (${holding} AND code = ?2) AS held FROM photo JOIN review ON photo_id = photo.id
       WHERE status = ?1 AND ${inReach} AND source = 'rehearsal' AND NOT EXISTS (${holding} AND code <> ?2)`,
      stage,
      rehearsalCode,
    )
    .map(({ id, held }) => ({ id, held: held === 1 }));
}

const holding =
  'SELECT 1 FROM issue WHERE photo_id = photo.id AND stage = photo.status AND blocking = 1';

/** The issue of text that a rehearsal made up and that is kept out of real photos. */
export const rehearsalCode = 'rehearsal-text';
