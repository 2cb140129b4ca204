/** The sentences of embedding and undoing: what was done, what was lost on the way, what would change. */
import { count, counted, listed } from '../../amounts.ts';
import type { FieldChange } from '../../catalog/journal.ts';
import { otherKinds } from '../../catalog/raw-files.ts';
import { fieldTable } from '../../metadata/fields.ts';
import { textsOf } from '../../metadata/metadata.ts';
import type { Archive } from '../archive/archive.ts';
import { groupByReason } from '../archive/group-by-reason.ts';
import type { Lost } from './replace-original.ts';

/** `- Headline: what goes` and `+ Headline: what comes`. */
export function changeLines({ field, before, after, cutInIptc }: FieldChange): string[] {
  const { label } = fieldTable[field];
  return [
    `- ${label}: ${textsOf(before ?? '(none)').join(', ')}`,
    `+ ${label}: ${textsOf(after).join(', ') || '(none)'}${cutInIptc ? ' (cut in IPTC)' : ''}`,
  ];
}

/** What is never embedded. */
export function othersNote({ catalog }: Pick<Archive, 'catalog'>): string[] {
  const kinds = otherKinds(catalog).filter(({ done }) => done > 0);
  if (kinds.length === 0) return [];
  const done = kinds.reduce((sum, one) => sum + one.done, 0);
  const which = listed(kinds.map((one) => `${count(one.done)} ${one.kind}`));
  const have = done === 1 ? 'its sidecar has' : 'their sidecars have';
  return [
    `Not embedded: ${counted(done, 'photo')} of other kinds than JPEG (${which}); ${have} the text.`,
  ];
}

/** What came of the photos of a run. */
export type EmbedCounts = {
  readonly written: number;
  readonly same: number;
  readonly issue: number;
};

export function embedNotes({ written, same, issue }: EmbedCounts): string[] {
  if (written + same + issue === 0) return ['Nothing is waiting to be embedded.'];
  return [
    written > 0 && `${counted(written, 'photo')} written, read back and proved.`,
    same > 0 && `${counted(same, 'photo')} already had this text.`,
    issue > 0 && `${counted(issue, 'photo was left as it is', 'photos were left as they are')}.`,
  ].filter((note) => note !== false);
}

/** @param photos how many there were to undo @param done how many of them are undone */
export function undoNote(photos: number, done: number): string {
  if (photos === 0) return 'There is nothing to undo.';
  return `${counted(done, 'photo is what it was', 'photos are what they were')} before, byte for byte.`;
}

/** A photo in which text of another program met the accepted one. */
export type OthersText = {
  readonly path: string;
  readonly kind: keyof typeof othersReasons;
};

const othersReasons = {
  'from-sidecar':
    ': What another program wrote in the sidecar was embedded instead of your text; the review can keep yours.',
  held: ': Another program has changed its text since it was embedded, and yours is as it was then: theirs stays. Change yours in the review to have it there again.',
  replaced:
    ': Another program had changed its text since it was embedded, and so have you: yours took its place, and `undo` brings theirs back.',
} as const;

export function othersTextNotes(all: readonly OthersText[]): string[] {
  return groupByReason(all.map(({ path, kind }) => ({ path, reason: othersReasons[kind] })));
}

const losses: Readonly<Record<Lost, (photos: string) => string>> = {
  attributes: (photos) =>
    `Extended attributes (tags of file managers, access lists) that ${photos} may have had could not be carried over: the disk, or this system's cp, does not keep them.`,
  permissions: (photos) =>
    `The permissions of ${photos} could not be kept, because the disk refuses to change them.`,
  time: (photos) =>
    `The modification time of ${photos} could not be kept: only the owner of a file may set it, and some disks refuse it.`,
};

/** One note for each kind of loss. @param lost what each photo lost beside its contents, one after the other */
export function lossNotes(lost: readonly Lost[]): string[] {
  return [...Map.groupBy(lost, (kind) => kind)].map(([kind, all]) =>
    losses[kind](counted(all.length, 'photo')),
  );
}
