/** ExifTool, started only when something needs it; most runs over an archive do not. */
import type { Pool } from './pool.ts';

/** Milliseconds for one file; reading a large raw file on a slow network disk takes seconds. */
const longest = 60_000;

export class OnDemandPool {
  #pool: Promise<Pool> | undefined;

  /** The pool, started by the first call. @throws StopError when ExifTool cannot start */
  start(): Promise<Pool> {
    this.#pool ??= import('./pool.ts')
      .then(({ startPool }) => startPool({ timeout: longest }))
      .catch((error: unknown) => {
        // It may have been installed by the next call.
        this.#pool = undefined;
        throw error;
      });
    return this.#pool;
  }

  async end(): Promise<void> {
    const pool = await this.#pool?.catch(() => undefined);
    await pool?.end();
  }
}
