/** One pool of ExifTools for the tests of a file: starting them takes longer than what most tests do with them. */
import { afterAll, beforeAll } from 'vitest';
import { startPool } from '../../../src/exiftool/pool.ts';
import { shared } from './ready-archive.ts';

/** To be called once in a file; contexts made from then on have the pool. */
export function shareExifTool(): void {
  beforeAll(async () => {
    shared.pool = await startPool();
  });
  afterAll(async () => {
    await shared.pool?.end();
    shared.pool = undefined;
  });
}
