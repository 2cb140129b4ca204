/** What a person changes about a photo, each as a function from one document to another. What was typed is cleaned, never rewritten. */
import { decisionOf, type EditableField, type Review } from '../../catalog/reviews.ts';
import type { StoredSuggestion } from '../../catalog/suggestions.ts';
import type { CaptureTime } from '../../jpeg/capture-date.ts';
import type { Decision, Usage } from '../../photo.ts';
import { type Further, withFurther } from '../../rules/answers/further.ts';
import { withoutDatelines } from '../../rules/answers/in-language.ts';
import { shortTitleFrom } from '../../rules/answers/suggest.ts';
import { oneLine } from '../../rules/texts/clean.ts';
import { splitTitle } from '../../rules/texts/title.ts';
import type { DateOfPhoto, PhotoDoc } from './doc.ts';
import { cleanKeywords } from './keywords.ts';
import { isContradicted, withPlaceKept } from './place.ts';

/** New text; absent fields stay as they are. */
export type TextEdit = {
  /** The description or the whole title: a dateline in front of it goes, because ours is built again. */
  readonly description?: string | undefined;
  readonly shortTitle?: string | undefined;
  /** '' for none, so that the title serves as caption. */
  readonly caption?: string | undefined;
  readonly keywords?: readonly string[] | undefined;
  /** Other fields; an empty value takes one out. */
  readonly further?: Further | undefined;
  /**
   * Not the person's words: keywords that go made room or broke a rule, and count as taken out by the person otherwise; a
   * short title says no less than before of a description that was fixed.
   */
  readonly isFix?: true;
  /** The short title belongs to the description as it is then, also where it stays as it was. */
  readonly shortTitleFits?: true;
};

const editableFields: readonly EditableField[] = [
  'description',
  'shortTitle',
  'caption',
  'keywords',
  'further',
];

/** Changes text and marks the fields that became different as edited. */
export function withText(doc: PhotoDoc, edit: TextEdit): PhotoDoc {
  const { review: before, photo } = doc;
  const next = { ...before };
  if (edit.description !== undefined) next.description = splitTitle(edit.description, photo);
  next.shortTitle = oneLine(edit.shortTitle ?? followingShortTitle(before, next.description));
  if (edit.caption !== undefined) next.caption = oneLine(edit.caption) || undefined;
  if (edit.keywords !== undefined) {
    const keywords = cleanKeywords(edit.keywords, before.keywords);
    if (!isSame(keywords, before.keywords)) next.keywords = keywords;
  }
  if (edit.further !== undefined) {
    const typed = withoutDatelines(edit.further, photo);
    const further = withFurther(before.further, typed);
    if (!isSame(further, before.further)) next.further = further;
  }
  const fields = editableFields.filter((field) => before[field] !== next[field]);
  const shortTitleFor = meantFor(before, next, edit);
  if (fields.length === 0)
    return shortTitleFor === before.shortTitleFor
      ? doc
      : { ...doc, review: { ...before, shortTitleFor } };
  const edited = [...new Set([...before.edited, ...fields])].sort();
  const isCut = fields.includes('keywords') && edit.isFix !== true;
  const dropped = isCut
    ? droppedAfter(before, next.keywords)
    : before.dropped.filter((keyword) => !next.keywords.includes(keyword));
  return { ...doc, review: withPartsReopened(before, { ...next, shortTitleFor, edited, dropped }) };
}

/**
 * A part that is accepted and loses its text is open again, because nothing of it could be written. So is one that a
 * decision passed over for having no text, and that gets some.
 */
