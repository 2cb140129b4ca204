/**
 * All that the screen asks of the rest of the program, as types. One adapter implements them over the pipeline and
 * the catalog's queries; screens know nothing else. Queries are synchronous and small (a page, one photo, counts),
 * so that a key press is answered in the same turn; whatever takes time is a promise with an AbortSignal.
 */
import type { Photo, PhotoText, Place, Size, Stage, Suggestion, Usage, Verdict } from '../photo.ts';

/** What the header says and what stays the same while the screen is open. */
export type ArchiveFacts = {
  /** Absolute path of the archive. */
  readonly root: string;
  readonly rehearsal: boolean;
  /** Name of the vision model. */
  readonly model: string;
};

export type Money = {
  /** Dollars spent so far by what the service reported. */
  readonly spent: number;
  /** Dollars that what is under way will cost by its estimate. */
  readonly underWay: number;
  /** Dollars the user allows for a run; 0 for no limit. */
  readonly budget: number;
};

export type StageCount = {
  readonly stage: Stage;
  readonly passed: number;
  readonly waiting: number;
  readonly held: number;
};

export type Counts = {
  readonly photos: number;
  readonly done: number;
  readonly missing: number;
  readonly stages: readonly StageCount[];
};

export type HeldPhoto = {
  readonly photoId: number;
  readonly path: string;
  readonly code: string;
  readonly message: string;
};

// ---------------------------------------------------------------------------------------------- review

export type ReviewSort = 'path' | 'taken' | 'title' | 'state' | 'look' | 'changed';

/** What the list shows. The filter is text as the user typed it; the model understands it or says why not. */
export type ReviewView = { readonly filter: string; readonly sort: ReviewSort };

/** One line of the list. */
export type ReviewRow = {
  readonly id: number;
  /** File name without folders. */
  readonly name: string;
  /** The description, without its dateline. */
  readonly description: string;
  readonly verdict: Verdict;
  readonly edited: boolean;
  /** How many checks fail, and how many names are unsure. */
  readonly problems: number;
  readonly unsure: number;
  /** Set when the photo belongs to a burst: which, and its place in it, from 1. */
  readonly burst?: { readonly place: number; readonly size: number };
};

/** A filtered and sorted list. It stays valid until the next `list()`; rows show the state of the moment. */
export type ReviewList = {
  readonly view: ReviewView;
  readonly count: number;
  /** Why the filter was not understood, in a sentence; the list is then that of the filter before. */
  readonly complaint?: string;
  rows(from: number, count: number): readonly ReviewRow[];
  idAt(index: number): number | undefined;
  /** -1 when the photo is not in the list. */
  indexOf(photoId: number): number;
  /** The next photo after `index` (before it, with direction -1) that is still open: problems, then unsure, then the rest. */
  nextToLookAt(index: number, direction: 1 | -1): number | undefined;
  /** The next open photo after `index`, else the first one before it. */
  nextOpen(index: number): number | undefined;
  /** The open photos of the list that no check speaks of. */
  openWithoutChecks(): readonly number[];
  /** All photos of the list. */
  ids(): readonly number[];
  /** Photos of the list in the same burst, or in the same folder, as the given one; in list order. */
  burstOf(photoId: number): readonly number[];
  folderOf(photoId: number): readonly number[];
  /** Place of the first photo whose name begins with these letters, in any case. */
  find(name: string): number | undefined;
};

/** What the text may be brought back to or completed with. */
export type Removed = {
  readonly keyword: string;
  /** Why the checks removed it, a few words. */
  readonly reason: string;
};

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
  /** What the fix key would do, a few words; absent when there is no mechanical fix. */
  readonly fix?: string;
};

/** A title or keyword list from elsewhere that can take the place of the present one. */
export type Alternative = {
  /** `the model, first answer`, `before your edit`, `already in the file`, ... */
  readonly origin: string;
  readonly text: PhotoText;
};

