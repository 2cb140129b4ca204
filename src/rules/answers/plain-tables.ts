/** Tables in Markdown, as lines with labels. */
import { labelledLine } from './answer-labels.ts';

const rule = /^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$/u;

/** Lines in which each row of a table is `label: text`, or one item of a list. */
export function withoutTables(lines: readonly string[]): readonly string[] {
  const isRow = (line: string) => /^\|.*\|$/u.test(line);
  const result: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const start = at;
    const hasRule = rule.test(lines[at + 1] ?? '') && (lines[at] ?? '').includes('|');
    while (
      at < lines.length &&
      (isRow(lines[at] ?? '') || (hasRule && (lines[at] ?? '').includes('|')))
    )
      at++;
    if (at === start) result.push(lines[at] ?? '');
    else {
      result.push(...linesOfTable(lines.slice(start, at), hasRule));
      at--;
    }
  }
  return result;
}

function linesOfTable(rows: readonly string[], hasRule: boolean): readonly string[] {
  const cells = rows
    .filter((row) => !rule.test(row))
    .map((row) =>
      row
        .replace(/^\||\|$/gu, '')
        .split('|')
        .map((cell) => cell.trim()),
    );
  const [header = [], ...body] = cells;
  const kinds = header.map((cell) => labelledLine(cell)?.kind);
  if ((hasRule && kinds.slice(1).some((kind) => kind !== undefined)) || kinds.length === 1)
    return header.flatMap((name, column) =>
      kinds[column] === undefined
        ? []
        : [
            `${name}:`,
            ...body.map((row) => (body.length > 1 ? '- ' : '') + (row[column] ?? '')),
            '',
          ],
    );
  const isHead = hasRule && kinds.every((kind) => kind === undefined);
  return (isHead ? body : cells).map((row) => {
    const [first = '', ...rest] = row.filter((cell) => cell !== '');
    if (labelledLine(first)?.rest === '') return `${first}: ${rest.join(', ')}`;
    return `- ${/^\d{1,3}[.)]?$/u.test(first) ? rest.join(', ') : [first, ...rest].join(', ')}`;
  });
}
