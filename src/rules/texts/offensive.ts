/**
 * Words that insult. The list is a kept package's; words that stock photos use honestly (`cock` and `tit` are birds, `hoar` is
 * frost) are taken out of it, and slurs that it lacks are added (data/offensive.json).
 */
import { createRequire } from 'node:module';
import type { Profanity } from '@2toad/profanity';
import data from '../data/offensive.json' with { type: 'json' };

/** Phrases in which such a word is none. */
const allowed = new RegExp(`\\b(?:${data.allowed.join('|')})\\b`, 'giu');

let list: Profanity | undefined;

/** Loaded when a text is first checked: it takes as long as half a start. */
function words(): Profanity {
  if (list !== undefined) return list;
  const profanity: typeof import('@2toad/profanity') = createRequire(import.meta.url)(
    '@2toad/profanity',
  );
  list = new profanity.Profanity({ languages: ['en'], wholeWord: true });
  list.removeWords(data.honest.split(' '));
  list.addWords([...data.more.split(' '), ...data.phrases]);
  return list;
}

/** The first word or phrase of a text that insults, whole words alone: `Scunthorpe` does not. */
export function offensiveIn(text: string): string | undefined {
  const left = text.replace(allowed, '');
  if (!words().exists(left)) return undefined;
  return left.split(/[\s,;]+/u).find((word) => words().exists(word)) ?? left;
}
