/** Which checks the fix key answers: the weightiest that it can, and hints only where nothing else is open. Pure. */
import type { ShownCheck } from '../../pipeline/session/photo.ts';
import { isFixedLast } from '../../rules/checks.ts';

/** More than this many are not listed: each has a digit as its key. */
export const mostListed = 9;

const order: Readonly<Record<ShownCheck['weight'], number>> = { problem: 0, doubt: 1, note: 2 };

/** The weightiest first, and those of the same weight as they were. */
export function byWeight(checks: readonly ShownCheck[]): ShownCheck[] {
  return [...checks].sort((a, b) => order[a.weight] - order[b.weight]);
}

/** What checks speak of, for where the same is said of several. */
export const checkedFieldNames: Readonly<Record<ShownCheck['field'], string>> = {
  title: 'title',
  shortTitle: 'short title',
  keywords: 'keywords',
  usage: 'usage',
  place: 'place',
};

/** An unverified name. */
export function isName({ code }: ShownCheck): boolean {
  return code === 'unsure';
}

/** What agencies refuse and what nobody gave has to be answered; everything else is a guess. */
export function isHint({ weight }: ShownCheck): boolean {
  return weight === 'note';
}

/** The usage has a key of its own, so that it is not changed by a fix that was meant for something else. */
export function isAboutUsage({ code }: ShownCheck): boolean {
  return code === 'usage-differs';
}

/**
 * The one check that is answered next, or all hints, of which one is chosen; none where the key can do nothing.
 * @param keywordIndex the keyword under the cursor, whose check goes before the others; -1 while the keywords are not focused
 */
export function answeredByFix(
  checks: readonly ShownCheck[],
  keywordIndex: number,
): readonly ShownCheck[] {
  const answerable = checks.filter(
    (check) => !isAboutUsage(check) && (check.fix !== undefined || isName(check)),
  );
  const near = answerable.find(({ index }) => index === keywordIndex);
  if (near !== undefined) return [near];
  if (checks.every(isHint)) return answerable;
  const open = byWeight(answerable.filter((check) => !isHint(check)));
  const first = open.find((check) => check.weight === open[0]?.weight && !isFixedLast(check));
  return first === undefined ? open.slice(0, 1) : [first];
}
