/** Runs one stage at a time, and keeps how it goes and how it ended. */
import { InterruptedError } from '../errors.ts';
import { endingOf } from '../last-words.ts';
import { Pace, progressWords } from '../pipeline/archive/pace.ts';
import type { Progress, StageSummary } from '../pipeline/archive/stage.ts';
import type { Running } from '../pipeline/archive/stage-view.ts';
import type { NoticeTone } from './shell.ts';
import { Store } from './store.ts';

export type Run = {
  readonly stage: Running;
  readonly progress: Progress | undefined;
  /** How much, how fast, how long still. */
  readonly words: readonly string[];
  /** Counts up as long as it runs, whatever it waits for. */
  readonly beat: number;
};

/** How the last run of a stage ended. */
export type RunOutcome =
  | { readonly kind: 'ended'; readonly ended: StageSummary }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'stopped'; readonly message: string; readonly advice: string };

type RunnerState = {
  readonly run: Run | undefined;
  readonly outcomes: ReadonlyMap<Running, RunOutcome>;
};

type Report = (progress: Progress) => void;

type Work = (report: Report, signal: AbortSignal) => Promise<StageSummary>;

/** Photos are finished faster than eyes and terminals can follow. */
const drawEvery = 150;
/** Whoever waits sees twice a second that it goes on. */
const beatEvery = 400;

export class Runner {
  readonly state = new Store<RunnerState>({ run: undefined, outcomes: new Map() });
  #abort: AbortController | undefined;
  #finished: Promise<void> = Promise.resolve();

  /** The stage that is running. */
  get stage(): Running | undefined {
    return this.state.get().run?.stage;
  }

  outcomeOf(stage: Running): RunOutcome | undefined {
    return this.state.get().outcomes.get(stage);
  }

  /** Takes back how a stage ended, unless it was stopped, which stands until it is run again. */
  forget(stage: Running): void {
    const { run, outcomes } = this.state.get();
    if (outcomes.get(stage)?.kind === 'ended') this.#set(run, stage, undefined);
  }

  /** Starts a stage, unless one is running. `onEnd` is called when it is over, however it ended. */
  start(stage: Running, work: Work, onEnd: (outcome: RunOutcome) => void): boolean {
    if (this.#abort !== undefined) return false;
    const abort = new AbortController();
    this.#abort = abort;
    this.#set({ stage, progress: undefined, words: [], beat: 0 }, stage, undefined);
    this.#finished = this.#run(stage, work, abort).then(onEnd);
    return true;
  }

  /** Asks the running stage to end after the photo in hand. Resolves when it has. */
  async interrupt(): Promise<void> {
    this.#abort?.abort(new InterruptedError());
    await this.#finished;
  }

  async #run(stage: Running, work: Work, abort: AbortController): Promise<RunOutcome> {
    const beating = setInterval(() => this.#beat(), beatEvery).unref();
    const outcome = await this.#outcomeOf(work, this.#reporter(stage), abort.signal);
    clearInterval(beating);
    this.#abort = undefined;
    this.#set(undefined, stage, outcome);
    return outcome;
  }

  async #outcomeOf(work: Work, report: Report, signal: AbortSignal): Promise<RunOutcome> {
    try {
      return { kind: 'ended', ended: await work(report, signal) };
    } catch (error) {
      if (error instanceof InterruptedError || signal.aborted) return { kind: 'interrupted' };
      const { message, advice } = endingOf(error);
      return { kind: 'stopped', message, advice };
    }
  }

  #reporter(stage: Running): Report {
    const pace = new Pace();
    let drawnAt = Number.NEGATIVE_INFINITY;
    let drawnNote: string | undefined;
    return (progress) => {
      const now = performance.now();
      pace.update(progress.done, now);
      const isNews = progress.note !== drawnNote || progress.done === progress.total;
      if (now - drawnAt < drawEvery && !isNews) return;
      drawnAt = now;
      drawnNote = progress.note;
      const beat = this.state.get().run?.beat ?? 0;
      this.state.merge({ run: { stage, progress, words: progressWords(progress, pace), beat } });
    };
  }

  #beat(): void {
    const { run } = this.state.get();
    if (run !== undefined) this.state.merge({ run: { ...run, beat: run.beat + 1 } });
  }

  #set(run: Run | undefined, stage: Running, outcome: RunOutcome | undefined): void {
    const outcomes = new Map(this.state.get().outcomes);
    if (outcome === undefined) outcomes.delete(stage);
    else outcomes.set(stage, outcome);
    this.state.set({ run, outcomes });
  }
}

/** How a run ended, in a message. */
export function outcomeText(outcome: RunOutcome): string {
  if (outcome.kind === 'interrupted') return 'interrupted.';
  if (outcome.kind === 'stopped') return `${outcome.message} ${outcome.advice}`;
  return outcome.ended.notes[0] ?? 'done.';
}

export function outcomeTone(outcome: RunOutcome): NoticeTone {
  if (outcome.kind === 'stopped') return 'bad';
  return outcome.kind === 'ended' && outcome.ended.issues === 0 ? 'good' : 'warn';
}
