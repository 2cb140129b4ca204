/** Text wrapped into lines: a paragraph, one behind a sign, one beside its label. */
import type { Role } from '../theme.ts';
import { type Line, line, type Span } from './line.ts';
import { fitWidth, widthOf } from './width.ts';
import { wrap } from './wrap.ts';

export function paragraph(text: string, width: number, role?: Role): Line[] {
  return wrap(text, width).map((row) => line([row, role]));
}

/** A paragraph whose first row has a sign before it. */
export function signed(sign: Span, text: string, width: number, role?: Role): Line[] {
  const cells = widthOf(sign[0]);
  return wrap(text, Math.max(10, width - cells)).map((row, index) =>
    line(index === 0 ? sign : [' '.repeat(cells)], [row, role]),
  );
}

const usualLabelWidth = 16;

/** `label    value`, with the value wrapped below itself; of a list, no item is broken. */
export function labelled(
  label: string,
  value: string | readonly string[],
  width: number,
  role?: Role,
  labelWidth = usualLabelWidth,
): Line[] {
  const room = Math.max(10, width - labelWidth);
  const rows = typeof value === 'string' ? wrap(value, room) : listRows(value, room);
  return rows.map((row, index) =>
    line([fitWidth(index === 0 ? label : '', labelWidth), 'quiet'], [row, role]),
  );
}

function listRows(items: readonly string[], room: number): string[] {
  const rows: string[] = [];
  for (const [index, item] of items.entries()) {
    const text = index === items.length - 1 ? item : `${item},`;
    const row = rows.at(-1);
    if (row !== undefined && widthOf(row) + 1 + widthOf(text) <= room)
      rows[rows.length - 1] = `${row} ${text}`;
    else rows.push(text);
  }
  return rows;
}
