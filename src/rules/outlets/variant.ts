/**
 * The text that an outlet gets, made from the accepted one by its rules: cut, folded, left out, never invented. What cannot
 * be put right is a reason why the outlet refuses the photo.
 */
import { isDeepStrictEqual } from 'node:util';
import { listed } from '../../amounts.ts';
import { oneLine, withoutEmoji } from '../texts/clean.ts';
import { fold } from '../texts/fold.ts';
import { countBytes, countCharacters, cutToBytesAtWord, cutToCharacters } from '../texts/limits.ts';
import { cutAtPhrase } from '../texts/phrases.ts';
import { datelineFor } from './dateline-template.ts';
import { keywordFault, type OutletOpinion, opinionOf } from './faults.ts';
import { fitLetters } from './fit-letters.ts';
import { harmless } from './harmless.ts';
import { KeywordForms } from './keyword-forms.ts';
import type { MasterText, VariantText } from './master-text.ts';
import type { Outlet, TextField } from './schema.ts';
import { signsIn, withoutSigns } from './signs.ts';

export type Variant = VariantText &
  OutletOpinion & {
    /** What was done to the accepted text, a few words each. */
    readonly done: readonly string[];
  };

/** What is worked out once for an outlet, for many photos. */
type Known = { readonly keywords: KeywordForms; readonly isOneText: boolean };
const known = new WeakMap<Outlet, Known>();

function knownOf(outlet: Outlet): Known {
  const found = known.get(outlet);
  if (found !== undefined) return found;
  const { description, title } = outlet.text;
  const made = {
    keywords: new KeywordForms((keyword) => keywordFor(outlet, keyword)),
    isOneText: isDeepStrictEqual(title.value, description?.value),
  };
  known.set(outlet, made);
  return made;
}

/** Whether title and description are the same text at an outlet. */
export function isOneText(outlet: Outlet): boolean {
  return knownOf(outlet).isOneText;
}

/** The variant of a text for an outlet. It obeys the outlet's rules, or says why it is refused. */
export function deriveVariant(outlet: Outlet, master: MasterText): Variant {
  const done = new Set<string>();
  const { keywords, isOneText } = knownOf(outlet);
  const field = outlet.text.description?.value;
  const title = textFor(outlet, outlet.text.title.value, master, done);
  const description =
    field === undefined ? '' : isOneText ? title : textFor(outlet, field, master, done);
  const text: VariantText = {
    title,
    description,
    keywords: keywordsFor(outlet, master.keywords, keywords, done),
  };
  // Each keyword has been looked at when its form was made.
  return {
    ...text,
    done: [...done],
    ...opinionOf(outlet, text, master, { keywordsAreSound: true }),
  };
}

function textFor(outlet: Outlet, field: TextField, master: MasterText, done: Set<string>): string {
  const { caption, description, shortTitle, usage } = master;
  const texts = {
    description,
    shortTitle: shortTitle || description,
    caption: caption ?? description,
  };
  const fitting = fitText(outlet, texts[field.from], done);
  const line = field.dateline ? datelineIn(outlet, master) : '';
  if (usage === 'editorial' && line === '') done.add('without place and date in front');
  const front = line === '' ? '' : `${line} `;
  const text = cutTo(field, fitting, lengthIn(field, front), done);
  return text === '' ? '' : front + text;
}

/** Place and date as they stand in front of texts for the outlet; '' where there are none. */
export function datelineIn(outlet: Outlet, master: MasterText): string {
  return fitText(outlet, datelineFor(outlet, master), new Set());
}

/** One line in the letters that the outlet takes, without the signs it refuses. */
function fitText(outlet: Outlet, text: string, done: Set<string>): string {
  const { letters, refused } = outlet.text;
  const line = oneLine(text);
  const plain = fitLetters(line, letters.value);
  if (plain !== line) done.add('letters made plain');
  const signs = signsIn(plain, refused.value.texts);
  if (signs.length > 0) done.add(`without ${listed(signs.map((sign) => `"${sign}"`))}`);
  const sound = oneLine(withoutEmoji(withoutSigns(plain, signs)));
  const safe = harmless(sound);
  if (safe !== sound) done.add('without signs of a formula');
  return oneLine(safe);
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
function keywordsFor(
  { text }: Outlet,
  all: readonly string[],
  forms: KeywordForms,
  done: Set<string>,
): readonly string[] {
  const { most, phrases, total = Number.POSITIVE_INFINITY } = text.keywords.value;
  const pieces = phrases ? all : all.flatMap((keyword) => keyword.split(/\s+/u));
  if (pieces.length !== all.length) done.add('keywords split into words');
  const kept = forms.first(pieces, most, total);
  const left = pieces.length - kept.length;
  if (left > 0) done.add(left === 1 ? 'one keyword left out' : `${left} keywords left out`);
  return kept;
}

/** A keyword as the outlet takes it, or '' where it refuses it. */
function keywordFor(outlet: Outlet, keyword: string) {
  const { keywords, letters, refused } = outlet.text;
  const plain = fitLetters(oneLine(keyword), letters.value);
  const signs = signsIn(plain, refused.value.keywords);
  const kept = oneLine(harmless(oneLine(withoutEmoji(withoutSigns(plain, signs)))));
  const cased = keywords.value.lowerCase ? oneLine(kept.toLowerCase()) : kept;
  const written = keywordFault(outlet, cased).length === 0 ? cased : '';
  return { written, folded: fold(written), length: countCharacters(written) };
}
