/**
 * The text that an outlet gets, made from the accepted one by its rules: cut, folded, left out, never invented. What cannot
 * be put right is a reason why the outlet refuses the photo.
 */
import { listed } from '../../amounts.ts';
import { oneLine, withoutEmoji } from '../texts/clean.ts';
import { fold } from '../texts/fold.ts';
import { countBytes, countCharacters, cutToBytesAtWord, cutToCharacters } from '../texts/limits.ts';
import { cutAtPhrase } from '../texts/phrases.ts';
import { datelineFor } from './dateline-template.ts';
import { faultsOf, keywordFault } from './faults.ts';
import { fitLetters } from './fit-letters.ts';
import type { MasterText, VariantText } from './master-text.ts';
import type { Outlet, TextField } from './schema.ts';

export type Variant = VariantText & {
  /** What was done to the accepted text, a few words each. */
  readonly done: readonly string[];
  /** Why the outlet would refuse it, sentences. */
  readonly refusals: readonly string[];
  /** What is worth knowing, sentences. */
  readonly notes: readonly string[];
};

/** The variant of a text for an outlet. It obeys the outlet's rules, or says why it is refused. */
export function deriveVariant(outlet: Outlet, master: MasterText): Variant {
  const done = new Set<string>();
  const { title, description } = outlet.text;
  const text: VariantText = {
    title: textFor(outlet, title.value, master, done),
    description: description === undefined ? '' : textFor(outlet, description.value, master, done),
    keywords: keywordsFor(outlet, master, done),
  };
  return { ...text, done: [...done], ...faultsOf(outlet, text, master) };
}

function textFor(outlet: Outlet, field: TextField, master: MasterText, done: Set<string>): string {
  const { caption, description, shortTitle, usage } = master;
  const whole = {
    description,
    shortTitle: shortTitle || description,
    caption: caption ?? description,
  }[field.from];
  const fitting = fitText(outlet, whole, done);
  const line = field.dateline ? fitText(outlet, datelineFor(outlet, master), new Set()) : '';
  if (usage === 'editorial' && line === '') done.add('without place and date in front');
  const front = line === '' ? '' : `${line} `;
  const text = cutTo(field, fitting, lengthIn(field, front), done);
  return text === '' ? '' : front + text;
}

/** One line in the letters that the outlet takes, without the signs it refuses. */
function fitText(outlet: Outlet, text: string, done: Set<string>): string {
  const { letters, refused } = outlet.text;
  const plain = fitLetters(oneLine(text), letters.value);
  if (plain !== oneLine(text)) done.add('letters made plain');
  const signs = refused.value.texts;
  const kept = withoutSigns(plain, signs);
  if (kept !== plain)
    done.add(`without ${listed(signsIn(plain, signs).map((sign) => `"${sign}"`))}`);
  return oneLine(withoutEmoji(kept));
}

function signsIn(text: string, signs: string): readonly string[] {
  return [...new Set(signs)].filter((sign) => text.includes(sign));
}

function withoutSigns(text: string, signs: string): string {
  if (signs === '') return text;
  const out = new Set(signs);
  return oneLine([...text].map((letter) => (out.has(letter) ? ' ' : letter)).join(''));
}

function lengthIn({ unit }: Pick<TextField, 'unit'>, text: string): number {
  return unit === 'bytes' ? countBytes(text) : countCharacters(text);
}

/** Cut at a phrase, or at a word, so that `taken` and the text are within the limit. */
function cutTo(field: TextField, text: string, taken: number, done: Set<string>): string {
  const room = Math.max(0, field.most - taken);
  if (lengthIn(field, text) <= room) return text;
  done.add(`cut to ${field.most} ${field.unit}`);
  const cut = field.unit === 'bytes' ? cutToBytesAtWord(text, room) : cutToCharacters(text, room);
  return cutAtPhrase(text, cut);
}

/** In their order; what the outlet refuses is left out. */
function keywordsFor(outlet: Outlet, master: MasterText, done: Set<string>): readonly string[] {
  const { value: rule } = outlet.text.keywords;
  const pieces = rule.phrases
    ? master.keywords
    : master.keywords.flatMap((keyword) => keyword.split(/\s+/u));
  if (pieces.length !== master.keywords.length) done.add('keywords split into words');
  const kept: string[] = [];
  const seen = new Set<string>();
  let total = 0;
  for (const piece of pieces) {
    if (kept.length === rule.most) break;
    const keyword = keywordFor(outlet, piece);
    const folded = fold(keyword);
    const length = countCharacters(keyword) + (kept.length === 0 ? 0 : 1);
    if (
      keyword === '' ||
      seen.has(folded) ||
      total + length > (rule.total ?? Number.POSITIVE_INFINITY)
    )
      continue;
    seen.add(folded);
    kept.push(keyword);
    total += length;
  }
  const left = pieces.length - kept.length;
  if (left > 0) done.add(left === 1 ? 'one keyword left out' : `${left} keywords left out`);
  return kept;
}

/** A keyword as the outlet takes it, or '' where it refuses it. */
function keywordFor(outlet: Outlet, keyword: string): string {
  const { keywords, letters, refused } = outlet.text;
  const plain = fitLetters(oneLine(keyword), letters.value);
  const kept = oneLine(withoutEmoji(withoutSigns(plain, refused.value.keywords)));
  const written = keywords.value.lowerCase ? oneLine(kept.toLowerCase()) : kept;
  return keywordFault(outlet, written).length === 0 ? written : '';
}
