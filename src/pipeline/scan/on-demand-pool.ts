/** ExifTool, started only when a scan meets something it needs it for; most scans do not. */
import type { Pool } from '../../exiftool/pool.ts';

export class OnDemandPool {
  #pool: Promise<Pool> | undefined;

  /** The pool, started by the first call. @throws StopError when ExifTool cannot start */
  start(): Promise<Pool> {
    this.#pool ??= import('../../exiftool/pool.ts').then(({ startPool }) => startPool());
    return this.#pool;
  }

  async end(): Promise<void> {
    const pool = await this.#pool?.catch(() => undefined);
    await pool?.end();
  }
}