function withPartsReopened(before: Review, after: Review): Review {
  const reopened = (part: 'title' | 'keywords', decision: Decision): Decision => {
    const [had, has] = [before, after].map((review) =>
      part === 'title' ? review.description !== '' : review.keywords.length > 0,
    );
    if (had === has) return decision;
    const isOutdated = decision === (has ? 'rejected' : 'accepted');
    return isOutdated && before.decision === 'accepted' ? 'open' : decision;
  };
  const titleDecision = reopened('title', after.titleDecision);
  const keywordsDecision = reopened('keywords', after.keywordsDecision);
  const decision = decisionOf(titleDecision, keywordsDecision);
  return { ...after, titleDecision, keywordsDecision, decision };
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** A short title that was only the beginning of the description goes with it. */
function followingShortTitle({ shortTitle, description }: Review, next: string): string {
  if (next === description) return shortTitle;
  const follows = shortTitle === '' || shortTitle === shortTitleFrom(description);
  return follows ? shortTitleFrom(next) : shortTitle;
}

/** What the short title was last meant for; undefined where that is the description as it is. */
function meantFor(before: Review, next: Review, edit: TextEdit): string | undefined {
  if (edit.shortTitleFits === true || next.shortTitle !== before.shortTitle) return undefined;
  if (next.description === before.description || edit.isFix === true) return before.shortTitleFor;
  const first = before.shortTitleFor ?? before.description;
  return first === next.description ? undefined : first;
}

function droppedAfter(before: Review, keywords: readonly string[]): readonly string[] {
  const dropped = new Set([...before.dropped, ...before.keywords]);
  return [...dropped.difference(new Set(keywords))];
}

/** The whole of an answer, with what the model said about usage and names; nothing of it counts as edited. */
export function withAnswer(doc: PhotoDoc, { id, source, suggestion }: StoredSuggestion): PhotoDoc {
  const { description, shortTitle, usage, usageReason, unsure, existing = [] } = suggestion;
  // What the photo had before and the person took out does not come back with the answer.
  const out = new Set(existing.filter((keyword) => doc.review.dropped.includes(keyword)));
  const keywords = suggestion.keywords.filter((keyword) => !out.has(keyword));
  const further = withFurther(doc.review.further, suggestion.further ?? {});
  const { left } = suggestion;
  const { edited: before } = doc.review;
  const title = { description, shortTitle, shortTitleFor: undefined, caption: undefined };
  const answer = {
    ...(left === 'title' ? {} : title),
    ...(left === 'keywords' ? {} : { keywords, dropped: [...out] }),
    ...{ usageReason, unsure, further },
  };
  const isOfLeft = (field: EditableField) =>
    left !== undefined && (field === 'keywords') === (left === 'keywords') && field !== 'further';
  const blank = { edited: before.filter(isOfLeft) };
  const review: Review = { ...doc.review, ...blank, ...answer, suggestionId: id, source };
  return { ...doc, review: withPartsReopened(doc.review, { ...review, modelUsage: usage }) };
}

/** What a decision is about: the whole photo, or a part of its text. */
export type Part = 'all' | 'title' | 'keywords';

/**
 * Decides about a photo. A part without text is not accepted; accepting all of a photo settles it, so that such a part
 * counts as rejected, unless there is no text at all.
 */
export function withDecision(doc: PhotoDoc, decision: Decision, part: Part): PhotoDoc {
  const { review } = doc;
  const isEmpty = { title: review.description === '', keywords: review.keywords.length === 0 };
  const accepts = decision === 'accepted';
  if (accepts && part === 'all' && isEmpty.title && isEmpty.keywords) return doc;
  const after = (of: 'title' | 'keywords', before: Decision): Decision => {
    if (part !== 'all' && part !== of) return before;
    if (accepts && isEmpty[of]) return part === 'all' ? 'rejected' : before;
    return decision;
  };
  const titleDecision = after('title', review.titleDecision);
  const keywordsDecision = after('keywords', review.keywordsDecision);
  if (titleDecision === review.titleDecision && keywordsDecision === review.keywordsDecision)
    return doc;
  const both = decisionOf(titleDecision, keywordsDecision);
  const decided = {
    ...doc,
    review: { ...review, decision: both, titleDecision, keywordsDecision },
  };
  // Whoever accepts a text accepts its place: what speaks of another one gives way to it in the file.
  return accepts && isContradicted(doc.photo) ? withPlaceKept(decided) : decided;
}

/** Sets how a photo may be licensed; its title gets or loses the dateline with it. */
export function withUsage(doc: PhotoDoc, usage: Usage): PhotoDoc {
  const { photo } = doc;
  return photo.usage === usage && photo.usageGiven
    ? doc
    : { ...doc, photo: { ...photo, usage, usageGiven: true } };
}

/**
 * Sets when a photo was taken; without a date it gets back that of its file.
 * @param fileDate the date in the file, where a person has set another one before
 */
export function withDate(
  doc: PhotoDoc,
  taken: CaptureTime | undefined,
  fileDate: DateOfPhoto | undefined,
): PhotoDoc {
  const { photo } = doc;
  const own = fileDate ?? photo;
  const isOwn = taken === undefined || isSameTime(taken, own);
  const { takenOn, takenAt } = isOwn ? own : taken;
  if (isSameTime({ takenOn, takenAt }, photo)) return doc;
  const file = { takenOn: own.takenOn, takenAt: own.takenAt };
  return {
    ...doc,
    photo: { ...photo, takenOn, takenAt },
    given: isOwn ? {} : { fileDate: file },
  };
}

const toTheSecond = 'YYYY-MM-DDTHH:MM:SS'.length;

/** Fractions of a second, which nobody types, make no difference. */
function isSameTime(one: DateOfPhoto, other: DateOfPhoto): boolean {
  const seconds = ({ takenAt }: DateOfPhoto) => takenAt?.slice(0, toTheSecond);
  return one.takenOn === other.takenOn && seconds(one) === seconds(other);
}

/** Leaves a photo out of every stage, or lets it take part again. */
export function withExclusion(doc: PhotoDoc, excluded: boolean): PhotoDoc {
  if ((doc.photo.excluded === true) === excluded) return doc;
  return { ...doc, photo: { ...doc.photo, excluded: excluded || undefined } };
}
