/** Texts that stand where a description should be and are none: whoever finds one asks again, or the person decides. */
import { answerSteps } from '../texts/clean.ts';
import { isFileName, isNameOfFile } from '../texts/file-names.ts';
import { remembered } from '../texts/remembered.ts';
import { isPlaceholder, isPlaceholderKeyword } from './placeholders.ts';
import { isRefusal } from './refusals.ts';
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

/** Nothing but words, as nearly all keywords. */
const isPlain = /^[a-z]+(?:[ '-][a-z]+)*$/i;

/** Beginnings of words without which plain words are neither a placeholder nor talk nor a camera's; found quickly. */
const worthALook = new RegExp(
  `\\b(?:${[
    'na\\b|nil\\b|null|undef|nan\\b|none|tb[dac]\\b|to ?do|to be|x{3}|not\\b|un(?:spec|det|titl|nam|tag|know|ident)|no\\b',
    'sample|example|test\\b|dummy|place ?holder|default|generic|temp|fake|mock|foo|baz|asdf|blah|lorem|dolor|consect',
    'object|key ?word|tag|term|synonym|hashtag|text|titl|short ?titl|descript|caption|headline|alt\\b|names?\\b|word\\b',
    'insert|enter\\b|add\\b|write|written|type|put\\b|your|provide|place\\b|fill|folder|existing|usage|more\\b|list\\b',
    'here|below|following|find|see\\b|i\\b|we\\b|my\\b|me\\b|you|sure|certain|course|absolut|definit|ok|al(?:l )?right|all\\b',
    'got|understood|problem|happy|glad|pleasure|welcome|thank|what|hello|hi\\b|hey|yes|nice|great|good|perfect|excellent',
    "hope|let\\b|let's|feel|don't|do\\b|did|anything|would|should|shall|can\\b|could|may\\b|will\\b|if\\b|note|enjoy|cheers",
    "regards|have|luck|question|this|these|as\\b|generated|created|end of|that's|there|hmm|wait|user|so\\b|now\\b|first|based",
    'misc|others\\b|the\\b|an\\b|of\\b|and\\b|or\\b|with\\b|for\\b|from\\b|is\\b|are\\b|was\\b|were\\b|its\\b|that\\b|those\\b',
    'camera|picture|gimp|photoshop|dsc|dcim|vsco|exif|jpeg|hdrpl|oznor|rhdr|digital|binary|imaging|techwin|prisma|rookie|dcf',
  ].join('|')})`,
  'i',
);

/** Whether a keyword is none: a placeholder, or a part of what a model says to whom it answers, the name of a file. */
export function isNoKeyword(keyword: string, path?: string): boolean {
  return (
    isNone(keyword) || (path !== undefined && !isOrdinary(keyword) && isNameOfFile(keyword, path))
  );
}

const isNone = remembered((keyword) => {
  if (isOrdinary(keyword)) return hasSeveralWords(keyword) && isRefusal(keyword);
  if (isPlaceholderKeyword(keyword) || isFileName(keyword)) return true;
  return hasSeveralWords(keyword) && (isRefusal(keyword) || isTalk(keyword));
});

const isOrdinary = remembered((keyword) => isPlain.test(keyword) && !worthALook.test(keyword));

function hasSeveralWords(keyword: string): boolean {
  return /\S\s+\S|[\p{L}--\p{Script=Latin}]/v.test(keyword);
}

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
