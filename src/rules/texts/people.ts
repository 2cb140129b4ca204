/**
 * Names of people (data/people.json): a given name with a family name behind it, one behind a title or profession, and a
 * given name alone that somebody does something under. Names of streets, statues and the like are none.
 */
import data from '../data/people.json' with { type: 'json' };
import { fold } from './fold.ts';
import { withoutQuotations } from './quotations.ts';
import { remembered } from './remembered.ts';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(fold));
const given = setOf(data.given);
/** What the names of saints and places begin with, and what those of things end with. */
const saints = setOf(data.saints);
const things = setOf(data.things);

const word = "\\p{Lu}[\\p{L}\\p{M}'’-]+";
const particle = '(?:(?:de|da|do|dos|del|della|van|von|der|den|bin|ibn|al|el|ten|ter) ){0,2}';
const run = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}-])${word}(?: ${particle}(?:\\p{Lu}\\p{L}{0,2}\\.|${word}))*`,
  'gu',
);
const anyRole = data.roles.replace(/(?<=^|\|)\p{Lu}/gu, (one) => `[${one}${one.toLowerCase()}]`);
const role = new RegExp(
  `(?<![\\p{L}-])(?:${anyRole}) (${word}(?: ${word})?(?: [IVX]{1,4})?)(?= (?:\\p{Ll}+ly )?(?:${data.verbs})(?!\\p{L}))`,
  'gu',
);
/** Words that begin one, without which the long pattern need not be tried. */
const roleWords = new Set(data.roles.toLowerCase().match(/(?<=^|\|)[a-z]+/g));
const roles = new RegExp(`^(?:${data.roles})$`, 'u');
const acts = new RegExp(
  `^ (?:\\p{Ll}+ly )?(?:${data.verbs})(?!\\p{L})|^, (?:an?|the|his|her|aged|\\d)`,
  'u',
);
const about = new RegExp(`(?<!\\p{L})(?:${data.about})(?!\\p{L})`, 'iu');
/** What is called after somebody, shows somebody or was made by somebody. */
const ledTo =
  /(?:^|[^\p{L}])(?<!(?:portrait|close-up|view|selfie|glimpse) )(?:of|by|after|to|for|on|at|in|from|near|the|say|says|reads|that|which|where|when|as|like)(?: the)? $/iu;
const calledSo =
  /(?:m[ae]n|wom[ae]n|boys?|girls?|child|person|vendor|worker|fisherman|farmer|lady|tourist|guide) (?:named|called) $/u;
const thingBehind = new RegExp(`^['’]|^ (?:${data.about}|${data.called})(?!\\p{L})`, 'iu');

const isGiven = (name = ''): boolean => given.has(fold(name));

/** Names of people in a title, each as it stands there. */
export const peopleIn: (text: string) => readonly string[] = remembered((text) => {
  const plain = withoutQuotations(text);
  const mayHaveRole = (plain.match(/[A-Za-z]+/g) ?? []).some((one) =>
    roleWords.has(one.toLowerCase()),
  );
  const named = (mayHaveRole ? [...plain.matchAll(role)] : [])
    .map(([, name = '']) => name)
    .filter((name) => !name.split(' ').some((one) => things.has(fold(one))));
  const runs = [...plain.matchAll(run)].flatMap(({ 0: words, index }) =>
    personIn(words, plain.slice(0, index), plain.slice(index + words.length)),
  );
  return [
    ...new Set([...runs, ...named.filter((name) => !runs.some((one) => one.includes(name)))]),
  ];
});

function personIn(words: string, before: string, behind: string): string | [] {
  const all = words.split(' ');
  const from = isGiven(all[0]) ? 0 : 1;
  // Only the first word of a sentence has a capital for no reason of its own.
  const isLed = from === 1 && before !== '' && !roles.test(all[0] ?? '');
  if (isLed || saints.has(fold(all[0] ?? '')) || /\b(?:St|Mt|Ste)\. $/u.test(before)) return [];
  const name = all.slice(from);
  if (!isGiven(name[0]) || name.some((one) => things.has(fold(one)))) return [];
  if (calledSo.test(before)) return name.join(' ');
  if (ledTo.test(before) || thingBehind.test(behind)) return [];
  if (name.length > 1) return /^[IVX]+$/u.test(name[1] ?? '') ? [] : name.join(' ');
  const isOne = acts.test(behind) && (before === '' || behind.startsWith(','));
  const [, other] = /^ and (\p{Lu}[\p{L}\p{M}'-]+)/u.exec(behind) ?? [];
  return isOne || (other !== undefined && isGiven(other)) ? (name[0] ?? []) : [];
}

/** Whether a text speaks of what is called after people or shows them: a statue, a museum, a street. */
export function isAboutPeople(text: string): boolean {
  return about.test(text);
}

/** Whether a keyword is the name of a person. */
export function isPerson(keyword: string): boolean {
  if (!/^\p{Lu}\p{Ll}/u.test(keyword)) return false;
  const words = keyword.split(' ');
  const [first, ...more] = words;
  if (!isGiven(first) || words.length > 4 || !words.every((one) => /^\p{Lu}\p{Ll}/u.test(one)))
    return false;
  return !more.some((one) => things.has(fold(one)));
}
