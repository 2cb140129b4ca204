/** What an outlet would say of a finished text, derived or written by a person. */
import { count, counted, listed } from '../../amounts.ts';
import { dayInWords } from '../datelines/dateline.ts';
import { isDateKeyword } from '../keywords/date-keywords.ts';
import { hasEmoji } from '../texts/clean.ts';
import { fold } from '../texts/fold.ts';
import { countBytes, countCharacters } from '../texts/limits.ts';
import { foreignLetter } from './fit-letters.ts';
import type { MasterText, VariantText } from './master-text.ts';
import { outletCategories } from './outlet-categories.ts';
import type { Outlet, TextField } from './schema.ts';
import { signsIn } from './signs.ts';

export type OutletOpinion = {
  /** Why the outlet would refuse the photo with this text, sentences. */
  readonly refusals: readonly string[];
  /** What else is worth knowing, sentences. */
  readonly notes: readonly string[];
};

/** What an outlet says of a text. `keywordsAreSound`: each by itself, so that only their number is looked at. */
export function opinionOf(
  outlet: Outlet,
  text: VariantText,
  master: MasterText,
  { keywordsAreSound = false } = {},
): OutletOpinion {
  const { title, description } = outlet.text;
  const ofTitle = textFaults(outlet, title.value, text.title, 'title');
  const ofDescription =
    description === undefined
      ? []
      : textFaults(outlet, description.value, text.description, 'description');
  const isSame = text.title === text.description;
  return {
    refusals: [
      ...editorialFaults(outlet, master),
      ...ofTitle,
      // The same words have the same faults; once is enough.
      ...ofDescription.filter(
        (fault) => !isSame || !ofTitle.includes(fault.replace(' description', ' title')),
      ),
      ...numberFaults(outlet, text.keywords),
      ...(keywordsAreSound ? [] : listFaults(outlet, text.keywords)),
    ],
    notes: [
      ...illustrative(outlet, master),
      ...categoryNote(outlet, master),
      ...pictureNotes(outlet, master),
    ],
  };
}

function editorialFaults({ text }: Outlet, { place, takenOn, usage }: MasterText): string[] {
  if (usage === 'commercial') return [];
  if (text.editorial.value === 'none') return ['It takes no editorial photos.'];
  const { city = '', country = '' } = place ?? {};
  const known = {
    place: [city, country].every((name) => name.trim() !== ''),
    date: dayInWords(takenOn) !== '',
  };
  const missing = text.required.value.filter((fact) => !known[fact]);
  return missing.length === 0
    ? []
    : [
        `The text lacks ${listed(missing.map((fact) => `the ${fact}`))}, which editorial photos need.`,
      ];
}

function illustrative({ text }: Outlet, { usage }: MasterText): string[] {
  return usage === 'editorial' && text.editorial.value === 'illustrative'
    ? ['It takes editorial photos only without recognisable people and events.']
    : [];
}

/** None is guessed; it can still be chosen where the photo goes. */
function categoryNote({ categories }: Outlet, { further }: MasterText): string[] {
  if (categories?.value.required !== true) return [];
  return outletCategories(categories.value, further).length > 0
    ? []
    : ['It wants a category, and the photo has none that it knows.'];
}

/** What a text of at most `most` may be. */
function textFaults(
  outlet: Outlet,
  { least, most, unit, words }: TextField,
  text: string,
  name: 'title' | 'description',
): string[] {
  if (text === '') return [`There is no ${name}.`];
  const length = unit === 'bytes' ? countBytes(text) : countCharacters(text);
  const spoken = words === 0 ? 0 : text.split(/\s+/u).length;
  return [
    ...(length > most ? [`The ${name} has ${count(length)} ${unit}; the limit is ${most}.`] : []),
    ...(length < least ? [`The ${name} has ${length} ${unit}; the minimum is ${least}.`] : []),
    ...(spoken < words
      ? [`The ${name} has ${counted(spoken, 'word')}; the minimum is ${words}.`]
      : []),
    ...signFaults(text, outlet.text.refused.value.texts, `The ${name}`),
    ...letterFault(outlet, text, `The ${name}`),
    ...(hasEmoji(text) ? [`The ${name} has an emoji.`] : []),
  ];
}