/** One photo with everything the review screen shows of it. */
export type ReviewPhoto = {
  readonly photo: Photo;
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

/** New text of a photo; absent fields stay as they are. */
export type TextChange = Partial<PhotoText> & { readonly caption?: string };

/** The part of a photo's text that a decision concerns. */
export type Part = 'all' | 'title' | 'keywords';

/** What was done, for the toast and for undo: `Accepted IMG_1.jpg`, `Replaced "boat" in 12 photos`. */
export type Change = {
  readonly said: string;
  readonly photoIds: readonly number[];
};

/** A change to many photos at once. */
export type BulkChange =
  | { readonly kind: 'addKeyword'; readonly keyword: string; readonly position: 'first' | 'last' }
  | { readonly kind: 'removeKeyword'; readonly keyword: string }
  | { readonly kind: 'replaceKeyword'; readonly keyword: string; readonly by: string }
  | { readonly kind: 'replaceInTitle'; readonly words: string; readonly by: string }
  | { readonly kind: 'usage'; readonly usage: Usage }
  | { readonly kind: 'place'; readonly place: Place }
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
  /** The view and photo of the last time. */
  remembered(): { readonly view: ReviewView; readonly photoId?: number };
  remember(view: ReviewView, photoId: number | undefined): void;
  progress(): ReviewProgress;
  photo(photoId: number): ReviewPhoto | undefined;

  decide(photoIds: readonly number[], verdict: Verdict, part: Part, report: Report): Doing;
  edit(photoId: number, text: TextChange): Change;
  usage(photoIds: readonly number[], usage: Usage): Change;
  fix(photoId: number, check: Check): Change | undefined;
  fixAll(photoId: number): Change | undefined;
  /** Keeps a name nobody gave, in this photo; any other check no longer speaks of its word in the whole archive. */
  silence(photoId: number, check: Check): Change;
  bulkPreview(photoIds: readonly number[], change: BulkChange): BulkPreview;
  bulk(photoIds: readonly number[], change: BulkChange, report: Report): Doing;
  undo(report: Report): Doing;
  redo(report: Report): Doing;

  /** Keywords of this archive (and its places) that begin with `beginning`, most used first. */
  complete(beginning: string, limit: number): readonly string[];

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
  ): Promise<PhotoText | { readonly failed: string }>;
};

// ---------------------------------------------------------------------------------------------- stages

export type Running = {
  readonly done: number;
  readonly total?: number;
  readonly unit: 'photos' | 'bytes' | 'batches';
  readonly note?: string;
};

/** How a stage ended: sentences for the user. */
export type Ended = {
  readonly done: number;
  readonly issues: number;
  readonly notes: readonly string[];
};

/** What scanning found. */
export type ScanFacts = {
  readonly folders: string;
  readonly places: readonly {
    readonly country: string;
    readonly city: string;
    readonly editorial: number;
    readonly commercial: number;
  }[];
  readonly withoutPlace: number;
  readonly withoutDate: number;
  readonly earliest?: string;
  readonly latest?: string;
};

/** What would be sent for one photo, word for word, and what everything costs. */
export type SendFacts = {
  readonly sample?: {
    readonly photoId: number;
    readonly name: string;
    /** The instructions and the words beside the picture, as they are sent. */
    readonly instructions: string;
    readonly words: string;
    readonly pixels: Size;
    /** Where the picture goes when it is not part of the request. */
    readonly pictureAddress?: string;
  };
  /** Address that the requests go to. */
  readonly destination: string;
  /** What stays here: `the original picture`, `the GPS position`, ... */
  readonly notSent: readonly string[];
  readonly model: string;
  readonly way: 'batch' | 'live';
  /** Photos that still have to be prepared, and those that are prepared and not sent. */
  readonly toPrepare: number;
  readonly photos: number;
  readonly uploadBytes: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** Undefined where nobody knows the price of the model. */
  readonly dollars: number | undefined;
  /** The part of it that the pictures make up, 0 to 1. */
  readonly pictureShare: number;
  readonly budget: number;
  /** The same photos asked in another way: `live, at once`, `512 pixels`, another model. */
  readonly alternatives: readonly { readonly what: string; readonly dollars: number }[];
  /** Sentences worth a warning, such as a model that is shut down soon. */
  readonly warnings: readonly string[];
};

