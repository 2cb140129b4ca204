/** What photos could not keep beside their contents, as notes at the end of a run: one for each kind. */

import { counted } from '../../amounts.ts';
import type { Lost } from './replace-original.ts';

const notes: Readonly<Record<Lost, (photos: string) => string>> = {
  attributes: (photos) =>
    `Extended attributes (tags of file managers, access lists) of ${photos} could not be carried over.`,
  permissions: (photos) =>
    `The permissions of ${photos} could not be kept, because the disk refuses to change them.`,
  time: (photos) =>
    `The modification time of ${photos} could not be kept, because only the owner of a file may set it.`,
};

const kinds = Object.keys(notes) as Lost[];

export class Losses {
  readonly #photos: Record<Lost, number> = { attributes: 0, permissions: 0, time: 0 };

  /** Counts what one photo lost. */
  add(lost: readonly Lost[]): void {
    for (const kind of lost) this.#photos[kind]++;
  }

  notes(): string[] {
    return kinds
      .filter((kind) => this.#photos[kind] > 0)
      .map((kind) => notes[kind](counted(this.#photos[kind], 'photo')));
  }
}
