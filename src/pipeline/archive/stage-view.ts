/** What a stage reports about itself, as data: the screen draws it, the commands print it. */
import { counted } from '../../amounts.ts';
import type { Overview, StageOverview } from '../../catalog/overview.ts';
import type { Stage } from '../../photo.ts';
import type { Archive } from './archive.ts';
import type { StageContext } from './stage.ts';

/** What can run: one of the stages, or a comparison of models. */
export type Running = Stage | 'compare';

/** The stages that are described here; the review has a screen of its own. */
export type PlainStage = Exclude<Stage, 'review'>;

export type Tone = 'strong' | 'quiet' | 'warn';

export type Column = {
  readonly title: string;
  readonly side?: 'left' | 'right' | undefined;
  /** Shown where at least this many cells are free, or only where fewer are. */
  readonly from?: number | undefined;
  readonly below?: number | undefined;
};

export type TableCell = string | readonly [text: string, tone: Tone];

/** How a part of a bar is drawn; `gap` leaves its cells free, `rest` is what there is not yet. */
export type BarTone = 'accent' | 'good' | 'bad' | 'warn' | 'gap' | 'rest';

export type Bar = {
  readonly label: string;
  /** Amounts of any unit, the same for all bars that stand together. */
  readonly parts: readonly (readonly [amount: number, tone: BarTone])[];
  /** The same in words and numbers. */
  readonly value: string;
};

/** A blank sign stands before what is said about a change. */
type DiffLine = { readonly sign: '+' | '-' | '?' | ' '; readonly text: string };

export type Fact =
  /** A list as a value breaks between its items only. */
  | {
      readonly label: string;
      readonly value: string | readonly string[];
      readonly tone?: Tone | undefined;
    }
  | {
      readonly text: string;
      readonly tone?: Tone | undefined;
      readonly note?: string | undefined;
    }
  | { readonly warning: string; readonly note?: string | undefined }
  | { readonly columns: readonly Column[]; readonly rows: readonly (readonly TableCell[])[] }
  /** Amounts to compare. `of`: what a full bar stands for; the largest of them, unless given. */
  | { readonly bars: readonly Bar[]; readonly of?: number | undefined }
  /** A file or a field of it, and how it changes. */
  | {
      readonly name: string;
      readonly note: string;
      readonly lines: readonly DiffLine[];
      /** Nothing of them is cut off. */
      readonly inFull?: true;
    }
  /** A field that was changed here and by another program. */
  | {
      readonly name: string;
      readonly note: string;
      readonly ours: string;
      readonly theirs: string;
    }
  /** Photos that share a reason. */
  | { readonly paths: readonly string[]; readonly more: number; readonly reason: string };

/** Groups stand apart from one another. */
export type FactGroups = readonly (readonly Fact[])[];

/** The facts that apply; the others are given as `false`. */
export function factList(...facts: readonly (Fact | false)[]): readonly Fact[] {
  return facts.filter((fact) => fact !== false);
}

/** What happens when a person agrees. */
export type Effect =
  /** `filter`: what the review then shows. */
  | { readonly go: Stage | 'summary'; readonly filter?: string | undefined }
  /** `insist` writes text that a rehearsal made up into real photos, too, or delivers again what has left with another text. */
  | {
      readonly run: PlainStage;
      readonly insist?: boolean | undefined;
      /** What is done first. */
      readonly before?: (() => void) | undefined;
    }
  | {
      readonly undo: { readonly stage: 'sidecars' | 'embed' } & (
        | { readonly run: number }
        | { readonly photoIds: readonly number[] }
      );
    }
  | { readonly ask: Question | (() => Question) }
  /** Something short. What it returns is shown as messages or asked next. */
  | { readonly call: (context: StageContext) => Promise<readonly string[] | Question> };

export type Choice = {
  readonly key: string;
  readonly label: string;
  readonly note?: string | undefined;
  /** Nothing happens without one. */
  readonly effect?: Effect | undefined;
};

/** One of a few choices, a word to type so that no stray key does it, or a text to type. */
export type Question = { readonly title: string; readonly facts?: readonly Fact[] | undefined } & (
  | {
      readonly choices: readonly Choice[];
      /** The choice that Enter takes: the last one, which changes nothing, unless given. */
      readonly first?: number | undefined;
      /** What happens when it is closed without a choice. */
      readonly closed?: Effect | undefined;
    }
  | { readonly type: string; readonly enter: string; readonly effect: Effect }
  | {
      readonly field: string;
      readonly text: string;
      readonly enter: string;
      readonly effect: (typed: string) => Effect;
    }
);

/** What a key does now, or why it does nothing. */
export type Action =
  | { readonly label: string; readonly effect: Effect }
  | { readonly refused: string };

/** A photo, or a sheet of as many as there is room for, and what there is to say of it. */
export type Beside = { readonly photoIds: readonly number[]; readonly facts: FactGroups };

export type StageView = {
  /** Grouped; groups without facts are left out. */
  readonly facts: FactGroups;
  /** What Enter does. */
  readonly action: Action;
  /** A longer text to read. */
  readonly more?: { readonly title: string; readonly facts: FactGroups } | undefined;
  /** Cancels a batch. */
  readonly cancel?: Action | undefined;
  /** Puts old values back into photos. */
  readonly undo?: Action | undefined;
  /** Retries the photos that are held back. */
  readonly retry?: Action | undefined;
  /** Chooses outlets; the folder that copies go to; photos that are refused, to be looked at. */
  readonly outlets?: Action | undefined;
  readonly folder?: Action | undefined;
  readonly refused?: Action | undefined;
  /** What stands beside the facts, where there is room: one of these at a time. */
  readonly besides?: readonly Beside[] | undefined;
  /** The facts say all that the stage reports at its end, but for the first sentence. */
  readonly brief?: true | undefined;
  /** The facts change while the stage runs. */
  readonly changing?: true | undefined;
};

/** What a description goes by. */
export type Situation = {
  readonly archive: Archive;
  readonly counts: Overview;
  readonly now: Date;
  /** How a sentence calls the key (or the command line) of a command of the screen. */
  readonly key: (command: string) => string;
  /** The stage has been run since the program was started, and no photo has come to it since. */
  readonly hasRun: boolean;
  /** The photos that the review is about, and what to call them. */
  readonly chosen: () => { readonly photoIds: readonly number[]; readonly words: string };
  /** `24 of 310 photos: city:lisbon`, where the stage acts on these alone. */
  readonly choice?: string | undefined;
  readonly signal: AbortSignal;
};

/** The counts of one stage. */
export function countsAt({ counts }: Pick<Situation, 'counts'>, stage: Stage): StageOverview {
  const found = counts.stages.find((one) => one.stage === stage);
  if (found === undefined) throw new Error(`no counts of ${stage}`);
  return found;
}

/** `Collect`, as headings and sentences write it. */
export function nameOf(stage: Running | 'summary'): string {
  return stage[0]?.toUpperCase() + stage.slice(1);
}

/**
 * What Enter does in a stage that has nothing to do: leads to the nearest stage before it where photos wait.
 * `refused` is the sentence where none do.
 */
export function wayBack({ counts }: Situation, stage: Stage, refused: string): Action {
  const before = counts.stages.slice(
    0,
    counts.stages.findIndex((one) => one.stage === stage),
  );
  const found = before.findLast(({ waiting }) => waiting > 0);
  if (found === undefined) return { refused };
  const photos = counted(found.waiting, 'photo waits', 'photos wait');
  return {
    label: `Go back to ${nameOf(found.stage)}, where ${photos}`,
    effect: { go: found.stage },
  };
}
