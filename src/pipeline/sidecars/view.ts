/** A sidecar as a person is shown it: what other programs wrote beside our text. */
import { approvedText } from '../../catalog/approved.ts';
import { getPhoto } from '../../catalog/photos.ts';
import { forgetSidecar } from '../../catalog/sidecars.ts';
import { type FieldName, fieldTable } from '../../metadata/fields.ts';
import type { Metadata } from '../../metadata/metadata.ts';
import type { Issue, Photo } from '../../photo.ts';
import type { Conflict, XmpContent } from '../../xmp/index.ts';
import { type Archive, fileOf } from '../archive/archive.ts';
import { type KnownBase, seenBase } from './base.ts';
import { freshLocator, readSidecarAt } from './locate.ts';
import { merge, mergeRemembered, overruled } from './merge.ts';
import { issueFrom } from './problem.ts';
import { known, type Remembered, recall, remember, type Seen } from './sidecar-row.ts';

export type SidecarView = {
  /** File name. */
  readonly name: string;
  readonly content: XmpContent;
  /** Whether another program saved it after we last wrote it. */
  readonly changedElsewhere: boolean;
  readonly conflicts: readonly Conflict[];
  /** What we wrote in it and nobody has changed since, whatever our text says by now. */
  readonly written: Metadata;
  /** What stands in the photo itself because of us. */
  readonly embedded: Metadata;
  /** The fields where what it says goes before the accepted text, also when embedding. */
  readonly holding: readonly FieldName[];
  /** Those of them where a person can have our text instead. */
  readonly overruled: readonly FieldName[];
};

/** The sidecar as last read; undefined when none is known. Reads the catalog only. */
export function sidecarView(archive: Archive, photoId: number): SidecarView | undefined {
  const remembered = recall(archive.catalog, photoId);
  const photo = getPhoto(archive.catalog, photoId);
  if (remembered === undefined || photo === undefined) return undefined;
  return viewOf(archive, photo, remembered);
}

/** The same of what is remembered. */
export function viewOf(archive: Archive, photo: Photo, remembered: Remembered): SidecarView {
  const { name, content, hash, base, baseHash, writtenAt, conflicts } = remembered;
  const merged = mergeRemembered(archive, photo, remembered);
  return {
    name,
    content,
    changedElsewhere: writtenAt !== undefined && hash !== baseHash,
    conflicts,
    written: writtenIn(content, base),
    embedded: merged.embedded,
    holding: merged.fromThem,
    overruled: overruled(merged),
  };
}

function writtenIn(content: XmpContent, base: KnownBase | undefined): Metadata {
  const written = (base?.wrote ?? []).filter(
    (field) =>
      fieldTable[field].type !== 'list' &&
      content[field] === base?.text[field] &&
      content[field] !== base?.before?.[field],
  );
  const texts = Object.fromEntries(written.map((field) => [field, content[field]])) as Metadata;
  return { ...texts, keywords: base?.ours?.keywords ?? [] };
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
    const found = await readSidecarAt(await freshLocator(archive)(photo));
    if (found === undefined) {
      forgetSidecar(archive.catalog, photoId);
      return undefined;
    }
    const remembered = withSeen(archive, photo, found.seen);
    remember(archive.catalog, photoId, remembered);
    return { view: viewOf(archive, photo, remembered) };
  } catch (error) {
    return { issue: issueFrom(error, fileOf(archive, photo)) };
  }
}

/**
 * What a person has seen is the base, until text has been accepted or written: from then on only our own writing, or a
 * person's choice, sets it.
 */
function withSeen(archive: Archive, photo: Photo, seen: Seen): Remembered {
  const earlier = recall(archive.catalog, photo.id);
  const approved = approvedText(archive.catalog, photo.id);
  const { conflicts } = merge(archive, photo, approved, earlier?.base, seen.content);
  if (approved !== undefined || earlier?.writtenAt !== undefined)
    return { ...earlier, ...seen, conflicts };
  return known(seen, seenBase(seen.content));
}
