/**
 * The plain form of an answer, as scripts get it that ask without a schema: a description, an empty line, keywords
 * separated by commas; and what models make of it: labels and headings in many languages, lists, tables, hashtags,
 * keywords first, talk before and behind.
 */
import { brokenAtLabels, type LabelKind, labelledLine } from './answer-labels.ts';
import {
  areKeywords,
  couldBeTerms,
  goOnWithKeywords,
  isGroup,
  isListItem,
  termsIn,
  withoutExplanations,
} from './plain-keywords.ts';
import { withoutTables } from './plain-tables.ts';
import type { RawAnswer } from './suggest.ts';
import { isTalk, withoutTalk } from './talk.ts';

/** A longer text is no answer about one photo. */
const longestText = 20_000;

/** Several to choose from. */
const proposal =
  /^[\s*_#>-]*(?:option|version|variant|alternative|choice|suggestion)\s*(?:#?\d|[A-C]\b)/iu;

/** Lines that belong together: between empty lines, or behind a label. */
type Block = { readonly kind: LabelKind | undefined; readonly lines: readonly string[] };

/** The answer in a plain text, or undefined if the text does not have that form with certainty. */
export function readPlainAnswer(text: string): RawAnswer | undefined {
  if (text.length > longestText) return undefined;
  const blocks = blocksOf(linesOf(text));
  if (blocks.some(({ lines }) => lines.some((line) => proposal.test(line)))) return undefined;
  const keywordBlocks = keywordBlocksOf(blocks);
  const keywords = keywordBlocks.flatMap(({ lines }) => termsIn(lines));
  const described = descriptionOf(blocks, keywordBlocks);
  if (keywords.length < 2 || described === undefined) return undefined;
  return { ...described, keywords, usageReason: '', unsure: [] };
}

function linesOf(text: string): readonly string[] {
  const lines = withoutTags(text.replace(/^\ufeff/, ''))
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) => line.trim());
  const broken = withoutTables(lines.filter((line) => !passedOver.test(line)))
    .flatMap((line) => brokenAtLabels(line).split('\n'))
    .map((line) => line.trim())
    // A rule separates as an empty line does; of several empty lines one is enough.
    .map((line) => (/^(?:[-*_=]\s?){3,}$/u.test(line) ? '' : line))
    .filter((line, index, all) => line !== '' || all[index - 1] !== '');
  const isItem = (line: string | undefined) => line !== undefined && isListItem(line);
  return broken.filter(
    (line, index) => line !== '' || !isItem(broken[index - 1]) || !isItem(broken[index + 1]),
  );
}

