/** What writing the sidecar of one photo would do, worked out without writing anything. */
import { basename } from 'node:path';
import type { ApprovedText } from '../../catalog/approved.ts';
import { endingOf } from '../../files/picture-kinds.ts';
import type { FieldName } from '../../metadata/fields.ts';
import { fieldsIn, type Metadata } from '../../metadata/metadata.ts';
import { fileName, type Photo } from '../../photo.ts';
import { createXmp, readXmp, type SidecarBytes, type XmpContent } from '../../xmp/index.ts';
import type { Archive } from '../archive/archive.ts';
import { type Trees, treesOf } from '../review/own-list.ts';
import { isList, type KnownBase, withdrawn } from './base.ts';
import type { SidecarPlace } from './locate.ts';
import { type Comparison, compareSidecar, type Keep } from './merge.ts';
import { known, type Remembered, seenIn } from './sidecar-row.ts';

export type SidecarPlan = Comparison & {
  /** What would be written, and what it says; undefined when nothing has to be, or a conflict is open. */
  readonly after: { readonly bytes: Uint8Array; readonly content: XmpContent } | undefined;
};

/** Works out what a photo's sidecar should become. @throws XmpError, or the file system's error */
export async function planSidecar(
  archive: Archive,
  photo: Photo,
  approved: ApprovedText | undefined,
  place: SidecarPlace,
  now: Date,
  keep?: Keep,
): Promise<SidecarPlan> {
  const comparison = await compareSidecar(archive, photo, approved, place, keep);
  const { remembered, before, merge } = comparison;
  const back = before && withdrawn(remembered?.base, merge);
  const text = { ...back, ...merge.text };
  const trees = { ...treesOf(archive), isWanted: approved !== undefined };
  return { ...comparison, after: changeFor(photo, comparison, text, now, trees) };
}

function changeFor(
  photo: Photo,
  { place, remembered, before, merge }: Comparison,
  text: Metadata,
  now: Date,
  { pathsOf, isMade, isWanted }: Trees & { readonly isWanted: boolean },
): SidecarPlan['after'] {
  if (merge.conflicts.length > 0 || fieldsIn(text).length === 0) return undefined;
  const metadataDate = isoWithOffset(now);
  if (before === undefined) {
    const sidecarForExtension = extensionInside(photo, place);
    const bytes = createXmp(text, {
      metadataDate,
      pathsOf: isMade ? pathsOf : undefined,
      ...(sidecarForExtension === undefined ? {} : { sidecarForExtension }),
    });
    return { bytes, content: readXmp(bytes, merge.language) };
  }
  const retired = retiredKeywords(remembered, text);
  const keywordLists = isMade && isWanted ? 'make' : 'follow';
  const merged = before.xmp.merge(text, { metadataDate, retired, pathsOf, keywordLists });
  return merged.bytes === before.file.bytes ? undefined : merged;
}

/** `photo.xmp` does not say which `photo.*` it is for, so it is written inside. */
function extensionInside(photo: Photo, { path, raw }: SidecarPlace): string | undefined {
  const of = raw ?? fileName(photo.path);
  const isShort = basename(path).toLowerCase() !== `${of.toLowerCase()}.xmp`;
  return isShort ? endingOf(of).toUpperCase().replace('JPEG', 'JPG') : undefined;
}

/** Keywords we wrote the last time that are gone now. */
function retiredKeywords(remembered: Remembered | undefined, text: Metadata): string[] {
  if (text.keywords === undefined) return [];
  const now = new Set(text.keywords);
  return (remembered?.base?.ours?.keywords ?? []).filter((keyword) => !now.has(keyword));
}

/** What to remember after the file says what the plan wants. */
export function rememberedAfter(plan: SidecarPlan, written: SidecarBytes, now: Date): Remembered {
  const { place, before, after, merge } = plan;
  const content = after?.content ?? before?.xmp.content ?? readXmp(written.bytes, merge.language);
  const seen = seenIn(basename(place.path), written, content);
  return { ...known(seen, baseAfter(plan, content)), writtenAt: now.toISOString() };
}

function baseAfter(plan: SidecarPlan, text: Metadata): KnownBase {
  const { before, remembered, merge } = plan;
  const earlier = remembered?.base;
  const theirs = before?.xmp.content;
  const wrote = fieldsOfOurs(plan);
  const isStillOurs = (field: FieldName) =>
    earlier?.wrote.includes(field) === true &&
    (isList(field) || (theirs?.[field] ?? '') === (earlier.text[field] ?? ''));
  const then = wrote.map((field) => [
    field,
    (isStillOurs(field) ? earlier?.before : theirs)?.[field],
  ]);
  return {
    text,
    ours: merge.ours,
    wrote,
    before: Object.fromEntries(then) as Metadata,
    // Once somebody else has saved it, it is no longer only ours.
    created:
      before === undefined ||
      (earlier?.created === true && before.file.hash === remembered?.baseHash),
  };
}

/** The fields whose value in the file came from us, now or before; one that had our value already did not. */
function fieldsOfOurs({ before, remembered, merge: { text, fromThem } }: SidecarPlan): FieldName[] {
  const earlier = remembered?.base?.wrote ?? [];
  return fieldsIn(text).filter(
    (field) =>
      isList(field) ||
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
