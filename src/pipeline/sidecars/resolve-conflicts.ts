/** Resolving what both we and another program changed in a sidecar, by a person's choice. */
import type { Catalog } from '../../catalog/catalog.ts';
import { photoName } from '../../catalog/photo-names.ts';
import {
  clearSidecarIssues,
  getSidecar,
  hasSidecarConflicts,
  rawSidecarKey,
  rawSidecarNames,
  sidecarConflicts,
} from '../../catalog/sidecars.ts';
import { recordStep, type StepDone } from '../../catalog/undo-log.ts';
import { type FieldName, wordsFor } from '../../metadata/fields.ts';
import { type Metadata, metadataFrom } from '../../metadata/metadata.ts';
import { translationIn } from '../../metadata/translation.ts';
import type { Photo } from '../../photo.ts';
import type { Further } from '../../rules/answers/further.ts';
import { oneLine } from '../../rules/texts/clean.ts';
import { splitTitle, titleOf } from '../../rules/texts/title.ts';
import type { Conflict } from '../../xmp/index.ts';
import type { Archive } from '../archive/archive.ts';
import { loadDoc, saveDoc } from '../review/doc.ts';
import { type TextEdit, withText } from '../review/edit.ts';
import { type KnownBase, keepingOurs, keepingTheirs, seenBase } from './base.ts';
import { type Merge, mergeRemembered, overruled } from './merge.ts';
import { conflictsOf, recall } from './sidecar-row.ts';

export type OpenConflict = Conflict & {
  readonly photoId: number;
  readonly path: string;
  /** File name of the sidecar. */
  readonly name: string;
  /** It is that of a raw file beside the photo. */
  readonly isRaw: boolean;
};

/** Every field that waits for a person's choice, in archive order. */
export function openConflicts(catalog: Catalog): OpenConflict[] {
  return sidecarConflicts(catalog).flatMap(({ photoId, path, name, isRaw, conflicts }) =>
    conflictsOf(conflicts, photoId).map((conflict) => ({
      ...{ photoId, path, name, isRaw: isRaw === 1 },
      ...conflict,
    })),
  );
}

/** Settles all conflicts of a photo, of its own sidecar and then of those of raw files beside it. */
export function settleAllConflicts(
  archive: Archive,
  photo: Photo,
  keep: 'ours' | 'theirs',
): StepDone {
  const raws = rawSidecarNames(archive.catalog, photo.id)
    .filter((raw) => (recall(archive.catalog, photo.id, raw)?.conflicts ?? []).length > 0)
    .map((raw) => settleConflicts(archive, photo, keep, { raw }));
  const own = settleConflicts(archive, photo, keep);
  return own.photoIds.length > 0 ? own : (raws[0] ?? own);
}

/**
 * Settles the conflicts of one sidecar of a photo, all or one field, as a step that can be undone. The photo can be written again once
 * its last conflict is settled. Choosing for all is also about what only they changed: ours takes it back, and the sidecar
 * is written again. Choosing theirs keeps what the sidecar says, and takes it into the review where our text can say the
 * very same; where it cannot (their title has no dateline), the sidecar goes before it when embedding.
 */