function signFaults(text: string, signs: string, what: string): string[] {
  const found = signsIn(text, signs);
  return found.length === 0
    ? []
    : [
        `${what} has ${listed(found.map((sign) => `"${sign}"`))}, which ${found.length === 1 ? 'is' : 'are'} refused.`,
      ];
}

function letterFault({ text: { letters } }: Outlet, text: string, what: string): string[] {
  const letter = foreignLetter(text, letters.value);
  const accepted = letters.value === 'ascii' ? 'plain ASCII is' : 'unaccented letters are';
  return letter === undefined
    ? []
    : [`${what} has the letter "${letter}"; only ${accepted} accepted.`];
}

function numberFaults({ text }: Outlet, keywords: readonly string[]): string[] {
  const { least, most } = text.keywords.value;
  return [
    ...(keywords.length < least
      ? [`${counted(keywords.length, 'keyword')}; the minimum is ${least}.`]
      : []),
    ...(keywords.length > most ? [`${keywords.length} keywords; the limit is ${most}.`] : []),
  ];
}

function listFaults(outlet: Outlet, keywords: readonly string[]): string[] {
  const { total } = outlet.text.keywords.value;
  const all = countCharacters(keywords.join(','));
  const seen = new Set<string>();
  const twice = keywords.find((keyword) => seen.size === seen.add(fold(keyword)).size);
  return [
    ...(total !== undefined && all > total
      ? [`The keywords have ${count(all)} characters; the limit is ${count(total)}.`]
      : []),
    ...(twice === undefined ? [] : [`"${twice}" appears twice.`]),
    ...keywords.flatMap((keyword) => keywordFault(outlet, keyword)).slice(0, 3),
  ];
}

/** What the outlet refuses about one keyword. */
export function keywordFault(outlet: Outlet, keyword: string): readonly string[] {
  const { keywords, refused } = outlet.text;
  const { dates, length, lowerCase, phrases } = keywords.value;
  const what = `"${keyword}"`;
  return [
    ...(length !== undefined && countCharacters(keyword) > length ? [`${what} is too long.`] : []),
    ...(!phrases && /\s/u.test(keyword) ? [`${what} is more than one word.`] : []),
    ...(lowerCase && keyword !== keyword.toLowerCase() ? [`${what} has capitals.`] : []),
    ...(!dates && isDateKeyword(keyword) ? [`${what} is a date.`] : []),
    ...signFaults(keyword, refused.value.keywords, what),
    ...letterFault(outlet, keyword, what),
    ...(hasEmoji(keyword) ? [`${what} has an emoji.`] : []),
  ];
}

const megapixel = 1_000_000;

function pictureNotes({ picture }: Outlet, { bytes = 0, size }: MasterText): string[] {
  if (picture === undefined || size === undefined) return [];
  const { megapixels = {}, megabytes, side = {} } = picture.value;
  const pixels = (size.width * size.height) / megapixel;
  const sides = [size.width, size.height];
  const text = pixels.toFixed(1);
  return [
    ...(megapixels.least !== undefined && pixels < megapixels.least
      ? [`The picture has ${text} megapixels; the minimum is ${megapixels.least}.`]
      : []),
    ...(megapixels.most !== undefined && pixels > megapixels.most
      ? [`The picture has ${text} megapixels; the limit is ${megapixels.most}.`]
      : []),
    ...(side.least !== undefined && Math.min(...sides) < side.least
      ? [`A side of the picture has ${Math.min(...sides)} pixels; the minimum is ${side.least}.`]
      : []),
    ...(side.most !== undefined && Math.max(...sides) > side.most
      ? [`A side of the picture has ${Math.max(...sides)} pixels; the limit is ${side.most}.`]
      : []),
    ...(megabytes !== undefined && bytes > megabytes * 1_000_000
      ? [`The file has ${Math.round(bytes / 1_000_000)} MB; the limit is ${megabytes}.`]
      : []),
  ];
}
