/** Every command over an archive that came with a work folder of somebody else. */
import { startRehearsalServer } from '../../../src/rehearsal/server.ts';
import type { Ground } from '../ground.ts';
import type { State } from '../templates.ts';
import type { Trial } from '../trial.ts';

const shows: readonly (readonly string[])[] = [
  ['status', '--issues'],
  ['review', '--export'],
  ['sidecars', '--check'],
  ['catalog', 'check'],
  ['batch', 'list'],
];

const works: readonly (readonly string[])[] = [
  ['prepare'],
  ['submit', '--yes'],
  ['collect'],
  ['review', '--accept-all'],
  ['sidecars', '--write-rehearsal'],
  ['embed', '--yes', '--embed-rehearsal'],
  ['undo'],
  ['catalog', 'rebuild', '--yes'],
];

/** A work folder that somebody changed. */
export type Row = {
  readonly name: string;
  readonly what: string;
  /** How far the archive was. */
  readonly from: State;
  readonly change: (folder: string, ground: Ground) => Promise<void> | void;
};

export const trialOf = ({ name, what, from, change }: Row): Trial => ({
  name,
  what,
  async attack(ground, templates) {
    await templates.lay(ground, from);
    await change(`${ground.root}/.proofsheet`, ground);
    await ground.seal();
    const { url, close } = await startRehearsalServer({ directory: ground.service });
    try {
      for (const words of [...shows, ...works]) await ground.run([...words, ground.root], { url });
    } finally {
      await close();
    }
  },
});
