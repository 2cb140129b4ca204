/**
 * Writing to many photos side by side, as embedding and undoing do. Photos in hand are finished whatever happens; none
 * is begun after an interrupt or what stops the run.
 */
import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pMapIterable, pMapSkip } from 'p-map';
import { asStop, InterruptedError, StopError, systemCode } from '../../errors.ts';
import { newSweeper } from '../../files/temporary.ts';
import { assertStillThere, fileOf } from '../archive/archive.ts';
import type { StageContext } from '../archive/stage.ts';
import { withFileMutex } from './file-mutex.ts';
import { type Problem, problemOf } from './problem.ts';
import { withDiskSpace } from './reserve-disk-space.ts';
import { type FileState, stateOf } from './target.ts';

export type Writing<Photo extends { readonly path: string }, Outcome> = {
  readonly stage: 'embed' | 'undo';
  readonly photos: Iterable<Photo>;
  readonly total: number;
  readonly atOnce: number;
  /** Does one photo. One file is never worked on twice at once, and in the order of `photos` whatever its names. */
  readonly work: (photo: Photo, file: string) => Promise<Outcome>;
  /** What comes of a photo whose file could not be written. */
  readonly held: (photo: Photo, problem: Problem) => Outcome;
  /** Takes what came of each photo, in their order. */
  readonly settle: (outcome: Outcome) => void;
};

/** A photo with its file as it was found, or why it was not. */
type Begun<Photo> = { readonly photo: Photo; readonly file: string } & (
  | { readonly state: FileState }
  | { readonly error: unknown }
);

/**
 * Works on all photos.
 * @throws what stops the run, when the photos in hand are done; InterruptedError
 */
export async function writePhotos<Photo extends { readonly path: string }, Outcome>(
  context: StageContext,
  { stage, photos, total, atOnce, work, held, settle }: Writing<Photo, Outcome>,
): Promise<void> {
  const { archive, signal, report } = context;
  let stop: { readonly error: unknown } | undefined;

  async function* begin(): AsyncGenerator<Begun<Photo>> {
    const sweep = newSweeper();
    for (const photo of photos) {
      if (stop !== undefined || signal.aborted) return;
      const file = fileOf(archive, photo);
      try {
        await sweep(dirname(file));
        yield { photo, file, state: stateOf(await stat(file, { bigint: true })) };
      } catch (error) {
        yield { photo, file, error };
      }
    }
  }

  async function workOn(begun: Begun<Photo>): Promise<{ outcome: Outcome } | typeof pMapSkip> {
    const { photo, file } = begun;
    try {
      if ('error' in begun) throw begun.error;
      const { state } = begun;
      return await withFileMutex(state, async () => {
        if (stop !== undefined) return pMapSkip;
        const folder = dirname(await realpath(file));
        const outcome = await withDiskSpace(state.device, folder, state.bytes, () =>
          work(photo, file),
        );
        return { outcome };
      });
    } catch (error) {
      const found = await stopOf(error, photo);
      const problem = found instanceof StopError ? undefined : problemOf(error);
      if (problem !== undefined) return { outcome: held(photo, problem) };
      stop ??= { error: found };
      return pMapSkip;
    }
  }

  async function stopOf(error: unknown, { path }: Photo): Promise<unknown> {
    const stop = asStop(error, `the new copy of ${path}`);
    if (stop instanceof StopError || systemCode(error) === undefined) return stop;
    return assertStillThere(archive).then(
      () => error,
      (missing: unknown) => missing,
    );
  }

  let done = 0;
  report({ stage, done, total, unit: 'photos' });
  const outcomes = pMapIterable(begin(), workOn, { concurrency: atOnce, backpressure: atOnce * 2 });
  for await (const { outcome } of outcomes) {
    settle(outcome);
    report({ stage, done: ++done, total, unit: 'photos' });
  }
  if (stop !== undefined) throw stop.error;
  if (signal.aborted) throw new InterruptedError();
}
