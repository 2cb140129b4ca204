/** Three versions of the same fields: what the file said when last looked at, what we want, and what it says now. */
import { type Field, fields } from './namespaces.ts';
import type { XmpText } from './read.ts';

/** What is remembered of a sidecar. */
export type Base = {
  /** What it said after we last wrote it, or when a person last saw it. A field that is absent was empty. */
  readonly text: XmpText;
  /** The fields whose value came from us. */
  readonly wrote: readonly Field[];
};

export type Conflict = {
  readonly field: Field;
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
  readonly fill?: ReadonlySet<Field>;
  /** Decides where both sides changed; undefined leaves the conflict open. */
  readonly keep?: (field: Field) => 'ours' | 'theirs' | undefined;
};

export type Reconciled = {
  /** What our fields should say now; fields in an open conflict are absent. */
  readonly text: XmpText;
  /** The fields where somebody else's value holds, or keywords of somebody else joined ours. */
  readonly fromThem: readonly Field[];
  readonly conflicts: readonly Conflict[];
};

/**
 * Merges field by field. Only fields present in `ours` take part. Where one side changed a field since `base`, its
 * value holds; where both did, it is a conflict. Keywords are merged as sets and never conflict: ours in our order,
 * without what they removed, then what they added.
 */
export function reconcile(
  base: Base | undefined,
  ours: XmpText,
  theirs: XmpText,
  options: ReconcileOptions = {},
): Reconciled {
  const text: Record<string, string | readonly string[]> = {};
  const fromThem: Field[] = [];
  const conflicts: Conflict[] = [];
  for (const field of fields) {
    const our = ours[field];
    if (our === undefined) continue;
    if (typeof our !== 'string') {
      const keywords = mergeKeywords(base?.text.keywords ?? [], our, theirs.keywords ?? []);
      text[field] = keywords;
      if (!sameKeywords(keywords, our)) fromThem.push(field);
      continue;
    }
    const versions = {
      base: textOf(base?.text, field),
      ours: our,
      theirs: textOf(theirs, field) ?? '',
    };
    const winner = decide(field, versions, base, options);
    if (winner === undefined) conflicts.push({ field, ...versions });
    else text[field] = versions[winner];
    if (winner === 'theirs') fromThem.push(field);
  }
  return { text: text as XmpText, fromThem, conflicts };
}

type Versions = Omit<Conflict, 'field'>;

function decide(
  field: Field,
  { base, ours, theirs }: Versions,
  remembered: Base | undefined,
  { fill, keep }: ReconcileOptions,
): 'ours' | 'theirs' | undefined {
  if (ours === theirs) return 'ours';
  const isOurs = remembered?.wrote.includes(field) === true && base === theirs;
  if (fill?.has(field) === true) return theirs === '' || isOurs ? 'ours' : 'theirs';
  if (base === theirs || (base === undefined && theirs === '')) return 'ours';
  if (base === ours) return 'theirs';
  return keep?.(field);
}

/** The text of a field in a snapshot; '' for one that was empty, undefined without a snapshot. */
function textOf(snapshot: XmpText | undefined, field: Field): string | undefined {
  if (snapshot === undefined) return undefined;
  const value = snapshot[field];
  return typeof value === 'string' ? value : '';
}

function mergeKeywords(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): string[] {
  const inBase = foldedSet(base);
  const inTheirs = foldedSet(theirs);
  const kept = ours.filter((one) => inTheirs.has(folded(one)) || !inBase.has(folded(one)));
  const seen = foldedSet([...base, ...kept]);
  return [...kept, ...theirs.filter((one) => !seen.has(folded(one)))];
}

/** Whether two lists hold the same keywords, whatever their order: some programs sort them when they save. */
export function sameKeywords(some: readonly string[], others: readonly string[]): boolean {
  const one = foldedSet(some);
  const other = foldedSet(others);
  return one.size === other.size && one.isSubsetOf(other);
}

/** A keyword without regard to capitals and to how its accents are put together. */
export function folded(keyword: string): string {
  return keyword.normalize('NFC').toLowerCase();
}

function foldedSet(keywords: readonly string[]): Set<string> {
  return new Set(keywords.map(folded));
}
