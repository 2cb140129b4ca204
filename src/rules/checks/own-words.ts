/** Words of a text that a person answers for: those that the answer did not offer, and names that were kept. */
import { mentions } from '../keywords/terms.ts';
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
