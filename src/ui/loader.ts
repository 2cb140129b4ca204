/** Facts that take a moment to find out, found out once and again when they may have changed. */
import { messageOf } from '../errors.ts';
import { Store } from './store.ts';

export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly message: string };

export class Loader<T> {
  readonly state = new Store<Loaded<T>>({ kind: 'loading' });
  readonly #load: (signal: AbortSignal) => Promise<T> | T;
  #abort: AbortController | undefined;

  constructor(load: (signal: AbortSignal) => Promise<T> | T) {
    this.#load = load;
  }

  get value(): T | undefined {
    const state = this.state.get();
    return state.kind === 'ready' ? state.value : undefined;
  }

  /** Finds out anew; what was known stays on the screen until then. */
  async refresh(): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    try {
      const value = await this.#load(abort.signal);
      if (!abort.signal.aborted) this.state.set({ kind: 'ready', value });
    } catch (error) {
      if (!abort.signal.aborted) this.state.set({ kind: 'failed', message: messageOf(error) });
    }
  }

  cancel(): void {
    this.#abort?.abort();
  }
}
