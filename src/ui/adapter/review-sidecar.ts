/** The sidecar of a photo for the review: what the catalog remembers of it, and what other programs save meanwhile. */

import { getPhoto } from '../../catalog/photos.ts';
import type { Review } from '../../catalog/reviews.ts';
import { wordFor } from '../../metadata/fields.ts';
import { fileName, type Photo } from '../../photo.ts';
import type { Archive } from '../../pipeline/archive/archive.ts';
import { type Beside, besideOurs } from '../../pipeline/sidecars/diff.ts';
import { recall } from '../../pipeline/sidecars/sidecar-row.ts';
import { lookAtSidecar, sidecarView } from '../../pipeline/sidecars/view.ts';
import { noticeSidecars } from '../../pipeline/sidecars/watch.ts';
import type { OnSidecar, ShownSidecar, SidecarsInView } from '../model/sidecar.ts';

/** Sidecars that could not be read when they were last looked at, by photo. */
export type SidecarProblems = Map<number, string>;

/** Undefined where there is no sidecar, or nothing in it that we did not write. */
export function shownSidecar(
  archive: Archive,
  photo: Photo,
  review: Review | undefined,
  problems: SidecarProblems,
): ShownSidecar | undefined {
  const view = sidecarView(archive, photo.id);
  const problem = problems.get(photo.id);
  const conflicts = (view?.conflicts ?? []).map(({ field, ours, theirs }) => ({
    label: wordFor(field),
    ours,
    theirs,
  }));
  const isSettled = ({ label }: Beside) => conflicts.every((one) => one.label !== label);
  const shown = {
    name: view?.name ?? `${fileName(photo.path)}.xmp`,
    changedElsewhere: view?.changedElsewhere ?? false,
    facts: view === undefined ? [] : besideOurs(photo, review, view).filter(isSettled),
    overruled: (view?.overruled ?? []).map((field) => wordFor(field)),
    conflicts,
    ...(problem === undefined ? {} : { problem }),
  };
  const isEmpty = shown.facts.length === 0 && shown.conflicts.length === 0;
  return isEmpty && problem === undefined ? undefined : shown;
}

/** Reads sidecars as photos come into view and watches their folders. */
export function sidecarsInView(
  archive: Archive,
  problems: SidecarProblems,
  onSidecar: OnSidecar,
): SidecarsInView {
  const { catalog } = archive;
  const note = (photoId: number, message: string | undefined) => {
    if (message === undefined) problems.delete(photoId);
    else problems.set(photoId, message);
  };
  const notices = noticeSidecars(archive, ({ photoId, view, issue }) => {
    note(photoId, issue?.message);
    onSidecar(photoId, view?.name ?? '');
  });
  return {
    async look(photoId) {
      const photo = getPhoto(catalog, photoId);
      if (photo === undefined) return;
      notices.watchFolderOf(photo);
      const known = () => JSON.stringify([sidecarView(archive, photoId), problems.get(photoId)]);
      const before = known();
      const hash = recall(catalog, photoId)?.hash;
      const seen = await lookAtSidecar(archive, photoId);
      note(photoId, seen !== undefined && 'issue' in seen ? seen.issue.message : undefined);
      const now = recall(catalog, photoId);
      const isSavedElsewhere = hash !== undefined && hash !== now?.hash;
      if (known() !== before) onSidecar(photoId, isSavedElsewhere ? (now?.name ?? '') : undefined);
    },
    close: () => notices.close(),
  };
}
