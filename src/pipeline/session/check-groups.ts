/** What the checks find in many photos, gathered by what is to be decided, so that it is decided once. */
import type { Catalog } from '../../catalog/catalog.ts';
import { getPhoto } from '../../catalog/photos.ts';
import { getReview } from '../../catalog/reviews.ts';
import { type Check, type CheckRules, ignoreKey } from '../../rules/checks/check.ts';
import { checksOf, needsConfirmation } from '../../rules/checks.ts';
import type { Checker } from '../review/checker.ts';
import { checkInputOf } from '../review/photo-checks.ts';
import { type ShownCheck, shownCheck } from './photo.ts';

/** A check that speaks of the same thing in several photos, as in the first of them. */
type CheckGroup = {
  /** Without a place in the list of keywords, which is another one in each photo. */
  readonly check: Omit<Check, 'index'>;
  readonly photos: number;
};

type FoundChecks = {
  /** The most frequent first. */
  readonly groups: readonly CheckGroup[];
  /** Fixes that need no decision, and the photos that have some. */
  readonly plain: { readonly fixes: number; readonly photos: number };
};

/** The same as the screen shows it. */
export type ShownCheckGroups = Pick<FoundChecks, 'plain'> & {
  readonly groups: readonly { readonly check: ShownCheck; readonly photos: number }[];
};

/** Gathers what a person is to see. */
export function* gatheringToShow(
  ...of: Parameters<typeof gathering>
): Generator<void, ShownCheckGroups> {
  const { groups, plain } = yield* gathering(...of);
  return {
    groups: groups.map(({ check, photos }) => ({ check: shownCheck(check), photos })),
    plain,
  };
}

/** Looks at the photos one by one and rests after each. */
export function* gathering(
  catalog: Catalog,
  checker: Checker,
  photoIds: readonly number[],
): Generator<void, FoundChecks> {
  const rules = withMemory(checker.rules);
  const groups = new Map<string, { check: CheckGroup['check']; photos: number }>();
  const plain = { fixes: 0, photos: 0 };
  for (const id of photoIds) {
    yield;
    const photo = getPhoto(catalog, id);
    const review = getReview(catalog, id);
    if (photo === undefined || review === undefined) continue;
    const { text, facts, ...input } = checkInputOf(catalog, checker, photo, review);
    const checks = checksOf(text, facts, { ...input.rules, ...rules });
    const fixes = checks.filter((check) => check.fix !== undefined && !needsConfirmation(check));
    plain.fixes += fixes.length;
    if (fixes.length > 0) plain.photos++;
    const here = new Map(checks.map(({ index: _, ...check }) => [keyOf(check), check]));
    for (const [key, check] of here) {
      if (check.fix === undefined && check.word === undefined) continue;
      const group = groups.get(key) ?? { check, photos: 0 };
      group.photos++;
      if (group.check.fix === undefined) group.check = check;
      groups.set(key, group);
    }
  }
  return { groups: [...groups.values()].sort((a, b) => b.photos - a.photos), plain };
}

/** One decision answers all checks with the same key. */
function keyOf({ code, word, fix }: CheckGroup['check']): string {
  return word === undefined ? `${code} ${fix?.label ?? ''}` : ignoreKey(code, word);
}

/** Looking for the word that was meant takes long, and the same words are in many photos. */
function withMemory({ speller }: CheckRules): Pick<CheckRules, 'speller'> {
  const suggest = speller?.suggest;
  if (speller === undefined || suggest === undefined) return {};
  const known = new Map<string, readonly string[]>();
  return {
    speller: {
      ...speller,
      suggest(word) {
        const found = known.get(word) ?? suggest(word);
        known.set(word, found);
        return found;
      },
    },
  };
}
