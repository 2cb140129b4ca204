/** A keyword list in use: how its words are spelled, what stands above them and beside them, and where in the tree. */
import { Beginnings } from '../keywords/beginnings.ts';
import { termKey } from '../keywords/terms.ts';
import { fold } from '../texts/fold.ts';
import { americanSpelling } from './american-spelling.ts';
import { type ListEntry, whyNoKeyword } from './entry.ts';

/** What a keyword brings with it. */
export type Additions = 'nothing' | 'parents' | 'synonyms' | 'both';

/** An entry at its place in the tree. */
type Node = {
  readonly name: string;
  readonly synonyms: readonly string[];
  /** It can be a keyword: exported, and neither too long nor full of signs. */
  readonly isKeyword: boolean;
  readonly parent: Node | undefined;
};

export class KeywordList {
  /** Words that can be keywords, synonyms too, as they are spelled, with their places in the tree. */
  readonly #nodes = new Map<string, Node[]>();
  /** The spellings of a word by what all of them have in common. */
  readonly #alike = new Map<string, string[]>();
  /** The forms of a word by its term; made when first asked for. */
  #forms: Map<string, string[]> | undefined;
  /** Made when first asked for. */
  #index: Beginnings | undefined;

  /** What tells it from other lists; '' for one that says nothing. */
  readonly id: string;

  /** @param lists what stands in the first goes before what stands in the others */
  constructor(lists: readonly (readonly ListEntry[])[], id = '') {
    this.id = id;
    for (const entries of lists) this.#take(entries);
  }

  #take(entries: readonly ListEntry[]): void {
    /** The node of each level that is open. */
    const open: Node[] = [];
    for (const { name, synonyms, isExported, level } of entries) {
      const isKeyword = isExported && whyNoKeyword(name) === undefined;
      const node: Node = {
        name,
        synonyms: synonyms.filter((word) => whyNoKeyword(word) === undefined),
        isKeyword,
        parent: open[level - 1],
      };
      open.length = level;
      open[level] = node;
      if (isKeyword) this.#learn(name, node);
      for (const synonym of isExported ? node.synonyms : []) this.#learn(synonym, node);
    }
  }

  #learn(word: string, node: Node): void {
    if (!this.#nodes.has(word)) addTo(this.#alike, american(word), word);
    addTo(this.#nodes, word, node);
  }

  /** Words that can be keywords. */
  get size(): number {
    return this.#nodes.size;
  }

  /** Whether the list has a word, spelled just so. */
  has(word: string): boolean {
    return this.#nodes.has(word);
  }

  /**
   * How the list spells a word: in other case or with other accents, with a space or a hyphen (`ferryboat`), as the other
   * English does (`gray`). Undefined for a word that it does not have, or has in several spellings of which none is it.
   */
  spelling(word: string): string | undefined {
    if (this.#nodes.has(word)) return word;
    const alike = this.#alike.get(american(word)) ?? [];
    for (const keyOf of likenesses) {
      const key = keyOf(word);
      const same = alike.filter((one) => keyOf(one) === key);
      if (same.length > 0) return same.length === 1 ? same[0] : undefined;
    }
    return undefined;
  }

  /** The same, also for another form of a word, as in `boats` for `boat`. */
  likest(word: string): string | undefined {
    const spelled = this.spelling(word);
    if (spelled !== undefined || this.size === 0) return spelled;
    this.#forms ??= Map.groupBy(this.#nodes.keys(), termKey);
    const [only, ...more] = this.#forms.get(termKey(word)) ?? [];
    return more.length === 0 ? only : undefined;
  }

  /**
   * What belongs to a keyword: what stands above it, the nearest first, then its other words. Nothing that is not exported.
   * @param others the keywords beside it, which tell the branch where it stands on several
   */
  additionsOf(word: string, others: readonly string[], what: Additions): readonly string[] {
    if (what === 'nothing') return [];
    const nodes = this.#meant(word, others);
    const parents = what === 'synonyms' ? [] : nodes.flatMap((node) => [...above(node)]);
    const words = nodes.flatMap(({ name, synonyms, isKeyword }) => [
      ...(isKeyword ? [name] : []),
      ...synonyms,
    ]);
    const found = [
      ...parents.filter(({ isKeyword }) => isKeyword).map(({ name }) => name),
      ...(what === 'parents' ? [] : words),
    ];
    return [...new Set(found)].filter((one) => one !== word);
  }

  /**
   * The places of a keyword in the tree, each from the top down to it, with what is not exported on the way; none for a word
   * that is not in the list. A synonym stands where its keyword does.
   */
  pathsOf(word: string, others: readonly string[]): readonly (readonly string[])[] {
    const paths = this.#meant(word, others).map((node) =>
      [node, ...above(node)].map(({ name }) => name).reverse(),
    );
    return [...new Map(paths.map((path) => [path.join('\n'), path])).values()];
  }

  /** Of several places, those of which another keyword names a level above; all where none does. */
  #meant(word: string, others: readonly string[]): readonly Node[] {
    const nodes = this.#nodes.get(this.spelling(word) ?? word) ?? [];
    if (nodes.length < 2) return nodes;
    const named = new Set(others.map(fold));
    const told = nodes.filter((node) => [...above(node)].some(({ name }) => named.has(fold(name))));
    return told.length > 0 ? told : nodes;
  }

  /** Words that begin with `beginning`, or in which a word does; the former first, each in the order of the alphabet. */
  complete(beginning: string, limit: number): readonly string[] {
    const wanted = fold(beginning).trimStart();
    if (wanted === '') return [];
    this.#index ??= new Beginnings(this.#nodes.keys());
    const first = new Set<string>();
    const within = new Set<string>();
    for (const term of this.#index.with(wanted)) {
      (fold(term).startsWith(wanted) ? first : within).add(term);
      if (first.size >= limit) break;
    }
    return [...first.union(within)].slice(0, limit);
  }
}

function* above(node: Node): Generator<Node> {
  for (let one = node.parent; one !== undefined; one = one.parent) yield one;
}

const joined = (word: string) => fold(word).replace(/[\s'-]+/gu, '');
const american = (word: string) =>
  fold(word)
    .replace(/\p{L}+/gu, americanSpelling)
    .replace(/[\s'-]+/gu, '');

/** What two spellings of a word have in common, from the closest likeness to the loosest. */
const likenesses = [fold, joined, american];

function addTo<T>(map: Map<string, T[]>, key: string, one: T): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [one]);
  else known.push(one);
}
