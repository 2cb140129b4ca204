/**
 * Embedding in two steps. The first, here, changes nothing: it writes a changed copy beside the photo and proves it.
 * The second (`replace-original.ts`) lets the copy take the photo's place; in between the caller writes its journal.
 */
import { unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Undoable } from '../../catalog/journal.ts';
import { StopError } from '../../errors.ts';
import type { Pool } from '../../exiftool/pool.ts';
import type { AttributeCopier } from '../../files/attributes.ts';
import { freeBytes } from '../../files/space.ts';
import { temporaryFor } from '../../files/temporary.ts';
import { withFile } from '../../files/with-file.ts';
import type { Metadata } from '../../metadata/metadata.ts';
import type { WriteStrategy } from './photo-state.ts';
import { type EmbedOptions, type EmbedPlan, type NothingPlanned, planEmbed } from './plan-embed.ts';
import { oddXmp, type Problem } from './problem.ts';
import { proveCopy } from './prove-copy.ts';
import type { Target } from './target.ts';
import { writeSpliced } from './write-spliced.ts';
import { type WrittenWhole, writeWithExifTool } from './write-with-exiftool.ts';

export type EmbedTools = {
  readonly pool: Pool;
  /** Carries over what the file has beside its contents; without it that is lost. */
  readonly attributes?: AttributeCopier;
};

/** A proved copy that waits to take the photo's place. */
export type Prepared = Undoable &
  Pick<EmbedPlan, 'target' | 'described' | 'since'> & {
    readonly kind: 'prepared';
    readonly temporary: string;
    /** Extended attributes and access lists were carried over, as far as there are any. */
    readonly attributesKept: boolean;
  };

/**
 * Writes the copy and proves it. When this returns a problem or throws, no copy is left.
 * @throws the file system's error; ProcessLostError when ExifTool died or hung; StopError `disk-full`
 */
export async function prepareEmbed(
  path: string,
  text: Metadata,
  options: EmbedOptions,
  tools: EmbedTools,
): Promise<Prepared | NothingPlanned | Problem> {
  const plan = await planEmbed(tools.pool, path, text, options);
  if ('code' in plan || plan.kind === 'unchanged') return plan;
  const temporary = options.copy ?? temporaryFor(plan.target.path);
  let first: Problem | undefined;
  for (const strategy of strategiesFor(plan)) {
    const result = await attempt(plan, strategy, temporary, tools);
    if (!('code' in result)) return result;
    // What the first way said is nearest to what is wrong with the photo.
    first ??= result;
    if (result.code === 'cannot-write') break;
  }
  return first ?? { code: 'unproved', message: 'There is no safe way to write to it.' };
}

/** Where there is no XMP, lists of keyword paths come with a packet of ours; ExifTool alone would leave them out. */
function strategiesFor({ state, trees }: EmbedPlan): readonly WriteStrategy[] {
  const { strategies, packets } = state;
  const isFirst = trees !== undefined && packets.length === 0 && strategies.includes('spliced');
  return isFirst ? [...new Set<WriteStrategy>(['spliced', ...strategies])] : strategies;
}

async function attempt(
  plan: EmbedPlan,
  strategy: WriteStrategy,
  temporary: string,
  tools: EmbedTools,
): Promise<Prepared | Problem> {
  let isProved = false;
  try {
    const result = await copyAndProve(plan, strategy, temporary, tools);
    isProved = !('code' in result);
    return result;
  } finally {
    if (!isProved) await unlink(temporary).catch(() => undefined);
  }
}

async function copyAndProve(
  plan: EmbedPlan,
  strategy: WriteStrategy,
  temporary: string,
  { pool, attributes }: EmbedTools,
): Promise<Prepared | Problem> {
  const { target, state, described, since } = plan;
  const whole =
    strategy === 'spliced'
      ? await writeSpliced(plan, temporary)
      : await writeWithExifTool(pool, plan, temporary, strategy);
  if ('code' in whole) {
    if (whole.code === 'cannot-write') await assertSpace(target, dirname(temporary));
    return state.damagedXmp ? { ...whole, code: 'xmp-damaged' } : whole;
  }
  // A file that is written over in place keeps its own.
  const attributesKept =
    target.inPlace || (await attributes?.copy(target.path, temporary)) !== false;
  return withFile(temporary, 'r+', (copyFile) =>
    withFile(target.path, 'r', async (photoFile) => {
      const proof = await proveCopy({
        plan,
        temporary,
        whole,
        strategy,
        photoFile,
        copyFile,
        pool,
      });
      if ('code' in proof) return explained(proof, whole);
      return { kind: 'prepared', target, temporary, described, since, attributesKept, ...proof };
    }),
  );
}

/** Where we know what stood in the way, that says more than what came of it. */
function explained(problem: Problem, { obstacle }: WrittenWhole): Problem {
  return obstacle === undefined ? problem : oddXmp(obstacle);
}

/** ExifTool says of a full disk only that it could not write. */
async function assertSpace({ state }: Target, folder: string): Promise<void> {
  if ((await freeBytes(folder)) > state.bytes + 1_000_000) return;
  throw new StopError(
    'disk-full',
    `There is no space left in ${folder} for the new copy of a photo.`,
    'Free some space and run the same command again; everything done so far is kept.',
  );
}
