/** A table as wide as its contents, its titles quiet; columns that no row has anything in are left out. Pure. */
import type { Column, TableCell, Tone } from '../../pipeline/archive/stage-view.ts';
import { printable } from '../../terminal-output.ts';
import type { Line, Span } from '../text/line.ts';
import { fitWidth, widthOf } from '../text/width.ts';

export function tableLines(
  allColumns: readonly Column[],
  allRows: readonly (readonly TableCell[])[],
  width: number,
): Line[] {
  const kept = allColumns.map(
    ({ from = 0, below = Number.POSITIVE_INFINITY }, index) =>
      width >= from &&
      (width < below || below === Number.POSITIVE_INFINITY) &&
      allRows.some((row) => textIn(row[index]) !== ''),
  );
  const columns = allColumns.filter((_, index) => kept[index]);
  if (columns.length === 0) return [];
  const rows = allRows.map((row) => row.filter((_, index) => kept[index]));
  const widths = columns.map(({ title }, index) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(textIn(row[index])))),
  );
  const cell = (text: TableCell | undefined, index: number): Span => {
    const fitted = fitWidth(textIn(text), widths[index] ?? 0, columns[index]?.side ?? 'left');
    return [`${index === 0 ? '' : '   '}${fitted}`, toneIn(text)];
  };
  const head = columns.map(({ title }, index): Span => [cell(title, index)[0], 'quiet']);
  const hasTitles = columns.some(({ title }) => title !== '');
  return [
    ...(hasTitles ? [{ spans: head }] : []),
    ...rows.map((row) => ({ spans: columns.map((_, index) => cell(row[index], index)) })),
  ];
}

function textIn(cell: TableCell | undefined): string {
  return printable(cell === undefined ? '' : typeof cell === 'string' ? cell : cell[0]);
}

function toneIn(cell: TableCell | undefined): Tone | undefined {
  return cell === undefined || typeof cell === 'string' ? undefined : cell[1];
}
