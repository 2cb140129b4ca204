/** The stages as the screen runs them: their counts, what they cost, how they end. */
import type { Stage } from '../../photo.ts';
import type {
  AskedFacts,
  EmbedFacts,
  PrepareFacts,
  ScanFacts,
  SendFacts,
  SidecarFacts,
  SummaryFacts,
} from './stage-facts.ts';

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
  /** How many of those that wait are asked again: they have been here before and stand elsewhere. */
  readonly again: number;
  readonly held: number;
  /** Nothing waits here, is held back here or is on its way here. */
  readonly finished: boolean;
};

export type Counts = {
  readonly photos: number;
  readonly done: number;
  readonly missing: number;
  readonly stages: readonly StageCount[];
};

/** Photos that are held back for one reason. */
export type HeldBack = {
  readonly message: string;
  readonly photos: number;
  /** The first of them in archive order. */
  readonly paths: readonly string[];
  /** Trying again would hold them back again. */
  readonly stays: boolean;
};

export type RunOptions = {
  /** Text that a rehearsal made up is written beside and into real photos, too. */
  readonly insist?: boolean;
};

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

export type StageModel = {
  counts(): Counts;
  money(): Money;
  /** Why photos are held back in a stage, the first reasons in archive order. */
  held(stage: Stage): readonly HeldBack[];
  /** Lets held photos be tried again; returns how many. */
  retryHeld(stage: Stage): number;
  scanFacts(): ScanFacts;
  prepareFacts(): PrepareFacts;
  sendFacts(): SendFacts;
  asked(): AskedFacts;
  /** @param resend sends its unanswered photos again with the next collecting */
  cancelBatch(number: number, resend: boolean, signal: AbortSignal): Promise<readonly string[]>;
  sidecarFacts(signal: AbortSignal): Promise<SidecarFacts>;
  settleConflict(photoId: number, field: string, keep: 'ours' | 'theirs'): Promise<void>;
  embedFacts(signal: AbortSignal): Promise<EmbedFacts>;
  summary(): SummaryFacts;
  /** Runs a stage. Rejects with StopError (shown with its advice) or InterruptedError. */
  run(
    stage: Exclude<Stage, 'review'>,
    report: (progress: Running) => void,
    signal: AbortSignal,
    options?: RunOptions,
  ): Promise<Ended>;
  /** Collects what is ready, without waiting for the rest; running the stage `collect` waits for everything. */
  collectOnce(report: (progress: Running) => void, signal: AbortSignal): Promise<Ended>;
  /** Whether old values can be put back into one of these photos. */
  canUndo(photoIds: readonly number[]): boolean;
  /** Puts old values back: of a run, or of the latest embedding of each photo named. */
  undoEmbedding(
    what: { readonly runId: string } | { readonly photoIds: readonly number[] },
    report: (progress: Running) => void,
    signal: AbortSignal,
  ): Promise<Ended>;
};
