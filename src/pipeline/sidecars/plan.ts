/** What writing the sidecar of one photo would do, worked out without writing anything. */

import { basename } from 'node:path';
import type { ApprovedText } from '../../catalog/approved.ts';
import { embeddedEarlier } from '../../catalog/journal.ts';
import { writtenForAnother } from '../../catalog/sidecars.ts';
import type { Photo } from '../../photo.ts';
import {
  createXmp,
  type Field,
  type OpenXmp,
  openXmp,
  type Place,
  type Reconciled,
  readSidecarFile,
  readXmp,
  reconcile,
  type SidecarBytes,
  type XmpContent,
  XmpError,
  type XmpText,
} from '../../xmp/index.ts';
import type { Archive } from '../archive/archive.ts';
import { type KnownBase, knowsBefore, type Remembered, recall } from './sidecar-row.ts';
import { fieldsToFill, sidecarText } from './sidecar-text.ts';
import { withdrawn } from './withdrawn.ts';

/** Which side holds where both changed; undefined leaves conflicts to a person. */
export type Keep = 'ours' | 'theirs' | undefined;

/** Three versions of one sidecar side by side. */
export type Comparison = {
  readonly place: Place;
  readonly ours: XmpText;
  readonly remembered: Remembered | undefined;
  /** The file as it is; undefined when there is none. */
  readonly before: { readonly file: SidecarBytes; readonly xmp: OpenXmp } | undefined;
  readonly reconciled: Reconciled;
};

export type Plan = Comparison & {
  /** What our fields should say, with those that we take back. */
  readonly wanted: XmpText;
  /** What would be written, and what it says; undefined when nothing has to be, or a conflict is open. */
  readonly after: { readonly bytes: Uint8Array; readonly content: XmpContent } | undefined;
};

/**
 * Compares what we want with what is there. @throws XmpError, or the file system's error
 * @param approved undefined for a photo whose text we no longer want anywhere
 */
export async function compareSidecar(
  archive: Archive,
  photo: Photo,
  approved: ApprovedText | undefined,
  place: Place,
  keep: Keep,
): Promise<Comparison> {
  const { last } = embeddedEarlier(archive.catalog, photo.id);
  const ours = approved === undefined ? {} : sidecarText(photo, approved, last);
  const remembered = recall(archive.catalog, photo.id);
  const file = place.exists ? await readSidecarFile(place.path) : undefined;
  const before = file === undefined ? undefined : { file, xmp: openXmp(file.bytes) };
  const base = file === undefined ? undefined : baseFor(archive, photo, file, place, remembered);
  const reconciled = reconcile(base, ours, before?.xmp.content ?? {}, {
    ...(approved === undefined ? {} : { fill: fieldsToFill(archive.settings, approved) }),
    keep: () => keep,
  });
  return { place, ours, remembered, before, reconciled };
}

/**
 * What a sidecar is compared with. One that we wrote for another picture is not this photo's, however it came to its
 * name; of one that this photo met under another name, nothing is known but what it says.
 */
function baseFor(
  { catalog }: Archive,
  photo: Photo,
  { hash }: SidecarBytes,
  place: Place,
  remembered: Remembered | undefined,
): Remembered['base'] {
  const isKnown = remembered?.hash === hash || remembered?.baseHash === hash;
  if (isKnown) return remembered.base;
  const other = writtenForAnother(catalog, photo.id, hash);
  if (other !== undefined)
    throw new XmpError(
      'of-another-photo',
      `it was written for the picture that is now ${other}. Give it back its photo's name, or remove it.`,
    );
  return remembered?.name === basename(place.path) ? remembered.base : undefined;
}

