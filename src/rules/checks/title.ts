/** Checks of title and short title. */
import { counted } from '../../amounts.ts';
import { byteLimit } from '../../metadata/fields.ts';
import { shortTitleFrom } from '../answers/suggest.ts';
import { termKey } from '../keywords/terms.ts';
import {
  decodeEntities,
  hasEmoji,
  hasForbiddenCharacters,
  oneLine,
  withoutEmoji,
  withoutMarkup,
} from '../texts/clean.ts';
import { plainLetters, unreadableLetters } from '../texts/letters.ts';
import {
  countBytes,
  countCharacters,
  cutToBytesAtWord,
  shortTitleByteLimit,
  titleLimit,
} from '../texts/limits.ts';
import { endsInAndMore, hasMarkLeft, withoutAndSoOn } from '../texts/markup.ts';
import { cutAtPhrase } from '../texts/phrases.ts';
import { type Check, type CheckFunction, changed, type Fix, type Subject } from './check.ts';

export const titleLength: CheckFunction = ({ title, rules }) => {
  const limit = rules.titleLimit ?? titleLimit;
  if (title.text === '')
    return [
      { code: 'title-empty', field: 'title', severity: 'problem', message: 'There is no title.' },
    ];
  const over = countCharacters(title.title) + title.cut - limit;
  if (title.cut > 0)
    return [
      {
        code: 'title-too-long',
        field: 'title',
        severity: 'problem',
        message: `${counted(over, 'character')} over the limit of ${limit}; it would end at "${lastWords(title.text)}".`,
        fix: {
          label: 'cut it there',
          done: `cut the title at ${limit}`,
          apply: changed(() => ({ description: title.text })),
        },
      },
    ];
  return titleBytes(title);
};

function titleBytes({ title, dateline, text }: Subject['title']): readonly Check[] {
  const bytes = countBytes(title);
  const limit = byteLimit('headline');
  if (bytes <= limit) return [];
  const cut = cutAtPhrase(text, cutToBytesAtWord(text, limit - countBytes(dateline)));
  return [
    {
      code: 'title-too-many-bytes',
      field: 'title',
      severity: 'hint',
      message: `${bytes} bytes; IPTC Headline allows ${limit}. In older programs it would end at "${lastWords(cut)}".`,
      fix:
        cut === ''
          ? undefined
          : {
              label: 'cut it there',
              done: `cut the title at ${limit} bytes`,
              apply: changed(() => ({ description: cut })),
            },
    },
  ];
}

function hint(code: string, message: string): Check {
  return { code, field: 'title', severity: 'hint', message };
}

