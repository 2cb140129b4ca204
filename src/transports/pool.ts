/** As few connections as the work needs and the server allows, each used by one at a time. */
import { BrokenConnection } from './failures.ts';

type Poolable = { readonly isOpen: () => boolean; readonly close: () => void };

export class Pool<T extends Poolable> {
  readonly #connect: () => Promise<T>;
  readonly #idle: T[] = [];
  readonly #waiting: (() => void)[] = [];
  #most: number;
  #used = 0;
  #isClosed = false;

  constructor(most: number, connect: () => Promise<T>) {
    this.#most = most;
    this.#connect = connect;
  }

  /** Lends a connection for as long as `work` takes; one that broke is not lent again. */
  async use<R>(work: (connection: T) => Promise<R>): Promise<R> {
    const connection = await this.#take();
    try {
      return await work(connection);
    } finally {
      if (this.#isClosed) connection.close();
      else if (connection.isOpen()) this.#idle.push(connection);
      this.#giveBack();
    }
  }

  /** Ends connections; those that are lent when they come back. */
  close(): void {
    this.#isClosed = true;
    for (const connection of this.#idle.splice(0)) connection.close();
  }

  async #take(): Promise<T> {
    for (;;) {
      while (this.#used >= this.#most)
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
      this.#used++;
      const idle = this.#idle.pop();
      if (idle?.isOpen() === true) return idle;
      try {
        return await this.#connect();
      } catch (error) {
        this.#giveBack();
        // The server takes no more than there are: from now on those have to do.
        const isFull = error instanceof BrokenConnection && error.isFull;
        if (!isFull || this.#used === 0) throw error;
        this.#most = this.#used;
      }
    }
  }

  #giveBack(): void {
    this.#used--;
    this.#waiting.shift()?.();
  }
}
