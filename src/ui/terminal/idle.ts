/** Whether the keys rest: what nobody waits for is done between them. */
import { setTimeout } from 'node:timers/promises';

/** Longer than the gaps of a key that is held down or of quick fingers, in milliseconds. */
const restMilliseconds = 120;
/** Even under a key that is held down something is done now and then. */
const longestMilliseconds = 2000;

export class Idle {
  #pressedAt = Number.NEGATIVE_INFINITY;

  /** A key was pressed. */
  readonly disturb = (): void => {
    this.#pressedAt = performance.now();
  };

  /** Resolves when no key has been pressed for a moment; at once, when that is so now. */
  readonly wait = async (signal: AbortSignal): Promise<void> => {
    const asked = performance.now();
    for (let now = asked; now - asked < longestMilliseconds; now = performance.now()) {
      const left = this.#pressedAt + restMilliseconds - now;
      if (left <= 0 || signal.aborted === true) return;
      await setTimeout(left, undefined, { ref: false, signal }).catch(() => undefined);
    }
  };
}
