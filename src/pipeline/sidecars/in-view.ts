/** The sidecar of a photo for the review: what the catalog remembers of it, and what other programs save meanwhile. */

import { getPhoto } from '../../catalog/photos.ts';
import { wordFor } from '../../metadata/fields.ts';
import { fileName } from '../../photo.ts';
import type { Archive } from '../archive/archive.ts';
import type { PhotoDoc } from '../review/doc.ts';
import { type Beside, besideOurs } from './diff.ts';
import { type Remembered, recall } from './sidecar-row.ts';
import { lookAtSidecar, sidecarView, viewOf } from './view.ts';
import { noticeSidecars } from './watch.ts';

/** Sidecars that could not be read when they were last looked at, by photo. */
export type SidecarProblems = Map<number, string>;

export type SidecarConflict = {
  /** `title`, `short title`, ... */
  readonly label: string;
  readonly ours: string;
  readonly theirs: string;
};

/** What a sidecar says otherwise than our text, or beyond it. */
export type ShownSidecar = {
  /** File name. */
  readonly name: string;
  /** Another program saved it after we last wrote it. */
  readonly changedElsewhere: boolean;
  readonly facts: readonly Beside[];
  /** Which of our texts are not embedded, because of what another program wrote: `title`, `keywords`, ... */
  readonly overruled: readonly string[];
  /** What both sides changed and a person has to choose. */
  readonly conflicts: readonly SidecarConflict[];
  /** Why it cannot be read, in a sentence. */
  readonly problem?: string | undefined;
};

/** Undefined where there is no sidecar, or nothing in it that we did not write. */
export function shownSidecar(
  archive: Archive,
  { photo, review, hasText }: PhotoDoc,
  remembered: Remembered | undefined,
  problem: string | undefined,
): ShownSidecar | undefined {
  if (remembered === undefined && problem === undefined) return undefined;
  const view = remembered && viewOf(archive, photo, remembered);
  const conflicts = (view?.conflicts ?? []).map(({ field, ours, theirs }) => ({
    label: wordFor(field),
    ours,
    theirs,
  }));
  const isSettled = ({ label }: Beside) => conflicts.every((one) => one.label !== label);
  const beside = view === undefined ? [] : besideOurs(photo, hasText ? review : undefined, view);
  const facts = beside.filter(isSettled);
  if (facts.length + conflicts.length === 0 && problem === undefined) return undefined;
  return {
    name: view?.name ?? `${fileName(photo.path)}.xmp`,
    changedElsewhere: view?.changedElsewhere ?? false,
    facts,
    overruled: (view?.overruled ?? []).map(wordFor),
    conflicts,
    problem,
  };
}

export type SidecarsInView = {
  /** Reads the sidecar of a photo from the disk, and watches its folder from then on. */
  look(photoId: number): Promise<void>;
  /** Resolves when nothing of it is under way any more. */
  close(): Promise<void>;
};

/** Called when what is known of a photo's sidecar has changed. @param name of a sidecar that another program saved just now */
export type OnSidecar = (photoId: number, name: string | undefined) => void;

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
