/**
 * Embedding in two steps. The first, here, changes nothing: it writes a changed copy beside the photo and proves it.
 * The second (`finish.ts`) lets the copy take the photo's place; in between the caller writes its journal.
 */
import { unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StopError } from '../errors.ts';
import { temporarySuffix } from '../files/replace.ts';
import { freeBytes } from '../files/space.ts';
import type { FieldText } from './fields.ts';
import {
  type EmbedOptions,
  type EmbedTools,
  type Looked,
  look,
  type Planned,
  type Refused,
  refused,
} from './look.ts';
import type { PhotoState } from './photo-state.ts';
import { describeChanges, type FieldChange } from './policy.ts';
import { type Proved, proveCopy } from './prove-copy.ts';
import type { Refusal, Target } from './target.ts';
import { keptSuffix, temporaryFor } from './temporary.ts';
import { withFile } from './with-file.ts';
import { type WrittenWhole, writeTemporary } from './write-temporary.ts';

/** A proved copy that waits to take the photo's place. */
export type Prepared = Proved & {
  readonly kind: 'prepared';
  readonly target: Target;
  readonly temporary: string;
  readonly changes: FieldText;
  readonly described: readonly FieldChange[];
};

/**
 * Writes the copy and proves it. On a refusal, or when it throws, no copy is left.
 * @throws the file system's error; ProcessLostError when ExifTool died or hung; StopError `disk-full`
 */
export async function prepareEmbed(
  path: string,
  text: FieldText,
  options: EmbedOptions,
  tools: EmbedTools,
): Promise<Prepared | Exclude<Planned, { kind: 'planned' }>> {
  const looked = await look(path, text, options, tools);
  if (looked.kind !== 'looked') return looked;
  const { path: photo, inPlace } = looked.target;
  const temporary = temporaryFor(photo, inPlace ? keptSuffix : temporarySuffix);
  const first = await attempt(looked, temporary, tools);
  if (first.kind === 'prepared' || !mayBeLenient(looked.state, first)) return first;
  const second = await attempt({ ...looked, state: leniently(looked.state) }, temporary, tools);
  return second.kind === 'prepared' ? second : first;
}

/**
 * What ExifTool calls minor errors (properties that are there twice, garbage in front of EXIF) need not keep it from
 * writing, because everything is proved afterwards. Extended XMP that is not whole would be lost without a trace.
 */
function mayBeLenient({ head }: PhotoState, { refusal }: Refused): boolean {
  if (refusal.code === 'cannot-write') return false;
  return !head.segments.some(({ kind }) => kind === 'xmp-extension');
}

function leniently(state: PhotoState): PhotoState {
  return { ...state, xmpWay: 'fields', lenient: true };
}

async function attempt(
  looked: Looked,
  temporary: string,
  tools: EmbedTools,
): Promise<Prepared | Refused> {
  let prepared: Prepared | Refused | undefined;
  try {
    prepared = await copyAndProve(looked, temporary, tools);
    return prepared;
  } finally {
    if (prepared?.kind !== 'prepared') await unlink(temporary).catch(() => undefined);
  }
}

async function copyAndProve(
  { target, state, changes }: Looked,
  temporary: string,
  { pool, xmp }: EmbedTools,
): Promise<Prepared | Refused> {
  const whole = await writeTemporary(pool, target.path, temporary, state, changes, xmp);
  if ('code' in whole) {
    if (whole.code === 'cannot-write') await assertSpace(target);
    return refused(state.damagedXmp ? { ...whole, code: 'xmp-damaged' } : whole);
  }
  return withFile(temporary, 'r+', (copyFile) =>
    withFile(target.path, 'r', async (photoFile) => {
      const proof = await proveCopy({
        target,
        state,
        changes,
        temporary,
        whole,
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
