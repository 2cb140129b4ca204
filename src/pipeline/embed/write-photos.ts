/** Writing to many photos side by side, as embedding and undoing do. */
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { asStop, StopError, systemCode } from '../../errors.ts';
import { realPath } from '../../files/real-path.ts';
import { newSweeper } from '../../files/temporary.ts';
import { type Archive, assertStillThere, fileOf } from '../archive/archive.ts';
import { type SideBySide, sideBySide } from '../archive/side-by-side.ts';
import type { StageContext } from '../archive/stage.ts';
import { withFileMutex } from './file-mutex.ts';
import { type Problem, problemOf } from './problem.ts';
import { withDiskSpace } from './reserve-disk-space.ts';
import { type FileState, stateOf } from './target.ts';

type WithPath = { readonly path: string };

export type Writing<Photo extends WithPath, Outcome> = Pick<
  SideBySide<Photo, Outcome>,
  'stage' | 'total' | 'atOnce' | 'settle'
> & {
  readonly photos: Iterable<Photo>;
  /** Does one photo. One file is never worked on twice at once, and in the order of `photos` whatever its names. */
  readonly work: (photo: Photo, file: string) => Promise<Outcome>;
  /** What comes of a photo whose file could not be written. */
  readonly held: (photo: Photo, problem: Problem) => Outcome;
};

/** A photo with its file as it was found, or why it was not. */
type Begun<Photo> = { readonly photo: Photo } & (
  | { readonly file: string; readonly state: FileState }
  | { readonly error: unknown }
);

/** @throws what stops the run, when the photos in hand are done; InterruptedError */
export async function writePhotos<Photo extends WithPath, Outcome>(
  context: StageContext,
  { photos, work, held, ...how }: Writing<Photo, Outcome>,
): Promise<void> {
  const { archive } = context;
  await sideBySide(context, {
    ...how,
    items: begin(archive, photos),
    async work(begun: Begun<Photo>) {
      const { photo } = begun;
      try {
        if ('error' in begun) throw begun.error;
        const { file, state } = begun;
        return await withFileMutex(state, async () => {
          const folder = dirname(await realPath(file));
          return withDiskSpace(state.device, folder, state.bytes, () => work(photo, file));
        });
      } catch (error) {
        const stop = await stopOf(archive, error, photo);
        const problem = stop instanceof StopError ? undefined : problemOf(error);
        if (problem === undefined) throw stop;
        return held(photo, problem);
      }
    },
  });
}

/** One file after the other, so that photos that are one file keep their order. */
async function* begin<Photo extends WithPath>(
  archive: Archive,
  photos: Iterable<Photo>,
): AsyncGenerator<Begun<Photo>> {
  const sweep = newSweeper(archive.root);
  for (const photo of photos) {
    try {
      const file = fileOf(archive, photo);
      await sweep(dirname(file));
      yield { photo, file, state: stateOf(await stat(file, { bigint: true })) };
    } catch (error) {
      yield { photo, error };
    }
  }
}

/** What an error means for the whole run: a full disk, an archive that is gone; the error itself otherwise. */
async function stopOf(archive: Archive, error: unknown, { path }: WithPath): Promise<unknown> {
  const stop = asStop(error, `the new copy of ${path}`);
  if (stop instanceof StopError || systemCode(error) === undefined) return stop;
  return assertStillThere(archive, error).then(
    () => error,
    (missing: unknown) => missing,
  );
}