export type BatchRow = {
  readonly number: number;
  /** The service's id, or ours while it has none. */
  readonly name: string;
  /** A few words: `waiting for room`, `validating`, `in progress`, `collected`, ... */
  readonly state: string;
  readonly photos: number;
  readonly answered: number;
  readonly failed: number;
  readonly dollars: number | undefined;
  readonly sentAt: Date | undefined;
  /** When the service gives up on it. */
  readonly dueBy: Date | undefined;
  readonly over: boolean;
  /** What is wrong with it, if anything. */
  readonly remark?: string;
};

export type SidecarFacts = {
  readonly ready: number;
  readonly created: number;
  readonly merged: number;
  readonly conflicts: readonly {
    readonly photoId: number;
    readonly path: string;
    readonly field: string;
    readonly ours: string;
    readonly theirs: string;
  }[];
  /** Before and after of the first few. */
  readonly examples: readonly {
    readonly file: string;
    readonly isNew: boolean;
    readonly lines: readonly { readonly sign: '+' | '-' | ' '; readonly text: string }[];
  }[];
};

export type EmbedFacts = {
  readonly ready: number;
  /** The fields that would be written, with what happens where they have a value: `Headline`, `replace`. */
  readonly fields: readonly { readonly name: string; readonly policy: string }[];
  readonly headlinesReplaced: number;
  readonly keywordsReplaced: number;
  readonly examples: readonly {
    readonly name: string;
    readonly field: string;
    readonly before: string;
    readonly after: string;
  }[];
  /** Why it cannot be done now, for example text of a rehearsal in an archive that is no sample. */
  readonly refused?: string;
  /** Runs that can be undone, latest first. */
  readonly runs: readonly { readonly id: string; readonly at: Date; readonly photos: number }[];
};

export type SummaryFacts = {
  readonly photos: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly embedded: number;
  readonly dollars: number;
  readonly dollarsPerPhoto: number;
  /** Seconds a person spent reviewing, pauses left out. */
  readonly reviewSeconds: number;
  readonly edits: number;
};

export type StageModel = {
  counts(): Counts;
  money(): Money;
  held(stage: Stage, limit: number): readonly HeldPhoto[];
  /** Lets held photos be tried again; returns how many. */
  retryHeld(stage: Stage): number;
  scanFacts(): ScanFacts;
  sendFacts(): Promise<SendFacts>;
  batches(): Promise<readonly BatchRow[]>;
  cancelBatch(number: number, signal: AbortSignal): Promise<readonly string[]>;
  sidecarFacts(signal: AbortSignal): Promise<SidecarFacts>;
  settleConflict(photoId: number, field: string, keep: 'ours' | 'theirs'): void;
  embedFacts(signal: AbortSignal): Promise<EmbedFacts>;
  summary(): SummaryFacts;
  /** Runs a stage. Rejects with StopError (shown with its advice) or InterruptedError. */
  run(
    stage: Exclude<Stage, 'review'>,
    report: (progress: Running) => void,
    signal: AbortSignal,
  ): Promise<Ended>;
  /** Collects what is ready, without waiting for the rest; running the stage `collect` waits for everything. */
  collectOnce(report: (progress: Running) => void, signal: AbortSignal): Promise<Ended>;
  undoEmbedding(
    runId: string,
    report: (progress: Running) => void,
    signal: AbortSignal,
  ): Promise<Ended>;
};

/** The reduced picture of a photo, upright: a JPEG. */
export type PictureBytes = { readonly bytes: Uint8Array } | { readonly missing: string };

export type UiModel = {
  readonly facts: ArchiveFacts;
  readonly stages: StageModel;
  readonly review: ReviewModel;
  picture(photoId: number): Promise<PictureBytes>;
  /** Brings everything up to date that nobody waits for; `changed` is called when numbers or rows have. */
  keepUp(changed: () => void, signal: AbortSignal): Promise<void>;
  /** Absolute path of the original, for the system's viewer. */
  fileOf(photoId: number): string | undefined;
};
