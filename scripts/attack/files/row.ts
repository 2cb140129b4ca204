/** A file that is planted in the folder of the photos. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ground } from '../ground.ts';

type Plant = (folder: string, ground: Ground) => Promise<void> | void;
export type Row = readonly [name: string, what: string, plant: Plant];

export const file = (
  make: () => Promise<Buffer | string> | Buffer | string,
  name = 'odd.jpg',
): Plant => {
  return async (folder) => writeFileSync(join(folder, name), await make());
};
