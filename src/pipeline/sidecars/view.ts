/** Reading a sidecar to show it: what other programs wrote beside our text. */

import { basename } from 'node:path';
import { approvedText } from '../../catalog/approved.ts';
import { embeddedEarlier } from '../../catalog/journal.ts';
import { getPhoto } from '../../catalog/photos.ts';
import { forgetSidecar } from '../../catalog/sidecars.ts';
import type { Metadata } from '../../metadata/metadata.ts';
import type { Issue, Photo } from '../../photo.ts';
import {
  type Conflict,
  type Field,
  type Reconciled,
  readSidecarFile,
  readXmp,
  reconcile,
  type XmpContent,
  type XmpText,
} from '../../xmp/index.ts';
import { type Archive, fileOf } from '../archive/archive.ts';
import { locateOne } from './locate.ts';
import { issueFrom } from './problem.ts';
import { type KnownBase, type Remembered, recall, remember, seenIn } from './sidecar-row.ts';
import { fieldsToFill, sidecarText } from './sidecar-text.ts';

/** A sidecar as a person is shown it. */
export type SidecarView = {
  /** File name. */
  readonly name: string;
  readonly content: XmpContent;
  /** Whether another program saved it after we last wrote it. */
  readonly changedElsewhere: boolean;
  readonly conflicts: readonly Conflict[];
  /** What we wrote in it and nobody has changed since, whatever our text says by now. */
  readonly written: XmpText;
  /** What stands in the photo itself because of us. */
  readonly embedded: Metadata;
  /** The fields where what it says goes before the accepted text, also when embedding. */
  readonly holding: readonly Field[];
  /** Those of them where a person can have our text instead. */
  readonly overruled: readonly Field[];
};

/** The sidecar as last read; undefined when none is known. Reads the catalog only. */
export function sidecarView(archive: Archive, photoId: number): SidecarView | undefined {
  const remembered = recall(archive.catalog, photoId);
  const photo = getPhoto(archive.catalog, photoId);
  if (remembered === undefined || photo === undefined) return undefined;
  return viewOf(archive, photo, remembered);
}

function viewOf(archive: Archive, photo: Photo, remembered: Remembered): SidecarView {
  const { name, content, hash, base, baseHash, writtenAt, conflicts } = remembered;
  const compared = compareSeen(archive, photo, base, content);
  return {
    name,
    content,
    changedElsewhere: writtenAt !== undefined && hash !== baseHash,
    conflicts,
    written: writtenIn(content, base),
    embedded: embeddedEarlier(archive.catalog, photo.id).last,
    holding: compared?.fromThem ?? [],
    overruled: overruled(archive, photo, remembered),
  };
}

const shownFields: readonly Field[] = [
  'headline',
  'shortTitle',
  'caption',
  'keywords',
  'city',
  'region',
  'country',
  'countryCode',
];

/**
 * The fields where another program's text goes before our accepted one although ours was meant to stand there. One that
 * is only filled, and that we have never written, is theirs by the settings.
 */
export function overruled(
  archive: Archive,
  photo: Photo,
  { base, content }: Pick<Remembered, 'base' | 'content'>,
): Field[] {
  const approved = approvedText(archive.catalog, photo.id);
  if (approved === undefined) return [];
  const fill = fieldsToFill(archive.settings, approved);
  const holding = compareSeen(archive, photo, base, content)?.fromThem ?? [];
  return shownFields.filter(
    (field) => holding.includes(field) && (!fill.has(field) || base?.wrote.includes(field)),
  );
}

/** What embedding would write, another program's text included; undefined while no text is accepted. */
export function textWithTheirs(
  archive: Archive,
  photo: Photo,
  { base, content }: Pick<Remembered, 'base' | 'content'>,
): XmpText | undefined {
  return compareSeen(archive, photo, base, content)?.text;
}

/** The accepted text against what a sidecar says; undefined while none is accepted. */
function compareSeen(
  { catalog, settings }: Archive,
  photo: Photo,
  base: KnownBase | undefined,
  content: XmpContent,
): Reconciled | undefined {
  const approved = approvedText(catalog, photo.id);
  if (approved === undefined) return undefined;
  const fill = fieldsToFill(settings, approved);
  const { last } = embeddedEarlier(catalog, photo.id);
  return reconcile(base, sidecarText(photo, approved, last), content, { fill });
}

function writtenIn(content: XmpContent, base: KnownBase | undefined): XmpText {
  const isOurs = (field: Field) =>
    content[field] === base?.text[field] && content[field] !== base?.before?.[field];
  const texts = (base?.wrote ?? [])
    .filter((field) => field !== 'keywords' && isOurs(field))
    .map((field) => [field, content[field]]);
  return { ...Object.fromEntries(texts), keywords: base?.ours?.keywords ?? [] };
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
    return { view: viewOf(archive, photo, remembered) };
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
  const known = recall(archive.catalog, photo.id);
  const compared = compareSeen(archive, photo, known?.base, seen.content);
  const merged = { ...known, ...seen, conflicts: [] };
  if (compared !== undefined) return { ...merged, conflicts: compared.conflicts };
  if (known?.writtenAt !== undefined) return merged;
  return { ...merged, base: { text: seen.content, wrote: [] }, baseHash: seen.hash };
}
