/** The ExifTools of an archive, started only when something needs them: most runs over an archive do not. */
import type { Pool } from './pool.ts';

export class OnDemandPool {
  #pool: Promise<Pool> | undefined;

  /** The pool, started by the first call. @throws StopError when ExifTool cannot start */
  start(): Promise<Pool> {
    this.#pool ??= import('./pool.ts')
      .then(({ startPool }) => startPool())
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
