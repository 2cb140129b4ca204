/** What was written of a photo, as a number, for telling whether anything has changed since. */
import { createHash } from 'node:crypto';
import type { Catalog } from './catalog.ts';
import type { ReviewRow } from './reviews.ts';

/** The facts of a photo that are written, or that its title is made from. Its path is the name of its sidecar. */
const facts =
  'SELECT path, usage, city, country, region, country_code, taken_on, taken_at FROM photo WHERE id = ?';

/** Equal for equal texts with equal facts, so far as they are accepted. 48 bits, which a number holds exactly. */
export function contentNumber(catalog: Catalog, row: ReviewRow): number {
  const { description, short_title, caption, keywords, title_verdict, keywords_verdict } = row;
  const content = [
    description,
    short_title,
    caption,
    keywords,
    title_verdict === 'accepted',
    keywords_verdict === 'accepted',
    catalog.get(facts, row.photo_id),
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest().readUIntBE(0, 6);
}
