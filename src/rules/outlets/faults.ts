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
    refusals: sentences([
      editorialFault(outlet, master),
      ...ofTitle,
      // The same words have the same faults; once is enough.
      ...ofDescription.filter(
        (fault) => !isSame || !ofTitle.includes(fault.replace(' description', ' title')),
      ),
      ...numberFaults(outlet, text.keywords),
      ...(keywordsAreSound ? [] : listFaults(outlet, text.keywords)),
    ]),
    notes: sentences([
      master.usage === 'editorial' &&
        outlet.text.editorial.value === 'illustrative' &&
        'It takes editorial photos only without recognisable people and events.',
      categoryNote(outlet, master),
      ...pictureNotes(outlet, master),
    ]),
  };
}

/** Those sentences that there is a reason for. */
function sentences(all: readonly (string | false | undefined)[]): string[] {
  return all.filter((one) => typeof one === 'string');
}

function editorialFault({ text }: Outlet, { place, takenOn, usage }: MasterText) {
  if (usage === 'commercial') return undefined;
  if (text.editorial.value === 'none') return 'It takes no editorial photos.';
  const { city = '', country = '' } = place ?? {};
  const known = {
    place: [city, country].every((name) => name.trim() !== ''),
    date: dayInWords(takenOn) !== '',
  };
  const missing = text.required.value.filter((fact) => !known[fact]).map((fact) => `the ${fact}`);
  return missing.length > 0 && `The text lacks ${listed(missing)}, which editorial photos need.`;
}

/** None is guessed; it can still be chosen where the photo goes. */
function categoryNote({ categories }: Outlet, { further }: MasterText) {
  return (
    categories?.value.required === true &&
    outletCategories(categories.value, further).length === 0 &&
    'It wants a category, and the photo has none that it knows.'
  );
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
  return sentences([
    length > most && `The ${name} has ${count(length)} ${unit}; the limit is ${most}.`,
    length < least && `The ${name} has ${length} ${unit}; the minimum is ${least}.`,
    spoken < words && `The ${name} has ${counted(spoken, 'word')}; the minimum is ${words}.`,
    signFault(text, outlet.text.refused.value.texts, `The ${name}`),
    letterFault(outlet, text, `The ${name}`),
    hasEmoji(text) && `The ${name} has an emoji.`,
  ]);
}

function signFault(text: string, signs: string, what: string) {
  const found = signsIn(text, signs).map((sign) => `"${sign}"`);
  const are = found.length === 1 ? 'is' : 'are';
  return found.length > 0 && `${what} has ${listed(found)}, which ${are} refused.`;
}

function letterFault({ text: { letters } }: Outlet, text: string, what: string) {
  const letter = foreignLetter(text, letters.value);
  const accepted = letters.value === 'ascii' ? 'plain ASCII is' : 'unaccented letters are';
  return letter !== undefined && `${what} has the letter "${letter}"; only ${accepted} accepted.`;
}

function numberFaults({ text }: Outlet, { length }: readonly string[]) {
  const { least, most } = text.keywords.value;
  return [
    length < least && `${counted(length, 'keyword')}; the minimum is ${least}.`,
    length > most && `${length} keywords; the limit is ${most}.`,
  ];
}

function listFaults(outlet: Outlet, keywords: readonly string[]) {
  const { total = Infinity } = outlet.text.keywords.value;
  const all = countCharacters(keywords.join(','));
  const seen = new Set<string>();
  const twice = keywords.find((keyword) => seen.size === seen.add(fold(keyword)).size);
  return [
    all > total && `The keywords have ${count(all)} characters; the limit is ${count(total)}.`,
    twice !== undefined && `"${twice}" appears twice.`,
    ...keywords.flatMap((keyword) => keywordFault(outlet, keyword)).slice(0, 3),
  ];
}

/** What the outlet refuses about one keyword. */
export function keywordFault(outlet: Outlet, keyword: string): readonly string[] {
  const { keywords, refused } = outlet.text;
  const { dates, length = Infinity, lowerCase, phrases } = keywords.value;
  const what = `"${keyword}"`;
  return sentences([
    countCharacters(keyword) > length && `${what} is too long.`,
    !phrases && /\s/u.test(keyword) && `${what} is more than one word.`,
    lowerCase && keyword !== keyword.toLowerCase() && `${what} has capitals.`,
    !dates && isDateKeyword(keyword) && `${what} is a date.`,
    signFault(keyword, refused.value.keywords, what),
    letterFault(outlet, keyword, what),
    hasEmoji(keyword) && `${what} has an emoji.`,
  ]);
}

const megapixel = 1_000_000;

function pictureNotes({ picture }: Outlet, { bytes = 0, size }: MasterText) {
  if (picture === undefined || size === undefined) return [];
  const { megapixels, megabytes = Infinity, side } = picture.value;
  const pixels = (size.width * size.height) / megapixel;
  const has = `The picture has ${pixels.toFixed(1)} megapixels`;
  const { least = 0, most = Infinity } = megapixels ?? {};
  const { least: leastSide = 0, most: mostSide = Infinity } = side ?? {};
  const [short = 0, long = 0] = [size.width, size.height].sort((one, other) => one - other);
  const sideHas = (pixels: number) => `A side of the picture has ${pixels} pixels`;
  return [
    pixels < least && `${has}; the minimum is ${least}.`,
    pixels > most && `${has}; the limit is ${most}.`,
    short < leastSide && `${sideHas(short)}; the minimum is ${leastSide}.`,
    long > mostSide && `${sideHas(long)}; the limit is ${mostSide}.`,
    bytes > megabytes * 1_000_000 &&
      `The file has ${Math.round(bytes / 1_000_000)} MB; the limit is ${megabytes}.`,
  ];
}
