/** A copy of a photo elsewhere, with other text in it, proved as any embedding is. The photo is only read. */
import { stat } from 'node:fs/promises';
import type { Pool } from '../../exiftool/pool.ts';
import { syncFile } from '../../files/sync.ts';
import { withFile } from '../../files/with-file.ts';
import { fieldNames } from '../../metadata/fields.ts';
import type { Metadata } from '../../metadata/metadata.ts';
import type { EmbedOptions } from './plan-embed.ts';
import type { Policies } from './policy.ts';
import { prepareEmbed } from './prepare-embed.ts';
import type { Problem } from './problem.ts';
import { writeCopy } from './write-spliced.ts';

/** The text of the copy takes the place of all that stands in the photo. */
const replacing = Object.fromEntries(fieldNames.map((field) => [field, 'replace'])) as Policies;

/**
 * Writes a proved copy of `photo` to `copy`, which must not exist; bytes of the copy. Nothing is left where it fails.
 * @throws the file system's error; ProcessLostError when ExifTool died or hung; StopError `disk-full`
 */
export async function embedCopy(
  pool: Pool,
  photo: string,
  copy: string,
  text: Metadata,
  options: Pick<EmbedOptions, 'identity' | 'links' | 'signed' | 'second'>,
): Promise<{ readonly bytes: number } | Problem> {
  const made = await prepareEmbed(photo, text, { ...options, policies: replacing, copy }, { pool });
  if ('code' in made) return made;
  if (made.kind === 'unchanged')
    await withFile(made.target.path, 'r', async (file) => {
      const { size } = await file.stat();
      await writeCopy(copy, Buffer.alloc(0), { file, start: 0, end: size });
    });
  await withFile(copy, 'r+', syncFile);
  return { bytes: (await stat(copy)).size };
}
