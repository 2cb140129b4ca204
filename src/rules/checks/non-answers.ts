/** Checks of titles that are no description, or have talk around one. */
import { whyNoDescription } from '../non-answers.ts';
import { isRefusal } from '../refusals.ts';
import { shortTitleFrom } from '../suggest.ts';
import { withoutTalk } from '../talk.ts';
import { type Check, type CheckFunction, changed, type Fix } from './check.ts';

export const nonAnswers: CheckFunction = ({ text: { description, shortTitle } }) => {
  const begin = shortTitleFrom(description);
  const fix = begin !== '' && !isNoDescription(begin) && takeFromTitle;
  return [
    ...checkOf('title', description),
    ...checkOf('short title', shortTitle).map((check) => (fix ? { fix, ...check } : check)),
  ];
};

const takeFromTitle: Fix = {
  label: 'use the beginning of the title',
  done: 'used the beginning of the title as the short title',
  apply: changed((now) => ({ shortTitle: shortTitleFrom(now.description) })),
};

function isNoDescription(text: string): boolean {
  return isRefusal(text) || whyNoDescription(text) !== undefined;
}

function checkOf(name: 'title' | 'short title', text: string): readonly Check[] {
  if (text.trim() === '') return [];
  const prefix = name === 'title' ? 'title' : 'short-title';
  const property = name === 'title' ? 'description' : 'shortTitle';
  const field = name === 'title' ? 'title' : 'shortTitle';
  const base = { field, severity: 'problem' } as const;
  if (isNoDescription(text))
    return [
      {
        ...base,
        code: `${prefix}-no-description`,
        message: 'It does not describe the picture.',
      },
    ];
  if (withoutTalk(text) === text) return [];
  return [
    {
      ...base,
      code: `${prefix}-talk`,
      message: 'It says something around the description that does not belong there.',
      fix: {
        label: 'keep the description alone',
        done: `took the talk out of the ${name}`,
        apply: changed((now) => ({ [property]: withoutTalk(now[property]) })),
      },
    },
  ];
}
