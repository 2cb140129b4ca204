/** Titles that a person has written or rewritten, as examples of how this archive says things. */
import type { ExistingText, Usage } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { stored, storedOr } from './stored.ts';

/** A title without its dateline, and the names that it may have of people. */
export type EditedTitle = {
  readonly photoId: number;
  readonly description: string;
  /** Names that the file, its sidecar or the answer has; some of them are of places. */
  readonly names: readonly string[];
};

type People = { readonly people?: readonly string[] };

type Row = {
  readonly photo_id: number;
  readonly description: string;
  readonly existing: string;
  readonly unsure: string;
  readonly content: string | null;
};

/**
 * The accepted titles of one usage and country that a person changed and that break no rule, the latest first.
 * @param country undefined for photos without a place
 */
export function editedTitles(
  catalog: Catalog,
  { usage, country, most }: { usage: Usage; country: string | undefined; most: number },
): readonly EditedTitle[] {
  const rows = catalog.all<Row>`
    SELECT review.photo_id, description, existing, unsure, content
    FROM review JOIN photo ON photo.id = review.photo_id
      LEFT JOIN sidecar ON sidecar.photo_id = review.photo_id
    WHERE title_decision = 'accepted' AND instr(' ' || edited || ' ', ' description ') > 0
      AND problems = 0 AND missing = 0 AND usage = ${usage} AND country IS ${country} AND description <> ''
    ORDER BY changed_at DESC, review.photo_id DESC LIMIT ${most}`;
  return rows.map((row) => {
    const { people = [] } = stored<ExistingText>('photo.existing', row.existing, row);
    return {
      photoId: row.photo_id,
      description: row.description,
      names: [
        ...people,
        ...stored<string[]>('review.unsure', row.unsure, row),
        ...(storedOr<People>('sidecar.content', row.content, row)?.people ?? []),
      ],
    };
  });
}
