/** Lists of keywords in plain text: how they are separated, and how they are told from a sentence with commas. */
import { separatedKeywords } from '../keywords/keyword-signs.ts';

/** Fewer terms than this without a label are a sentence with commas. */
const fewestTerms = 5;
/** So many terms are no sentence; fewer must all be short. */
const manyTerms = 12;
const longestTermWords = 6;
const longestShortTermWords = 3;

const bullet = /^\s*(?:[-*•‣◦▪–—+>→➤✓✅🔹|]+\s+|\(?\d{1,3}[.):\]]\s*(?=\D)|#(?=\p{L}))/u;

/** Whether a line begins as the items of lists do. */
export function isListItem(line: string): boolean {
  return bullet.test(line);
}

/** The terms in the lines of a list, whatever separates them, without numbers, bullets and quotation marks. */
export function termsIn(lines: readonly string[]): readonly string[] {
  const text = unwrapped(withoutExplanations(lines).map(withoutGroupName));
  const bare = text.replace(
    /^\s*[[({]\s*(?!\s)(?=[^[\](){}]*[\])}]\s*(?:[.;]\s*)?$)|[\])}]\s*(?:[.;]\s*)?$/gu,
    (sign, at) => (at === 0 || /^\s*[[({]/.test(text) ? '' : sign),
  );
  const isSlashed = !/[,;]/u.test(bare) && bare.split(/\s\/\s/u).length > 3;
  const terms = separatedKeywords(isSlashed ? bare.replace(/\s\/\s/gu, '\n') : bare)
    .map(bareTerm)
    .filter((term) => term !== '');
  const areSentences = terms.filter((term) => term.endsWith('.')).length * 2 > terms.length;
  return terms.map((term, index) => {
    const isLast = index === terms.length - 1 && index > 0;
    return withoutStop(isLast ? withoutEnd(term) : term, isLast || areSentences);
  });
}

/** A term without what lists put around it; the rules for keywords do the rest. */
function bareTerm(term: string): string {
  return term
    .trim()
    .replace(bullet, '')
    .replace(/^[\s[({]*(["'“”‘’„«»`*_]{1,3})(.*?)["'“”‘’„«»`*_]{1,3}([.;]?)[\s\])}]*$/su, '$2$3')
    .replace(/^#(?=\p{L})/u, '')
    .trim();
}

/** `pier.` at the end of a list; `D.C.` keeps its own. */
function withoutStop(term: string, hasStop: boolean): string {
  return hasStop ? term.replace(/(?<!\.\S{1,3})[.。;]$/u, '').trim() : term;
}

const explanation = /(?<=^[^,;]{1,60})\s+[–—-]\s+\S.*$/u;

/** `- Ferry – a boat that crosses the strait`, where most lines explain themselves. */
export function withoutExplanations(lines: readonly string[]): readonly string[] {
  const explained = lines.filter((line) => explanation.test(line.replace(bullet, '')));
  if (explained.length < 3 || explained.length * 2 < lines.length) return lines;
  return lines.map((line) => line.replace(bullet, '').replace(explanation, ''));
}

const groupName = /^[\s*_•#-]*\p{Lu}[\p{L}\p{M} /&-]{1,30}[*_]{0,3}:[*_\s]+(?=[^\s*_].*[,;、])/u;

/** Whether a line is a part of a list in groups: `**Colours:** blue, gold`. */
export function isGroup(line: string): boolean {
  return groupName.test(line);
}

function withoutGroupName(line: string): string {
  return line.replace(groupName, '');
}

/** Lines that a width cut are one; all others separate terms. Commas at their ends do anyway. */
function unwrapped(lines: readonly string[]): string {
  const widest = lines.reduce((widest, line) => Math.max(widest, line.length), 0);
  const isWrapped =
    lines.length > 2 &&
    widest >= 50 &&
    widest <= 120 &&
    lines.every((line) => !isListItem(line)) &&
    lines.slice(0, -1).every((line, index) => {
      const [next = ''] = (lines[index + 1] ?? '').split(/\s/u);
      return line.includes(',') && line.length + 1 + next.length > widest;
    });
  return lines.join(isWrapped ? ' ' : '\n');
}

/** `and pier`, and `pier. These keywords cover the picture`. */
function withoutEnd(term: string): string {
  return term
    .replace(/[.!]\s+\p{Lu}\p{L}*\s+\S+\s+\S.*/su, '')
    .replace(/^(?:and|&)\s+/iu, '')
    .trim();
}

/** Words with which a part of a sentence begins, and no keyword. */
const beginsPart =
  /^(?:and|or|but|while|with|as|in|on|at|by|from|to|under|over|near|behind|beside|along|across|through|for|into|between|against|seen|the|a|an|its|their|his|her)\s/iu;
/** Words that make a sentence. */
const makesSentence =
  /(?<![\p{L}\p{M}])(?:is|are|was|were|has|have|had|been|which|whose|while|because|although)(?![\p{L}\p{M}])/iu;
/** Words of somebody who is talking to us. */
const talks = /(?<![\p{L}\p{M}])(?:I|I'm|you|your|please|would|sorry)(?![\p{L}\p{M}])/u;
const joins = /\s(?:a|an|the|in|on|at|by|with|from|under|over|near|to|into)\s/iu;

const wordsIn = (term: string) => term.split(/\s+/u).length;

/** Whether terms without a label are keywords, and not a sentence with commas. */
export function areKeywords(terms: readonly string[]): boolean {
  if (terms.length < fewestTerms) return false;
  if (terms.some((term) => wordsIn(term) > 1 && (talks.test(term) || makesSentence.test(term))))
    return false;
  if (terms.some((term) => wordsIn(term) > longestTermWords)) return false;
  const parts = terms.filter((term) => beginsPart.test(term)).length;
  if (terms.length >= manyTerms) return parts * 10 <= terms.length;
  const long = terms.filter((term) => wordsIn(term) > longestShortTermWords);
  return parts === 0 && !long.some(isPart) && long.length * 4 <= terms.length;
}

/** `figs lie on a table`; not `Church of the Holy Sepulchre`. */
function isPart(term: string): boolean {
  return joins.test(term.replace(/\sof (?:the|an?)\s/giu, ' of '));
}

/** Whether a term could be a keyword, and not a part of a sentence. */
const isShort = (term: string): boolean =>
  wordsIn(term) <= longestTermWords &&
  !beginsPart.test(term) &&
  !makesSentence.test(term) &&
  !(wordsIn(term) > 1 && talks.test(term)) &&
  !(wordsIn(term) > longestShortTermWords && isPart(term));

/** Whether terms beside a list of keywords go on with it: a few may do. */
export function goOnWithKeywords(terms: readonly string[]): boolean {
  return terms.length > 2 && terms.every(isShort);
}

/** Whether a line could be a part of a list: short terms only. */
export function couldBeTerms(line: string): boolean {
  if (/^[[\](){}]+[,;.]?$/u.test(line)) return true;
  if (isListItem(line))
    return wordsIn(line.replace(bullet, '').replace(explanation, '')) <= longestTermWords;
  const terms = termsIn([line]);
  if (areKeywords(terms)) return true;
  return terms.length > 0 && !/[.!?…:]["”’)]?$/u.test(line) && terms.every(isShort);
}
