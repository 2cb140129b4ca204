/**
 * The plain form of an answer, as scripts get it that ask without a schema: a description, an empty line, keywords
 * separated by commas, with or without a full stop at the end.
 */
import type { RawAnswer } from './suggest.ts';

/** Fewer terms than this are a sentence with commas. */
const fewestKeywords = 5;
/** A longer term is part of a sentence. */
const longestTermWords = 6;

/** The answer in a plain text, or undefined if the text has not that form. */
export function readPlainAnswer(text: string): RawAnswer | undefined {
  const lines = withoutFence(text)
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) => line.trim());
  const start = startOfKeywords(lines);
  if (start === undefined) return undefined;
  const keywords = termsOf(lines.slice(start).join(separatorOf(lines.slice(start))));
  const description = withoutLabel(
    lines
      .slice(0, start)
      .filter((line) => line !== '')
      .join(' '),
  );
  if (description === '' || !isKeywordList(keywords)) return undefined;
  return { description, shortTitle: '', keywords, usageReason: '', unsure: [] };
}

function withoutFence(text: string): string {
  return text
    .trim()
    .replace(/^```[a-z]*\s*\n([\s\S]*?)\n?```$/u, '$1')
    .trim();
}

const label = /^[*_#>\s-]*(?:title|headline|description|caption|keywords?|tags?)[*_\s]*:[*_\s]*/iu;
const keywordLabel = /^[*_#>\s-]*(?:keywords?|tags?)[*_\s]*:?[*_\s]*(?:$|(?<=:[*_\s]*))/iu;

function withoutLabel(text: string): string {
  return text
    .replace(label, '')
    .replace(/^\*\*|\*\*$/gu, '')
    .trim();
}

/** The line that keywords begin at: one that is labelled so, else the first behind the last empty line. */
function startOfKeywords(lines: readonly string[]): number | undefined {
  const labelled = lines.findIndex((line, index) => index > 0 && keywordLabel.test(line));
  if (labelled !== -1) return labelled;
  const empty = lines.lastIndexOf('');
  return empty === -1 ? undefined : empty + 1;
}

/** One keyword a line, or lines of a list that goes on. */
function separatorOf(lines: readonly string[]): string {
  return lines.some((line) => line.includes(',')) ? ' ' : ',';
}

function termsOf(list: string): readonly string[] {
  return list
    .replace(keywordLabel, '')
    .replace(/[.\s]+$/u, '')
    .split(/[,;、，]/u)
    .map((term) => term.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/u, '').trim())
    .filter((term) => term !== '');
}

function isKeywordList(terms: readonly string[]): boolean {
  if (terms.length < fewestKeywords) return false;
  const long = terms.filter((term) => term.split(/\s+/u).length > longestTermWords);
  return long.length * 4 <= terms.length;
}
