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

/** What preparing makes: a small copy of every photo. */
export type PrepareFacts = {
  readonly toMake: {
    readonly photos: number;
    readonly folders: number;
    /** Of the files. */
    readonly bytes: number;
  };
  /** Unsent ones whose copy was made with other settings. */
  readonly outdated: number;
  /** Of the longer side, in pixels, and of the JPEG. */
  readonly edge: number;
  readonly quality: number;
  readonly bytesEach: number;
  readonly seconds: number;
  /** What is made and not sent. */
  readonly made: { readonly photos: number; readonly bytes: number };
  /** Bytes that copies may take in all. */
  readonly roomBytes: number;
  readonly samplePhotoId?: number;
};

/** What is sent about one photo, besides the instructions that are the same for all. */
export type SampleRequest = {
  readonly photoId: number;
  readonly path: string;
  readonly words: string;
  readonly pixels: Size;
  /** It has text and is asked again. */
  readonly again: boolean;
};

/** What would be sent, word for word, and what it costs. */
export type SendFacts = {
  readonly instructions: string;
  /** The first request that would be sent, and those of photos asked again. */
  readonly samples: readonly SampleRequest[];
  /** Where the picture goes when it is not part of the request. */
  readonly pictureAddress?: string;
  /** Address that the requests go to. */
  readonly destination: string;
  /** What stays here: `the original picture`, `the GPS position`, ... */
  readonly notSent: readonly string[];
  readonly model: string;
  readonly way: 'batch' | 'live';
  /** Photos that still have to be prepared, and those that are prepared and not sent. */
  readonly toPrepare: number;
  readonly photos: number;
  /** How many of those have been agreed to and wait for room in the service's queue. */
  readonly released: number;
  /** How many are asked again, and their hints, the most frequent first. */
  readonly again: { readonly photos: number; readonly hints: readonly string[] };
  readonly uploadBytes: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** Undefined where nobody knows the price of the model. */
  readonly dollars: number | undefined;
  /** The part of it that the pictures make up, 0 to 1. */
  readonly pictureShare: number;
  readonly budget: number;
  /** The same photos asked in another way: `live, at once`, `512 pixels`, another model. */
  readonly alternatives: readonly {
    readonly kind: 'way' | 'size' | 'detail' | 'model';
    readonly what: string;
    readonly dollars: number;
  }[];
  /** How they will be cut into batches; absent where there are none. */
  readonly split?: {
    readonly batches: number;
    readonly photosEach: number;
    /** How many of them the service takes at once. */
    readonly atOnce: number;
    /** One photo is asked live before, as a test. */
    readonly probe: boolean;
  };
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
  /** Estimated before it was sent. */
  readonly dollars: number | undefined;
  /** What it cost, by what the service reported; undefined until it is over. */
  readonly cost: number | undefined;
  readonly sentAt: Date | undefined;
  /** When the service gives up on it. */
  readonly dueBy: Date | undefined;
  readonly over: boolean;
  /** What is wrong with it, if anything. */
  readonly remark?: string;
};

/** What the service has been asked. */
export type AskedFacts = {
  readonly batches: readonly BatchRow[];
  /** What was asked live, one photo at a time, outside of batches; absent where nothing was. */
  readonly live?: {
    readonly asked: number;
    readonly answered: number;
    readonly dollars: number | undefined;
    readonly estimated: number | undefined;
  };
};

/** Photos whose text a rehearsal made up and that are no sample, and how many of them are held back for that. */
export type Rehearsed = { readonly photos: number; readonly held: number };

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
    /** What a person calls the field. */
    readonly label: string;
    readonly ours: string;
    readonly theirs: string;
  }[];
  readonly rehearsed: Rehearsed;
  /** Before and after of the first few. */
  readonly examples: readonly {
    readonly file: string;
    readonly isNew: boolean;
    readonly lines: readonly { readonly sign: '+' | '-' | '?' | ' '; readonly text: string }[];
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
  readonly rehearsed: Rehearsed;
  /** Runs that can be undone, latest first. */
  readonly runs: readonly { readonly id: string; readonly at: Date; readonly photos: number }[];
};

export type SummaryFacts = {
  readonly photos: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly embedded: number;
  /** What it cost, what the same was estimated at, and the estimate of what is under way, in dollars. */
  readonly dollars: number;
  readonly estimated: number;
  readonly underWay: number;
  /** Of the cost, for each accepted photo; 0 before there is one. */
  readonly dollarsPerPhoto: number;
  /** Seconds a person spent reviewing, pauses left out. */
  readonly reviewSeconds: number;
  /** Photos with text, usage, place or date that the person changed. */
  readonly edited: number;
};
