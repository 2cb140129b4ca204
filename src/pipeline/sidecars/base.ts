/** What is remembered of a sidecar: to merge with, and to take our text out again. */

import { withoutKeywords } from '../../catalog/existing-keywords.ts';
import { type FieldName, fieldTable } from '../../metadata/fields.ts';
import { type Metadata, textsOf, type Value } from '../../metadata/metadata.ts';
import { nothingOf } from '../../metadata/translation.ts';
import { type Base, type Conflict, sameKeywords } from '../../xmp/index.ts';
import { type Leaving, withdrawnFrom, withoutReleases } from '../archive/withdrawn.ts';

export type KnownBase = Base & {
  /** We made the file, and nobody else has saved it. */
  readonly created?: boolean;
};

/** The base of a sidecar that a person has seen and that contains nothing of ours. */
export function seenBase(text: Metadata): KnownBase {
  return { text, wrote: [] };
}

/**
 * What to merge with. A sidecar in which nothing is left of what we wrote, and nothing new in its place, is an older one that
 * was put back, or one that a program made anew without reading ours: nobody has taken our text out, and it says what it
 * said before us.
 */
export function baseToMerge(base: KnownBase, theirs: Metadata): KnownBase {
  const { text, wrote, before = {} } = base;
  const written = wrote.filter((field) => !isSame(field, text[field], before[field]));
  const isGone = (field: FieldName) =>
    isList(field)
      ? isDisjoint(addedTo(field, base), textsOf(theirs[field]))
      : isSame(field, theirs[field], undefined) || isSame(field, theirs[field], before[field]);
  if (written.length === 0 || !written.every(isGone)) return base;
  const asBefore = wrote.map((field) => [field, before[field]] as const);
  return seenBase({ ...text, ...(Object.fromEntries(asBefore) as Metadata) });
}

/** What is in a list because of us. */
function addedTo(field: FieldName, { ours, before }: KnownBase): readonly string[] {
  return withoutKeywords(textsOf(ours?.[field]), textsOf(before?.[field]));
}

function isDisjoint(some: readonly string[], others: readonly string[]): boolean {
  return withoutKeywords(some, others).length === some.length;
}

/** Lists may be in another order. */
function isSame(field: FieldName, one: Value | undefined, other: Value | undefined): boolean {
  return isList(field) ? sameKeywords(textsOf(one), textsOf(other)) : (one ?? '') === (other ?? '');
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

type WantedNow = {
  readonly ours: Metadata;
  readonly theirs: Metadata;
  /** Undefined for a photo whose text we do not want anywhere. */
  readonly rights?: Leaving | undefined;
};

/**
 * The fields that we wrote and that `ours` no longer has, as they were before we wrote them; '' for one that was not
 * there. What another program has changed since stays as it is and is absent; of lists only what is ours goes, of releases
 * what a person has taken off.
 */
export function withdrawn(
  base: KnownBase | undefined,
  { ours, theirs, rights = { keeps: () => false, off: {} } }: WantedNow,
  among?: readonly FieldName[],
): Metadata {
  const wrote = Object.fromEntries((base?.wrote ?? []).map((field) => [field, '']));
  const { fields, releases } = withdrawnFrom(ours, wrote, rights, among);
  const entries = fields.flatMap((field) => {
    const isOurs = base?.wrote.includes(field) === true;
    const earlier = isOurs ? valueBefore(field, base, theirs) : undefined;
    if (releases[field] === undefined)
      return earlier === undefined ? [] : [[field, earlier] as const];
    return [[field, withoutReleases(field, earlier ?? theirs[field] ?? '', releases)] as const];
  });
  return Object.fromEntries(entries) as Metadata;
}

function valueBefore(field: FieldName, base: KnownBase, theirs: Metadata): Value | undefined {
  if (isList(field))
    return listBefore(
      textsOf(base.before?.[field]),
      textsOf(base.ours?.[field]),
      textsOf(theirs[field]),
    );
  const isAsWeWroteIt = (theirs[field] ?? '') === (base.text[field] ?? '');
  return isAsWeWroteIt ? (base.before?.[field] ?? nothingOf(field, base.text[field])) : undefined;
}

/** Without what we added; in the old order where nobody has added anything else. */
function listBefore(before: readonly string[], ours: readonly string[], theirs: readonly string[]) {
  const added = new Set(ours).difference(new Set(before));
  const left = theirs.filter((one) => !added.has(one));
  return sameKeywords(left, before) ? before : left;
}

export function isList(field: FieldName): boolean {
  return fieldTable[field].type === 'list';
}
