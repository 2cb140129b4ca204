/** What to write into a photo, given what it says already. */
import { caseless } from '../../caseless.ts';
import { withoutKeywords } from '../../catalog/existing-keywords.ts';
import type { EmbeddedEarlier, FieldChange } from '../../catalog/journal.ts';
import { type FieldName, fieldNames, fieldTable } from '../../metadata/fields.ts';
import {
  fieldsIn,
  type Metadata,
  mapMetadata,
  sameValue,
  textsOf,
  type Value,
  withoutTaken,
} from '../../metadata/metadata.ts';
import { withoutLonely } from '../../metadata/second-language.ts';
import { withoutDefaults } from '../../rules/texts/camera-defaults.ts';
import type { Settings } from '../../settings.ts';
import type { SaidInPhoto } from '../archive/text-in-photo.ts';
import { putBack, type Withdrawn } from '../archive/withdrawn.ts';
import { cleanFields, fitToIptc } from './fit-text.ts';

/**
 * replace: our text takes the place of what is there. fill: ours is written only where nothing is there. A list says what
 * the review shows, because the settings have settled there already what becomes of keywords from before.
 */
type Policy = 'replace' | 'fill';
export type Policies = Readonly<Record<FieldName, Policy>>;

/** What happens to each field that already has a value. What a person wrote by hand always replaces it. */
export function policiesOf(settings: Settings, byHand: readonly FieldName[] = []): Policies {
  const entries = fieldNames.map((field) => {
    const { type, policy } = fieldTable[field];
    const isReplaced = type === 'list' || byHand.includes(field);
    if (isReplaced || policy === 'template') return [field, isReplaced ? 'replace' : 'fill'];
    return [field, settings[`embed.${policy}`]];
  });
  return Object.fromEntries(entries) as Policies;
}

/** What we wrote last, and what stood there before. */
type LeftInPhoto = Pick<EmbeddedEarlier, 'last' | 'before'>;

/** What is known of a photo. */
type KnownOfPhoto = EmbeddedEarlier & {
  /** Of a list, what a person has seen there; all, unless given. */
  readonly seen?: readonly string[];
  readonly withdrawn?: Withdrawn;
};

/**
 * The fields to set. A field that already has the wanted text in both IPTC and XMP is left out; one that has it in only
 * one of them is set in both. What we wrote earlier does not count as text that was there: it gives way. What has come
 * into a list since a person saw it stays, behind ours. Neither does what a camera wrote, or the name of the file at `path`.
 * What another program has written over ours since holds where we want what we wrote then; of a list, what it took out.
 * A field that we no longer want is empty, or what it was before us.
 */
export function changesFor(
  wanted: Metadata,
  present: SaidInPhoto,
  policies: Policies,
  path: string,
  known: KnownOfPhoto = { last: {}, before: {}, addedKeywords: [] },
): Metadata {
  const { last, addedKeywords, seen } = known;
  const written = withoutDefaults(present.shown, path);
  const isTheirs = (field: FieldName) =>
    textsOf(written[field]).length > 0 && !isAsLeft(field, present.shown[field], last);
  const ours = withoutTaken(cleanFields(wanted), (field) => policies[field] === 'fill', isTheirs);
  const { held } = changedSince(wanted, written, policies, known);
  const changes = mapMetadata(ours, (value, field) => {
    const shown = present.shown[field];
    if (typeof value === 'string')
      return held.includes(field) || isThere(field, value, present) ? undefined : value;
    const kept = held.includes(field)
      ? withoutKeywords(value, takenOut(field, shown, known))
      : value;
    const target =
      seen === undefined
        ? kept
        : [...kept, ...withoutKeywords(textsOf(shown), [...value, ...addedKeywords, ...seen])];
    return isThere(field, target, present) ? undefined : target;
  });
  const back =
    known.withdrawn &&
    putBack(present.shown, known.withdrawn, known, (field, value) => isAsLeft(field, value, last));
  return withoutLonely(cleanFields({ ...changes, ...back }), present.xmp);
}

