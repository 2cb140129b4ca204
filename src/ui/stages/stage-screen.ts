/** The screen of one stage, or of the summary: what it has to tell, looked up when it is entered and after every run. */
import type { Action, Situation, StageView } from '../../pipeline/archive/stage-view.ts';
import { aboutStage, type Described, viewOf } from '../../pipeline/stages.ts';
import { Loader } from '../loader.ts';

/** Milliseconds between two looks at what changes while a stage runs. */
const lookEvery = 2000;

const lookingUp: Action = { refused: 'Looking at the photos' };

export class StageScreen {
  readonly stage: Described;
  /** One or two sentences under the heading. */
  readonly about: string;
  readonly loader: Loader<StageView>;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(stage: Described, look: () => Omit<Situation, 'signal'>) {
    this.stage = stage;
    this.about = aboutStage(stage, look().archive);
    this.loader = new Loader((signal) => viewOf(stage, { ...look(), signal }));
  }

  get view(): StageView | undefined {
    return this.loader.value;
  }

  /** What Enter does. */
  get action(): Action {
    return this.view?.action ?? lookingUp;
  }

  refresh(): void {
    void this.loader.refresh();
  }

  /** The stage is running: looks again now and then where that changes what is shown. */
  follow(): void {
    const now = performance.now();
    if (this.view?.changing !== true || now - this.#lookedAt < lookEvery) return;
    this.#lookedAt = now;
    this.refresh();
  }
}
