/** Copies for an outlet, against copying the bytes and embedding in the copies as the stage Embed does. */
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import pMap from 'p-map';
import { startPool } from '../src/exiftool/pool.ts';
import { embedCopy } from '../src/pipeline/embed/embed-copy.ts';
import { embedAll, filesIn, makePhotos, text } from './embed.ts';
import { type Bench, interleaved, median } from './measure.ts';

const photos = 120;
const rounds = 3;

async function copies(files: readonly string[], to: string): Promise<void> {
  const pool = await startPool();
  const options = { links: { policy: 'follow', root: '/' }, signed: 'leave' } as const;
  try {
    await pMap(
      files,
      async (file) => {
        const made = await embedCopy(pool, file, join(to, basename(file)), text, options);
        if ('code' in made) throw new Error(`${file}: ${made.message}`);
      },
      { concurrency: pool.inFlight },
    );
  } finally {
    await pool.end();
  }
}

export const copiesBench: Bench = {
  name: 'copies',
  about: 'copies with the text of an outlet, against copying the bytes and embedding in the copies',
  unit: 'times that',
  target: { kind: 'at most', value: 1.5 },
  async measure() {
    const folder = await mkdtemp(join(tmpdir(), 'bench-copies-'));
    const [source, work] = [join(folder, 'source'), join(folder, 'work')];
    try {
      await mkdir(source);
      await makePhotos(source, photos);
      const files = await filesIn(source);
      const emptied = async (way: () => Promise<void>) => {
        await mkdir(work);
        await way();
        await rm(work, { recursive: true });
      };
      const times = await interleaved(rounds, {
        ours: () => emptied(() => copies(files, work)),
        floor: () =>
          emptied(async () => {
            await cp(source, work, { recursive: true });
            await embedAll(await filesIn(work));
          }),
      });
      const [ours, floor] = [median(times.ours), median(times.floor)];
      const each = (time: number) => `${(time / photos).toFixed(1)} ms a photo`;
      return {
        value: ours / floor,
        notes: [`copies ${each(ours)}, proved; copying and embedding ${each(floor)}`],
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
