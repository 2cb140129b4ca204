/** The keywords as numbered chips in columns, with a line under the tenth, and what the checks say about them. Pure. */

import type { ReviewPhoto, ShownCheck } from '../../pipeline/session/photo.ts';
import { mentions } from '../../rules/keywords/terms.ts';
import { type Cell, type Grid, keywordGrid } from '../editor/keyword-grid.ts';
import { glyphs } from '../glyphs.ts';
import { type Line, line, type Span } from '../text/line.ts';
import { truncate, widthOf } from '../text/width.ts';
import { type CheckStyle, checkLines, checkSign } from './check-lines.ts';
import { countSpan, labelLine } from './text-block.ts';

type KeywordsView = CheckStyle & {
  /** The keyword under the cursor; -1 while the keywords are not focused. */
  readonly keywordIndex: number;
  readonly width: number;
  readonly height: number;
};

/** Where the chips of a photo stand on `width` cells. */
export function gridOf({ text, checks }: ReviewPhoto, width: number): Grid {
  const marked = text.keywords.map((keyword, index) => checkOf(keyword, index, checks));
  const places = marked.flatMap((check, index) => (check === undefined ? [] : [index]));
  return keywordGrid(text.keywords, width, new Set(places));
}

/** The check that speaks of a keyword: by its place, or of a name that is in it. */
function checkOf(word: string, at: number, checks: readonly ShownCheck[]): ShownCheck | undefined {
  return checks.find(
    (check) =>
      check.index === at ||
      check.words?.includes(word) ||
      (check.weight === 'doubt' && check.word !== undefined && mentions(word, check.word)),
  );
}

/** Rows that the pane would fill if it could. */
export function keywordsRows(photo: ReviewPhoto, width: number, look: CheckStyle): number {
  const checks = checkLines(checksOf(photo), width, Number.POSITIVE_INFINITY, look).length;
  return 1 + Math.max(1, gridOf(photo, width).rows) + (checks > 0 ? 1 + checks : 0);
}

/** What concerns the keywords, and the photo as a whole. */
function checksOf({ checks }: ReviewPhoto): readonly ShownCheck[] {
  return checks.filter(({ field }) => field !== 'title' && field !== 'shortTitle');
}

/** With fewer cells the label says by a sign alone how many keywords were there before. */
const enoughForWords = 56;

/** The pane: label, chips, checks. */
export function keywordsPane(photo: ReviewPhoto, view: KeywordsView): Line[] {
  const { keywordIndex, width, height } = view;
  const { keywords } = photo.text;
  const grid = gridOf(photo, width);
  const checks = checksOf(photo);
  const wanted = checkLines(checks, width, Number.POSITIVE_INFINITY, view).length;
  const least = Math.max(1, Math.floor(height * (keywordIndex < 0 ? 0.4 : 0.2)));
  const forChecks = Math.min(wanted, Math.max(height - 1 - grid.rows - 1, least));
  const rows = height - 1 - (forChecks > 0 ? forChecks + 1 : 0);
  const { accepted, edited } = photo;
  const state = accepted.keywords ? ' · accepted' : edited.keywords ? ' · edited' : '';
  const window = gridWindow(grid, keywordIndex, Math.max(1, rows));
  const outside = hiddenText(grid, window);
  const before = photo.existing.marked.length;
  const words = width < enoughForWords ? '' : ' from before';
  const from = before === 0 ? '' : ` · ${before}${glyphs.before}${words}`;
  const head = labelLine(
    `Keywords${state}${from}${outside}`,
    countOf(keywords.length, photo.keywordCount),
    width,
    keywordIndex >= 0,
  );
  const chips = chipRows(photo, grid, view, window);
  const below = forChecks > 0 ? [line(), ...checkLines(checks, width, forChecks, view)] : [];
  return [head, ...chips, ...below];
}

function countOf(length: number, wanted: number): Span {
  if (length < wanted) return [`${length} of ${wanted}, ${wanted - length} missing`, 'warn'];
  if (length > wanted) return [`${length} of ${wanted}, ${length - wanted} too many`, 'warn'];
  return countSpan(length, wanted);
}

type Window = { readonly top: number; readonly bottom: number };

/** The rows of the grid that are in view, around the keyword under the cursor. */
function gridWindow(grid: Grid, keywordIndex: number, height: number): Window {
  const cursorRow = grid.cells[keywordIndex]?.row ?? 0;
  const room = Math.max(0, grid.rows - height);
  const top = Math.max(0, Math.min(cursorRow - Math.floor(height / 2), room));
  return { top, bottom: Math.min(grid.rows, top + height) };
}

/** How many keywords are above and below those in view. */
function hiddenText({ cells }: Grid, { top, bottom }: Window): string {
  const above = cells.filter(({ row }) => row < top).length;
  const below = cells.filter(({ row }) => row >= bottom).length;
  const parts = [
    ...(above > 0 ? [`${glyphs.up} ${above} more`] : []),
    ...(below > 0 ? [`${glyphs.down} ${below} more`] : []),
  ];
  return parts.map((part) => ` · ${part}`).join('');
}

function chipRows(
  photo: ReviewPhoto,
  grid: Grid,
  { keywordIndex, width, keys }: KeywordsView,
  { top, bottom }: Window,
): Line[] {
  if (photo.text.keywords.length === 0)
    return [line([`No keywords; ${keys.say('keywords.add')} adds some`, 'quiet'])];
  const rows: Line[] = [];
  for (let row = top; row < bottom; row++) {
    const spans: Span[] = [];
    let end = 0;
    for (const cell of grid.cells) {
      if (row < cell.row || row >= cell.row + cell.text.length) continue;
      const { x, width: cells } = grid.columns[cell.column] ?? { x: end, width: 0 };
      spans.push([' '.repeat(Math.max(0, x - end))]);
      const shown = row === bottom - 1 ? cutBelow(cell, row) : cell;
      spans.push(...chipSpans(shown, row - cell.row, cells, photo, grid, keywordIndex));
      end = x + cells;
    }
    rows.push(row === grid.ruleRow ? line([glyphs.rule.repeat(width), 'faint']) : { spans });
  }
  return rows;
}

/** What does not fit above the end of the window follows in the last row, where it is cut in sight. */
function cutBelow(cell: Cell, row: number): Cell {
  const first = row - cell.row;
  return { ...cell, text: [...cell.text.slice(0, first), cell.text.slice(first).join(' ')] };
}

/** One row of a keyword, on `width` cells. */
function chipSpans(
  { index, text }: Cell,
  row: number,
  width: number,
  { text: { keywords }, checks, existing }: ReviewPhoto,
  { numberWidth }: Grid,
  keywordIndex: number,
): Span[] {
  const keyword = keywords[index] ?? '';
  const check = checkOf(keyword, index, checks);
  const [glyph, role] = check === undefined ? ['', undefined] : checkSign(check);
  const number = (row === 0 ? String(index + 1) : '').padStart(numberWidth);
  const mark = glyph === '' || row < text.length - 1 ? '' : ` ${glyph}`;
  const room = width - numberWidth - 1 - mark.length;
  const words = truncate(text[row] ?? '', room);
  const rest = ' '.repeat(Math.max(0, room - widthOf(words)));
  const from = row === 0 && existing.marked.includes(keyword) ? glyphs.before : ' ';
  if (index === keywordIndex) return [[`${number}${from}${words}${mark}${rest}`, 'current']];
  return [[number, 'quiet'], [from, 'accent'], [words], [mark, role], [rest]];
}