/** Works out what a photo's sidecar should become. @throws XmpError, or the file system's error */
export async function planSidecar(
  archive: Archive,
  photo: Photo,
  approved: ApprovedText | undefined,
  place: Place,
  now: Date,
  keep: Keep,
): Promise<Plan> {
  const comparison = await compareSidecar(archive, photo, approved, place, keep);
  const { ours, remembered, before, reconciled } = comparison;
  const back = before && withdrawn(remembered?.base, ours, before.xmp.content);
  const wanted = { ...back, ...reconciled.text };
  return { ...comparison, wanted, after: changeFor(comparison, wanted, now) };
}

function changeFor(
  { place, remembered, before, reconciled }: Comparison,
  text: XmpText,
  now: Date,
): Plan['after'] {
  if (reconciled.conflicts.length > 0 || Object.keys(text).length === 0) return undefined;
  const metadataDate = isoWithOffset(now);
  if (before === undefined) {
    const bytes = createXmp(text, {
      metadataDate,
      ...(isShort(place.path) ? { sidecarForExtension: 'JPG' } : {}),
    });
    return { bytes, content: readXmp(bytes) };
  }
  const merged = before.xmp.merge(text, {
    metadataDate,
    retired: retiredKeywords(remembered, text),
  });
  return merged.bytes === before.file.bytes ? undefined : merged;
}

/** `photo.xmp` does not say which `photo.*` it is for, so it is written inside. */
function isShort(path: string): boolean {
  return !/\.jpe?g\.xmp$/i.test(path);
}

/** Keywords we wrote the last time that are gone now. */
function retiredKeywords(remembered: Remembered | undefined, text: XmpText): string[] {
  if (text.keywords === undefined) return [];
  const now = new Set(text.keywords);
  return (remembered?.base?.ours?.keywords ?? []).filter((keyword) => !now.has(keyword));
}

/** What to remember after the file says what the plan wants. */
export function rememberedAfter(plan: Plan, written: SidecarBytes, now: Date): Remembered {
  const { hash, mtime, bytes } = written;
  const content = plan.after?.content ?? plan.before?.xmp.content ?? readXmp(bytes);
  return {
    name: basename(plan.place.path),
    hash,
    bytes: bytes.length,
    mtime,
    content,
    base: baseAfter(plan, content),
    baseHash: hash,
    conflicts: [],
    writtenAt: now.toISOString(),
  };
}

function baseAfter(plan: Plan, content: XmpContent): KnownBase {
  const { before, remembered, ours } = plan;
  const wrote = fieldsOfOurs(plan);
  const earlier = remembered?.base;
  const said = before?.xmp.content;
  const isStillOurs = (field: Field) =>
    earlier?.wrote.includes(field) === true &&
    (field === 'keywords' || (said?.[field] ?? '') === (earlier.text[field] ?? ''));
  const then = wrote.map((field) => [
    field,
    (isStillOurs(field) ? earlier?.before : said)?.[field],
  ]);
  return {
    text: content,
    ours,
    wrote,
    ...(earlier === undefined || knowsBefore(earlier)
      ? { before: Object.fromEntries(then) as XmpText }
      : {}),
    // Once somebody else has saved it, it is no longer only ours.
    created:
      before === undefined ||
      (earlier?.created === true && before.file.hash === remembered?.baseHash),
  };
}

/** The fields whose value in the file came from us, now or before; one that had our value already did not. */
function fieldsOfOurs({ before, remembered, reconciled }: Plan): Field[] {
  const earlier = remembered?.base?.wrote ?? [];
  const { text, fromThem } = reconciled;
  return (Object.keys(text) as Field[]).filter(
    (field) =>
      field === 'keywords' ||
      (!fromThem.includes(field) &&
        (earlier.includes(field) || before?.xmp.content[field] !== text[field])),
  );
}

/** ISO 8601 with the offset of this machine, as xmp:MetadataDate has it: `2026-11-23T10:00:00+01:00`. */
function isoWithOffset(now: Date): string {
  const minutes = -now.getTimezoneOffset();
  const local = new Date(now.getTime() + minutes * 60_000).toISOString().slice(0, 19);
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return `${local}${minutes < 0 ? '-' : '+'}${two(hours)}:${two(rest)}`;
}
