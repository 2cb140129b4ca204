/** One pool of ExifTools for the tests of a file: starting them takes longer than what most tests do with them. */
import { afterAll, beforeAll } from 'vitest';
import { OnDemandPool } from '../../../src/exiftool/on-demand-pool.ts';
import { shared } from './ready-archive.ts';

/** To be called once in a file; archives of contexts made from then on have the pool. */
export function shareExifTool(): void {
  beforeAll(() => {
    shared.exifTool = new OnDemandPool();
  });
  afterAll(async () => {
    await shared.exifTool?.end();
    shared.exifTool = undefined;
  });
}
