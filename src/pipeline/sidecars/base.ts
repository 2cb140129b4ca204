/** What is remembered of a sidecar: to merge with, and to take our text out again. */

import { type FieldName, fieldTable } from '../../metadata/fields.ts';
import { fieldsIn, type Metadata, textsOf, type Value } from '../../metadata/metadata.ts';
import { type Base, type Conflict, sameKeywords } from '../../xmp/index.ts';

export type KnownBase = Base & {
  /** What the fields in `wrote` said before we first wrote them. */
  readonly before?: Metadata;
  /** We made the file, and nobody else has saved it. */
  readonly created?: boolean;
};

/** Of a sidecar that a person has seen, and that holds nothing of ours. */
export function seenBase(text: Metadata): KnownBase {
  return { text, wrote: [] };
}

/** Their value stays: it counts as known, and our own as what we settled for. */
export function keepingTheirs(base: KnownBase, { field, ours, theirs }: Conflict): KnownBase {
  return { ...knowing(base, field, theirs), ours: { ...base.ours, [field]: ours } };
}

/**
 * Ours is to stand there again. Their value counts as known, and comes back should the photo be rejected; of a list,
 * what they added counts as left out by us.
 */
export function keepingOurs(base: KnownBase, field: FieldName, theirs: Value): KnownBase {
  if (typeof theirs === 'string') {
    const { [field]: _, ...ours } = base.ours ?? {};
    return { ...knowing(base, field, theirs), ours, wrote: [...new Set([...base.wrote, field])] };
  }
  const own = new Set(textsOf(base.ours?.[field]));
  const added = theirs.filter((one) => !own.has(one));
  const before = [...textsOf(base.before?.[field]), ...added];
  return {
    ...knowing(base, field, theirs, before),
    ours: { ...base.ours, [field]: theirs },
  };
}

function knowing(base: KnownBase, field: FieldName, theirs: Value, before = theirs): KnownBase {
  return {
    ...base,
    text: { ...base.text, [field]: theirs },
    before: { ...base.before, [field]: before },
  };
}

/** One writing of a sidecar, as the base needs it. */
export type Writing = {
  readonly ours: Metadata;
  /** What the merge came to. */
  readonly text: Metadata;
  readonly fromThem: readonly FieldName[];
  /** What the file said; undefined where there was none. */
  readonly theirs: Metadata | undefined;
  readonly earlier: KnownBase | undefined;
  /** Nobody has saved the file since we last wrote it. */
  readonly isAsWritten: boolean;
};

/** The base after a sidecar was written and says `content`. */
export function baseAfterWriting(writing: Writing, content: Metadata): KnownBase {
  const { ours, theirs, earlier, isAsWritten } = writing;
  const wrote = fieldsOfOurs(writing);
  const isStillOurs = (field: FieldName) =>
    earlier?.wrote.includes(field) === true &&
    (isList(field) || (theirs?.[field] ?? '') === (earlier.text[field] ?? ''));
  const before = wrote.map((field) => [
    field,
    (isStillOurs(field) ? earlier?.before : theirs)?.[field],
  ]);
  return {
    text: content,
    ours,
    wrote,
    before: Object.fromEntries(before) as Metadata,
    // Once somebody else has saved it, it is no longer only ours.
    created: theirs === undefined || (earlier?.created === true && isAsWritten),
  };
}

/** The fields whose value in the file came from us, now or before; one that had our value already did not. */
function fieldsOfOurs({ text, fromThem, theirs, earlier }: Writing): FieldName[] {
  return fieldsIn(text).filter(
    (field) =>
      isList(field) ||
      (!fromThem.includes(field) &&
        (earlier?.wrote.includes(field) === true || theirs?.[field] !== text[field])),
  );
}

/**
 * The fields that we wrote and that `ours` no longer has, as they were before we wrote them; '' for one that was not
 * there. What another program has changed since stays as it is and is absent; of lists only what is ours goes.
 */
export function withdrawn(base: KnownBase | undefined, ours: Metadata, theirs: Metadata): Metadata {
  if (base === undefined) return {};
  const entries = base.wrote
    .filter((field) => ours[field] === undefined)
    .map((field) => [field, valueBefore(field, base, theirs)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Metadata;
}

function valueBefore(field: FieldName, base: KnownBase, theirs: Metadata): Value | undefined {
  if (isList(field))
    return listBefore(
      textsOf(base.before?.[field]),
      textsOf(base.ours?.[field]),
      textsOf(theirs[field]),
    );
  const isAsWeWroteIt = (theirs[field] ?? '') === (base.text[field] ?? '');
  return isAsWeWroteIt ? (base.before?.[field] ?? '') : undefined;
}

/** Without what we added; in the old order where nobody has added anything else. */
function listBefore(before: readonly string[], ours: readonly string[], theirs: readonly string[]) {
  const added = new Set(ours).difference(new Set(before));
  const left = theirs.filter((one) => !added.has(one));
  return sameKeywords(left, before) ? before : left;
}

function isList(field: FieldName): boolean {
  return fieldTable[field].type === 'list';
}
