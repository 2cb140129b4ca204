/**
 * The sample archive: photos drawn by code, in folders as photographers keep them, with EXIF, GPS and the oddities of
 * real archives (a burst, pictures stored lying, one without a date, one without a place, old IPTC in Latin-1).
 */
import { existsSync } from 'node:fs';
import { mkdir, utimes } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import pMap from 'p-map';
import { replaceFile } from '../files/replace.ts';
import { readSampleMarker, type SampleMarker, sampleMarkerPath } from '../files/sample-marker.ts';
import type { Variation } from './sample-render.ts';
import type { Shot } from './sample-shot.ts';
import { shots } from './sample-shots.ts';

export { isSampleArchive } from '../files/sample-marker.ts';

export type SampleOptions = {
  /** Another seed gives other waves, windows and leaves. */
  readonly seed?: number;
  /** How many photos; all scenes once unless given, each again with variations beyond that. */
  readonly photos?: number;
  /** Longest side in pixels. */
  readonly edge?: number;
};

export type SampleSummary = {
  readonly folder: string;
  /** In the archive. */
  readonly photos: number;
  /** Drawn just now; 0 if the archive was there already. */
  readonly drawn: number;
  readonly countries: readonly string[];
};

type Planned = { readonly shot: Shot; readonly variation: Variation; readonly path: string };

/** How many photos a sample archive has unless asked otherwise. */
const samplePhotos = shots.length;

/**
 * Draws the sample archive in `folder`, which is made if need be. A finished one is left as it is, whatever has
 * become of its photos; an interrupted one is finished. The same options draw the same bytes.
 * @throws the file system's error
 */
export async function makeSampleArchive(
  folder: string,
  options: SampleOptions = {},
): Promise<SampleSummary> {
  const marker = await readSampleMarker(folder);
  const seed = marker?.seed ?? options.seed ?? 1;
  const planned = plan(marker?.photos ?? options.photos ?? samplePhotos, seed);
  const summary = (drawn: number): SampleSummary => ({
    folder,
    photos: planned.length,
    drawn,
    countries: countriesOf(planned),
  });
  if (marker?.complete === true) return summary(0);
  await mark(folder, { sample: true, seed, photos: planned.length, complete: false });
  const missing = planned.filter(({ path }) => !existsSync(join(folder, path)));
  await draw(folder, missing, options.edge ?? 1600);
  await mark(folder, { sample: true, seed, photos: planned.length, complete: true });
  return summary(missing.length);
}

async function mark(folder: string, marker: SampleMarker): Promise<void> {
  const path = sampleMarkerPath(folder);
  await mkdir(join(folder, '.proofsheet'), { recursive: true });
  await replaceFile(path, `${JSON.stringify(marker, null, 2)}\n`);
}

async function draw(folder: string, planned: readonly Planned[], edge: number): Promise<void> {
  const { renderShot } = await import('./sample-render.ts');
  for (const inside of new Set(planned.map(({ shot }) => shot.folder)))
    await mkdir(join(folder, inside), { recursive: true });
  await pMap(
    planned,
    async ({ shot, variation, path }) => {
      const file = join(folder, path);
      await replaceFile(file, await renderShot(shot, variation, edge));
      const taken = new Date(`${shot.taken ?? '2019-05-17T12:00:00'}Z`);
      await utimes(file, taken, taken);
    },
    { concurrency: availableParallelism() },
  );
}

/** Fewer photos than scenes are spread over all folders; more go through the scenes again, each time a day later. */
function plan(photos: number, seed: number): readonly Planned[] {
  return Array.from({ length: photos }, (_, index) => {
    const place =
      photos < shots.length ? Math.floor((index * shots.length) / photos) : index % shots.length;
    const round = Math.floor(index / shots.length);
    const shot = again(shots[place] ?? shots[0], round);
    const variation = {
      seed: seed * 1000 + (shot.burst === undefined ? place : 500 + shot.burst) + round * 101,
      hue: round === 0 ? 0 : ((round * 37) % 50) - 25,
      mirrored: round % 2 === 1,
    };
    return { shot, variation, path: `${shot.folder}/${shot.name}` };
  });
}

function again(shot: Shot | undefined, round: number): Shot {
  if (shot === undefined) throw new RangeError('There are no scenes to draw.');
  if (round === 0) return shot;
  const { taken, earlier: _, ...rest } = shot;
  const name = shot.name.replace('.jpg', `-${round}.jpg`);
  return taken === undefined
    ? { ...rest, name }
    : { ...rest, name, taken: daysLater(taken, round) };
}

function daysLater(taken: string, days: number): string {
  const time = new Date(`${taken}Z`);
  time.setUTCDate(time.getUTCDate() + days);
  return time.toISOString().slice(0, 19);
}

function countriesOf(planned: readonly Planned[]): readonly string[] {
  const levels = planned.map(({ shot }) => shot.folder.split('/'));
  return [
    ...new Set(levels.filter((folders) => folders.length > 1).map(([country = '']) => country)),
  ];
}
