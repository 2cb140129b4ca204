/**
 * Lightroom's and Photo Mechanic's text form of a keyword list: a keyword a line, below another by one tab more;
 * `{synonym}` below its keyword, `[category]` for one that is not exported. Spaces may stand for tabs.
 */
import { oneLine } from '../texts/clean.ts';
import { type ListEntry, mostLevels, type Remark } from './entry.ts';

export type ReadEntries = {
  readonly entries: readonly ListEntry[];
  /** What makes the list another one than was meant. */
  readonly mistakes: readonly Remark[];
  /** What is taken in the likeliest way. */
  readonly notes: readonly Remark[];
};

/** What a line says, brackets and braces taken off; or what is wrong with it. */
type Content =
  | { readonly name: string; readonly isExported: boolean; readonly synonyms: readonly string[] }
  | { readonly synonyms: readonly string[] }
  | { readonly mistake: string };

/** @param lines of the file, without their ends */
export function readTree(lines: readonly string[]): ReadEntries {
  const entries: (ListEntry & { synonyms: string[] })[] = [];
  const mistakes: Remark[] = [];
  const notes: Remark[] = [];
  const { step, widthOf } = indentationOf(lines);
  /** The entries that the next line may stand below, with how far each is indented. */
  const open: { readonly width: number; readonly synonyms: string[] }[] = [];
  for (const [index, text] of lines.entries()) {
    const line = index + 1;
    const wrong = (message: string) => mistakes.push({ line, message });
    const content = contentOf(text.trim());
    if (content === undefined) continue;
    if ('mistake' in content) {
      wrong(content.mistake);
      continue;
    }
    const width = widthOf(text);
    if (!('name' in content)) {
      while (open.length > 1 && (open.at(-1)?.width ?? 0) >= width) open.pop();
      const keyword = open.at(-1);
      if (keyword === undefined) wrong('This synonym stands below no keyword.');
      else keyword.synonyms.push(...content.synonyms);
      continue;
    }
    while ((open.at(-1)?.width ?? -1) >= width) open.pop();
    const level = open.length;
    const above = open.at(-1)?.width ?? width;
    if (step !== undefined && width - above > step)
      notes.push({
        line,
        message: 'It is more than one level below the line above; taken as one.',
      });
    if (level >= mostLevels) {
      wrong(`This is more than ${mostLevels} levels deep.`);
      break;
    }
    const entry = { ...content, level, line, synonyms: [...content.synonyms] };
    open.push({ width, synonyms: entry.synonyms });
    entries.push(entry);
  }
  return { entries, mistakes, notes };
}

/** Whether a line can only be one of a tree. */
export function isOfTree(text: string): boolean {
  return /^\s+\S/u.test(text) || /^\[.*\]$|\{[^{}]*\}$/u.test(text.trimEnd());
}

/**
 * How far lines are indented, in spaces. A tab is as wide as the narrowest indentation by spaces, since editors put the same
 * number of spaces for each. `step` is the width of a level where tabs tell it.
 */
function indentationOf(lines: readonly string[]): {
  readonly step: number | undefined;
  readonly widthOf: (text: string) => number;
} {
  const indents = lines.filter((text) => text.trim() !== '').map(indentOf);
  const hasTabs = indents.some((indent) => indent.includes('\t'));
  // One space among tabs is a slip, no level.
  const spaces = indents.filter((one) => one.length > 1 && !one.includes('\t'));
  const tab = spaces.reduce((least, { length }) => Math.min(least, length), 8);
  if (!hasTabs) return { step: undefined, widthOf: (text) => indentOf(text).length };
  return {
    step: tab,
    widthOf(text) {
      const indent = indentOf(text);
      const tabs = indent.split('\t').length - 1;
      return (tabs + Math.floor((indent.length - tabs) / tab)) * tab;
    },
  };
}

const indentOf = (text: string) => /^\s*/u.exec(text)?.[0] ?? '';

/** @param text of a line without what stands around it; undefined for an empty line */
function contentOf(text: string): Content | undefined {
  const clean = oneLine(text);
  if (clean === '') return undefined;
  if (text.includes('\uFFFD'))
    return { mistake: 'This has letters that cannot be read. Save the list as UTF-8.' };
  if (text.includes('\t'))
    return { mistake: 'This has a tab between words; tabs belong in front of a line.' };
  const at = clean.indexOf('{');
  const named = at === -1 ? clean : clean.slice(0, at).trimEnd();
  const synonyms = at === -1 ? [] : synonymsIn(clean.slice(at));
  if (synonyms === undefined) return { mistake: 'A brace is not closed, or stands alone.' };
  if (at !== -1 && synonyms.length === 0) return { mistake: 'There is nothing in the braces.' };
  if (named === '') return { synonyms };
  if (!named.startsWith('[')) return { name: named, isExported: true, synonyms };
  if (!named.endsWith(']')) return { mistake: 'The bracket is not closed.' };
  const name = named.slice(1, -1).trim();
  return name === ''
    ? { mistake: 'There is nothing in the brackets.' }
    : { name, isExported: false, synonyms };
}

/** The words in `{one}`, `{one} {two}` or `{one, two}`; undefined where braces do not pair. */
function synonymsIn(text: string): readonly string[] | undefined {
  const words: string[] = [];
  for (const part of text.split('}').slice(0, -1)) {
    const [before = '', word, ...more] = part.split('{');
    if (before.trim() !== '' || word === undefined || more.length > 0) return undefined;
    words.push(...word.split(/[,;]/u).map((one) => one.trim()));
  }
  if (!text.endsWith('}')) return undefined;
  return words.filter((word) => word !== '');
}
