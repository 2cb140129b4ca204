/** The screen of one stage, or of the summary: what it has to tell, looked up when it is entered and after every run. */
import { messageOf } from '../../errors.ts';
import type { Action, Situation, StageView } from '../../pipeline/archive/stage-view.ts';
import { aboutStage, type Described, viewOf } from '../../pipeline/stages.ts';
import { Store } from '../store.ts';

/** What takes a moment to look up. */
export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly message: string };

/** Milliseconds between two looks at what changes while a stage runs. */
const lookEvery = 2000;

const lookingUp: Action = { refused: 'Looking at the photos' };

export class StageScreen {
  readonly stage: Described;
  /** One or two sentences under the heading. */
  readonly about: string;
  readonly facts = new Store<Loaded<StageView>>({ kind: 'loading' });
  readonly #look: () => Omit<Situation, 'signal'>;
  #abort: AbortController | undefined;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(stage: Described, look: () => Omit<Situation, 'signal'>) {
    this.stage = stage;
    this.about = aboutStage(stage, look().archive);
    this.#look = look;
  }

  get view(): StageView | undefined {
    const facts = this.facts.get();
    return facts.kind === 'ready' ? facts.value : undefined;
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
      const value = await viewOf(this.stage, { ...this.#look(), signal });
      if (!signal.aborted) this.facts.set({ kind: 'ready', value });
    } catch (error) {
      if (!signal.aborted) this.facts.set({ kind: 'failed', message: messageOf(error) });
    }
  }

  /** The stage is running: looks again now and then where that changes what is shown. */
  follow(): void {
    const now = performance.now();
    if (this.view?.changing !== true || now - this.#lookedAt < lookEvery) return;
    this.#lookedAt = now;
    void this.refresh();
  }
}
