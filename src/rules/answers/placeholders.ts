/**
 * What stands where words about the picture should be and says nothing of it: `N/A`, `Untitled`, `[City]`, `keyword 1`.
 */

import data from '../data/placeholders.json' with { type: 'json' };
import { isCameraDefault } from '../texts/camera-defaults.ts';
import { isFileName } from '../texts/file-names.ts';
import { anyOf, withParts } from '../texts/patterns.ts';
import { isOrdinaryTitle } from './ordinary.ts';

const { parts, never, titles, templates } = data;
const neverText = anyOf([withParts(`^(?:${never.join('|')})$`, parts)], parts, 'iu');
const noTitle = anyOf([withParts(`^(?:${[...never, ...titles].join('|')})$`, parts)], parts, 'iu');

/**
 * A word of a template that nobody has filled in, in brackets or as programs mark it: `[City]`, `<description>`, `{title}`,
 * `%s`, `__TITLE__`. Braces stand in no text that is meant to be read.
 */
const template = new RegExp(
  `[[<]{1,2}\\s?(?:${templates})\\s?[\\]>]{1,2}|\\{\\{?[^{}]{1,60}\\}|\\$\\{?(?:${templates})(?!\\w)|\\$\\{|(?<!\\w)_{2,}(?!\\w)|%(?:s|d|\\w{2,20}%)(?!\\w)|^(?:undefined|null)\\s|\\s(?:undefined|null)$|(?<!\\p{L})x{4,}(?!\\p{L})|\\bcity,? country\\b|(?<!\\w)__?[A-Z]{3,20}__?(?!\\w)`,
  'iu',
);

/** Latin that fills pages before anybody has written for them. */
const filler =
  /^\P{L}*lorem ipsum\b|\bdolor sit amet\b|\bconsectetur adipi|\bquick brown fox jumps over/iu;

/** A text is looked at up to here, in characters; placeholders are short. */
const longest = 400;

/** Whether a title says nothing of the picture, or has a word of a template in it. */
export function isPlaceholder(text: string): boolean {
  if (isOrdinaryTitle(text)) return false;
  const bare = bareText(text);
  return (
    !/\p{L}/u.test(bare) ||
    noTitle.test(bare) ||
    isUnfilled(text) ||
    isFileName(text) ||
    isCameraDefault(text)
  );
}

/** The same of a keyword; `image` and `text` may well be what a picture shows. */
export function isPlaceholderKeyword(keyword: string): boolean {
  const bare = bareText(keyword);
  return (
    bare === '' ||
    neverText.test(bare) ||
    isUnfilled(keyword) ||
    isFileName(keyword) ||
    isCameraDefault(keyword)
  );
}

function isUnfilled(text: string): boolean {
  const start = text.slice(0, longest);
  return template.test(start) || filler.test(start);
}

/** Without the signs around it, on one line. */
function bareText(text: string): string {
  return text
    .slice(0, longest)
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s\p{P}\p{S}]+|(?<![\s\p{P}\p{S}])[\s\p{P}\p{S}]+$/gu, '');
}
