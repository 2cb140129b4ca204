/**
 * A line of the screen as data: pieces of text, each with the role it plays. Screens make lines by pure functions;
 * only `paintLine` knows colours. So what is shown can be tested without looking at escape sequences.
 */
import { type Harmless, joined, printable } from '../../terminal-output.ts';
import { inAscii } from '../glyphs.ts';
import type { Role, Theme } from '../theme.ts';
import { asCounted, countedAlike, truncate, widthOf } from './width.ts';

/** A piece of text and its role; without one it has the terminal's own colour. */
export type Span = readonly [text: string, role?: Role | undefined];

export type Line = {
  readonly spans: readonly Span[];
  /** The role of the whole line's background. */
  readonly on?: 'current' | 'selected';
};

/** A line of spans, or of plain words. */
export function line(...spans: readonly (Span | string)[]): Line {
  return { spans: spans.map((span) => (typeof span === 'string' ? [span] : span)) };
}

export const emptyLine: Line = { spans: [] };

/** The words of a line without their roles. */
export function textOf(drawn: Line): string {
  return drawn.spans.map(([text]) => text).join('');
}

export function lineWidth(drawn: Line): number {
  return drawn.spans.reduce((sum, [text]) => sum + widthOf(text), 0);
}

/** `left` and `right` at the two ends of `width` cells; where they do not fit together, the left one is cut. */
export function spread(left: Line, right: Line, width: number): Line {
  const rightWidth = lineWidth(right);
  if (rightWidth >= width) return cutLine(right, width);
  const cut = cutLine(left, width - rightWidth - 1);
  const gap = ' '.repeat(Math.max(1, width - rightWidth - lineWidth(cut)));
  return { spans: [...cut.spans, [gap], ...right.spans] };
}

/** The beginning of a line that fits `width` cells; the cut is marked. */
export function cutLine(drawn: Line, width: number): Line {
  if (lineWidth(drawn) <= width) return drawn;
  const spans: Span[] = [];
  // One cell is for the mark.
  let room = width - 1;
  for (const [text, role] of drawn.spans) {
    const cells = widthOf(text);
    spans.push([cells <= room ? text : truncate(text, room + 1), role]);
    if (cells > room) break;
    room -= cells;
  }
  return { ...drawn, spans };
}

/**
 * The line as a string with escape sequences, exactly `width` cells wide. Everything on the screen comes this way, and
 * none but these sequences get through: `Harmless` is the only text that the screen takes.
 */
export function paintLine(drawn: Line, width: number, theme: Theme): Harmless {
  // Before it is cut: what takes more cells when it is made visible is counted so.
  const spans = drawn.spans.map(([text, role]): Span => [printable(text), role]);
  const cut = cutLine({ spans }, width);
  const isFlat = drawn.on === 'current' && theme.isCurrentInverse;
  const painted = cut.spans.map(([text, role]) => {
    const shown = harmlessText(text, theme);
    return role === undefined || isFlat ? shown : theme.paint(role, shown);
  });
  const rest = printable(' '.repeat(Math.max(0, width - lineWidth(cut))));
  const whole = joined([...painted, rest]);
  return drawn.on === undefined ? whole : theme.paint(drawn.on, whole);
}

/** A text as this terminal can draw it. */
export function harmlessText(text: string, theme: Theme): Harmless {
  return printable(theme.isPlain ? inAscii(printable(text)) : asCounted(countedAlike(text)));
}