export function settleConflicts(
  archive: Archive,
  photo: Photo,
  keep: 'ours' | 'theirs',
  { only, raw }: { readonly only?: FieldName; readonly raw?: string | undefined } = {},
): StepDone {
  const { catalog } = archive;
  const name = photoName(catalog, photo.path);
  const remembered = recall(catalog, photo.id, raw);
  const settled = (remembered?.conflicts ?? []).filter(({ field }) => (only ?? field) === field);
  const merged =
    remembered && only === undefined ? mergeRemembered(archive, photo, remembered) : undefined;
  const theirsAlone = merged === undefined ? [] : overruled(merged);
  if (remembered === undefined || settled.length + theirsAlone.length === 0)
    return { message: `${name} has no conflict to settle`, photoIds: [] };
  const conflicts = remembered.conflicts.filter((one) => !settled.includes(one));
  const known = { ...remembered, base: remembered.base ?? seenBase(remembered.content) };
  const words = wordsFor([...settled.map(({ field }) => field), ...theirsAlone]);
  const done = recordStep(
    catalog,
    'settle-sidecar',
    (step) => {
      const base =
        keep === 'theirs'
          ? settled.reduce(keepingTheirs, known.base)
          : withOurs(known, settled, theirsAlone);
      const columns = { base: JSON.stringify(base), conflicts: JSON.stringify(conflicts) };
      const before = { ...getSidecar(catalog, photo.id, raw) };
      if (raw === undefined) step.set('sidecar', photo.id, before, columns);
      else step.set('raw_sidecar', rawSidecarKey(photo.id, raw), before, columns);
      const doc = loadDoc(catalog, photo.id);
      if (keep === 'theirs' && doc?.hasText === true) {
        const theirs = theirText(settled, theirsAlone, merged);
        saveDoc(catalog, step, doc, withText(doc, textTaken(photo, theirs)));
      }
      // Ours may be the very text that was written before they changed it.
      if (keep === 'ours' && doc?.hasText === true)
        step.set('review', photo.id, doc.rows.review, { sidecar_version: null });
      if (!hasSidecarConflicts(catalog, photo.id)) clearSidecarIssues(catalog, photo.id);
    },
    () => `Kept ${keep === 'ours' ? 'our' : 'their'} ${words} in the sidecar of ${name}`,
  );
  const isOne = settled.length + theirsAlone.length === 1 && !words.endsWith('keywords');
  const stays = `Their ${words} cannot be imported into the review unchanged; ${isOne ? 'it stays' : 'they stay'} in the sidecar of ${name} and will be embedded`;
  return done ?? { message: stays, photoIds: [] };
}

function withOurs(
  { base, content }: { readonly base: KnownBase; readonly content: Metadata },
  settled: readonly Conflict[],
  theirsAlone: readonly FieldName[],
): KnownBase {
  const known = settled.reduce((one, { field, theirs }) => keepingOurs(one, field, theirs), base);
  return theirsAlone.reduce((one, field) => keepingOurs(one, field, content[field] ?? ''), known);
}

/** What they say: of the keywords, ours with what they added and without what they removed. */
function theirText(
  settled: readonly Conflict[],
  theirsAlone: readonly FieldName[],
  merged: Merge | undefined,
): Metadata {
  const chosen = new Map(settled.map(({ field, theirs }) => [field, theirs]));
  return metadataFrom(
    (field) => chosen.get(field) ?? (theirsAlone.includes(field) ? merged?.text[field] : undefined),
  );
}

/** Their values of the fields that the review can hold as they are. */
function textTaken(photo: Photo, theirs: Metadata): TextEdit {
  const { headline, shortTitle, caption, keywords, translatedTitle } = theirs;
  const second = titleIn(photo, translationIn(translatedTitle));
  const description = headline === undefined ? undefined : splitTitle(headline, photo);
  const isSame = (text: string | undefined) => text !== undefined && oneLine(text) === text;
  return {
    ...(description !== undefined && titleOf({ ...photo, description }).title === headline
      ? { description }
      : {}),
    ...(isSame(shortTitle) ? { shortTitle } : {}),
    ...(isSame(caption) ? { caption } : {}),
    ...(keywords === undefined ? {} : { keywords }),
    ...(second === undefined ? {} : { further: second }),
  };
}

/** A title of another language without its dateline, where ours in front of it makes the very same again. */
function titleIn(photo: Photo, said: ReturnType<typeof translationIn>): Further | undefined {
  if (said === undefined) return undefined;
  const { language, text } = said;
  const description = splitTitle(text, { ...photo, language });
  const { title } = titleOf({ ...photo, description, language });
  return title === text ? { [`title_${language}`]: description } : undefined;
}
