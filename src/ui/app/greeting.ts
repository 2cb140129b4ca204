/** What a person who has never done anything here must know: one quiet line, which goes with the first key. */
import type { Shell } from './shell.ts';

export class Greeting {
  readonly #shell: Shell;
  readonly #said = new Set<string>();

  constructor(shell: Shell) {
    this.#shell = shell;
  }

  /** How the stages are walked, in an archive that has never been scanned. */
  toRoad(): void {
    const { say } = this.#shell.keys;
    this.#greet(
      `${say('stage.act')} leads from stage to stage; ${say('program.help')} explains all keys and signs.`,
    );
  }

  /** How photos are decided about, where none has been. */
  toReview(): void {
    const { say } = this.#shell.keys;
    this.#greet(
      `${say('review.accept')} accepts and goes on, ${say('review.reject')} rejects; ${say('program.help')} explains all keys and signs.`,
    );
  }

  /** A key was pressed. */
  end(): void {
    if (this.#said.has(this.#shell.notice.get()?.text ?? '')) this.#shell.clear();
  }

  /** Once, and not in the place of something else that is said. */
  #greet(text: string): void {
    if (this.#said.has(text) || this.#shell.notice.get() !== undefined) return;
    this.#said.add(text);
    this.#shell.progress(text);
  }
}
