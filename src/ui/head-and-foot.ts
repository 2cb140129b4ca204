/** The header, the status line and the line of keys. Pure. */

import { homedir } from 'node:os';
import { sep } from 'node:path';
import { count, dollarText } from '../amounts.ts';
import type { ReviewCounts } from '../catalog/review-totals.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import type { Money } from '../pipeline/ask/money.ts';
import { printable } from '../terminal-output.ts';
import type { App } from './app.ts';
import { type Glyph, glyphs } from './glyphs.ts';
import { layersNow } from './keyboard.ts';
import type { KeyNames } from './keys/key-names.ts';
import type { OverlayHint } from './overlays/overlay.ts';
import type { ReviewState } from './review/state.ts';
import type { Notice, NoticeTone } from './shell.ts';
import { type Line, line, lineWidth, type Span, spread } from './text/line.ts';
import { truncate, truncateStart, widthOf } from './text/width.ts';
import type { Role } from './theme.ts';

const tones: Readonly<Record<NoticeTone, readonly [sign: Glyph, role: Role | undefined]>> = {
  plain: ['dot', undefined],
  good: ['accepted', 'good'],
  warn: ['problem', 'warn'],
  bad: ['problem', 'bad'],
};

/**
 * What was just said, behind `before`. Where it is too long for its row, `whole` says at the end which key shows all of it.
 */
export function noticeLine(
  { text, tone }: Notice,
  before: readonly Span[],
  { width, whole }: { readonly width: number; readonly whole: string | undefined },
): Line {
  const [glyph, role] = tones[tone];
  const said: Line = { spans: [...before, [`${glyphs[glyph]} `, role], [printable(text), role]] };
  if (whole === undefined || lineWidth(said) <= width) return said;
  return spread(said, { spans: hintSpans([whole, 'all of it']) }, width);
}

/**
 * `41 of 409   accepted 128 of 409   3 selected`, and at the right what is filtered and how it is sorted. What was just
 * said takes the place of all but the first.
 */
export function reviewStatus(
  state: ReviewState,
  progress: ReviewCounts,
  notice: Notice | undefined,
  room: { readonly width: number; readonly whole: string | undefined },
): Line {
  const total = state.list?.count ?? 0;
  const { accepted, photos, rejected } = progress;
  const place: Span = [total === 0 ? 'no photos' : `${count(state.index + 1)} of ${count(total)}`];
  const acting = [place, ...actingOn(state), gap];
  if (notice !== undefined) return noticeLine(notice, acting, room);
  const spans: Span[] = [
    ...acting,
    [`${glyphs.accepted} `, 'good'],
    [`accepted ${count(accepted)} of ${count(photos)}`, 'quiet'],
  ];
  if (rejected > 0)
    spans.push(gap, [`${glyphs.rejected} `, 'bad'], [`rejected ${count(rejected)}`, 'quiet']);
  const left: Line = { spans };
  const view = viewText(state, room.width - lineWidth(left) - gap[0].length);
  return view === '' ? left : spread(left, line([view, 'quiet']), room.width);
}

const gap = ['   '] as const;

/** What keys act on when it is not the photo under the cursor; always in view. */
function actingOn({ selection, hidden, anchor }: ReviewState): Span[] {
  const spans: Span[] = [];
  if (selection.size > 0)
    spans.push(
      [`   ${glyphs.selected} `, 'accent'],
      [`${count(selection.size)} selected`, 'strong'],
    );
  if (hidden > 0) spans.push([`, ${count(hidden)} not in this list`, 'warn']);
  if (anchor !== undefined) spans.push(['   range started', 'accent']);
  return spans;
}

const sortNames: Readonly<Record<ReviewState['view']['sort'], string>> = {
  path: '',
  taken: 'by time',
  look: 'needs a look first',
  changed: 'most recently changed first',
  title: 'by title',
  state: 'by state',
};

