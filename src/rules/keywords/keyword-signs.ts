/**
 * What models write around keywords: numbers, labels, weights, brackets, `etc`; and what they write between two of them.
 * Each rule takes out only what no keyword has.
 */
import { decodeEntities, oneLine, withoutEmoji } from '../texts/clean.ts';
import { hasContact } from '../texts/contact.ts';
import { plainLetters } from '../texts/letters.ts';
import {
  separatedByTags,
  textsInJson,
  withoutAndSoOn,
  withoutMarks,
  withoutWrapping,
} from '../texts/markup.ts';

/** Names that models give to a keyword; behind a colon or an equals sign. `keyword`, `tag` and `kw` also with a dash. */
const label =
  /^["'{[\s]*(?:(?:keywords?|tags?|kw|keys?|terms?|words?|names?|labels?|subjects?|objects?|concepts?|topics?|themes?|categor(?:y|ies)|locations?|place|city|country|colou?rs?|season|mood|style|actions?|emotions?|people|weather|lighting|time of day|activity)\s*(?:(?:(?:#|no\.?\s?)\d{0,3}|\d{1,3})["']?\s*|["']\s*)?[:=]|(?:keyword|tag|kw)(?:\s*(?:#\d{0,3}|\d{1,3}))?\s+[-–—]\s)\s*["'[]*\s*/iu;

/** What belongs to a keyword in lists that programs read, without being one. */
const dataAbout =
  /^["'{[\s]*(?:weight|score|confidence|relevance|rank|probability|id|(?:key ?word |word |character )?count|total|sum|lang(?:uage)?|type)["']?\s*[:=]/iu;

/** What may stand before the first letter of a keyword. */
const letter = '(?=(?:["\'“«*_(<[`(-]|\\d{1,3}[.)]\\s)*\\s*\\p{L})';
/** Behind all blanks, so that they are counted once. */
const next = `(?!\\s)${letter}`;
const listNumber = new RegExp(
  `^(?:#?[([]?\\d{1,3}[)\\]:]\\s*${next}|\\d{1,3}[.)]\\s+|\\d{1,3}(?:[.)/]${letter}|\\s+[-–—]\\s+${next})|#\\d{1,3}\\s+${next}|(?:no|nr)\\.?\\s?\\d{1,3}\\s?[:)]\\s*${next}|\\(?[a-z]\\)\\s+)`,
  'iu',
);

const number = '(?:\\d{1,3}(?:[.,]\\d{1,4})?\\s?%?|[.,]\\d{1,4})';

/** `boat (0.93)`, `boat (rank: 9)`, `boat: 95%`, `boat - 0.9`, `boat 0.93`, `boat (12)`; a year in brackets stays. */
const weight = new RegExp(
  `(?<=[\\p{L}\\p{M})\\]"'])(?<!^[Ee][Vv])(?:\\s*[([{]\\s*(?:\\p{L}{1,15}\\s*[:=]\\s*)?${number}\\s*[)\\]}]|\\s*(?:[:=]+|\\s[-–—])\\s*${number}|\\s+[01]?\\.\\d{1,4})(?=[)\\]}]*$)`,
  'u',
);

/** A word without any of these signs needs none of the rules. */
const isPlain = /^[A-Za-z]+(?:[ '-][A-Za-z]+)*$/;

/** `b o a t`. */
const spaced = /^\p{L}(?:\s\p{L}){3,}$/u;

/** Whether a keyword is of plain words alone, so that no rule would change it. */
export function isPlainKeyword(text: string): boolean {
  return (
    isPlain.test(text) &&
    withoutAndSoOn(text) === text &&
    !spaced.test(text) &&
    !/^(?:and|or) /iu.test(text)
  );
}

/** A keyword without list numbers, labels, weights, bullets, quotation marks and punctuation at its ends. */
export function withoutKeywordSigns(text: string): string {
  let word = decodeEntities(text);
  // Each rule may bare what another one takes; more rounds than this are no keyword.
  for (let rounds = 0, before = ''; before !== word && rounds < 20; rounds += 1) {
    before = word;
    word = once(word);
  }
  return word;
}

function once(text: string): string {
  if (dataAbout.test(text)) return '';
  return withoutAndSoOn(withoutWrapping(withoutMarks(oneLine(withoutEmoji(plainLetters(text))))))
    .replace(label, '')
    .replace(listNumber, '')
    .replace(weight, '')
    .replace(/_/gu, ' ')
    .replace(spaced, (letters) => letters.replace(/\s/gu, ''))
    .replace(/^(?:and|or) (?=\p{L})/iu, '')
    .replace(/^(?:[-*•·#>]+\s*|[/&+=~]\s+)/u, '')
    .replace(/[‘’ʼ]/gu, "'")
    .replace(/^["“”„«»`'*]+/u, '')
    .replace(/(?<!["“”„«»`*,;:])["“”„«»`*,;:]+$/u, '')
    .replace(/(?:\s[-–—/&+=~]+|[–—\\/]|(?<!\.)\.{2,}|…|(?<!\s)\s*[([{])$/u, '')
    .replace(/(?<=\p{L}\p{M}{0,9})[!?]+$|(?<=[\p{L}\p{N}]{2})\.$|^['.,;:]+$/gu, '')
    .replace(/(?<!s)'$/u, '')
    .trim();
}

const separator =
  /[,;|\n\r\t،、，；。•∙‧・●▪◦‣⁃■◆★☆►▶]+|\s{0,40}(?:(?<![-=])[-=]+>|<[-=]+>?|[→⇒])\s*|\s{1,40}[·+>~\\→»]+\s+|\s{1,40}[–—]\s+|(?<!\d)\s{1,40}(?:-{1,2}|\/{1,2})\s+(?!\d)/u;

/** Two words that are one term; other single words with a slash between them are two. */
const oneTerm =
  /^(?:and\/or|either\/or|his\/hers?|s?he\/s?he|yes\/no|on\/off|work\/life|input\/output|import\/export|read\/write|client\/server|pass\/fail)$/u;

/** `sea: blue`. In brackets stands what tells one meaning from another: `crane (bird)`. */
const twoWords = /^\s*\p{Ll}{3,}: \p{Ll}{3,}\s*$/u;

/** The keywords in a text that contains several, as they stand there. */
export function separatedKeywords(text: string): readonly string[] {
  return textsInJson(decodeEntities(text)).flatMap((one) => {
    if (dataAbout.test(one)) return [];
    const plain = separatedByTags(one)
      .replace(/\\(?:[nr]|t(?!ext))/gu, '\n')
      .replace(label, '')
      .replace(weight, '');
    if (/^[\p{Ll}]{3,}\/[\p{Ll}]{3,}$/u.test(plain))
      return oneTerm.test(plain) ? [plain] : plain.split('/');
    if (twoWords.test(plain) && !hasContact(plain)) return plain.split(': ');
    if (/^\s*#\p{L}/u.test(plain))
      return plain.split(/(?<!\s)\s+(?=#\p{L})/u).flatMap((part) => part.split(separator));
    if (/^\s*1[.)]\s.*\s2[.)]\s/su.test(plain))
      return plain
        .split(/(?:^|[\s,;]{1,40})\d{1,2}[.)]\s+/u)
        .flatMap((part) => part.split(separator));
    return plain.split(separator);
  });
}
