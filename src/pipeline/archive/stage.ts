/** What every stage is given and gives back. */
import type { Stage } from '../../photo.ts';
import type { Archive } from './archive.ts';

/** One step forward of a stage. The UI draws these, the commands print them. */
export type Progress = {
  readonly stage: Stage | 'undo' | 'sheet' | 'upload';
  readonly done: number;
  /** Absent while it is not known yet. */
  readonly total?: number;
  readonly unit: 'photos' | 'bytes' | 'batches';
  /** What is being done just now, a few words. */
  readonly note?: string;
};

/** The clock and the waiting of a stage; tests bring their own. */
export type Clock = {
  now(): Date;
  /** Resolves after `milliseconds`, rejects with the signal's reason when it aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
};

export type StageContext = {
  readonly archive: Archive;
  /** Aborts when the user interrupts; a stage then finishes the photo in hand and throws InterruptedError. */
  readonly signal: AbortSignal;
  readonly report: (progress: Progress) => void;
  readonly clock: Clock;
  /** Milliseconds that work goes on before a key gets its turn; as few as a screen needs, unless given. */
  readonly turn?: number;
};

/** The end of a stage. `done` counts photos moved on, `issues` photos that an issue now holds back. */
export type StageSummary = {
  readonly stage: Stage | 'undo';
  readonly done: number;
  readonly issues: number;
  /** Of the review: why photos were left open, the most frequent reason first. */
  readonly left?: readonly { readonly reason: string; readonly photos: number }[];
  /** Sentences for the user, in order. */
  readonly notes: readonly string[];
  /** What is left to do by hand elsewhere; the screen has it among its facts. */
  readonly byHand?: readonly string[];
};
