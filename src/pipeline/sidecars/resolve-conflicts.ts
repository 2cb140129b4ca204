/** Settling what both we and another program changed, and honouring theirs where nobody else did. */

import { basename } from 'node:path';
import type { ApprovedText } from '../../catalog/approved.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { recordStep, type StepDone } from '../../catalog/changes.ts';
import { clearSidecarIssues, getSidecar, sidecarConflicts } from '../../catalog/sidecars.ts';
import { wordFor } from '../../metadata/fields.ts';
import type { Issue, Photo } from '../../photo.ts';
import { oneLine } from '../../rules/clean.ts';
import { splitTitle, titleOf } from '../../rules/title.ts';
import type { Conflict, Field, XmpText } from '../../xmp/index.ts';
import { type Archive, fileOf } from '../archive/archive.ts';
import { loadDoc, saveDoc } from '../review/doc.ts';
import { type TextEdit, withText } from '../review/edit.ts';
import type { Locator } from './locate.ts';
import { compareSidecar } from './plan.ts';
import { conflictIssue, issueFrom } from './problem.ts';
import {
  conflictsOf,
  type KnownBase,
  knowsBefore,
  type Remembered,
  recall,
} from './sidecar-row.ts';
import { overruled, textWithTheirs } from './view.ts';

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
 * Settles the conflicts of one photo, all or one field, as a step that can be undone. The photo can be written again once
 * its last conflict is settled. Choosing for all is also about what only they changed: ours takes it back, and the sidecar
 * is written again. Choosing theirs keeps what the sidecar says, and takes it into the review where our text can say the
 * very same; where it cannot (their title has no dateline), the sidecar goes before it when embedding.
 */
export function settleConflicts(
  archive: Archive,
  photo: Photo,
  keep: 'ours' | 'theirs',
  only?: Field,
): StepDone {
  const { catalog } = archive;
  const known = recall(catalog, photo.id);
  const settled = (known?.conflicts ?? []).filter(({ field }) => (only ?? field) === field);
  const theirsAlone =
    known === undefined || only !== undefined ? [] : overruled(archive, photo, known);
  const takenBack = keep === 'ours' ? theirsAlone : [];
  const name = basename(photo.path);
  const nothing = { said: `${name} has no conflict to settle`, photoIds: [] };
  if (known === undefined || settled.length + theirsAlone.length === 0) return nothing;
  const conflicts = known.conflicts.filter((one) => !settled.includes(one));
  const words = listed([...settled.map(({ field }) => field), ...theirsAlone]);
  const theirs = keep === 'ours' ? {} : theirText(archive, photo, known, { settled, theirsAlone });
  const done = recordStep(
    catalog,
    'settle-sidecar',
    (step) => {
      const before = known.base ?? { text: known.content, wrote: [] };
      const chosen = settled.reduce((base, conflict) => baseAfter(base, conflict, keep), before);
      const base = takenBack.reduce((one, field) => baseWithOurs(one, field, known), chosen);
      const columns = { base: JSON.stringify(base), conflicts: JSON.stringify(conflicts) };
      step.set('sidecar', photo.id, { ...getSidecar(catalog, photo.id) }, columns);
      const doc = loadDoc(catalog, photo.id);
      if (keep === 'theirs' && doc?.hasText === true)
        saveDoc(catalog, step, doc, withText(doc, textTaken(photo, theirs)));
      // Ours may be the very text that was written before they changed it.
      if (keep === 'ours' && doc?.hasText === true)
        step.set('review', photo.id, doc.rows.review, { sidecar_version: null });
      if (conflicts.length === 0) clearSidecarIssues(catalog, photo.id);
    },
    () => `Kept ${keep === 'ours' ? 'our' : 'their'} ${words} in the sidecar of ${name}`,
  );
  if (done !== undefined || theirsAlone.length === 0) return done ?? nothing;
  return {
    said: `Their ${words} cannot be taken into the review as it stands; it stays in the sidecar of ${name} and is embedded`,
    photoIds: [],
  };
}

/** What they say: of the keywords, ours with what they added and without what they removed. */
function theirText(
  archive: Archive,
  photo: Photo,
  known: Remembered,
  {
    settled,
    theirsAlone,
  }: { readonly settled: readonly Conflict[]; readonly theirsAlone: readonly Field[] },
): XmpText {
  const all = textWithTheirs(archive, photo, known) ?? {};
  return Object.fromEntries([
    ...theirsAlone.map((field) => [field, all[field]]),
    ...settled.map(({ field, theirs }) => [field, theirs]),
  ]) as XmpText;
}

/**
 * Their value counts as known, and comes back or stays should the photo be rejected; ours counts as changed since, or as
 * what we settled for.
 */
function baseAfter(
  base: KnownBase,
  { field, ours, theirs }: Conflict,
  keep: 'ours' | 'theirs',
): KnownBase {
  const { [field]: _, ...otherOurs } = base.ours ?? {};
  return {
    ...base,
    text: { ...base.text, [field]: theirs },
    ours: keep === 'ours' ? otherOurs : { ...otherOurs, [field]: ours },
    wrote: keep === 'ours' ? [...new Set([...base.wrote, field])] : base.wrote,
    ...(knowsBefore(base) ? { before: { ...base.before, [field]: theirs } } : {}),
  };
}

function listed(fields: readonly Field[]): string {
  const words = fields.map((field) => wordFor(field));
  return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter(Boolean).join(' and ');
}

/** What only they changed, to be ours again: it counts as known, and their keywords as left out by us. */
function baseWithOurs(
  base: KnownBase,
  field: Field,
  { content }: Pick<Remembered, 'content'>,
): KnownBase {
  if (field !== 'keywords') {
    const theirs = content[field] ?? '';
    return baseAfter(base, { field, base: theirs, ours: '', theirs }, 'ours');
  }
  const { keywords } = content;
  const ours = new Set(base.ours?.keywords);
  const added = keywords.filter((keyword) => !ours.has(keyword));
  return {
    ...base,
    text: { ...base.text, keywords },
    ours: { ...base.ours, keywords },
    ...(knowsBefore(base)
      ? { before: { ...base.before, keywords: [...(base.before?.keywords ?? []), ...added] } }
      : {}),
  };
}

/** Their values of the fields that the review can hold as they are. */
function textTaken(photo: Photo, { headline, shortTitle, caption, keywords }: XmpText): TextEdit {
  const description = headline === undefined ? undefined : splitTitle(headline, photo);
  const isSame = (text: string | undefined) => text !== undefined && oneLine(text) === text;
  return {
    ...(description !== undefined && titleOf({ ...photo, description }).title === headline
      ? { description }
      : {}),
    ...(isSame(shortTitle) ? { shortTitle } : {}),
    ...(isSame(caption) ? { caption } : {}),
    ...(keywords === undefined ? {} : { keywords }),
  };
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
  locate: Locator,
): Promise<SettledText> {
  try {
    const place = await locate(photo);
    const comparison = await compareSidecar(archive, photo, approved, place, undefined);
    const { text, fromThem, conflicts } = comparison.reconciled;
    if (conflicts.length > 0)
      return { issue: { ...conflictIssue(basename(place.path), conflicts), stage: 'embed' } };
    return { text, fromSidecar: fromThem };
  } catch (error) {
    return { issue: { ...issueFrom(error, fileOf(archive, photo)), stage: 'embed' } };
  }
}
