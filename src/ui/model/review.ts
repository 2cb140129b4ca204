/** What the review can do to photos, one or many. */
import type { Place, Usage, Verdict } from '../../photo.ts';
import type { DatelineFacts } from '../../pipeline/review/dateline.ts';
import type { Taken } from '../../pipeline/review/typed-date.ts';
import type { Remembered, ReviewList, ReviewView } from './review-list.ts';
import type {
  AgencyOpinion,
  Check,
  Part,
  ReviewPhoto,
  TextChange,
  Version,
} from './review-photo.ts';

export type Spelling = 'american' | 'british';

/** What was done, for the toast and for undo: `Accepted IMG_1.jpg`, `Replaced "boat" in 12 photos`. */
export type Change = {
  readonly said: string;
  readonly photoIds: readonly number[];
};

/** What could be undone or redone. */
export type NextStep = {
  readonly said: string;
  readonly photos: number;
  readonly at: Date;
  /** It was last done or undone before the screen was opened. */
  readonly isEarlier: boolean;
};

/** A change to many photos at once. */
export type BulkChange =
  | {
      readonly kind: 'addKeyword';
      /** One or several, separated by commas. */
      readonly keyword: string;
      readonly position: 'first' | 'topTen' | 'last';
      /** The least relevant ones go where there would be more than are wanted. */
      readonly makesRoom: boolean;
    }
  | { readonly kind: 'removeKeyword'; readonly keyword: string }
  | { readonly kind: 'replaceKeyword'; readonly keyword: string; readonly by: string }
  /** To the front, in the photos that have it. */
  | { readonly kind: 'frontKeyword'; readonly keyword: string }
  | { readonly kind: 'replaceInTitle'; readonly words: string; readonly by: string }
  | { readonly kind: 'usage'; readonly usage: Usage }
  | { readonly kind: 'place'; readonly place: Place }
  /** Every fix that changes nothing of what is said. */
  | { readonly kind: 'fixAll' }
  /** The fix of a check that speaks of a word, wherever it does. */
  | { readonly kind: 'fix'; readonly check: Check }
  /** Every name nobody gave goes, wherever the text can do without it. */
  | { readonly kind: 'dropNames' }
  /** A name nobody gave is right, or is to be written otherwise. */
  | { readonly kind: 'keepName'; readonly name: string }
  /** A short title fits a title that was changed since. */
  | { readonly kind: 'keepShortTitle' }
  | { readonly kind: 'writeName'; readonly name: string; readonly by: string }
  /** Without a date, the photos get back that of their file. */
  | { readonly kind: 'date'; readonly taken: Taken | undefined }
  | { readonly kind: 'copyTitle'; readonly from: number }
  | { readonly kind: 'copyKeywords'; readonly from: number };

export type BulkPreview = {
  /** How many photos would change, of how many. */
  readonly changed: number;
  readonly of: number;
  readonly examples: readonly {
    readonly name: string;
    readonly before: string;
    readonly after: string;
  }[];
  /** Sentences about what stands against it: `3 photos would have more than 50 keywords`. */
  readonly warnings: readonly string[];
};

/** What the checks find in many photos, by what is to be decided; the most frequent first. */
export type FoundChecks = {
  readonly groups: readonly { readonly check: Check; readonly photos: number }[];
  /** Fixes that change nothing of what is said. */
  readonly plain: { readonly fixes: number; readonly photos: number };
};

export type ReviewProgress = {
  readonly photos: number;
  readonly open: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly withProblems: number;
  readonly unsure: number;
};

/** A change, at once or (to very many photos) in slices between which keys are answered. */
export type Doing = Change | undefined | Promise<Change | undefined>;

/** How many photos a change in slices has done. */
export type Report = (done: number) => void;

export type ReviewModel = {
  list(view: ReviewView): ReviewList;
  /** These photos alone, as far as they are in the review, in the order in which they were taken. */
  listOf(photoIds: readonly number[]): ReviewList;
  /** How many times as wide as high photos are, in the middle. */
  shapeOf(photoIds: readonly number[]): number;
  /** The checks of some photos are still being counted. */
  counting(): boolean;
  /** What was in view the last time. */
  remembered(): Remembered;
  remember(view: Remembered): void;
  progress(): ReviewProgress;
  photo(photoId: number): ReviewPhoto | undefined;
  /** What each agency would say of its text. */
  agencies(photoId: number): readonly AgencyOpinion[];

  decide(photoIds: readonly number[], verdict: Verdict, part: Part, report: Report): Doing;
  /** Accepts one photo and rejects the others, as one step. */
  choose(chosen: number, others: readonly number[], report: Report): Doing;
  edit(photoId: number, text: TextChange): Change;
  /** The same, with place and date as the title's own dateline says them. */
  editWithDateline(photoId: number, text: TextChange, facts: DatelineFacts): Change;
  /** Puts another version in the place of the whole text, with what the model said about usage and names. */
  takeVersion(photoId: number, id: NonNullable<Version['id']>): Change;
  /** Puts a keyword back that was removed. */
  bringBack(photoId: number, keyword: string): Change;
  /** Brings the keywords back into the order of the answer they came from. */
  sortBack(photoId: number): Change;
  /** Settles every conflict of a photo's sidecar. */
  settleSidecar(photoId: number, keep: 'ours' | 'theirs'): Change | undefined;
  usage(photoIds: readonly number[], usage: Usage, report: Report): Doing;
  fix(photoId: number, check: Check): Change;
  /** At once, or for very many photos in slices; rejects with InterruptedError when the signal says so. */
  checksIn(
    photoIds: readonly number[],
    report: Report,
    signal: AbortSignal,
  ): FoundChecks | Promise<FoundChecks>;
  /** Keeps a name nobody gave or a short title, in this photo; any other check no longer speaks of its word in the whole archive. */
  silence(photoId: number, check: Check): Change;
  /** By which English spelling is checked in this archive. */
  spelling(): Spelling | undefined;
  /** Checks it so from now on. Rejects with StopError when the dictionary cannot be read. */
  checkSpelling(spelling: Spelling | undefined): Promise<void>;
  /** At once, or for very many photos in slices; rejects with InterruptedError when the signal says so. */
  bulkPreview(
    photoIds: readonly number[],
    change: BulkChange,
    report: Report,
    signal: AbortSignal,
  ): BulkPreview | Promise<BulkPreview>;
  bulk(photoIds: readonly number[], change: BulkChange, report: Report): Doing;
  /** What undoing or redoing would concern; undefined where there is nothing. */
  nextStep(way: 'undo' | 'redo'): NextStep | undefined;
  undo(report: Report): Doing;
  redo(report: Report): Doing;

  /** Keywords of this archive (and its places) that begin with `beginning`, most used first. */
  complete(beginning: string, limit: number): readonly string[];

  /** Whole filters that begin with `text`, with its last word completed. */
  completeFilter(text: string, limit: number): readonly string[];

  /** Typed text that has not been entered yet, kept so that a crash loses nothing. */
  draft(photoId: number, field: string): string | undefined;
  keepDraft(photoId: number, field: string, text: string | undefined, cursor: number): void;

  /** Dollars; undefined where the price of the model is not known. */
  redoPrice(photoId: number): Promise<{ readonly now: number; readonly batch: number } | undefined>;
  /** Asks with the next batch; resolves to why not, if not. */
  askLater(photoId: number, hint: string): Promise<string | undefined>;
  /** Asks at once. The new text is stored among the alternatives; text that a person has changed stays until it is taken. */
  askNow(
    photoId: number,
    hint: string,
    signal: AbortSignal,
  ): Promise<Version | { readonly failed: string }>;
};
