/** Contact data: web and mail addresses, names on networks, telephone numbers, `follow me`. Agencies refuse it everywhere. */
import data from '../data/contact.json' with { type: 'json' };
import { meets, type Passage, passages } from './passages.ts';

const { endings, patterns, telephone, inCapitals } = data;
const list = (words: string) => words.split(' ').join('|');
const path = '(?:[/?#:]\\S*)?';

/** `example.com`, `bit.ly/abc`. */
const domains = new RegExp(
  `(?<![\\p{L}\\p{N}.@-])[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*\\.(?:${list(endings.always)})(?![\\p{L}\\p{N}])${path}`,
  'giu',
);
/** Endings that are words too, so that a full stop without a space might stand before them: only in small letters. */
const others = new RegExp(
  `(?<![\\p{L}\\p{N}.@-])(?:[\\p{L}\\p{N}-]+\\.)+(?:(?:${list(endings.inSmallLetters)})(?![\\p{L}\\p{N}.])${path}|(?:${list(endings.beforeAPath)})/\\S+)`,
  'gu',
);
const words = new RegExp(`(?<![\\p{L}\\p{N}@.])(?:${patterns.join('|')})`, 'giu');
const numbers = new RegExp(
  `(?<![\\p{L}\\p{N}.,/-]|\\d )(?:${telephone.join('|')})(?![\\p{L}\\p{N}])`,
  'gu',
);

/** Number plates, accounts and houses, which capitals tell from other words. */
const capitals = new RegExp(
  `(?<![\\p{L}\\p{N}.,/-])(?:${inCapitals.join('|')})(?![\\p{L}\\p{N}])`,
  'gu',
);

/** A number has at least this many digits; shorter ones are counted things. */
const fewestDigits = 7;

/** Contact data in a text. */
export function contactIn(text: string): readonly Passage[] {
  const found: Passage[] = [];
  const add = (more: readonly Passage[]) => {
    for (const one of more) if (!meets(one, found)) found.push(one);
  };
  add(passages(text, words));
  if (text.includes('.')) add([...passages(text, domains), ...passages(text, others)]);
  if (/\d{2}/.test(text)) add(passages(text, numbers).filter(isTelephone));
  if (/\d/.test(text) && /\p{Lu}/u.test(text)) add(passages(text, capitals));
  return found.sort((a, b) => a.start - b.start);
}

/** Dates, and numbers with spaces between thousands, are none. */
function isTelephone({ words: number }: Passage): boolean {
  const digits = number.replace(/\D/g, '');
  const isDate = /^\d{1,2}([./ -])\d{1,2}\1(?:\d{2}|\d{4})$/.test(number.replace(/[()]/g, ''));
  return digits.length >= (number.startsWith('555') ? fewestDigits : fewestDigits + 1) && !isDate;
}

/** Whether a text has contact data. */
export function hasContact(text: string): boolean {
  return contactIn(text).length > 0;
}
