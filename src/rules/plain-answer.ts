/**
 * The plain form of an answer, as scripts get it that ask without a schema: a description, an empty line, keywords
 * separated by commas, with or without a full stop at the end.
 */
import { decodeEntities } from './clean.ts';
import type { RawAnswer } from './suggest.ts';

/** Fewer terms than this are a sentence with commas. */
const fewestKeywords = 5;
/** A longer term is part of a sentence. */
const longestTermWords = 6;

/** The answer in a plain text, or undefined if the text does not have that form. */
export function readPlainAnswer(text: string): RawAnswer | undefined {
  const blocks = blocksOf(withoutFence(text));
  const lists = blocks.map((block, index) => (index === 0 ? [] : termsOf(block)));
  const longest = Math.max(0, ...lists.map((terms) => terms.length));
  const at = lists.findIndex((terms) => terms.length > 0 && terms.length === longest);
  const keywords = lists[at];
  if (keywords === undefined) return undefined;
  const description = blocks
    .slice(0, at)
    .map((lines) => withoutLabel(lines.join(' ')))
    .filter((part) => part !== '')
    .join(' ');
  return description === ''
    ? undefined
    : { description, shortTitle: '', keywords, usageReason: '', unsure: [] };
}

function withoutFence(text: string): string {
  return text
    .trim()
    .replace(/^```[a-z]*\s*\n([\s\S]*?)\n?```$/u, '$1')
    .trim();
}

const label = /^[*_#>\s-]*(?:title|headline|description|caption|keywords?|tags?)[*_\s]*:[*_\s]*/iu;
const keywordLabel = /^[*_#>\s-]*(?:keywords?|tags?)[*_\s]*(?::[*_\s]*|$)/iu;

/** The lines between empty ones; a line with the label of keywords begins a block, and goes on over one empty line. */
function blocksOf(text: string): readonly (readonly string[])[] {
  const blocks: string[][] = [];
  let current: string[] = [];
  for (const line of text.split(/\r\n|[\n\r\u2028\u2029]/u).map((line) => line.trim())) {
    const onlyLabel =
      current.length === 1 && keywordLabel.exec(current[0] ?? '')?.[0] === current[0];
    const ends = (line === '' && !onlyLabel) || keywordLabel.test(line);
    if (ends && current.length > 0) {
      blocks.push(current);
      current = [];
    }
    if (line !== '') current.push(line);
  }
  return current.length > 0 ? [...blocks, current] : blocks;
}

function withoutLabel(text: string): string {
  return text
    .replace(label, '')
    .replace(/^#+\s+|^\*\*|\*\*$/gu, '')
    .trim();
}

/** The keywords in a block: one a line, or separated by commas over one or more lines. [] if it is not such a list. */
function termsOf(lines: readonly string[]): readonly string[] {
  const separator = lines.some((line) => line.includes(',')) ? ' ' : ',';
  const terms = decodeEntities(lines.join(separator))
    .replace(keywordLabel, '')
    .replace(/[.\s]+$/u, '')
    .split(/[,;、，]/u)
    .map((term) => term.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/u, '').trim())
    .filter((term) => term !== '');
  return isKeywordList(terms) ? terms : [];
}

/** Words of somebody who is talking to us. */
const talk = /(?<![\p{L}\p{M}])(?:I|I'm|you|your|please|would|sorry)(?![\p{L}\p{M}])/u;

function isKeywordList(terms: readonly string[]): boolean {
  if (terms.length < fewestKeywords || terms.some((term) => talk.test(term))) return false;
  const long = terms.filter((term) => term.split(/\s+/u).length > longestTermWords);
  return long.length * 4 <= terms.length;
}
