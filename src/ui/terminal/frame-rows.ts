/**
 * Which cells a frame of Ink clears. Ink's incremental frames go through all rows from the top: `CSI E` passes over a row
 * that stays, `CSI n G CSI K` clears a row from column n on, a line feed goes to the next. Anything else that clears (a
 * whole screen, whole lines) counts as clearing everything.
 */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are terminal sequences
const steps = /\u001B\[E|\n|\u001B\[(\d+)G\u001B\[K/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are terminal sequences
const clearsAll = /\u001B\[[0-3]?J|\u001B\[2K|\u001Bc/;

/** A function that tells whether `frame` cleared the cell left of `column` (both from 0) in `row`. */
export function erasedRows(frame: string): (row: number, column: number) => boolean {
  if (clearsAll.test(frame)) return () => true;
  const clearedFrom = new Map<number, number>();
  let row = 0;
  for (const step of frame.matchAll(steps)) {
    if (step[1] === undefined) row += 1;
    else clearedFrom.set(row, Number(step[1]) - 1);
  }
  return (wanted, column) => (clearedFrom.get(wanted) ?? Number.POSITIVE_INFINITY) < column;
}
