/** The screen of a terminal emulator as rows with escape sequences, to be written again by another program. */
import type xterm from '@xterm/headless';

type Cell = NonNullable<
  ReturnType<NonNullable<ReturnType<xterm.Terminal['buffer']['active']['getLine']>>['getCell']>
>;

/** Every row of the screen from `column` on. */
export function frameRows(emulator: xterm.Terminal, column: number): string[] {
  return Array.from({ length: emulator.rows }, (_, row) => rowOf(emulator, row, column));
}

function rowOf({ buffer, cols }: xterm.Terminal, row: number, from: number): string {
  const line = buffer.active.getLine(buffer.active.viewportY + row);
  let text = '';
  let look = '';
  for (let column = from; column < cols; column++) {
    const cell = line?.getCell(column);
    if (cell === undefined || cell.getWidth() === 0) continue;
    const next = lookOf(cell);
    if (next !== look) text += next === '' ? '\u001B[0m' : `\u001B[0m\u001B[${next}m`;
    look = next;
    text += cell.getChars() || ' ';
  }
  return look === '' ? text : `${text}\u001B[0m`;
}

/** The numbers of the sequence that sets a cell's look, from the default one. */
function lookOf(cell: Cell): string {
  const codes: string[] = [];
  if (cell.isBold()) codes.push('1');
  if (cell.isDim()) codes.push('2');
  if (cell.isUnderline()) codes.push('4');
  if (cell.isInverse()) codes.push('7');
  if (cell.isFgRGB()) codes.push(`38;2;${channels(cell.getFgColor())}`);
  else if (cell.isFgPalette()) codes.push(`38;5;${cell.getFgColor()}`);
  if (cell.isBgRGB()) codes.push(`48;2;${channels(cell.getBgColor())}`);
  else if (cell.isBgPalette()) codes.push(`48;5;${cell.getBgColor()}`);
  return codes.join(';');
}

function channels(colour: number): string {
  return `${colour >> 16};${(colour >> 8) & 0xff};${colour & 0xff}`;
}
