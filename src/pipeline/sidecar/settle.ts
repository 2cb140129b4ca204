/** Settling what both we and another program changed, and honouring theirs where nobody else did. */
import { basename } from 'node:path';
import type { ApprovedText } from '../../catalog/approved.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { clearSidecarIssues, sidecarConflicts } from '../../catalog/sidecars.ts';
import type { Issue, Photo } from '../../photo.ts';
import type { Conflict, Field, XmpText } from '../../xmp/index.ts';
import { type Archive, fileOf } from '../archive.ts';
import { newLocator } from './locate.ts';
import { conflictsOf, recall, remember } from './memory.ts';
import { compareSidecar } from './plan.ts';
import { conflictIssue, issueFrom } from './problem.ts';

export type OpenConflict = Conflict & {
  readonly photoId: number;
  readonly path: string;
  /** File name of the sidecar. */
  readonly name: string;
};

/** Every field that waits for a person's choice, in archive order. */
export function openConflicts(catalog: Catalog): OpenConflict[] {
  return sidecarConflicts(catalog).flatMap(({ photoId, path, name, conflicts }) =>
    conflictsOf(conflicts).map((conflict) => ({ photoId, path, name, ...conflict })),
  );
}

/**
 * Settles one field of one photo. The photo can be written again once its last conflict is settled. Choosing theirs
 * keeps what the sidecar says; our text in the review stays as it is and the sidecar goes before it when embedding.
 */
export function settleConflict(
  archive: Archive,
  photoId: number,
  field: Field,
  keep: 'ours' | 'theirs',
): void {
  const { catalog } = archive;
  const known = recall(catalog, photoId);
  const conflict = known?.conflicts.find((one) => one.field === field);
  if (known === undefined || conflict === undefined) return;
  const base = known.base ?? { text: known.content, wrote: [] };
  const { [field]: _, ...otherOurs } = base.ours ?? {};
  const conflicts = known.conflicts.filter((one) => one !== conflict);
  catalog.transaction(() => {
    remember(catalog, photoId, {
      ...known,
      // Their value counts as known; ours as changed since, or as what we settled for.
      base: {
        text: { ...base.text, [field]: conflict.theirs },
        ours: keep === 'ours' ? otherOurs : { ...otherOurs, [field]: conflict.ours },
        wrote: keep === 'ours' ? [...new Set([...base.wrote, field])] : base.wrote,
      },
      conflicts,
    });
    if (conflicts.length === 0) clearSidecarIssues(catalog, photoId);
  });
}

export type SettledText =
  | {
      /** What the photo should say: our accepted text with what other programs changed in the sidecar since. */
      readonly text: XmpText;
      /** The fields where the sidecar's value goes before the accepted text. */
      readonly fromSidecar: readonly Field[];
    }
  /** Both sides changed a field, or the sidecar cannot be read. The photo must wait. */
  | { readonly issue: Issue };

/**
 * The text to embed for a photo. A sidecar that another program edited after we wrote it is honoured; where there is no
 * sidecar, our text stands alone.
 */
export async function settledText(
  archive: Archive,
  photo: Photo,
  approved: ApprovedText,
): Promise<SettledText> {
  try {
    const place = await newLocator(archive)(photo);
    const comparison = await compareSidecar(archive, photo, approved, place, undefined);
    const { text, fromThem, conflicts } = comparison.reconciled;
    if (conflicts.length > 0)
      return { issue: { ...conflictIssue(basename(place.path), conflicts), stage: 'embed' } };
    return { text, fromSidecar: fromThem };
  } catch (error) {
    return { issue: { ...issueFrom(error, fileOf(archive, photo)), stage: 'embed' } };
  }
}
