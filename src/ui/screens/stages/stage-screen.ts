/** What the screens of the stages have in common: words about the stage, what is known, what Enter does. */

import { counted } from '../../../amounts.ts';
import type { Stage } from '../../../photo.ts';
import { nameOf } from '../../app/route.ts';
import type { Runner } from '../../app/runner.ts';
import type { Shell } from '../../app/shell.ts';
import type { Store } from '../../app/store.ts';
import type { Counts, RunOptions, StageCount } from '../../model/stages.ts';
import type { UiModel } from '../../model.ts';
import type { ReaderOptions } from '../../overlays/reader.ts';
import type { Line } from '../../text/line.ts';
import type { Theme } from '../../theme.ts';

/** The stages that have a screen of this kind. */
export type PlainStage = Exclude<Stage, 'review'>;

/** What the screens of stages work with. */
export type StageTools = {
  readonly ui: UiModel;
  readonly shell: Shell;
  readonly runner: Runner;
  readonly counts: Store<Counts>;
  /** Runs a stage; its facts and the counts are read again when it is over. */
  run(stage: PlainStage, options?: RunOptions): void;
  go(stage: Stage | 'summary'): void;
  /** Reads counts and facts again. */
  refresh(): void;
  /** Puts old values back into photos: those of an embedding run, or the ones that the review is about. */
  undoEmbedding(what: { readonly runId: string } | { readonly photoIds: readonly number[] }): void;
  /** The photos selected in the review, or the one under its cursor, and what to call them. */
  reviewed(): { readonly photoIds: readonly number[]; readonly words: string };
};

/** The counts of a stage. */
export function countsOf({ counts }: StageTools, stage: Stage): StageCount | undefined {
  return counts.get().stages.find((one) => one.stage === stage);
}

export type StageAction = {
  /** What Enter does: `Scan the folder`. */
  readonly label: string;
  readonly refused?: string | undefined;
  readonly run: () => void;
};

/** What Enter does while the facts are looked up. */
export const lookingUp: StageAction = {
  label: '',
  refused: 'The photos are being looked at',
  run: () => undefined,
};

/**
 * What Enter does in a stage whose facts tell of nothing to do: leads to the nearest stage before it where photos wait.
 * `refused` says what is so where none do.
 */
export function wayBack(tools: StageTools, stage: Stage, refused: string): StageAction {
  const { stages } = tools.counts.get();
  // Photos have come since the facts were looked up.
  if ((countsOf(tools, stage)?.waiting ?? 0) > 0) return lookingUp;
  const before = stages.slice(
    0,
    stages.findIndex((one) => one.stage === stage),
  );
  const found = before.findLast(({ waiting }) => waiting > 0);
  if (found === undefined) return { label: '', refused, run: () => undefined };
  const wait = `${counted(found.waiting, 'photo')} ${found.waiting === 1 ? 'waits' : 'wait'}`;
  return {
    label: `Go back to ${nameOf(found.stage)}, where ${wait}`,
    run: () => tools.go(found.stage),
  };
}

export type StageScreen = {
  readonly stage: PlainStage;
  /** One sentence under the heading. */
  readonly about: string;
  /** Reads what the screen shows; called on entering and after every run. */
  refresh(): void;
  /** Calls `listener` whenever the facts have changed. */
  subscribe(listener: () => void): () => void;
  facts(width: number, theme: Theme): readonly Line[];
  action(): StageAction;
  /** The facts say all that the stage's own sentences would, but the first. */
  readonly brief?: true;
  /** The photo whose picture stands beside the facts. */
  pictureOf?(): number | undefined;
  /** A longer text to read. */
  details?(): Pick<ReaderOptions, 'title' | 'lines'> | undefined;
  /** Calls off what is under way at the service. */
  cancel?(): StageAction;
  /** Offers the ways back. */
  undo?(): StageAction;
};