/** What is filtered and how it is sorted; where there is little room, the filter is cut first. */
function viewText({ view, list, frames }: ReviewState, width: number): string {
  const counting = list?.isUnsettled === true ? 'checks are being counted' : '';
  const isWhole = view.filter === '' || frames !== undefined;
  const filter = isWhole ? '' : `/${printable(view.filter)}`;
  const order = frames === undefined ? sortNames[view.sort] : 'only these frames, by time';
  const joined = (shown: string) => [counting, shown, order].filter(Boolean).join(gap[0]);
  const over = widthOf(joined(filter)) - width;
  if (over <= 0) return joined(filter);
  const least = Math.min(leastFilter, widthOf(filter));
  const cut = Math.max(least, widthOf(filter) - over);
  return truncate(joined(truncate(filter, cut)), Math.max(0, width));
}

/** Cells of a filter that tell which one it is. */
const leastFilter = 12;

type Hint = readonly [key: string, does: string];

/** What the keys of the topmost window do, or those of the contexts that are open, innermost first. */
export function hintsNow(app: App): readonly Hint[] {
  const { shell, bindings } = app;
  if (shell.overlay !== undefined)
    return hintsOfOverlay(shell.overlay.hints(shell.roomOf(shell.overlay)), shell.keys);
  return layersNow(app).flatMap(({ context }) =>
    bindings.commands.flatMap((command): Hint[] => {
      const { id, footLabel: label } = command;
      const key = shell.keys.of(id);
      if (command.context !== context || label === undefined || key === undefined) return [];
      return command.refused?.(app) === undefined ? [[key, label]] : [];
    }),
  );
}

function hintsOfOverlay(hints: readonly OverlayHint[], keys: KeyNames): Hint[] {
  return hints.flatMap(([does, ...commands]): Hint[] => {
    const names = commands.map(keys.of).filter((name) => name !== undefined);
    return names.length === 0 ? [] : [[names.join(' '), does]];
  });
}

/** As many hints as fit; the last one, which leads to all the others, is always among them. */
export function hintLine(hints: readonly Hint[], width: number): Line {
  const last = hints.at(-1);
  if (last === undefined) return line();
  const end = hintSpans(last);
  const spans: Span[] = [];
  for (const label of hints.slice(0, -1)) {
    const next = [...hintSpans(label), ['   '] as Span];
    if (lineWidth({ spans: [...spans, ...next, ...end] }) > width) break;
    spans.push(...next);
  }
  return { spans: [...spans, ...end] };
}

function hintSpans([key, does]: Hint): Span[] {
  return [
    [key, 'accent'],
    [` ${does}`, 'quiet'],
  ];
}

/** `proofsheet  ~/Photos` and, at the right, `rehearsal · gpt-6-luna · $0.06 of $0.10`. */
export function headerLine(archive: Archive, money: Money, width: number): Line {
  const dot = ` ${glyphs.dot} `;
  const quiet = [width >= 70 ? archive.settings.model : '', moneyText(money)].filter(Boolean);
  const words = quiet.map((text): Span => [text, 'quiet']);
  if (archive.rehearsal) words.unshift(['rehearsal', 'warn']);
  const right = {
    spans: words.flatMap((word, at): Span[] => (at === 0 ? [word] : [[dot, 'quiet'], word])),
  };
  const name = 'proofsheet  ';
  const room = width - widthOf(name) - lineWidth(right) - 1;
  const path = truncateStart(printable(shortPath(archive.root)), room);
  return spread(line([name, 'strong'], path), right, width);
}

function moneyText({ spent, underWay, budget }: Money): string {
  if (spent + underWay === 0) return budget === 0 ? '' : `budget ${dollarText(budget)}`;
  const sum =
    underWay === 0
      ? dollarText(spent)
      : `${dollarText(spent)} + about ${dollarText(underWay)} under way`;
  return budget === 0 ? sum : `${sum} of ${dollarText(budget)}`;
}

function shortPath(path: string): string {
  const home = homedir();
  return path === home || path.startsWith(home + sep) ? `~${path.slice(home.length)}` : path;
}
