/** Reading a keyword list in any of the forms that programs and people write. */
import { hasForbiddenCharacters } from '../texts/clean.ts';
import { type ListEntry, type ListForm, type Remark, whyNoKeyword } from './entry.ts';
import { readFlat } from './read-flat.ts';
import { isOfTree, readTree } from './read-tree.ts';

export type ReadList = {
  readonly form: ListForm;
  readonly entries: readonly ListEntry[];
  /** A list with one is not what was meant, and counts for nothing. */
  readonly mistakes: readonly Remark[];
  /** What is worth knowing; the list is right all the same. */
  readonly notes: readonly Remark[];
};

/**
 * Reads a list. Its form is told from the text: one line that is indented, or stands in brackets or braces, makes it a
 * tree.
 * @param text of a whole file; a byte order mark, line ends of any system, blank lines and invisible signs do no harm
 * @param form where the user says it
 */
export function readList(text: string, form?: ListForm): ReadList {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r\n|\n|\r/u);
  const meant = form ?? (lines.some(isOfTree) ? 'lightroom' : 'flat');
  const { entries, mistakes, notes } = meant === 'flat' ? readFlat(lines) : readTree(lines);
  const isEmpty = entries.length === 0 && mistakes.length === 0;
  return {
    form: meant,
    entries,
    mistakes: isEmpty ? [{ line: 1, message: 'There is no keyword in it.' }] : mistakes,
    notes: [...notes, ...invisible(lines), ...twins(entries), ...entries.flatMap(noKeywords)].sort(
      (one, other) => one.line - other.line,
    ),
  };
}

function invisible(lines: readonly string[]): readonly Remark[] {
  return lines.flatMap((text, index) =>
    hasForbiddenCharacters(text.replaceAll('\t', ' '))
      ? [{ line: index + 1, message: 'Invisible or control characters are left out.' }]
      : [],
  );
}

function noKeywords({ name, synonyms, isExported, line }: ListEntry): readonly Remark[] {
  return [...(isExported ? [name] : []), ...synonyms].flatMap((term) => {
    const why = whyNoKeyword(term);
    return why === undefined
      ? []
      : [{ line, message: `"${shortened(term)}" ${why}; it is never added or completed.` }];
  });
}

/** Characters of a term in a message. */
const shownTerm = 60;

function shortened(term: string): string {
  return term.length > shownTerm ? `${term.slice(0, shownTerm).toWellFormed()}…` : term;
}

/** Keywords that stand twice at the same place of the tree; they count once. */
function twins(entries: readonly ListEntry[]): readonly Remark[] {
  /** Of each level that is open, the line of each name in it. */
  const open: Map<string, number>[] = [];
  return entries.flatMap(({ name, level, line }) => {
    open.length = Math.min(open.length, level + 1);
    open[level] ??= new Map();
    const first = open[level].get(name);
    if (first !== undefined)
      return [{ line, message: `"${shortened(name)}" is there already, in line ${first}.` }];
    open[level].set(name, line);
    return [];
  });
}
