/** The stages on one line: where the archive stands, and where the person is. */

import { count } from '../../amounts.ts';
import { nameOf, type Running } from '../../pipeline/archive/stage-view.ts';
import type { Overview, StageOverview } from '../../pipeline/stages.ts';
import { glyphs } from '../glyphs.ts';
import type { Route } from '../route.ts';
import { type Line, line, lineWidth, type Span } from '../text/line.ts';

type RailState = {
  readonly counts: Overview;
  readonly current: Route;
  /** The stage that is running, and how far it is, 0 to 1. */
  readonly running: { readonly stage: Running; readonly part: number | undefined } | undefined;
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
  /** Cells between two places. Without any, the signs stand in front of the keys and keep the places apart. */
  readonly gap: 0 | 1 | 2 | 3;
};

/** From the most telling to the shortest. */
const details: readonly Detail[] = [
  { numbers: 'all', names: 'all', gap: 3 },
  { numbers: 'all', names: 'all', gap: 2 },
  { numbers: 'open', names: 'all', gap: 2 },
  { numbers: 'current', names: 'all', gap: 2 },
  { numbers: 'current', names: 'all', gap: 1 },
  { numbers: 'none', names: 'all', gap: 1 },
  { numbers: 'current', names: 'all', gap: 0 },
  { numbers: 'none', names: 'all', gap: 0 },
  { numbers: 'current', names: 'current', gap: 2 },
  { numbers: 'none', names: 'current', gap: 2 },
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
  let before: Route | undefined;
  const add = (place: Route, drawn: readonly Span[]) => {
    // Where nothing else keeps places apart, the current one stands free.
    const isFree = [before, place].includes(state.current);
    const gap = detail.gap === 0 && isFree ? 1 : detail.gap;
    if (before !== undefined) spans.push([' '.repeat(gap)]);
    spans.push(...drawn);
    before = place;
  };
  for (const stage of state.counts.stages) add(stage.stage, stageSpans(stage, state, detail));
  add('summary', summarySpans(state, detail));
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
  const key: Span = [state.keyOf(place), 'quiet'];
  // What is to come needs no sign to be told from what is done, and reads better without.
  const spans: Span[] =
    detail.gap > 0 ? [key, sign] : [sign[0] === glyphs.open ? [' '] : sign, key];
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
