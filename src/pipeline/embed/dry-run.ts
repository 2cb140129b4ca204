/** What embedding would change, photo by photo, without writing anything. */
import type { FieldChange } from '../../catalog/journal.ts';
import { eachReady } from '../../catalog/photos.ts';
import { InterruptedError } from '../../errors.ts';
import type { Pool } from '../../exiftool/pool.ts';
import { isSampleArchive } from '../../files/sample-marker.ts';
import type { Photo } from '../../photo.ts';
import { type Archive, fileOf } from '../archive/archive.ts';
import type { StageContext } from '../archive/stage.ts';
import { newLocator } from '../sidecars/locate.ts';
import type { EmbedRunOptions } from './embed.ts';
import { planEmbed } from './plan-embed.ts';
import { type Problem, problemOf } from './problem.ts';
import { type TextToEmbed, textToEmbed } from './text-to-embed.ts';

export type DryRun =
  | { readonly path: string; readonly changes: readonly FieldChange[] }
  | { readonly path: string; readonly problem: Problem };

/** @throws StopError when ExifTool cannot start; InterruptedError when the signal aborts */
export async function* dryRun(
  { archive, signal }: StageContext,
  { embedRehearsal = false }: EmbedRunOptions = {},
): AsyncGenerator<DryRun> {
  const takesRehearsal = embedRehearsal || (await isSampleArchive(archive.root));
  const pool = await archive.exifTool.start();
  const locate = newLocator(archive);
  for (const photo of eachReady(archive.catalog, 'embed')) {
    if (signal.aborted) throw new InterruptedError();
    const wanted = await textToEmbed(archive, photo, locate, takesRehearsal);
    if (wanted === undefined) continue;
    if ('code' in wanted) yield { path: photo.path, problem: wanted };
    else yield await planOne(archive, pool, photo, wanted);
  }
}

async function planOne(
  archive: Archive,
  pool: Pool,
  photo: Photo,
  { text, options }: TextToEmbed,
): Promise<DryRun> {
  const { path } = photo;
  try {
    const planned = await planEmbed(pool, fileOf(archive, photo), text, options);
    if ('code' in planned) return { path, problem: planned };
    return { path, changes: planned.kind === 'planned' ? planned.described : [] };
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined) throw error;
    return { path, problem };
  }
}
