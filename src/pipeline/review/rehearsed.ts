/** Text that a rehearsal made up, where it would go into photos that are no sample. */
import { countRehearsed } from '../../catalog/reviews.ts';
import { isSampleArchive } from '../../files/sample-marker.ts';
import type { Archive } from '../archive/archive.ts';

export type Rehearsed = {
  /** Photos that stand at the stage with such text. */
  readonly photos: number;
  /** How many of them are held back for that. */
  readonly held: number;
};

/** None in the sample archive, whose photos may have it. */
export async function rehearsedOutside(
  { catalog, root }: Archive,
  stage: 'sidecars' | 'embed',
): Promise<Rehearsed> {
  const rehearsed = countRehearsed(catalog, stage);
  return rehearsed.photos === 0 || (await isSampleArchive(root))
    ? { photos: 0, held: 0 }
    : rehearsed;
}
