/**
 * A connection that sends together what is written in one turn. ssh2 writes the length, the contents and the seal of each
 * packet one by one: as segments of their own they cost three calls of the system, and the small ones wait for each other.
 */
import { Socket } from 'node:net';

export class GatheringSocket extends Socket {
  #isGathering = false;

  constructor() {
    super();
    this.setNoDelay(true);
  }

  override write(
    chunk: Uint8Array | string,
    encoding?: BufferEncoding | ((error?: Error | null) => void),
    done?: (error?: Error | null) => void,
  ): boolean {
    if (!this.#isGathering) {
      this.#isGathering = true;
      this.cork();
      process.nextTick(() => {
        this.#isGathering = false;
        this.uncork();
      });
    }
    return typeof encoding === 'function'
      ? super.write(chunk, encoding)
      : super.write(chunk, encoding, done);
  }
}
