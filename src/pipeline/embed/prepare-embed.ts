/**
 * Embedding in two steps. The first, here, changes nothing: it writes a changed copy beside the photo and proves it.
 * The second (`finish.ts`) lets the copy take the photo's place; in between the caller writes its journal.
 */

import { unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StopError } from '../../errors.ts';
import { freeBytes } from '../../files/space.ts';
import { temporaryFor } from '../../files/temporary.ts';
import { withFile } from '../../files/with-file.ts';
import type { Metadata } from '../../metadata/metadata.ts';
import type { Way } from './photo-state.ts';
import {
  type EmbedOptions,
  type EmbedTools,
  type Looked,
  look,
  type Planned,
  type Refused,
  refused,
} from './plan-embed.ts';
import { describeChanges, type FieldChange } from './policy.ts';
import { type Proved, proveCopy } from './prove-copy.ts';
import type { Refusal, Target } from './target.ts';
import { writeSpliced } from './write-spliced.ts';
import { type WrittenWhole, writeTemporary } from './write-with-exiftool.ts';

/** A proved copy that waits to take the photo's place. */
export type Prepared = Proved & {
  readonly kind: 'prepared';
  readonly target: Target;
  readonly temporary: string;
  readonly changes: Metadata;
  readonly described: readonly FieldChange[];
  /** Extended attributes and access lists were carried over, as far as there are any. */
  readonly attributesKept: boolean;
};

/**
 * Writes the copy and proves it. On a refusal, or when it throws, no copy is left.
 * @throws the file system's error; ProcessLostError when ExifTool died or hung; StopError `disk-full`
 */
export async function prepareEmbed(
  path: string,
  text: Metadata,
  options: EmbedOptions,
  tools: EmbedTools,
): Promise<Prepared | Exclude<Planned, { kind: 'planned' }>> {
  const looked = await look(path, text, options, tools);
  if (looked.kind !== 'looked') return looked;
  const temporary = temporaryFor(looked.target.path);
  let first: Refused | undefined;
  for (const way of looked.state.ways) {
    const result = await attempt(looked, way, temporary, tools);
    if (result.kind === 'prepared') return result;
    // What the first way said is nearest to what is wrong with the photo.
    first ??= result;
    if (result.refusal.code === 'cannot-write') break;
  }
  return first ?? refused(noWay);
}

const noWay: Refusal = { code: 'unproved', message: 'There is no safe way to write to it.' };

async function attempt(
  looked: Looked,
  way: Way,
  temporary: string,
  tools: EmbedTools,
): Promise<Prepared | Refused> {
  let prepared: Prepared | Refused | undefined;
  try {
    prepared = await copyAndProve(looked, way, temporary, tools);
    return prepared;
  } finally {
    if (prepared?.kind !== 'prepared') await unlink(temporary).catch(() => undefined);
  }
}

async function copyAndProve(
  { target, state, changes }: Looked,
  way: Way,
  temporary: string,
  { pool, xmp, attributes }: EmbedTools,
): Promise<Prepared | Refused> {
  const copying = { path: target.path, temporary, state, changes };
  const whole =
    way === 'spliced'
      ? await writeSpliced(copying, xmp)
      : await writeTemporary(pool, copying, way, xmp);
  if ('code' in whole) {
    if (whole.code === 'cannot-write') await assertSpace(target);
    return refused(state.damagedXmp ? { ...whole, code: 'xmp-damaged' } : whole);
  }
  // A file that is written over in place keeps its own.
  const attributesKept =
    target.inPlace || (await attributes?.copy(target.path, temporary)) !== false;
  return withFile(temporary, 'r+', (copyFile) =>
    withFile(target.path, 'r', async (photoFile) => {
      const proof = await proveCopy({
        target,
        state,
        changes,
        temporary,
        whole,
        way,
        photoFile,
        copyFile,
        pool,
        xmp,
      });
      if ('code' in proof) return refused(explained(proof, whole));
      return {
        kind: 'prepared',
        target,
        temporary,
        changes,
        described: describeChanges(changes, state.present),
        attributesKept,
        ...proof,
      } satisfies Prepared;
    }),
  );
}

/** Where we know what stood in the way, that says more than what came of it. */
function explained(refusal: Refusal, { obstacle }: WrittenWhole): Refusal {
  if (obstacle === undefined) return refusal;
  return {
    code: 'xmp-odd',
    message: `Its XMP cannot be changed safely: ${obstacle} Save it again in the program that wrote it.`,
  };
}

/** ExifTool says of a full disk only that it could not write. */
async function assertSpace({ path, state }: Target): Promise<void> {
  const folder = dirname(path);
  if ((await freeBytes(folder)) > state.bytes + 1_000_000) return;
  throw new StopError(
    'disk-full',
    `There is no space left in ${folder} for the new copy of a photo.`,
    'Free some space and run the same command again; everything done so far is kept.',
  );
}
