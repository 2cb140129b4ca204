/** Why texts are left for a person, in words (data/left-reasons.json: what they do, and the checks that say so). */
import { count } from '../amounts.ts';
import data from './data/left-reasons.json' with { type: 'json' };

const wordsOf = new Map(
  Object.entries(data).flatMap(([words, codes]) => codes.map((code) => [code, words] as const)),
);

/** What a text does that a check of this code reports, as of several texts: `name another place`. */
export function leftReason(code: string): string {
  return wordsOf.get(code) ?? `have an open check, ${code}`;
}

const singular: Readonly<Record<string, string>> = { have: 'has', are: 'is', were: 'was' };

/** `12 name another place`, `1 has no title`. */
export function reasonInWords(reason: string, photos: number): string {
  if (photos !== 1) return `${count(photos)} ${reason}`;
  return `1 ${reason.replace(/^\S+/, (verb) => singular[verb] ?? `${verb}s`)}`;
}
