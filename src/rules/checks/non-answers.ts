/** Checks of titles that are no description, or have talk or the name of a file around one. */

import { whyNoDescription } from '../answers/non-answers.ts';
import { isRefusal } from '../answers/refusals.ts';
import { shortTitleFrom } from '../answers/suggest.ts';
import { withoutTalk } from '../answers/talk.ts';
import { withoutFileNames } from '../texts/file-names.ts';
import { type Check, type CheckFunction, changed, type Fix, titles } from './check.ts';

export const nonAnswers: CheckFunction = ({ text, facts: { path } }) => {
  const begin = shortTitleFrom(text.description);
  const mayTake = begin !== '' && !isNoDescription(begin, path);
  return titles.flatMap((title) => {
    const fix = title.field === 'shortTitle' && mayTake ? takeFromTitle : undefined;
    return checksIn(text[title.property], title, path).map((check) => ({ fix, ...check }));
  });
};

/** What a short title can always be. */
export const takeFromTitle: Fix = {
  label: 'use the beginning of the title',
  done: 'used the beginning of the title as the short title',
  apply: changed((now) => ({ shortTitle: shortTitleFrom(now.description) })),
};

function isNoDescription(text: string, path: string | undefined): boolean {
  return isRefusal(text) || whyNoDescription(text, path) !== undefined;
}

/** What does not belong to a description, and a text without it. */
const additions = [
  {
    code: 'talk',
    message: 'It says something around the description that does not belong there.',
    label: 'keep the description alone',
    done: 'took the talk out of',
    without: withoutTalk,
  },
  {
    code: 'file-name',
    message: 'It contains the name of a file.',
    label: 'take the name out',
    done: 'took the name of a file out of',
    without: withoutFileNames,
  },
] as const;

function checksIn(
  text: string,
  { prefix, property, field, name }: (typeof titles)[number],
  path: string | undefined,
): readonly Check[] {
  if (text.trim() === '') return [];
  const base = { field, severity: 'problem' } as const;
  if (isNoDescription(text, path)) {
    const message = 'It does not describe the picture.';
    return [{ ...base, code: `${prefix}-no-description`, message }];
  }
  return additions
    .filter(({ without }) => without(text) !== text)
    .map(({ code, message, label, done, without }) => ({
      ...base,
      code: `${prefix}-${code}`,
      message,
      fix: {
        label,
        done: `${done} the ${name}`,
        apply: changed((now) => ({ [property]: without(now[property]) })),
      },
    }));
}
