/** Text in capitals throughout: agencies refuse it, and names in it cannot be told from words. */
import { monthNames } from '../../amounts.ts';
import type { Place } from '../../photo.ts';
import { termKey } from '../keywords/terms.ts';
import { placeNames } from '../places/place-names.ts';
import { capitalised } from './clean.ts';
import { findNames } from './find-names.ts';
import { isCommonWord } from './phrases.ts';

/** Fewer letters in capitals are abbreviations: `UNESCO`, `NATO USA`. */
const fewestLetters = 9;

/** Whether a text of several words is written in capitals. */
export function isInCapitals(text: string): boolean {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const small = text.match(/\p{Ll}/gu)?.length ?? 0;
  const long = text.match(/\p{Lu}{4,}/gu)?.length ?? 0;
  if (capitals >= fewestLetters && long >= 2 && small * 10 < capitals) return true;
  // `fErRiEs cRoSs`: capitals within words, one behind the other.
  return (text.match(/\p{Ll}\p{Lu}\p{Ll}\p{Lu}/gu)?.length ?? 0) >= 2;
}

type Written = {
  readonly text: string;
  /** False where a word may be a name or an abbreviation, or be none. */
  readonly isCertain: boolean;
};

/**
 * A text in capitals as a sentence.
 * @param others texts of the same photo, which tell how its words are written: keywords, the names of its place
 */
export function asSentence(text: string, others: readonly string[]): Written {
  const known = new Map<string, string>();
  // `Salt Lake City` says nothing of how another lake is written.
  const isOther = (name: string) =>
    /^\p{Lu}\S*(?:\s\p{Lu}\S*)+$/u.test(name) && !text.toLowerCase().includes(name.toLowerCase());
  for (const other of others.filter((one) => !isInCapitals(one) && !isOther(one)))
    for (const [word] of other.matchAll(/[\p{L}\p{M}\p{N}'’]+/gu))
      if (!known.has(word.toLowerCase())) known.set(word.toLowerCase(), word);
  for (const month of monthNames) known.set(month.toLowerCase(), month);
  for (const { words } of findNames(text, placeNames()))
    for (const word of words.toLowerCase().split(/\s+/u))
      if (!known.has(word)) known.set(word, capitalised(word));
  const terms = new Set([...known.values()].filter((word) => /^\p{Ll}/u.test(word)).map(termKey));
  let isCertain = true;
  const written = text.replace(/[\p{L}\p{M}\p{N}'’]+/gu, (word) => {
    const small = word.toLowerCase();
    const seen = known.get(small);
    const isKnown = seen !== undefined || isCommonWord(small) || terms.has(termKey(small));
    if (!isKnown && /\p{L}/u.test(word)) isCertain = false;
    return seen ?? small;
  });
  return { text: capitalised(written), isCertain };
}

/** What speaks of writing, which may be in capitals: `a sign with STOP and GO`. */
const ofWriting =
  /["“]|(?<!\p{L})(?:signs?|says?|saying|reads?|reading|letters?|lettering|words?|graffiti|posters?|banners?|spell(?:s|ed|ing)?|logos?|labels?|marked|painted|written|neon|billboards?|stamps?|T-shirts?)(?!\p{L})/iu;

/**
 * Words in capitals at two places of a sentence or more, but for abbreviations: `FERRIES cross the strait at DUSK`. One
 * place may be the name of a ship or a company.
 */
export function shoutedIn(text: string): readonly string[] {
  if (isInCapitals(text) || ofWriting.test(text)) return [];
  const places =
    text.match(/(?<![\p{L}\p{N}-])\p{Lu}{4,}(?:[\s-]\p{Lu}{2,})*(?![\p{L}\p{N}-])/gu) ?? [];
  const words = places
    .filter((place) => !abbreviations.test(place))
    .map((place) => place.split(/[\s-]/u));
  return words.length < 2 ? [] : words.flat();
}

/** A text with such words in small letters where other texts of the photo tell that each of them is one. */
function withoutShouting(text: string, others: readonly string[]): string {
  const shouted = shoutedIn(text);
  if (shouted.length === 0) return text;
  const told = others.filter((other) => !shouted.some((word) => other.includes(word)));
  const written = shouted.map((word) => asSentence(`a ${word}`, told));
  if (!written.every(({ isCertain }) => isCertain)) return text;
  return capitalised(
    shouted.reduce((now, word, at) => now.replace(word, written[at]?.text.slice(2) ?? word), text),
  );
}

/** A text in capitals as a sentence where that is certain, else as it is. */
export function withoutCapitals(text: string, others: readonly string[]): string {
  if (!isInCapitals(text)) return withoutShouting(text, others);
  const written = asSentence(text, others);
  return written.isCertain ? written.text : text;
}

/** Texts of a photo that tell how words are written. */
export function othersOf(
  titles: readonly string[],
  keywords: readonly string[],
  place: Place | undefined,
): readonly string[] {
  const written = inSmallLetters(keywords) === keywords ? keywords : [];
  const names = [place?.city, place?.region, place?.country].filter((name) => name !== undefined);
  return [...names, ...written, ...titles];
}

/** Keywords in capitals in small letters, where most of a list is; abbreviations stay. */
export function inSmallLetters(keywords: readonly string[]): readonly string[] {
  const isShouted = (word: string) => /\p{Lu}{4}/u.test(word) && !/\p{Ll}/u.test(word);
  const shouted = keywords.filter(isShouted).length;
  if (shouted < 4 || shouted * 2 < keywords.length) return keywords;
  return keywords.map((word) =>
    /\p{Lu}{2}/u.test(word) && !/\p{Ll}/u.test(word) && !abbreviations.test(word)
      ? word.toLowerCase()
      : word,
  );
}

const abbreviations =
  /^(?:UNESCO|NATO|UNICEF|LGBTQ?(?:IA)?\+?|NASA|FIFA|UEFA|COVID(?:-19)?|AIDS|OPEC|ASEAN|NASDAQ|NYSE|RNLI|WIFI|HVAC|LPG|CCTV|USSR|DJ|ATM|USA|UK|EU|UN|UAE|NYC|VIP|BBQ|DNA|LGBT|GPS|PVC|CEO|TV|LED|SUV|BMW|BMX|MTB|UFO|IT|AI|VR|AR|PC|CD|DVD|FM|BC|AD|DIY|HIV|PPE|PCR|NGO|GMO|ICE|TGV|UV)$/u;
