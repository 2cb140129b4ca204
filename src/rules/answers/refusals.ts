/**
 * Sentences in which a model declines instead of describing: in well-formed JSON they stand where the description or
 * the keywords should be. Descriptions never speak of "I" or of the image as a file, so each pattern asks for one of
 * the two; a sign in the picture that says "I'm sorry" is still described.
 */
import data from '../data/refusals.json' with { type: 'json' };
import { anyOf } from '../texts/patterns.ts';
import { remembered } from '../texts/remembered.ts';

/** How such sentences begin in other languages, for models that answer in the user's. */
const beginnings = Object.values(data.beginnings).flat().join('|');

/** English sentences are in small letters with straight apostrophes. */
const patterns = [
  ...data.english,
  `^(?:${beginnings})(?!\\p{L})`,
  `^(?:${data.beginningsOfOtherWritings.join('|')})`,
];

/**
 * The patterns in two expressions: most hold at the beginning alone, and need not be tried at every letter of fifty
 * keywords.
 */
const atBeginning = anyOf(patterns.filter(isAnchored), data.parts, 'uy');
const anywhere = anyOf(
  patterns.filter((pattern) => !isAnchored(pattern)),
  data.parts,
  'u',
);

function isAnchored(pattern: string): boolean {
  return pattern.startsWith('^');
}

/**
 * A letter that is not ASCII, or the beginning of a word without which none of the patterns fits ASCII: found quickly, so
 * that nearly all texts need no closer look.
 */
const worthALook = new RegExp(`[^\\0-\\x7f]|\\b(?:${data.anchors.join('|')})`, 'i');
const mayDecline = remembered((text) => worthALook.test(text));
/** Those of them that may be taken apart. */
const ofSeveralWords = new RegExp(data.anchors.filter((one) => one.includes(' ')).join('|'), 'i');

/** Whether a text declines to describe the picture instead of describing it. */
export const isRefusal = remembered((text) => {
  if (!mayDecline(text)) return false;
  const small = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’ʼ`´′]/gu, "'")
    .replace(/\s+/gu, ' ')
    .trim();
  const plain = withoutSigns(withoutSigns(small).replace(label, ''));
  atBeginning.lastIndex = 0;
  return (atBeginning.test(plain) && !writtenOnSign.test(plain)) || anywhere.test(plain);
});

/** What shops say, in front of the thing it stands on. */
const writtenOnSign =
  /^(?:we are |we're )?sorry[,.!]*(?: but)? we(?:'re| are) (?:closed|open|full|sold out)\b.*\b(?:signs?|signboard|notice|board|plate|sticker|door|window)\b/u;

const label = /^(?:title|description|caption|keywords?)\s*:\s*/u;

/** A text without the quotation marks and stars around it. */
function withoutSigns(text: string): string {
  return text
    .replace(/^[\s"“”„«»'*_#>[(❌🚫😔🙏-]+(?=\p{L})/u, (signs) =>
      // A quotation that ends before the text does belongs to the picture: `"I'm sorry" on a wall`.
      /["“”„«»]/u.test(signs) && /["“”„«»]\s*[^\s"“”„«»'*_)\].!?]/u.test(text.slice(signs.length))
        ? signs
        : '',
    )
    .replace(/(?<!["“”„«»'*_)\]\s])["“”„«»'*_)\]\s]+([.!?]?)$/u, '$1');
}

/** Whether a keyword may be more than one word, as in writings without spaces. */
export const hasSeveralWords = (keyword: string): boolean =>
  /\S\s+\S|[\p{L}--\p{Script=Latin}]/v.test(keyword);

/** So many words tell whether a list of keywords is a sentence. */
const mostWords = 15;

/** The first of an answer's texts that declines; keywords count where they are more than one word. */
export function refusalIn(
  titles: readonly string[],
  keywords: readonly string[],
): string | undefined {
  return (
    titles.find((title) => isRefusal(title) || /^\W*sorry\W*$/iu.test(title)) ??
    keywords.find((keyword) => hasSeveralWords(keyword) && isRefusal(keyword)) ??
    sentenceIn(keywords.slice(0, mostWords))
  );
}

/** A sentence taken apart at its spaces or commas that declines. */
function sentenceIn(words: readonly string[]): string | undefined {
  const sentences = [' ', ', '].map((between) => words.join(between));
  const isWorth = words.some(mayDecline) || sentences.some((one) => ofSeveralWords.test(one));
  return isWorth ? sentences.find(isRefusal) : undefined;
}