/** The fields that another program has written over what we embedded, by whose text holds. */
export type ChangedSince = {
  /** Theirs does, because ours is what it was then; of a list, what they took out stays out. */
  readonly held: readonly FieldName[];
  /** Ours does, because a person has changed it since as well. */
  readonly replaced: readonly FieldName[];
};

/**
 * A field that is empty, or says what it said before us, was not changed by anybody: the photo was stripped, or is an old
 * copy. What a template gives is no text that people correct photo by photo.
 */
export function changedSince(
  wanted: Metadata,
  shown: Metadata,
  policies: Policies,
  known: LeftInPhoto,
): ChangedSince {
  const { last, before } = known;
  const changed = fieldsIn(wanted).filter((field) => {
    const theirs = shown[field];
    return (
      fieldTable[field].policy !== 'template' &&
      last[field] !== undefined &&
      textsOf(theirs).length > 0 &&
      !isAsLeft(field, theirs, last) &&
      !isAsLeft(field, theirs, before) &&
      !sameValue(field, theirs, wanted[field])
    );
  });
  const isHeld = (field: FieldName) =>
    fieldTable[field].type === 'list'
      ? takenOut(field, shown[field], known).length > 0
      : policies[field] === 'fill' || isAsLeft(field, wanted[field], last);
  const { held = [], replaced = [] } = Object.groupBy(changed, (field) =>
    isHeld(field) ? 'held' : 'replaced',
  );
  return { held, replaced: replaced.filter((field) => fieldTable[field].type !== 'list') };
}

/**
 * What we wrote into a list and is no longer there, not even cut as IPTC has it. Nothing where a program has none of several
 * that we added: it wrote a list of its own without reading ours.
 */
function takenOut(
  field: FieldName,
  shown: Value | undefined,
  { last, before }: LeftInPhoto,
): string[] {
  const there = new Set(textsOf(shown).map(caseless));
  const isThere = (text: string) =>
    [text, ...textsOf(fitToIptc({ [field]: [text] })[field])].some((one) =>
      there.has(caseless(one)),
    );
  const gone = textsOf(last[field]).filter((text) => !isThere(text));
  const added = withoutKeywords(textsOf(last[field]), textsOf(before[field]));
  return added.length > 1 && withoutKeywords(added, gone).length === 0 ? [] : gone;
}

/** Whether a field says what we wrote last, in full or as IPTC has it. */
function isAsLeft(field: FieldName, shown: Value | undefined, last: Metadata): boolean {
  const ours = last[field];
  if (ours === undefined) return false;
  return sameValue(field, shown, ours) || sameValue(field, shown, fitToIptc(last)[field]);
}

/** For a field that IPTC does not have, XMP alone decides. */
function isThere(field: FieldName, target: Value, { iptc, xmp }: SaidInPhoto): boolean {
  const cut = fitToIptc({ [field]: target })[field];
  return sameValue(field, iptc[field], cut) && sameValue(field, xmp[field], target);
}

/**
 * Whether IPTC says something beside our changes that XMP says otherwise. Readers take IPTC as long as the digest is stale;
 * a current one would have them take XMP, and what somebody wrote last would be out of sight.
 */
export function iptcStands(changes: Metadata, { iptc, xmp, shown }: SaidInPhoto): boolean {
  return fieldsIn(iptc).some(
    (field) =>
      changes[field] === undefined &&
      textsOf(xmp[field]).length > 0 &&
      !sameValue(field, xmp[field], shown[field]),
  );
}

/** For people, and for the journal: each field that would change, before and after. */
export function describeChanges(
  changes: Metadata,
  { shown }: SaidInPhoto,
  withdrawn: Withdrawn | undefined,
): FieldChange[] {
  const cut = fitToIptc(changes);
  return fieldNames.flatMap((field) => {
    const after = changes[field];
    if (after === undefined) return [];
    const before = shown[field];
    const isKnown = fieldTable[field].iim !== undefined;
    const cutInIptc = isKnown && !sameValue(field, cut[field], after);
    const isBack = withdrawn?.fields.includes(field) ? ({ isBack: true } as const) : {};
    return [{ field, after, cutInIptc, before, ...isBack }];
  });
}
