/** What only a person can decide: whether text fits a changed picture, unverified names, and the licence. */

import { mentions, sameTerm } from '../keywords/terms.ts';
import { withoutName } from '../texts/remove-phrase.ts';
import { type Check, type CheckFunction, changed, type Fix, type ReviewedText } from './check.ts';

/** Names in the text that were neither given nor legible, until the person keeps or drops them. */
export const unsureNames: CheckFunction = ({ text, facts }) => {
  const open = (facts.unsure ?? []).filter(
    (name) =>
      !text.keptNames.some((kept) => sameTerm(kept, name)) &&
      !(facts.people ?? []).some((person) => mentions(person, name)),
  );
  return open.flatMap((name): Check | [] => {
    const inTitle = mentions(text.description, name);
    const inShortTitle = mentions(text.shortTitle, name);
    const keywords = text.keywords.filter((keyword) => mentions(keyword, name));
    if (!inTitle && !inShortTitle && keywords.length === 0) return [];
    const [first] = keywords;
    return {
      code: 'unsure',
      field: inTitle ? 'title' : inShortTitle ? 'shortTitle' : 'keywords',
      word: name,
      severity: 'hint',
      message: `"${name}" was neither given nor legible in the picture.`,
      keyword: first,
      index: first === undefined ? undefined : text.keywords.indexOf(first),
      fix: dropName(text, name),
    };
  });
};

/** Takes a name out wherever that leaves a sentence; a title that depends on the name has to be rewritten. */
export function dropName(text: ReviewedText, name: string): Fix | undefined {
  const { description, shortTitle, keywords } = droppedFrom(text, name);
  const inTitles = description !== text.description || shortTitle !== text.shortTitle;
  const inKeywords = keywords.length < text.keywords.length;
  if (!inTitles && !inKeywords) return undefined;
  const where = inTitles ? '' : ' from the keywords';
  return {
    label: `drop "${name}"${where}`,
    done: `dropped "${name}"${where}`,
    apply: changed((now) => droppedFrom(now, name)),
  };
}

function droppedFrom(
  { description, shortTitle, keywords }: ReviewedText,
  name: string,
): Pick<ReviewedText, 'description' | 'shortTitle' | 'keywords'> {
  return {
    description: withoutName(description, name) ?? description,
    shortTitle: withoutName(shortTitle, name) ?? shortTitle,
    keywords: keywords.filter((keyword) => !mentions(keyword, name)),
  };
}

/** Text that was written for an earlier version of the picture, until the person accepts it again. */
export const changedPicture: CheckFunction = ({ facts }) =>
  facts.pictureChanged === true
    ? {
        code: 'picture-changed',
        field: 'title',
        severity: 'problem',
        message: 'The picture was changed after this text was written; see whether it still fits.',
      }
    : undefined;

/** The model's opinion where it differs from what the photo is. */
export const otherUsage: CheckFunction = ({ text, facts }) => {
  const { modelUsage, usageReason } = facts;
  if (modelUsage === undefined || modelUsage === text.usage) return undefined;
  const why = usageReason === undefined || usageReason === '' ? '' : `: ${usageReason}`;
  return {
    code: 'usage-differs',
    field: 'usage',
    severity: 'hint',
    message: `The model would make it ${modelUsage}${why}.`,
    fix: {
      label: `make it ${modelUsage}`,
      done: `made it ${modelUsage}`,
      apply: changed(() => ({ usage: modelUsage })),
    },
  };
};

/** Words for people that the model saw, and words that say there are none. */
const people =
  /\b(?:people|persons?|m[ae]n|wom[ae]n|child(?:ren)?|boys?|girls?|faces?|crowds?|passers-by|pedestrians?|tourists?|portraits?)\b/i;
const nobody = /\b(?:no|not|without|nobody|none|unrecognisable|unrecognizable)\b/i;

/** Advertising with people who can be recognised needs their consent; agencies refuse it otherwise. */
export const releaseMissing: CheckFunction = ({ text, facts: { editorialReason = '' } }) => {
  const shows = people.test(editorialReason) && !nobody.test(editorialReason);
  if (text.usage !== 'commercial' || !shows) return undefined;
  return {
    code: 'release-missing',
    field: 'usage',
    severity: 'hint',
    message: `It is commercial and no model release is attached, but the model saw people: ${editorialReason}.`,
  };
};
