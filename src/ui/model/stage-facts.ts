/** What the stages' own screens show, one type for each. */
import type { Size } from '../../photo.ts';

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
  /** Why nothing can be sent, in a sentence. */
  readonly refused?: string;
  /** Sentences worth a warning, such as a model that is shut down soon. */
  readonly warnings: readonly string[];
};

export type BatchRow = {
  /** Whether cancelling it and sending its photos again is worth trying. */
  readonly stuck: boolean;
  readonly number: number;
  /** The service's id, or ours while it has none. */
  readonly name: string;
  /** A few words: `waiting for room`, `validating`, `in progress`, `collected`, ... */
  readonly state: string;
  readonly photos: number;
  readonly answered: number;
  readonly failed: number;
  readonly dollars: number | undefined;
  /** The part of it for what has been answered. */
  readonly soFar: number | undefined;
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
  /** Sidecars with our text whose photos were rejected since. */
  readonly rejected: number;
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
  /** Photos with text, usage, place or date that the person changed. */
  readonly edited: number;
};
