/** Reading a sidecar to show it: what other programs wrote beside our text. */
import { basename } from 'node:path';
import { approvedText } from '../../catalog/approved.ts';
import { getPhoto } from '../../catalog/photos.ts';
import { forgetSidecar } from '../../catalog/sidecars.ts';
import type { Issue, Photo } from '../../photo.ts';
import {
  type Conflict,
  readSidecarFile,
  readXmp,
  reconcile,
  type XmpContent,
} from '../../xmp/index.ts';
import { type Archive, fileOf } from '../archive.ts';
import { locateOne } from './locate.ts';
import { type Remembered, recall, remember, seenIn } from './memory.ts';
import { fieldsToFill, oursFor } from './ours.ts';
import { issueFrom } from './problem.ts';

/** A sidecar as a person is shown it. */
export type SidecarView = {
  /** File name. */
  readonly name: string;
  readonly content: XmpContent;
  /** Whether another program saved it after we last wrote it. */
  readonly changedElsewhere: boolean;
  readonly conflicts: readonly Conflict[];
};

/** The sidecar as last read; undefined when none is known. Reads the catalog only. */
export function sidecarView(archive: Archive, photoId: number): SidecarView | undefined {
  const remembered = recall(archive.catalog, photoId);
  return remembered === undefined ? undefined : viewOf(remembered);
}

function viewOf({ name, content, hash, baseHash, writtenAt, conflicts }: Remembered): SidecarView {
  const changedElsewhere = writtenAt !== undefined && hash !== baseHash;
  return { name, content, changedElsewhere, conflicts };
}

/**
 * Reads the sidecar of a photo from the disk for a person to see, and remembers it. What was seen before anything was
 * accepted or written counts as known: text accepted afterwards may replace it. Where the accepted text stands against
 * what the sidecar says, that is a conflict from then on.
 * @returns undefined when there is none, an issue when it cannot be read
 */
export async function lookAtSidecar(
  archive: Archive,
  photoId: number,
): Promise<{ readonly view: SidecarView } | { readonly issue: Issue } | undefined> {
  const photo = getPhoto(archive.catalog, photoId);
  if (photo === undefined) return undefined;
  try {
    const read = await readFor(archive, photo);
    if (read === undefined) {
      forgetSidecar(archive.catalog, photoId);
      return undefined;
    }
    const remembered = withSeen(archive, photo, read);
    remember(archive.catalog, photoId, remembered);
    return { view: viewOf(remembered) };
  } catch (error) {
    return { issue: issueFrom(error, fileOf(archive, photo)) };
  }
}

type Seen = ReturnType<typeof seenIn>;

async function readFor(archive: Archive, photo: Photo): Promise<Seen | undefined> {
  const place = await locateOne(archive, photo);
  const file = place.exists ? await readSidecarFile(place.path) : undefined;
  if (file === undefined) return undefined;
  return seenIn(basename(place.path), file, readXmp(file.bytes));
}

/**
 * What a person has seen is the base, until text has been accepted or written: from then on only our own writing, or a
 * person's choice, sets it.
 */
function withSeen(archive: Archive, photo: Photo, seen: Seen): Remembered {
  const { catalog, settings } = archive;
  const known = recall(catalog, photo.id);
  const approved = approvedText(catalog, photo.id);
  const merged = { ...known, ...seen, conflicts: [] };
  if (approved !== undefined) {
    const fill = fieldsToFill(settings, approved);
    const ours = oursFor(photo, approved);
    return { ...merged, conflicts: reconcile(known?.base, ours, seen.content, { fill }).conflicts };
  }
  if (known?.writtenAt !== undefined) return merged;
  return { ...merged, base: { text: seen.content, wrote: [] }, baseHash: seen.hash };
}
