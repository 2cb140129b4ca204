/** The stages as the screen runs them: their counts, what they cost, how they end. */
import type { Stage } from '../../photo.ts';
import type {
  BatchRow,
  EmbedFacts,
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
  held(stage: Stage, limit: number): readonly HeldPhoto[];
  /** Lets held photos be tried again; returns how many. */
  retryHeld(stage: Stage): number;
  scanFacts(): ScanFacts;
  sendFacts(): Promise<SendFacts>;
  batches(): Promise<readonly BatchRow[]>;
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
  ): Promise<Ended>;
  /** Collects what is ready, without waiting for the rest; running the stage `collect` waits for everything. */
  collectOnce(report: (progress: Running) => void, signal: AbortSignal): Promise<Ended>;
  /** Puts old values back: of a run, or of the latest embedding of each photo named. */
  undoEmbedding(
    what: { readonly runId: string } | { readonly photoIds: readonly number[] },
    report: (progress: Running) => void,
    signal: AbortSignal,
  ): Promise<Ended>;
};
