/** Facts as lines: labels on the left, values beside them; and tables whose columns stand straight. */
import { type Line, line, type Span } from '../../text/line.ts';
import { fitWidth, widthOf } from '../../text/width.ts';
import { wrap } from '../../text/wrap.ts';
import type { Role } from '../../theme.ts';

const usualLabel = 16;

/** `label    value`, with the value wrapped below itself. */
export function factLines(
  label: string,
  value: string,
  width: number,
  role?: Role,
  labelWidth = usualLabel,
): Line[] {
  return labelled(label, wrap(value, Math.max(10, width - labelWidth)), role, labelWidth);
}

/** The same with a list for a value; no item is broken. */
export function listLines(label: string, items: readonly string[], width: number): Line[] {
  const room = width - usualLabel;
  const rows: string[] = [];
  for (const [index, item] of items.entries()) {
    const text = index === items.length - 1 ? item : `${item},`;
    const row = rows.at(-1);
    if (row !== undefined && widthOf(row) + 1 + widthOf(text) <= room)
      rows[rows.length - 1] = `${row} ${text}`;
    else rows.push(text);
  }
  return labelled(label, rows, undefined, usualLabel);
}

function labelled(
  label: string,
  rows: readonly string[],
  role: Role | undefined,
  labelWidth: number,
): Line[] {
  return rows.map((row, index) =>
    line([fitWidth(index === 0 ? label : '', labelWidth), 'quiet'], [row, role]),
  );
}

export type Column = { readonly title: string; readonly side?: 'left' | 'right' };
export type CellText = string | readonly [text: string, role: Role];

/** A table as wide as its contents, its titles quiet; columns that no row has anything in are left out. */
export function tableLines(
  allColumns: readonly Column[],
  allRows: readonly (readonly CellText[])[],
): Line[] {
  const kept = allColumns.map((_, index) => allRows.some((row) => textIn(row[index]) !== ''));
  const columns = allColumns.filter((_, index) => kept[index]);
  const rows = allRows.map((row) => row.filter((_, index) => kept[index]));
  const widths = columns.map(({ title }, index) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(textIn(row[index])))),
  );
  const cell = (text: CellText | undefined, index: number): Span => {
    const fitted = fitWidth(textIn(text), widths[index] ?? 0, columns[index]?.side ?? 'left');
    return [`${index === 0 ? '' : '   '}${fitted}`, roleIn(text)];
  };
  const head = columns.map(({ title }, index) => cell([title, 'quiet'], index));
  const hasTitles = columns.some(({ title }) => title !== '');
  return [
    ...(hasTitles ? [{ spans: head }] : []),
    ...rows.map((row) => ({ spans: columns.map((_, index) => cell(row[index], index)) })),
  ];
}

function textIn(cell: CellText | undefined): string {
  return cell === undefined ? '' : typeof cell === 'string' ? cell : cell[0];
}

function roleIn(cell: CellText | undefined): Role | undefined {
  return cell === undefined || typeof cell === 'string' ? undefined : cell[1];
}

/** A paragraph, wrapped. */
export function paragraph(text: string, width: number, role?: Role): Line[] {
  return wrap(text, width).map((row) => line([row, role]));
}
