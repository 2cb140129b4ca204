/** The stages on one line: where the archive stands, and where the person is. */

import { count } from '../../amounts.ts';
import type { Stage } from '../../photo.ts';
import { nameOf } from '../../pipeline/archive/stage-view.ts';
import type { Overview, StageOverview } from '../../pipeline/stages.ts';
import { glyphs } from '../glyphs.ts';
import type { Route } from '../route.ts';
import { type Line, line, lineWidth, type Span } from '../text/line.ts';

type RailState = {
  readonly counts: Overview;
  readonly current: Route;
  /** The stage that is running, and how far it is, 0 to 1. */
  readonly running: { readonly stage: Stage; readonly part: number | undefined } | undefined;
  /** Decided and all photos of the review; more telling there than what has passed. */
  readonly review: { readonly decided: number; readonly photos: number };
  /** The key that leads to a place; empty where there is none. */
  keyOf(place: Route): string;
};

/** How much is said of each place. */
type Detail = {
  /** `open`: the current one and those that not all photos have passed. */
  readonly numbers: 'all' | 'open' | 'current' | 'none';
  readonly names: 'all' | 'current';
  readonly keys: boolean;
  /** Cells between two places. */
  readonly gap: 1 | 2 | 3;
  /** Whether the summary is among the places when it is not the current one. */
  readonly summary: boolean;
};

/** From the most telling to the shortest. */
const details: readonly Detail[] = [
  { numbers: 'all', names: 'all', keys: true, gap: 3, summary: true },
  { numbers: 'all', names: 'all', keys: true, gap: 2, summary: true },
  { numbers: 'open', names: 'all', keys: true, gap: 2, summary: true },
  { numbers: 'current', names: 'all', keys: true, gap: 2, summary: true },
  { numbers: 'current', names: 'all', keys: true, gap: 1, summary: true },
  { numbers: 'none', names: 'all', keys: true, gap: 1, summary: true },
  { numbers: 'current', names: 'all', keys: true, gap: 2, summary: false },
  { numbers: 'none', names: 'all', keys: true, gap: 2, summary: false },
  { numbers: 'none', names: 'all', keys: false, gap: 2, summary: false },
  { numbers: 'current', names: 'current', keys: true, gap: 2, summary: true },
  { numbers: 'none', names: 'current', keys: true, gap: 2, summary: true },
];

/** The rail with as much as fits `width` cells. */
export function rail(state: RailState, width: number): Line {
  let drawn = line();
  for (const detail of details) {
    drawn = drawRail(state, detail);
    if (lineWidth(drawn) <= width) return drawn;
  }
  return drawn;
}

function drawRail(state: RailState, detail: Detail): Line {
  const spans: Span[] = [];
  const add = (place: readonly Span[]) => {
    if (spans.length > 0) spans.push([' '.repeat(detail.gap)]);
    spans.push(...place);
  };
  for (const stage of state.counts.stages) add(stageSpans(stage, state, detail));
  if (detail.summary || state.current === 'summary') add(summarySpans(state, detail));
  return { spans };
}

function stageSpans(stage: StageOverview, state: RailState, detail: Detail): Span[] {
  const isCurrent = stage.stage === state.current;
  const numbered =
    detail.numbers === 'all' ||
    (detail.numbers === 'open' && !stage.finished) ||
    (detail.numbers !== 'none' && isCurrent);
  const number = numbered ? numberOf(stage, state) : '';
  const spans: Span[] = placeSpans(stage.stage, signOf(stage, state), state, detail);
  if (number !== '') spans.push([` ${number}`, isCurrent ? 'strong' : 'quiet']);
  if (stage.again > 0 && detail.numbers !== 'none')
    spans.push([` +${count(stage.again)}`, 'accent']);
  if (numbered && stage.held > 0) spans.push([` ${count(stage.held)}${glyphs.problem}`, 'warn']);
  return spans;
}

function summarySpans(state: RailState, detail: Detail): Span[] {
  const isCurrent = state.current === 'summary';
  const sign: Span = isCurrent ? [glyphs.cursor, 'accent'] : [glyphs.open, 'quiet'];
  return placeSpans('summary', sign, state, detail);
}

/** Key, sign and name of a place. */
function placeSpans(place: Route, sign: Span, state: RailState, detail: Detail): Span[] {
  const isCurrent = place === state.current;
  const spans: Span[] = detail.keys ? [[state.keyOf(place), 'quiet'], sign] : [sign];
  if (detail.names === 'all' || isCurrent)
    spans.push(
      [detail.numbers === 'all' || isCurrent ? ' ' : ''],
      [nameOf(place), isCurrent ? 'accent' : 'quiet'],
    );
  return spans;
}

/** Running, something held back, nothing left to do, or something to come; the current one is pointed at. */
function signOf(stage: StageOverview, state: RailState): Span {
  if (stage.stage === state.current) return [glyphs.cursor, 'accent'];
  if (stage.stage === state.running?.stage) return [glyphs.arrow, 'accent'];
  if (stage.held > 0) return [glyphs.problem, 'warn'];
  if (stage.finished) return [glyphs.accepted, 'good'];
  return [glyphs.open, 'quiet'];
}

function numberOf(stage: StageOverview, state: RailState): string {
  if (state.running?.stage === stage.stage && state.running.part !== undefined)
    return `${Math.floor(state.running.part * 100)}%`;
  if (stage.stage === 'review')
    return state.review.photos === 0
      ? ''
      : `${count(state.review.decided)}/${count(state.review.photos)}`;
  return stage.passed === 0 ? '' : count(stage.passed);
}
