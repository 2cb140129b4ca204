/** Odd files, each beside two plain photos. */
import { join } from 'node:path';
import { others } from './files/others.ts';
import { photos } from './files/photos.ts';
import { wholeRoad } from './road.ts';
import { drawPhotos, usualFolder } from './templates.ts';
import type { Trial } from './trial.ts';

export const files: readonly Trial[] = [...photos, ...others].map(([name, what, plant]) => ({
  name: `file-${name}`,
  what,
  async attack(ground) {
    await drawPhotos(ground.root, 2);
    await plant(join(ground.root, usualFolder), ground);
    await ground.seal();
    const said = await wholeRoad(ground, 'undone');
    ground.expect(said.includes('photo-1.jpg'), 'the plain photo beside it was not done');
  },
}));
