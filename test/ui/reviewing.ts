/** A review to look at: its archive is made once for a test file, and every screen opens on a copy of it. */
import { beforeAll } from 'vitest';
import type { Terminal } from '../helpers/terminal.ts';
import { copyOf, reviewedArchive } from './reviewed-archive.ts';
import { closeScreens, openScreen, type ScreenOptions } from './screen.ts';

export type Reviewing = {
  /** A copy of the archive, for a test that opens it more than once or looks into it. */
  copy(): Promise<string>;
  /** The review of a copy of its own, when it shows the first photo. */
  review(options?: ScreenOptions): Promise<Terminal>;
};

/** To be called once in a test file, for an archive of so many photos. Screens are closed after each test. */
export function reviewing(photos: number): Reviewing {
  let made: string;
  beforeAll(async () => {
    made = await reviewedArchive(photos);
  });
  closeScreens();
  const copy = () => copyOf(made);
  return {
    copy,
    async review(options = {}) {
      const screen = openScreen(await copy(), options);
      await screen.sees(`1 of ${photos}`);
      return screen;
    },
  };
}