/** Fences of code, and the name of the picture's file. */
const passedOver =
  /^(?:(?:`{3,}|~{3,})\s*\w*|[#*\s]*[\w .()-]{1,80}\.(?:jpe?g|png|webp)[*:\s]*)$/iu;

/** Tags of web pages as the line breaks and labels that they stand for. */
function withoutTags(text: string): string {
  return text.replace(
    /<(\/?)([a-z][a-z\d]{0,12})(?:\s[^<>]{0,200})?\/?>/giu,
    (tag, slash: string, name: string) => {
      if (/^(?:b|i|u|em|strong|span|code|small|html|body)$/iu.test(name)) return '';
      if (/^li$/iu.test(name)) return slash === '' ? '\n- ' : '\n';
      if (/^h[1-6]$/iu.test(name)) return slash === '' ? '\n\n## ' : '\n';
      if (/^(?:br|p|div|ul|ol|section|article|header|head)$/iu.test(name)) return '\n';
      if (labelledLine(`${name}:`) === undefined) return tag;
      return slash === '' ? `\n${name}: ` : '\n';
    },
  );
}

/** Labels, empty lines, and a change between sentences and lists begin a block. A label alone goes over empty lines. */
function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: { kind: LabelKind | undefined; lines: string[] }[] = [];
  let isOpen = false;
  for (const line of lines) {
    const label = line === '' ? undefined : labelledLine(line);
    const last = blocks.at(-1);
    if (label?.kind === 'both') isOpen = false;
    else if (label?.kind === 'other' && isOpen && last?.kind === 'keywords' && isListItem(line))
      // `- Location: Porto, Ribeira` is a group of keywords.
      last.lines.push(label.rest);
    else if (label !== undefined) {
      blocks.push({ kind: label.kind, lines: label.rest === '' ? [] : [label.rest] });
      isOpen = true;
    } else if (line === '') isOpen &&= last?.lines.length === 0;
    else if (isOpen && last !== undefined) last.lines.push(line);
    else {
      blocks.push({ kind: undefined, lines: [line] });
      isOpen = true;
    }
  }
  return blocks.filter(({ lines }) => lines.length > 0).flatMap(splitAtLists);
}

/** Sentences and a list under each other without an empty line are two blocks. */
function splitAtLists(block: Block): readonly Block[] {
  const { kind, lines } = block;
  if (kind === 'keywords') return splitAtTalk(block);
  if (lines.length < 2 || (areKeywords(termsIn(lines)) && !isUnderSentence(lines))) return [block];
  const parts: { isList: boolean; lines: string[] }[] = [];
  for (const [index, line] of lines.entries()) {
    // What begins a text says what is in the picture, unless it is a list itself.
    const isFirst = index === 0 && !isListItem(line) && !/[,;、|]/u.test(line);
    const isList = !isFirst && couldBeTerms(line);
    const last = parts.at(-1);
    if (last !== undefined && last.isList === isList) last.lines.push(line);
    else parts.push({ isList, lines: [line] });
  }
  const isSplit = parts.some(({ isList, lines: some }) => {
    const terms = termsIn(some);
    return isList && (areKeywords(terms) || (terms.length > 4 && goOnWithKeywords(terms)));
  });
  if (!isSplit) return [block];
  return parts.map((part, index) => ({ kind: index === 0 ? kind : undefined, lines: part.lines }));
}

/** What has no sign of a list, above lines that all have one. */
function isUnderSentence([first = '', ...rest]: readonly string[]): boolean {
  const hasSign = (line: string) => isListItem(line) || /[,;、，،|•·\t]|^["“[\]]/u.test(line);
  return !hasSign(first) && rest.slice(0, Math.max(1, rest.length - 1)).every(hasSign);
}

/** Talk, or a sentence, under a list of keywords. */
function splitAtTalk({ kind, lines: written }: Block): readonly Block[] {
  const lines = withoutExplanations(written);
  const isSentence = (line: string) =>
    isRemark(line) || !(/[,;、|]/u.test(line) || couldBeTerms(line));
  const at = lines.findIndex((line, index) => index > 0 && isSentence(line));
  if (at === -1) return [{ kind, lines }];
  return [
    { kind, lines: lines.slice(0, at) },
    { kind: undefined, lines: lines.slice(at) },
  ];
}

/** The blocks with the keywords: those that say so, or else those that are lists; and short lists beside them. */
function keywordBlocksOf(blocks: readonly Block[]): readonly Block[] {
  const isFree = ({ kind }: Block) => kind === undefined;
  const labelled = blocks.filter(({ kind }) => kind === 'keywords');
  const lists = blocks.filter((block) => isFree(block) && areKeywords(termsIn(block.lines)));
  const sure = new Set(labelled.length > 0 ? labelled : lists);
  const all = new Set(sure);
  const goesOn = (block: Block, beside: Block | undefined) =>
    beside !== undefined &&
    all.has(beside) &&
    isFree(block) &&
    !isRemark(block.lines.join(' ')) &&
    (block.lines.every(isGroup) || goOnWithKeywords(termsIn(block.lines)));
  for (const [index, block] of blocks.entries()) {
    if (goesOn(block, blocks[index - 1])) all.add(block);
    if (labelled.length === 0 && goesOn(block, blocks[index + 1])) all.add(block);
  }
  const isTold = blocks.some((block) => !all.has(block) && (isFree(block) || isSentence(block)));
  return blocks.filter((block) => (isTold ? all : sure).has(block));
}

const isSentence = ({ kind }: Block) => kind === 'title' || kind === 'description';

/** Lines that speak of the answer and not of the picture. */
function isRemark(line: string): boolean {
  return (
    withoutTalk(line) === '' ||
    isTalk(line) ||
    /^(?:note|these|all|the) [^,]*\bkeywords?\b/iu.test(line)
  );
}

type Described = Pick<RawAnswer, 'description' | 'shortTitle'>;

function descriptionOf(
  blocks: readonly Block[],
  keywordBlocks: readonly Block[],
): Described | undefined {
  const sentences = blocks.filter((block) => !keywordBlocks.includes(block));
  const labelled = (kind: LabelKind) =>
    sentences.filter((block) => block.kind === kind).map(({ lines }) => lines);
  const shortTitle = sentenceIn(labelled('shortTitle'));
  const titles = labelled('title');
  const title = titles.length > 1 ? undefined : sentenceIn(titles);
  const said = sentenceIn(labelled('description').slice(0, 1));
  if (shortTitle === undefined || title === undefined || said === undefined) return undefined;
  if (said !== '') return { description: said, shortTitle: shortTitle || title };
  const free = freeSentences(blocks, keywordBlocks);
  if (free === undefined) return undefined;
  if (free.description === '') return title === '' ? undefined : { description: title, shortTitle };
  return { description: free.description, shortTitle: shortTitle || title || free.heading };
}

/** What stands without a label: before the keywords, or behind them where nothing does; a heading of it is its title. */
function freeSentences(
  blocks: readonly Block[],
  keywordBlocks: readonly Block[],
): { readonly description: string; readonly heading: string } | undefined {
  const first = blocks.findIndex((block) => keywordBlocks.includes(block));
  const isFree = (block: Block) => block.kind === undefined && !keywordBlocks.includes(block);
  const spoken = (some: readonly Block[]) =>
    some.filter(isFree).filter(({ lines }) => !isRemark(lines.join(' ')));
  const before = spoken(blocks.slice(0, first));
  const parts = before.length > 0 ? before : spoken(blocks.slice(first));
  const isHeading = ({ lines }: Block) =>
    parts.length > 1 &&
    lines.length === 1 &&
    /^(?:#{1,6}\s|\*\*.*\*\*$|__.*__$)/u.test(lines[0] ?? '');
  const heading = sentenceIn(parts.filter(isHeading).map(({ lines }) => lines));
  const description = sentenceIn(
    parts.filter((part) => !isHeading(part)).map(({ lines }) => lines),
  );
  return heading === undefined || description === undefined ? undefined : { description, heading };
}

/** The blocks as one text; undefined where they are proposals to choose from. */
function sentenceIn(blocks: readonly (readonly string[])[]): string | undefined {
  const lines = blocks.flat();
  if (lines.filter(isListItem).length > 1) return undefined;
  return lines
    .map((line) => line.replace(/^(?:#{1,6}\s+|>\s+)|^(?:[-*•]|1[.)])\s+(?=\S)/u, ''))
    .join(' ')
    .replace(/^\*\*(.*)\*\*$/su, '$1')
    .replace(/(?<!\s)\s+[|•/]\s*$|。$/u, '')
    .replace(/。\s*/gu, '. ')
    .replace(/^(["'“«„‘])([^"“”«»„]*)["'”»“’]$/su, '$2')
    .trim();
}
