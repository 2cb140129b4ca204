/** The sidecar of a photo for the review: what the catalog remembers of it, and what other programs save meanwhile. */

import { getPhoto } from '../../catalog/photos.ts';
import { getSidecar } from '../../catalog/sidecars.ts';
import { FolderListing } from '../../files/folder-listing.ts';
import { wordFor } from '../../metadata/fields.ts';
import { fileName, type Issue } from '../../photo.ts';
import type { Archive } from '../archive/archive.ts';
import type { PhotoDoc } from '../review/doc.ts';
import { besideOurs, type ForeignValue } from './diff.ts';
import { lookAtSidecar } from './look.ts';
import { mergeRemembered, overruled } from './merge.ts';
import { type Remembered, recall } from './sidecar-row.ts';
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
  readonly facts: readonly ForeignValue[];
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
  if (remembered === undefined) {
    const name = `${fileName(photo.path)}.xmp`;
    return { name, changedElsewhere: false, facts: [], overruled: [], conflicts: [], problem };
  }
  const { name, hash, baseHash, writtenAt } = remembered;
  const merged = mergeRemembered(archive, photo, remembered);
  const conflicts = remembered.conflicts.map((one) => ({ ...one, label: wordFor(one.field) }));
  const isSettled = ({ label }: ForeignValue) => conflicts.every((one) => one.label !== label);
  const text = hasText ? review : undefined;
  const facts = besideOurs(photo, text, remembered, merged).filter(isSettled);
  if (facts.length + conflicts.length === 0 && problem === undefined) return undefined;
  return {
    name,
    changedElsewhere: writtenAt !== undefined && hash !== baseHash,
    facts,
    overruled: overruled(merged).map(wordFor),
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
  const note = (photoId: number, issue: Issue | undefined) => {
    if (issue === undefined) problems.delete(photoId);
    else problems.set(photoId, issue.message);
  };
  const nameOf = (photoId: number) => recall(catalog, photoId)?.name ?? '';
  const listing = new FolderListing();
  const onNotice = (photoId: number, issue: Issue | undefined) => {
    note(photoId, issue);
    onSidecar(photoId, issue === undefined ? nameOf(photoId) : '');
  };
  const notices = noticeSidecars(archive, onNotice, { listing });
  return {
    async look(photoId) {
      const photo = getPhoto(catalog, photoId);
      if (photo === undefined) return;
      notices.watchFolderOf(photo);
      const known = () => JSON.stringify([getSidecar(catalog, photoId), problems.get(photoId)]);
      const before = known();
      const hash = getSidecar(catalog, photoId)?.hash;
      note(photoId, await lookAtSidecar(archive, photoId, listing));
      const isSavedElsewhere = hash !== undefined && hash !== getSidecar(catalog, photoId)?.hash;
      if (known() !== before) onSidecar(photoId, isSavedElsewhere ? nameOf(photoId) : undefined);
    },
    close: () => notices.close(),
  };
}
