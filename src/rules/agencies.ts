/** Whether each agency would accept a photo as it stands, and the title in the form an agency accepts. */
import { listed } from '../amounts.ts';
import { type CheckFacts, type ReviewedText, subjectOf } from './checks/check.ts';
import data from './data/agencies.json' with { type: 'json' };
import { hasEmoji, oneLine, withoutEmoji } from './texts/clean.ts';
import { fold, withoutDiacritics } from './texts/fold.ts';
import { countBytes, countCharacters, keywordByteLimit, titleLimit } from './texts/limits.ts';
import { titleOf } from './texts/title.ts';

/** How an agency wants place and date of editorial photos. */
type EditorialRule =
  /** Place and date in front of the title, as our dateline has them. */
  | 'dateline'
  /** No fixed form. */
  | 'free'
  /** Only pictures without recognisable people or events, and without place and date in the title. */
  | 'illustrative'
  | 'none';

export type Agency = {
  readonly id: string;
  readonly name: string;
  readonly asOf: string;
  readonly sources: readonly string[];
  /** True where the agency itself publishes the limits; else others report them. */
  readonly official: boolean;
  /** Characters of the title or description that buyers see. */
  readonly title: number;
  /** Fewest characters, where there is a floor. */
  readonly titleAtLeast?: number;
  readonly keywords: { readonly least: number; readonly most: number };
  readonly editorial: EditorialRule;
  /** A character that the title must not contain. */
  readonly refusedSign?: { readonly sign: string; readonly called: string };
  /** Only letters without accents in titles. */
  readonly plainLetters?: boolean;
  /** Bytes or characters of one keyword, where smaller than IPTC's. */
  readonly keywordCharacters?: number;
  /** What our checks cannot see, a sentence. */
  readonly note?: string;
};

/**
 * What the stock agencies accept. They change their rules without notice; `asOf` is when the source was last read, not
 * when it was written.
 */
export const agencies = data as readonly Agency[];

/** Whether an agency would accept a photo as it stands, and the reasons if not. */
export type AgencyFit = {
  readonly agency: Agency;
  readonly fits: boolean;
  /** Sentences. */
  readonly reasons: readonly string[];
};

/** Whether each agency would accept a photo, in the order of the table. */
export function agencyFits(
  text: ReviewedText,
  facts: Pick<CheckFacts, 'place' | 'takenOn'>,
): readonly AgencyFit[] {
  const { title } = subjectOf(text, facts, noRules);
  return agencies.map((agency) => {
    const reasons = [
      ...titleReasons(agency, title.title),
      ...editorialReasons(agency, text, facts, title.dateline),
      ...keywordReasons(agency, text.keywords),
    ];
    return { agency, fits: reasons.length === 0, reasons };
  });
}

/** Agencies go by their own rules alone. */
const noRules = { keywordCount: 50, requiredKeywords: [], bannedKeywords: [] };

/** A letter outside the English alphabet. */
const foreignLetter = /[[\p{L}\p{M}]--[A-Za-z]]/v;

function titleReasons(agency: Agency, title: string): readonly string[] {
  const characters = countCharacters(title);
  if (characters === 0) return ['There is no title.'];
  const reasons: string[] = [];
  if (characters > agency.title)
    reasons.push(`The title has ${characters} characters; the limit is ${agency.title}.`);
  if (characters < (agency.titleAtLeast ?? 0)) reasons.push('The title is too short.');
  const { refusedSign } = agency;
  if (refusedSign !== undefined && title.includes(refusedSign.sign))
    reasons.push(`The title has ${refusedSign.called}.`);
  if (agency.plainLetters === true) {
    const letter = [...title].find((one) => foreignLetter.test(one));
    if (letter !== undefined)
      reasons.push(`The title has the letter "${letter}"; only unaccented letters are accepted.`);
  }
  if (hasEmoji(title)) reasons.push('The title has an emoji.');
  return reasons;
}

function editorialReasons(
  agency: Agency,
  text: ReviewedText,
  { place, takenOn }: Pick<CheckFacts, 'place' | 'takenOn'>,
  dateline: string,
): readonly string[] {
  if (text.usage === 'commercial') return [];
  if (agency.editorial === 'none') return ['This agency takes no editorial photos.'];
  if (agency.editorial === 'illustrative')
    return dateline === ''
      ? ['It takes editorial photos only without recognisable people and events.']
      : [
          'It rejects a title that begins with place and date, and takes editorial photos only without recognisable people and events.',
        ];
  if (agency.editorial === 'free') return [];
  const missing = [
    ...(place === undefined ? ['the place'] : []),
    ...(takenOn === undefined ? ['the date'] : []),
  ];
  if (missing.length > 0) return [`The title lacks ${listed(missing)}.`];
  return dateline === '' ? ['The title lacks its dateline.'] : [];
}

function keywordReasons(agency: Agency, keywords: readonly string[]): readonly string[] {
  const { least, most } = agency.keywords;
  const reasons: string[] = [];
  if (keywords.length < least)
    reasons.push(`${keywords.length} keywords; the minimum is ${least}.`);
  if (keywords.length > most) reasons.push(`${keywords.length} keywords; the limit is ${most}.`);
  const folded = keywords.map(fold);
  const twice = keywords.find((_, index) => folded.indexOf(folded[index] ?? '') !== index);
  if (twice !== undefined) reasons.push(`"${twice}" appears twice.`);
  const long = keywords.find(
    (keyword) => countBytes(keyword) > (agency.keywordCharacters ?? keywordByteLimit),
  );
  if (long !== undefined) reasons.push(`"${long}" is too long.`);
  return reasons;
}

/**
 * The title in the form an agency accepts: with our dateline only where it wants one, without the signs it refuses, in plain
 * letters where it wants those, cut to its length at a word.
 */
export function agencyTitle(
  agency: Agency,
  text: ReviewedText,
  { place, takenOn }: Pick<CheckFacts, 'place' | 'takenOn'>,
): string {
  const usage = agency.editorial === 'dateline' ? text.usage : 'commercial';
  const plainly = (words: string) => {
    const plain = agency.plainLetters === true ? withoutDiacritics(words) : words;
    return oneLine(plain.replaceAll(agency.refusedSign?.sign ?? '\n', ' '));
  };
  const facts = {
    usage,
    takenOn,
    place: place && { ...place, city: plainly(place.city), country: plainly(place.country) },
  };
  const description = withoutEmoji(plainly(text.description));
  return titleOf({ ...facts, description }, Math.min(agency.title, titleLimit)).title;
}