/** Characters that agencies reject or that break files, in the title and the short title alike. */
const signs: readonly {
  readonly code: string;
  readonly severity: Check['severity'];
  readonly message: string;
  readonly found: (text: string) => boolean;
  readonly fix?: Pick<Fix, 'label' | 'done'>;
  readonly mend?: (text: string) => string;
}[] = [
  {
    code: 'forbidden-characters',
    severity: 'problem',
    message: 'It contains invisible characters that trip up other programs.',
    found: hasForbiddenCharacters,
    fix: { label: 'remove them', done: 'removed hidden characters from' },
    mend: oneLine,
  },
  {
    code: 'entities',
    severity: 'problem',
    message: 'It contains an HTML entity such as &amp;.',
    found: (text) => decodeEntities(text) !== text,
    fix: { label: 'write the character itself', done: 'wrote the characters for the entities in' },
    mend: decodeEntities,
  },
  {
    code: 'letters',
    severity: 'problem',
    message: 'It contains letters that only look like plain ones; nobody finds it by them.',
    found: (text) => plainLetters(text) !== text.normalize('NFC'),
    fix: { label: 'write plain letters', done: 'wrote plain letters in' },
    mend: plainLetters,
  },
  {
    code: 'unreadable',
    severity: 'problem',
    message: 'Some of its letters were lost or cannot be read; type them again.',
    found: (text) => unreadableLetters(plainLetters(text)) !== undefined,
  },
  {
    code: 'markup',
    severity: 'problem',
    message: 'It contains signs of a web page, of Markdown or of a program.',
    found: (text) => withoutMarkup(text) !== text.trim(),
    fix: { label: 'take them out', done: 'took signs of programs out of' },
    mend: withoutMarkup,
  },
  {
    code: 'and-so-on',
    severity: 'problem',
    message: 'It ends in "etc." or the like; say what there is, or leave it out.',
    found: (text) =>
      withoutAndSoOn(text) !== text && !endsInAndMore(text) && !hasForbiddenCharacters(text),
    fix: { label: 'leave it out', done: 'took "etc." or the like out of' },
    mend: withoutAndSoOn,
  },
  {
    code: 'signs',
    severity: 'problem',
    message: 'It contains signs that belong to a program and not to a sentence; rewrite it.',
    // Where controls are in it, what belongs to them is not told apart.
    found: (text) =>
      withoutMarkup(text) === text.trim() && hasMarkLeft(text) && !hasForbiddenCharacters(text),
  },
  {
    code: 'emoji',
    severity: 'problem',
    message: 'It contains an emoji; agencies reject them.',
    found: hasEmoji,
    fix: { label: 'remove it', done: 'removed the emoji from' },
    mend: (text) => oneLine(withoutEmoji(text)),
  },
  {
    code: 'hashtag',
    severity: 'hint',
    message: 'It contains a hashtag.',
    found: (text) => /#\p{L}/u.test(text),
    fix: { label: 'remove the #', done: 'removed the # from' },
    mend: (text) => text.replace(/#(?=\p{L})/gu, ''),
  },
];

export const titleSigns: CheckFunction = ({ text }) => [
  ...signsIn('description', 'title', text.description),
  ...signsIn('shortTitle', 'shortTitle', text.shortTitle),
];

function signsIn(
  property: 'description' | 'shortTitle',
  field: 'title' | 'shortTitle',
  text: string,
): readonly Check[] {
  return signs
    .filter(({ found }) => found(text))
    .map(({ code, severity, message, fix, mend }) => ({
      code: `${field === 'title' ? 'title' : 'short-title'}-${code}`,
      field,
      severity,
      message,
      ...(fix !== undefined &&
        mend !== undefined && {
          fix: {
            label: fix.label,
            done: `${fix.done} the ${field === 'title' ? 'title' : 'short title'}`,
            apply: changed((now) => ({ [property]: mend(now[property]) })),
          },
        }),
    }));
}

export const shortTitleLength: CheckFunction = ({ text }) => {
  const { shortTitle, description } = text;
  if (oneLine(shortTitle) === '')
    return oneLine(description) === ''
      ? []
      : [
          {
            code: 'short-title-empty',
            field: 'shortTitle',
            severity: 'hint',
            message: 'There is no short title; several agencies use it.',
            fix: {
              label: 'use the beginning of the title',
              done: 'used the beginning of the title as the short title',
              apply: changed((now) => ({ shortTitle: shortTitleFrom(now.description) })),
            },
          },
        ];
  const bytes = countBytes(shortTitle);
  if (bytes <= shortTitleByteLimit) return [];
  const cut = shortTitleFrom(shortTitle);
  return [
    {
      code: 'short-title-too-long',
      field: 'shortTitle',
      severity: 'problem',
      message: `${bytes} bytes; IPTC allows ${shortTitleByteLimit}. It would end at "${lastWords(cut)}".`,
      fix: {
        label: 'cut it there',
        done: `cut the short title at ${shortTitleByteLimit} bytes`,
        apply: changed(() => ({ shortTitle: cut })),
      },
    },
  ];
};

/** People who rewrite a title often overlook that the short title still says the old thing. */
export const shortTitleBehind: CheckFunction = ({ text: { shortTitle, description }, facts }) => {
  const anew = shortTitleFrom(description);
  if (facts.isShortTitleBehind !== true || shortTitle === '' || anew === '') return [];
  if (shortTitle === anew) return [];
  return [
    {
      code: 'short-title-behind',
      field: 'shortTitle',
      severity: 'hint',
      message: 'The title has changed but the short title has not.',
      fix: {
        label: 'take the short title from the title',
        done: 'took the short title from the title',
        apply: changed((now) => ({ shortTitle: shortTitleFrom(now.description) })),
      },
    },
  ];
};

/** The same title over a series hurts all of its photos. */
export const sameTitle: CheckFunction = ({ title, facts }) => {
  const own = termKey(title.text);
  if (own === '') return [];
  const same = (facts.neighbours ?? []).filter(({ description }) => termKey(description) === own);
  const [first] = same;
  if (first === undefined) return [];
  const others = same.length > 1 ? ` and ${counted(same.length - 1, 'other')}` : '';
  return [
    hint(
      'title-same',
      `The same title as ${first.name}${others}; agencies want every title to differ.`,
    ),
  ];
};

/** The end of a text, to show where it would be cut. */
function lastWords(text: string): string {
  const words = text.split(' ');
  const tail = words.slice(-3).join(' ');
  return words.length <= 3 || countCharacters(tail) > 40 ? text.slice(-40) : `... ${tail}`;
}
