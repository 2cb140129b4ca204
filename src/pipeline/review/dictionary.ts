/** The dictionaries of English words, read when spelling is first checked. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { messageOf, StopError } from '../../errors.ts';

export const spellings = ['american', 'british'] as const;
export type Spelling = (typeof spellings)[number];

export type Dictionary = {
  /** In any case. */
  readonly knows: (word: string) => boolean;
  /** Words that differ by one letter, the likeliest first. */
  readonly suggest: (word: string) => readonly string[];
};

/** In their packages, which do not export them; the build lays them beside the program, in a form that is quicker to read. */
const sources: Readonly<Record<Spelling, () => string>> = {
  american: () =>
    createRequire(import.meta.url).resolve(
      '../../../node_modules/@cspell/dict-en_us/en_US.trie.gz',
    ),
  british: () =>
    createRequire(import.meta.url).resolve(
      '../../../node_modules/@cspell/dict-en-gb-mit/en_GB.trie.gz',
    ),
};

const opened = new Map<Spelling, Promise<Dictionary>>();
let english: Dictionary | undefined;

/**
 * Reads the dictionary that tells English from other languages, once.
 * @throws StopError when it cannot be read
 */
export async function openEnglish(): Promise<void> {
  english = await openDictionary('american');
}

/** That dictionary, where it has been read. */
export function englishIfOpen(): Dictionary | undefined {
  return english;
}

/**
 * Takes a fiftieth of a second the first time (in the built program), and less than two megabytes.
 * @throws StopError when the dictionary cannot be read
 */
export function openDictionary(spelling: Spelling): Promise<Dictionary> {
  const known = opened.get(spelling);
  if (known !== undefined) return known;
  const opening = read(spelling);
  opened.set(spelling, opening);
  return opening;
}

/** Swapped letters are the usual slip, then a letter left out, then a wrong one, then one too many. */
function unlikeliness(word: string, meant: string): number {
  if (meant.length !== word.length) return meant.length > word.length ? 1 : 3;
  return sortedLetters(meant) === sortedLetters(word) ? 0 : 2;
}

function sortedLetters(word: string): string {
  return [...word].sort().join('');
}

async function read(spelling: Spelling): Promise<Dictionary> {
  try {
    const file = resolve(import.meta.dirname, sources[spelling]());
    const words = await promisify(gunzip)(await readFile(file));
    const { decodeTrie } = await import('cspell-trie-lib');
    const trie = decodeTrie(words);
    const suggestions = new Map<string, readonly string[]>();
    return {
      knows: (word) => trie.hasWord(word, false) || trie.hasWord(word.toLowerCase(), false),
      suggest(word) {
        const known = suggestions.get(word);
        if (known !== undefined) return known;
        const found = trie
          .suggest(word, { numSuggestions: 8, changeLimit: 1, ignoreCase: true })
          .filter((one) => one === one.toLowerCase())
          .sort((a, b) => unlikeliness(word, a) - unlikeliness(word, b));
        suggestions.set(word, found);
        return found;
      },
    };
  } catch (error) {
    throw new StopError(
      'dictionary-missing',
      `The ${spelling} dictionary cannot be read: ${messageOf(error)}`,
      'Install proofsheet again, or leave spelling unchecked.',
    );
  }
}
