/** Texts that stand where a description should be and are none: whoever finds one asks again, or the person decides. */
import { answerSteps } from './clean.ts';
import { isFileName } from './file-names.ts';
import { isPlaceholder, isPlaceholderKeyword } from './placeholders.ts';
import { isRefusal } from './refusals.ts';
import { isTalk } from './talk.ts';

/**
 * Why a text describes no picture, to go on a sentence; undefined where it may.
 * @param path of the photo
 */
export function whyNoDescription(text: string, path?: string): string | undefined {
  if (isFileName(text, path)) return 'it gives the name of a file';
  if (isPlaceholder(text) || isPlaceholder(cleanText(text)))
    return 'it says nothing about the picture';
  return isTalk(text) || isTalk(cleanText(text))
    ? 'it talks instead of describing the picture'
    : undefined;
}

/** Whether a keyword is none: a placeholder, or a part of what a model says to whom it answers, the name of a file. */
export function isNoKeyword(keyword: string, path?: string): boolean {
  if (isPlaceholderKeyword(keyword) || isFileName(keyword, path)) return true;
  const hasSeveralWords = /\S\s+\S|[\p{L}--\p{Script=Latin}]/v.test(keyword);
  return hasSeveralWords && (isRefusal(keyword) || isTalk(keyword));
}

type Described = { readonly description: string; readonly keywords: readonly string[] };

/** Why an answer in the right form is none, to go on a sentence. Single keywords that are none are left out later. */
export function whyNoAnswer({ description, keywords }: Described): string | undefined {
  const why = whyNoDescription(description);
  if (why !== undefined) return why;
  const without = keywords.filter((keyword) => isNoKeyword(keyword)).length;
  return without * 2 > keywords.length ? 'most of its keywords are none' : undefined;
}

function cleanText(text: string): string {
  return answerSteps.reduce((clean, { apply }) => apply(clean), text);
}
