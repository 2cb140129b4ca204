/** Texts that stand where a description should be and are none: whoever finds one asks again, or the person decides. */
import { answerSteps } from '../texts/clean.ts';
import { isFileName, isNameOfFile } from '../texts/file-names.ts';
import { remembered } from '../texts/remembered.ts';
import { isOrdinaryKeyword } from './ordinary.ts';
import { isPlaceholder, isPlaceholderKeyword } from './placeholders.ts';
import { hasSeveralWords, isRefusal } from './refusals.ts';
import { isTalk } from './talk.ts';

/**
 * Why a text describes no picture, to go on a sentence; undefined where it may.
 * @param path of the photo
 */
export function whyNoDescription(text: string, path?: string): string | undefined {
  if (path !== undefined && isNameOfFile(text, path)) return nameOfFile;
  return whyNoDescriptionAnywhere(text);
}

const nameOfFile = 'it gives the name of a file';

/** Of whatever photo. An answer is judged when it is read, when it is taken in and when it is accepted. */
const whyNoDescriptionAnywhere = remembered(
  (text) => {
    if (isFileName(text)) return nameOfFile;
    const clean = cleanText(text);
    const texts = clean === text ? [text] : [text, clean];
    if (texts.some(isPlaceholder)) return 'it says nothing about the picture';
    return texts.some(isTalk) ? 'it talks instead of describing the picture' : undefined;
  },
  { most: 100, longest: 1000 },
);

/** Whether a keyword is none: a placeholder, or a part of what a model says to whom it answers, the name of a file. */
export function isNoKeyword(keyword: string, path?: string): boolean {
  return (
    isNone(keyword) ||
    (path !== undefined && !isOrdinaryKeyword(keyword) && isNameOfFile(keyword, path))
  );
}

const isNone = remembered((keyword) => {
  if (isOrdinaryKeyword(keyword)) return hasSeveralWords(keyword) && isRefusal(keyword);
  if (isPlaceholderKeyword(keyword) || isFileName(keyword)) return true;
  return hasSeveralWords(keyword) && (isRefusal(keyword) || isTalk(keyword));
});

type Described = { readonly description: string; readonly keywords: readonly string[] };

/** Why an answer in the right form is none, to go on a sentence. Single keywords that are none are left out later. */
export function whyNoAnswer({ description, keywords }: Described): string | undefined {
  const why = description === '' && keywords.length > 0 ? undefined : whyNoDescription(description);
  if (why !== undefined) return why;
  const without = keywords.filter((keyword) => isNoKeyword(keyword)).length;
  return without * 2 > keywords.length ? 'most of its keywords are none' : undefined;
}

function cleanText(text: string): string {
  return answerSteps.reduce((clean, { apply }) => apply(clean), text);
}
