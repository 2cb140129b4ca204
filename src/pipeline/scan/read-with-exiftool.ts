/** ExifTool's reading of the few photos that our own reader finds odd. */
import type { Pool } from '../../exiftool/pool.ts';
import { readTags, tagsFor, valueIn } from '../../exiftool/read.ts';
import { takenFrom } from '../../jpeg/capture-date.ts';
import { fieldNames } from '../../metadata/fields.ts';
import { metadataFrom } from '../../metadata/metadata.ts';
import { existingText, type PhotoContent } from './read-photo.ts';

const marks = { rating: 'XMP-xmp:Rating', label: 'XMP-xmp:Label' } as const;
const original = 'ExifIFD:DateTimeOriginal';

/** The content with what ExifTool could read and we could not; the same content when it cannot either. */
export async function readWithExifTool(
  pool: Pool,
  path: string,
  content: PhotoContent,
  now: Date,
): Promise<PhotoContent> {
  const tags = await readTags(pool, path, [
    original,
    ...Object.values(marks),
    ...fieldNames.flatMap(tagsFor),
  ]);
  const found = metadataFrom((field) => valueIn(tags, field, tagsFor(field)));
  const text = { ...content.text, ...found };
  const date = tags[original];
  const hasOriginal = content.takenSource === 'original';
  const taken = hasOriginal || date === undefined ? undefined : takenFrom(String(date), now);
  const source = taken && { takenSource: 'original' as const };
  const mark = (name: keyof typeof marks) => {
    const value = tags[marks[name]];
    return value === undefined ? content.existing[name] : String(value);
  };
  const marked = { ...content.existing, rating: mark('rating'), label: mark('label') };
  const existing = existingText(text, path, marked);
  return { ...content, text, existing, ...taken, ...source };
}
