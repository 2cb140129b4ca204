/** One photo as the review shows it: its text, what the checks say, what else it could say. */
import type { Photo, PhotoText, Suggestion, Usage, Verdict } from '../../photo.ts';
import type { ShownSidecar } from './sidecar.ts';

export type Check = {
  /** Stable: `title-too-long`, `keyword-duplicate`, `unsure`, ... */
  readonly code: string;
  readonly field: 'title' | 'shortTitle' | 'keywords' | 'usage' | 'place';
  /** problem: agencies refuse it. unsure: a person must decide. note: worth knowing. */
  readonly weight: 'problem' | 'unsure' | 'note';
  readonly message: string;
  /** The keyword it concerns and its place in the list, from 0. */
  readonly keyword?: string;
  readonly index?: number;
  /** The word that it can be silenced for; absent where that makes no sense. */
  readonly word?: string;
  /** What the key for keeping keeps: that word, or what else; absent where that makes no sense. */
  readonly keeps?: string;
  /** What the fix key would do, a few words; absent when there is no mechanical fix. */
  readonly fix?: string;
  /** The fix changes what the text says; it is not among those that are done all at once. */
  readonly decides?: true;
};

/** What the text may be brought back to or completed with. */
export type Removed = {
  readonly keyword: string;
  /** Why the checks removed it, a few words. */
  readonly reason: string;
};

/** A text of the photo; without an id it is one that is stored nowhere else than in the review. */
export type Version = {
  readonly id: number | 'file' | 'sidecar' | undefined;
  readonly text: PhotoText;
};

/** A text from elsewhere that can take the place of the present one. */
export type Alternative = Version & {
  /** `the model, first answer`, `already in the file`, ... */
  readonly origin: string;
  /** The present text was made from it. */
  readonly isBasis: boolean;
};

/** One photo with everything the review screen shows of it. */
export type ReviewPhoto = {
  readonly photo: Photo;
  /** What the file says, in words, where a person set another date; '' for none. */
  readonly dateInFile?: string;
  readonly text: PhotoText;
  /** Only where a person wrote one; else the title serves as caption. */
  readonly caption?: string;
  /** `City, Country - Month Day Year: `, or empty for commercial photos. */
  readonly dateline: string;
  readonly usage: Usage;
  /** Where a title is cut, in characters of the whole title. */
  readonly titleLimit: number;
  /** Bytes of the short title. */
  readonly shortTitleLimit: number;
  /** How many keywords are asked for. */
  readonly keywordCount: number;
  readonly verdict: Verdict;
  /** What of it has been accepted by itself, while the verdict is open. */
  readonly accepted: { readonly title: boolean; readonly keywords: boolean };
  readonly edited: { readonly title: boolean; readonly keywords: boolean };
  readonly checks: readonly Check[];
  /** What the model said, absent for photos without an answer. */
  readonly suggestion?: Suggestion;
  /** Absent where no other program has said anything in one. */
  readonly sidecar?: ShownSidecar;
  readonly removed: readonly Removed[];
  readonly alternatives: readonly Alternative[];
  readonly burst?: {
    readonly place: number;
    readonly size: number;
    readonly ids: readonly number[];
  };
  /** Set while another answer is awaited from a batch. */
  readonly redo?: { readonly hint: string };
};

/** Whether an agency would take a photo's text as it stands. */
export type AgencyOpinion = {
  readonly name: string;
  /** Sentences about what stands against it; none where nothing does. */
  readonly reasons: readonly string[];
  /** The title as it would take it, where that is another one. */
  readonly title?: string;
};

/** New text of a photo; absent fields stay as they are. */
export type TextChange = Partial<PhotoText> & { readonly caption?: string };

/** The part of a photo's text that a decision concerns. */
export type Part = 'all' | 'title' | 'keywords';
