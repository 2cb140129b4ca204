/** The screen of one stage, or of the summary: what it has to tell, looked up when it is entered and after every run. */
import { messageOf } from '../../errors.ts';
import type { Action, Situation, StageView } from '../../pipeline/archive/stage-view.ts';
import { aboutStage, type Described, viewOf } from '../../pipeline/stages.ts';

/** Milliseconds between two looks at what changes while a stage runs. */
const lookEvery = 2000;

const lookingUp: Action = { refused: 'Looking at the photos' };

export class StageScreen {
  readonly stage: Described;
  /** One or two sentences under the heading. */
  readonly about: string;
  /** Absent until it is looked up for the first time, and where that failed. */
  view: StageView | undefined;
  /** Why it could not be looked up. */
  failure: string | undefined;
  readonly #look: () => Omit<Situation, 'signal'>;
  readonly #changed: () => void;
  #abort: AbortController | undefined;
  #lookedAt = Number.NEGATIVE_INFINITY;

  /** @param changed called when something new is known */
  constructor(stage: Described, look: () => Omit<Situation, 'signal'>, changed: () => void) {
    this.stage = stage;
    this.about = aboutStage(stage, look().archive);
    this.#look = look;
    this.#changed = changed;
  }

  /** What Enter does. */
  get action(): Action {
    return this.view?.action ?? lookingUp;
  }

  /** Looks everything up anew; what was known stays on the screen until then. */
  async refresh(): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    const { signal } = abort;
    try {
      const view = await viewOf(this.stage, { ...this.#look(), signal });
      if (!signal.aborted) this.#know(view);
    } catch (error) {
      if (!signal.aborted) this.#know(undefined, messageOf(error));
    }
  }

  #know(view: StageView | undefined, failure?: string): void {
    this.view = view;
    this.failure = failure;
    this.#changed();
  }

  /** The stage is running: looks again now and then where that changes what is shown. */
  follow(): void {
    const now = performance.now();
    if (this.view?.changing !== true || now - this.#lookedAt < lookEvery) return;
    this.#lookedAt = now;
    void this.refresh();
  }
}
