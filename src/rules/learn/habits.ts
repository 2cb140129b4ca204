/** What a person does again and again to the words of a model's answers, as rules that would do it for them. Pure. */
import { termKey } from '../keywords/terms.ts';
import { editDistance } from '../texts/edit-distance.ts';
import { fold } from '../texts/fold.ts';

/** An answer, and the text that a person accepted in its place. */
export type EditedText = {
  readonly answered: { readonly keywords: readonly string[]; readonly title: string };
  readonly accepted: { readonly keywords: readonly string[]; readonly title: string };
  /** Keywords that nobody has to thank for: of the photo, of its place, of its folder's notes. */
  readonly given: readonly string[];
};

export type Habit = {
  readonly kind: 'banned' | 'required' | 'spelling';
  /** The word, as it is written most; of `spelling` the one that is replaced. */
  readonly word: string;
  readonly by?: string | undefined;
  /** In how many photos it was so, of how many in which it could have been. */
  readonly times: number;
  readonly of: number;
};

/** A habit is what was done so many times, and in this part of all cases. */
const fewestTimes = 5;
const leastShare = 0.9;

const isHabit = (times: number, of: number): boolean =>
  times >= fewestTimes && times / of >= leastShare;

/** Counts by term, with the spelling that was met most. */
class Tally {
  readonly #times = new Map<string, number>();
  readonly #spellings = new Map<string, Map<string, number>>();

  /** Each term once for a photo. */
  add(words: readonly string[]): void {
    const each = new Map(words.map((word) => [keyOf(word), word]));
    for (const [key, word] of each) {
      this.#times.set(key, this.times(key) + 1);
      const known = this.#spellings.get(key) ?? new Map<string, number>();
      this.#spellings.set(key, known.set(word, (known.get(word) ?? 0) + 1));
    }
  }

  times(key: string): number {
    return this.#times.get(key) ?? 0;
  }

  keys(): readonly string[] {
    return [...this.#times.keys()];
  }

  spelling(key: string): string {
    const known = [...(this.#spellings.get(key) ?? [])];
    return known.reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0] as const)[0];
  }
}

const keyOf = (word: string) => termKey(word) || word;

/** All habits that can be told from these texts, the most frequent first. */
export function habitsIn(texts: Iterable<EditedText>): readonly Habit[] {
  const offered = new Tally();
  const removed = new Tally();
  const added = new Tally();
  const had = new Tally();
  const said = new Tally();
  const swaps = new Map<string, Swap>();
  let photos = 0;
  for (const { answered, accepted, given } of texts) {
    photos++;
    const before = new Set(answered.keywords.map(keyOf));
    const after = new Set(accepted.keywords.map(keyOf));
    const free = new Set(given.map(keyOf));
    const gone = answered.keywords.filter((word) => !after.has(keyOf(word)));
    const come = accepted.keywords.filter(
      (word) => !before.has(keyOf(word)) && !free.has(keyOf(word)),
    );
    offered.add(answered.keywords);
    removed.add(gone);
    added.add(come);
    had.add(accepted.keywords);
    const inTitle = rewrittenWords(answered.title, accepted.title);
    said.add([...answered.keywords, ...wordsOf(answered.title).map(fold)]);
    countSwaps(swaps, gone, come, inTitle);
  }
  const spelling = spellingHabits([...swaps.values()], said);
  const respelled = new Set(spelling.flatMap(({ word, by = '' }) => [keyOf(word), keyOf(by)]));
  const habit = (kind: Habit['kind'], word: string, times: number, of: number): Habit => ({
    ...{ kind, word, times, of },
  });
  const others = (tally: Tally) => tally.keys().filter((key) => !respelled.has(key));
  const banned = others(removed)
    .filter((key) => isHabit(removed.times(key), offered.times(key)))
    .map((key) => habit('banned', removed.spelling(key), removed.times(key), offered.times(key)));
  const required = others(added)
    .filter((key) => added.times(key) >= fewestTimes && isHabit(had.times(key), photos))
    .map((key) => habit('required', added.spelling(key), had.times(key), photos));
  return [...spelling, ...banned, ...required].sort(
    (one, other) => other.times - one.times || (one.word < other.word ? -1 : 1),
  );
}

type Swap = { readonly from: string; readonly to: string; times: number };

/** Keywords that went and came are one and its spelling only where they look alike. */
function countSwaps(
  swaps: Map<string, Swap>,
  gone: readonly string[],
  come: readonly string[],
  inTitle: readonly (readonly [from: string, to: string])[],
): void {
  const pairs = gone.flatMap((from) =>
    come.filter((to) => isAlike(from, to)).map((to) => [from, to] as const),
  );
  for (const [key, [from, to]] of new Map(
    [...pairs, ...inTitle].map(([from, to]) => [`${fold(from)}=${fold(to)}`, [from, to] as const]),
  )) {
    const known = swaps.get(key) ?? { from, to, times: 0 };
    known.times++;
    swaps.set(key, known);
  }
}

/** Words of a title that stand replaced by one other word each, where the words around them stayed. */
function rewrittenWords(from: string, to: string): readonly (readonly [string, string])[] {
  const [before, after] = [wordsOf(from), wordsOf(to)];
  if (before.length !== after.length) return [];
  const pairs = before.flatMap((word, index) => {
    const by = after[index] ?? '';
    return fold(word) === fold(by) ? [] : [[asInText(word), asInText(by)] as const];
  });
  // A sentence of other words is no spelling.
  return pairs.length * 3 <= before.length ? pairs : [];
}

const wordsOf = (text: string): readonly string[] =>
  text.match(/[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu) ?? [];

/** The first word of a title has a capital because of its place. */
const asInText = (word: string): string => word.toLowerCase();

/** Whether two words are the same but for a letter or two, a space or a hyphen. */
function isAlike(one: string, other: string): boolean {
  const [a, b] = [plain(one), plain(other)];
  if (a === b) return true;
  const most = a.length < 5 || b.length < 5 ? 1 : 2;
  return Math.abs(a.length - b.length) <= most && editDistance([...a], [...b]) <= most;
}

const plain = (word: string): string => fold(word).replace(/[\s-]/gu, '');

function spellingHabits(swaps: readonly Swap[], said: Tally): readonly Habit[] {
  return swaps.flatMap(({ from, to, times }): readonly Habit[] => {
    const of = said.times(keyOf(from)) || said.times(keyOf(fold(from)));
    return isHabit(times, Math.max(of, times))
      ? [{ kind: 'spelling', word: from, by: to, times, of: Math.max(of, times) }]
      : [];
  });
}
