/** Words of a text that checks ask about: each once, and none that a person answers for, having written or kept it. */
import { mentions, sameTerm } from '../keywords/terms.ts';
import type { Subject } from './check.ts';

/** Whether the person has said that a name is right. */
export function isKept({ text: { keptNames } }: Subject, words: string): boolean {
  return keptNames.some((kept) => mentions(kept, words));
}

/** Whether a person wrote words in a title: the answer did not offer them. */
export function isOwnWord({ facts: { offered } }: Subject, words: string): boolean {
  return (
    offered !== undefined &&
    !mentions(`${offered.description} ; ${offered.shortTitle ?? ''}`, words)
  );
}

/** What is said of each word once, though titles have it several times. */
export function firstOfEach<T extends { readonly word: string }>(all: readonly T[]): readonly T[] {
  return all.filter(({ word }, at) => !all.slice(0, at).some((one) => sameTerm(one.word, word)));
}
