/** A keyword list without levels: one a line, or several with commas, semicolons or tabs between; or a CSV of them. */
import { CsvError, parse } from 'csv-parse/sync';
import { oneLine } from '../texts/clean.ts';
import { fold } from '../texts/fold.ts';
import type { ListEntry, Remark } from './entry.ts';
import type { ReadEntries } from './read-tree.ts';

/** What programs and people write above a column of keywords. */
const headings = new Set(['keyword', 'keywords', 'term', 'terms', 'tag', 'tags']);

/** @param lines of the file, without their ends */
export function readFlat(lines: readonly string[]): ReadEntries {
  const entries: ListEntry[] = [];
  const mistakes: Remark[] = [];
  const notes: Remark[] = [];
  for (const [index, text] of lines.entries()) {
    const line = index + 1;
    const wrong = (message: string) => mistakes.push({ line, message });
    const cells = cellsOf(text);
    const names = cells?.map(oneLine).filter((name) => name !== '') ?? [];
    if (cells === undefined) wrong('A quotation mark is not closed.');
    else if (text.includes('\uFFFD'))
      wrong('This has letters that cannot be read. Save the list as UTF-8.');
    else if (names.some((name) => /^\[|\{/u.test(name)))
      wrong('Brackets and braces belong to a list with levels; read it with --form lightroom.');
    else if (entries.length === 0 && isHeading(names))
      notes.push({ line, message: `"${names[0]}" is taken for the heading of the column.` });
    else
      for (const name of names)
        entries.push({ name, level: 0, synonyms: [], isExported: true, line });
  }
  return { entries, mistakes, notes };
}

function isHeading(names: readonly string[]): boolean {
  return names.length === 1 && headings.has(fold(names[0] ?? ''));
}

/** The cells of a line; undefined where a quotation mark is left open. */
function cellsOf(text: string): readonly string[] | undefined {
  if (!text.includes('"')) return text.split(/[,;\t،、，；]/u);
  try {
    const [cells = []] = parse(text.trim(), {
      delimiter: [',', ';', '\t'],
      trim: true,
      relax_column_count: true,
      relax_quotes: true,
    });
    return cells;
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}
