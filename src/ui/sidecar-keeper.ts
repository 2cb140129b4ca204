/** Looks at the sidecar of the photo in view when the keys have rested, and reports what other programs save meanwhile. */
import type { SidecarsInView } from '../pipeline/sidecars/in-view.ts';
import type { App } from './app.ts';

/** A person who hurries past a photo has not seen its sidecar. */
const restMilliseconds = 150;

export class SidecarKeeper {
  readonly #app: App;
  readonly #sidecars: SidecarsInView;
  readonly #log: (error: unknown) => void;
  readonly #stops: readonly (() => void)[];
  #resting: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();

  constructor(app: App, log: (error: unknown) => void) {
    this.#app = app;
    this.#log = log;
    this.#sidecars = app.review.session.sidecars((photoId, name) => this.#changed(photoId, name));
    const moved = () => this.#lookSoon();
    this.#stops = [app.review.state.subscribe(moved), app.route.subscribe(moved)];
    this.#lookSoon();
  }

  #lookSoon(): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      const { route, review } = this.#app;
      const id = route.get() === 'review' ? review.currentId : undefined;
      if (id === undefined) return;
      this.#looking = this.#looking.then(() => this.#sidecars.look(id)).catch(this.#log);
    }, restMilliseconds);
  }

  #changed(photoId: number, name: string | undefined): void {
    const { route, review, screen, shell } = this.#app;
    const isInView = route.get() === 'review' && review.currentId === photoId;
    if (isInView) review.readAgain();
    if (route.get() === 'sidecars') void screen?.refresh();
    if (isInView && name !== undefined)
      shell.toast(`Another program has ${name === '' ? 'removed the sidecar' : `saved ${name}`}.`);
  }

  /** Resolves when nothing asks the archive any more. */
  async end(): Promise<void> {
    clearTimeout(this.#resting);
    for (const stop of this.#stops) stop();
    await this.#sidecars.close();
    await this.#looking;
  }
}
