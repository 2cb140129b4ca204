/** What was done before the screen was opened, and what since. */
import type { Catalog } from '../../catalog/catalog.ts';
import { lastStepId, nextStep, type NextStep as StoredStep } from '../../catalog/undo-log.ts';

/** What could be undone or redone. */
export type ReversibleStep = {
  readonly message: string;
  readonly photos: number;
  readonly at: Date;
  /** It was last done or undone before the screen was opened. */
  readonly isEarlier: boolean;
};

export class Steps {
  readonly #catalog: Catalog;
  readonly #lastOfEarlier: number;
  /** Steps that were undone or redone since the screen was opened. */
  readonly #met = new Set<number>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
    this.#lastOfEarlier = lastStepId(catalog);
  }

  /** What undoing or redoing would concern. */
  next(way: 'undo' | 'redo'): ReversibleStep | undefined {
    const step = nextStep(this.#catalog, way);
    return step === undefined ? undefined : this.#shown(step);
  }

  /** The same, to be called when it is about to be undone or redone. */
  take(way: 'undo' | 'redo'): ReversibleStep | undefined {
    const step = nextStep(this.#catalog, way);
    if (step === undefined) return undefined;
    const taken = this.#shown(step);
    this.#met.add(step.id);
    return taken;
  }

  #shown({ id, label, photos, at }: StoredStep): ReversibleStep {
    const isEarlier = id <= this.#lastOfEarlier && !this.#met.has(id);
    return { message: label, photos, at: new Date(at), isEarlier };
  }
}
