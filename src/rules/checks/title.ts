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
import {
  type Check,
  type CheckFunction,
  changed,
  type Fix,
  type ReviewedText,
  type Subject,
  titles,
} from './check.ts';
import { takeFromTitle } from './non-answers.ts';

export const titleLength: CheckFunction = ({ title, rules }) => {
  const limit = rules.titleLimit ?? titleLimit;
  if (title.text === '') return ofTitle('title-empty', 'problem', 'There is no title.');
  if (title.cut <= 0) return titleBytes(title);
  const over = countCharacters(title.title) + title.cut - limit;
  return ofTitle(
    'title-too-long',
    'problem',
    `${counted(over, 'character')} over the limit of ${limit}; it would end at "${lastWords(title.text)}".`,
    cutTo({ description: title.text }, `the title at ${limit}`),
  );
};

function titleBytes({ title, dateline, text }: Subject['title']): Check | undefined {
  const bytes = countBytes(title);
  const limit = byteLimit('headline');
  if (bytes <= limit) return undefined;
  const cut = cutAtPhrase(text, cutToBytesAtWord(text, limit - countBytes(dateline)));
  return ofTitle(
    'title-too-many-bytes',
    'hint',
    `${bytes} bytes; IPTC Headline allows ${limit}. In older programs it would end at "${lastWords(cut)}".`,
    cut === '' ? undefined : cutTo({ description: cut }, `the title at ${limit} bytes`),
  );
}

function ofTitle(code: string, severity: Check['severity'], message: string, fix?: Fix): Check {
  return { code, field: 'title', severity, message, fix };
}

function cutTo(text: Partial<ReviewedText>, what: string): Fix {
  return { label: 'cut it there', done: `cut ${what}`, apply: changed(() => text) };
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

export const titleSigns: CheckFunction = ({ text }) =>
  titles.flatMap(({ property, field, prefix, name }) =>
    signs
      .filter(({ found }) => found(text[property]))
      .map(({ code, severity, message, fix, mend }) => ({
        ...{ code: `${prefix}-${code}`, field, severity, message },
        fix: fix &&
          mend && {
            label: fix.label,
            done: `${fix.done} the ${name}`,
            apply: changed((now) => ({ [property]: mend(now[property]) })),
          },
      })),
  );

function ofShortTitle(code: string, severity: Check['severity'], message: string, fix: Fix): Check {
  return { code: `short-title-${code}`, field: 'shortTitle', severity, message, fix };
}

export const shortTitleLength: CheckFunction = ({ text: { shortTitle, description } }) => {
  const none = 'There is no short title; several agencies use it.';
  if (oneLine(shortTitle) === '')
    return oneLine(description) === ''
      ? undefined
      : ofShortTitle('empty', 'hint', none, takeFromTitle);
  const bytes = countBytes(shortTitle);
  if (bytes <= shortTitleByteLimit) return undefined;
  const cut = shortTitleFrom(shortTitle);
  return ofShortTitle(
    'too-long',
    'problem',
    `${bytes} bytes; IPTC allows ${shortTitleByteLimit}. It would end at "${lastWords(cut)}".`,
    cutTo({ shortTitle: cut }, `the short title at ${shortTitleByteLimit} bytes`),
  );
};

/** People who rewrite a title often overlook that the short title still says the old thing. */
export const shortTitleBehind: CheckFunction = ({ text: { shortTitle, description }, facts }) => {
  const anew = shortTitleFrom(description);
  if (facts.isShortTitleBehind !== true || shortTitle === '' || anew === '') return undefined;
  if (shortTitle === anew) return undefined;
  return ofShortTitle('behind', 'hint', 'The title has changed but the short title has not.', {
    label: 'take the short title from the title',
    done: 'took the short title from the title',
    apply: takeFromTitle.apply,
  });
};

/** The same title over a series hurts all of its photos. */
export const sameTitle: CheckFunction = ({ title, facts }) => {
  const own = termKey(title.text);
  if (own === '') return undefined;
  const same = (facts.neighbours ?? []).filter(({ description }) => termKey(description) === own);
  const [first] = same;
  if (first === undefined) return undefined;
  const others = same.length > 1 ? ` and ${counted(same.length - 1, 'other')}` : '';
  const message = `The same title as ${first.name}${others}; agencies want every title to differ.`;
  return ofTitle('title-same', 'hint', message);
};

/** The end of a text, to show where it would be cut. */
function lastWords(text: string): string {
  const words = text.split(' ');
  const tail = words.slice(-3).join(' ');
  return words.length <= 3 || countCharacters(tail) > 40 ? text.slice(-40) : `... ${tail}`;
}
