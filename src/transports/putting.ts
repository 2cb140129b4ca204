/**
 * One file on its way, over as many connections as break: under a temporary name, and under its own from the beginning where
 * that is refused.
 */
import type { Connection } from './connection.ts';
import { RefusedByServer } from './failures.ts';
import { type Arrival, type Last, putOnce, type Step } from './put.ts';
import type { Remote } from './remote.ts';
import { type Source, SourceError } from './source.ts';
import { temporaryName } from './temporary-name.ts';

export type Steps = {
  /** The step that an earlier run came to. */
  readonly last?: Step | undefined;
  /** Told of each step before it is done, so that the next run knows. */
  readonly onStep?: (step: Step) => void;
};

/** Does something over a connection, and again where one broke, as long as it moves. */
export type Over = <T>(
  what: string,
  work: (connection: Connection) => Promise<T>,
  hasMoved?: () => boolean,
) => Promise<T>;

type Sending = {
  readonly remote: Remote;
  readonly source: Source;
  readonly name: string;
  /** Told the bytes that are there. */
  readonly onProgress: (bytes: number) => void;
  readonly steps: Steps;
};

export class Putting {
  readonly #over: Over;
  readonly #sending: Sending;
  #isAtomic = false;
  #last: Last | undefined;
  /** Bytes that are there, and the most that ever were. */
  #sent = 0;
  #most = 0;

  constructor(over: Over, sending: Sending) {
    this.#over = over;
    this.#sending = sending;
    const { source, steps } = sending;
    this.#last = steps.last && { step: steps.last, sent: source.bytes };
  }

  /** @param isDirect under its own name from the beginning */
  put(isDirect: boolean): Promise<Arrival> {
    const { name, onProgress, remote, source, steps } = this.#sending;
    const onStep = (step: Step) => {
      this.#last = { step, sent: 0 };
      steps.onStep?.(step);
    };
    const onSent = (bytes: number) => {
      this.#sent = bytes;
      onProgress(bytes);
    };
    const once = (connection: Connection) => {
      this.#isAtomic = connection.isAtomic;
      const last = this.#last && { ...this.#last, sent: Math.max(this.#last.sent, this.#sent) };
      return putOnce(remote, connection, { source, name, isDirect, onSent, onStep, last });
    };
    return this.#over(name, once, () => this.#hasMoved());
  }

  /**
   * After it did not get there under a temporary name: inboxes may refuse names whose ending they do not know, or to rename.
   * @throws what went wrong, where its own name is no help
   */
  async putOtherwise(error: unknown): Promise<Arrival> {
    if (this.#isAtomic) throw error;
    // Nothing ever goes on with what was sent of a file that is another one now.
    if (error instanceof SourceError) await this.#removeLeft().catch(() => undefined);
    if (!(error instanceof RefusedByServer)) throw error;
    // From the beginning: what is taken away now has not arrived.
    this.#sending.steps.onStep?.('sending');
    [this.#last, this.#sent, this.#most] = [undefined, 0, 0];
    await this.#removeLeft().catch((refusal: unknown) => {
      if (!(refusal instanceof RefusedByServer)) throw refusal;
    });
    return this.put(true);
  }

  #hasMoved(): boolean {
    const isFurther = this.#sent > this.#most;
    this.#most = Math.max(this.#most, this.#sent);
    return isFurther;
  }

  #removeLeft(): Promise<void> {
    const { name, source } = this.#sending;
    const left = temporaryName(name, source.hash);
    return this.#over(left, (connection) => connection.remove(left));
  }
}
