/** Three versions of the same fields: what the file said when last looked at, what we want, and what it says now. */
import { caseless } from '../caseless.ts';
import type { FieldName } from '../metadata/fields.ts';
import type { Metadata } from '../metadata/metadata.ts';
import { textsOf } from '../metadata/metadata.ts';
import { fields } from './namespaces.ts';

/** What is remembered of a sidecar. A field that is absent was empty. */
export type Base = {
  /** What the file said after we last wrote it, or when a person saw it. */
  readonly text: Metadata;
  /** What we wanted it to say when we last wrote it; absent when only a person saw it. */
  readonly ours?: Metadata;
  /** The fields whose value in the file came from us. */
  readonly wrote: readonly FieldName[];
  /** What those fields said before we first wrote them; absent where that is not known. */
  readonly before?: Metadata;
};

export type Conflict = {
  readonly field: FieldName;
  /** Undefined where nothing was remembered. */
  readonly base: string | undefined;
  readonly ours: string;
  readonly theirs: string;
};

export type ReconcileOptions = {
  /**
   * Fields that we only fill: what somebody else wrote there stays, without a question. The other fields are
   * replaced as long as a person has seen what they replace.
   */
  readonly fill?: ReadonlySet<FieldName>;
  /** Keywords of theirs that a person has seen beside ours: those that ours lack were left out on purpose. */
  readonly seen?: readonly string[];
  /** Decides where both sides changed; undefined leaves the conflict open. */
  readonly keep?: (field: FieldName) => 'ours' | 'theirs' | undefined;
};

export type Reconciled = {
  /** What our fields should say now; fields in an open conflict are absent. */
  readonly text: Metadata;
  /** The fields where somebody else's value holds, or keywords of somebody else joined ours. */
  readonly fromThem: readonly FieldName[];
  readonly conflicts: readonly Conflict[];
};

/**
 * Merges field by field. Only fields present in `ours` take part. Where one side changed a field since `base`, its
 * value holds; where both did, it is a conflict; where neither did, the file stays. Keywords are merged as sets and
 * never conflict: ours in our order, without what they removed, then what is theirs.
 */
export function reconcile(
  base: Base | undefined,
  ours: Metadata,
  theirs: Metadata,
  options: ReconcileOptions = {},
): Reconciled {
  const text: Record<string, string | readonly string[]> = {};
  const fromThem: FieldName[] = [];
  const conflicts: Conflict[] = [];
  for (const field of fields) {
    const our = ours[field];
    if (our === undefined) continue;
    if (typeof our !== 'string') {
      const merged = mergeLists(base, field, our, textsOf(theirs[field]), options.seen);
      text[field] = merged;
      if (!sameKeywords(merged, our)) fromThem.push(field);
      continue;
    }
    const their = textOf(theirs, field);
    const winner = decide(base, field, our, their, options);
    if (winner === undefined)
      conflicts.push({ field, base: base && textOf(base.text, field), ours: our, theirs: their });
    else text[field] = winner === 'ours' ? our : their;
    if (winner === 'theirs') fromThem.push(field);
  }
  return { text: text as Metadata, fromThem, conflicts };
}

function decide(
  base: Base | undefined,
  field: FieldName,
  ours: string,
  theirs: string,
  { fill, keep }: ReconcileOptions,
): 'ours' | 'theirs' | undefined {
  if (ours === theirs) return 'ours';
  if (fill?.has(field) === true && base?.wrote.includes(field) !== true)
    return theirs === '' ? 'ours' : 'theirs';
  if (base === undefined) return theirs === '' ? 'ours' : keep?.(field);
  const weChanged = base.ours?.[field] !== ours;
  const theyChanged = textOf(base.text, field) !== theirs;
  if (weChanged && theyChanged) return keep?.(field);
  return weChanged ? 'ours' : 'theirs';
}

/** The text of a field; '' for one that is empty. */
function textOf(text: Metadata, field: FieldName): string {
  const value = text[field];
  return typeof value === 'string' ? value : '';
}

function mergeLists(
  base: Base | undefined,
  field: FieldName,
  ours: readonly string[],
  theirs: readonly string[],
  seen: readonly string[] = [],
): string[] {
  const wantedBefore = foldedSet(textsOf(base?.ours?.[field]));
  // Keywords that a person saw and did not take over count as left out by us.
  const ourBefore = base?.ours === undefined ? foldedSet(textsOf(base?.text[field])) : wantedBefore;
  const inTheirs = foldedSet(theirs);
  // A program that has a list of its own with none of several that we added did not take them out; an empty list is cleared.
  const added = wantedBefore.difference(foldedSet(textsOf(base?.before?.[field])));
  const isMadeAnew = theirs.length > 0 && added.size > 1 && added.isDisjointFrom(inTheirs);
  const kept = ours.filter(
    (one) => isMadeAnew || inTheirs.has(caseless(one)) || !wantedBefore.has(caseless(one)),
  );
  const settled = foldedSet([...ours, ...seen]).union(ourBefore);
  return [...kept, ...theirs.filter((one) => !settled.has(caseless(one)))];
}

/** Whether two lists hold the same keywords, whatever their order: some programs sort them when they save. */
export function sameKeywords(some: readonly string[], others: readonly string[]): boolean {
  const one = foldedSet(some);
  const other = foldedSet(others);
  return one.size === other.size && one.isSubsetOf(other);
}

function foldedSet(keywords: readonly string[]): Set<string> {
  return new Set(keywords.map(caseless));
}
