/** What to write into a photo, given what it says already. */
import {
  allFields,
  cleanText,
  type FieldName,
  type FieldText,
  forIptc,
  sameValue,
} from '../../exiftool/fields.ts';

/**
 * replace: our text takes the place of what is there. append: ours goes first, theirs behind it (lists only).
 * fill: only where nothing is there.
 */
export type Policy = 'replace' | 'append' | 'fill';
export type Policies = Readonly<Record<FieldName, Policy>>;

/** What a photo says, by where it says it. */
export type Present = {
  readonly iptc: FieldText;
  readonly xmp: FieldText;
  /** Both reconciled, as a reader would show it. */
  readonly shown: FieldText;
};

/** What we ourselves have written into a photo before, and not taken out again. */
export type Earlier = {
  /** Each field as we wrote it last. */
  readonly last: FieldText;
  /** Keywords that were not there before us. */
  readonly addedKeywords: readonly string[];
};

const nothingEarlier: Earlier = { last: {}, addedKeywords: [] };

/** One field that would change. */
export type FieldChange = {
  readonly field: FieldName;
  /** As a reader shows it now; absent where there is nothing. */
  readonly before?: string | readonly string[];
  readonly after: string | readonly string[];
  /** IPTC gets less than this, because of its limit in bytes. */
  readonly cutInIptc: boolean;
};

/**
 * The fields to set. A field that already says the wanted text, in IPTC and in XMP, is not among them; of a field
 * that says it in one of the two only, both are set. What we wrote earlier is not text that was there: it gives way.
 */
export function changesFor(
  wanted: FieldText,
  present: Present,
  policies: Policies,
  { last, addedKeywords }: Earlier = nothingEarlier,
): FieldText {
  const clean = cleanText(wanted);
  const entries = allFields.flatMap((field): [FieldName, string | readonly string[]][] => {
    const value = clean[field];
    if (value === undefined) return [];
    const shown = present.shown[field];
    const policy = policies[field];
    const isTheirs = shown !== undefined && shown.length > 0 && !isAsLeft(field, shown, last);
    if (policy === 'fill' && isTheirs) return [];
    const target =
      policy === 'append' && typeof value !== 'string' && shown !== undefined
        ? appended(value, without([shown].flat(), addedKeywords))
        : value;
    return isThere(field, target, present) ? [] : [[field, target]];
  });
  return cleanText(Object.fromEntries(entries) as FieldText);
}

/** Whether a field says what we wrote last, in full or as IPTC has it. */
function isAsLeft(field: FieldName, shown: string | readonly string[], last: FieldText): boolean {
  const ours = last[field];
  if (ours === undefined) return false;
  return (
    sameValue(field, shown, ours) || sameValue(field, shown, forIptc({ [field]: ours })[field])
  );
}

function without(keywords: readonly string[], left: readonly string[]): string[] {
  const out = new Set(left.map(folded));
  return keywords.filter((keyword) => !out.has(folded(keyword)));
}

function appended(ours: readonly string[], theirs: readonly string[]): string[] {
  const known = new Set(ours.map(folded));
  return [...ours, ...theirs.filter((keyword) => !known.has(folded(keyword)))];
}

function folded(keyword: string): string {
  return keyword.normalize('NFC').toLowerCase();
}

function isThere(
  field: FieldName,
  target: string | readonly string[],
  { iptc, xmp }: Present,
): boolean {
  const cut = forIptc({ [field]: target })[field];
  return sameValue(field, iptc[field], cut) && sameValue(field, xmp[field], target);
}

/** The same for people: each field that would change, before and after. */
export function describeChanges(changes: FieldText, { shown }: Present): FieldChange[] {
  const cut = forIptc(changes);
  return allFields.flatMap((field) => {
    const after = changes[field];
    if (after === undefined) return [];
    const before = shown[field];
    const cutInIptc = !sameValue(field, cut[field], after);
    return [{ field, after, cutInIptc, ...(before === undefined ? {} : { before }) }];
  });
}
