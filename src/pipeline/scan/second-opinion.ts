/** ExifTool's reading of the few photos that our own reader finds odd. */
import type { Pool } from '../../exiftool/pool.ts';
import { readTags, tagsFor, valueIn } from '../../exiftool/read.ts';
import { takenFrom } from '../../jpeg/capture-date.ts';
import { fieldNames } from '../../metadata/fields.ts';
import { metadataFrom } from '../../metadata/metadata.ts';
import { existingText, type PhotoFacts } from './read-photo.ts';

const original = 'ExifIFD:DateTimeOriginal';

/** The facts with what ExifTool could read and we could not; the same facts when it cannot either. */
export async function secondOpinion(
  pool: Pool,
  path: string,
  facts: PhotoFacts,
  now: Date,
): Promise<PhotoFacts> {
  const tags = await readTags(pool, path, [original, ...fieldNames.flatMap(tagsFor)]);
  const found = metadataFrom((field) => valueIn(tags, field, tagsFor(field)));
  const text = { ...facts.text, ...found };
  const date = tags[original];
  const taken =
    facts.takenOn === undefined && date !== undefined ? takenFrom(String(date), now) : undefined;
  return { ...facts, text, existing: existingText(text), ...taken };
}
