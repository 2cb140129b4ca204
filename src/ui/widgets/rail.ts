/** The stages on one line: where the archive stands, and where the person is. */
import type { Stage } from '../../photo.ts';
import type { Glyphs } from '../glyphs.ts';
import type { Counts, StageCount } from '../model/stages.ts';
import { type Line, line, lineWidth, type Span } from '../text/line.ts';
import { count } from './amounts.ts';

export type RailState = {
  readonly counts: Counts;
  readonly current: Stage | undefined;
  /** The stage that is running, and how far it is, 0 to 1. */
  readonly running?: { readonly stage: Stage; readonly part?: number };
  /** Decided and all photos of the review; more telling there than what has passed. */
  readonly review: { readonly decided: number; readonly photos: number };
};

const names: Readonly<Record<Stage, string>> = {
  scan: 'Scan',
  prepare: 'Prepare',
  submit: 'Submit',
  collect: 'Collect',
  review: 'Review',
  sidecars: 'Sidecars',
  embed: 'Embed',
};

type Detail = 'all numbers' | 'number of the current' | 'names' | 'glyphs';
const details: readonly Detail[] = ['all numbers', 'number of the current', 'names', 'glyphs'];

/** The rail with as many numbers as fit `width` cells. */
export function rail(state: RailState, width: number, glyphs: Glyphs): Line {
  let drawn = line();
  for (const detail of details) {
    drawn = drawRail(state, detail, glyphs);
    if (lineWidth(drawn) <= width) return drawn;
  }
  return drawn;
}

function drawRail(state: RailState, detail: Detail, glyphs: Glyphs): Line {
  const gap = detail === 'all numbers' ? '   ' : '  ';
  const spans: Span[] = [];
  for (const stage of state.counts.stages) {
    if (spans.length > 0) spans.push([gap]);
    spans.push(...stageSpans(stage, state, detail, glyphs));
  }
  return { spans };
}

function stageSpans(stage: StageCount, state: RailState, detail: Detail, glyphs: Glyphs): Span[] {
  const isCurrent = stage.stage === state.current;
  const name = names[stage.stage];
  const numbered = detail === 'all numbers' || (detail === 'number of the current' && isCurrent);
  const number = numbered ? numberOf(stage, state) : '';
  const spans: Span[] = [signOf(stage, state, glyphs)];
  if (detail !== 'glyphs' || isCurrent)
    spans.push(
      [`${detail === 'all numbers' || isCurrent ? ' ' : ''}`],
      [name, isCurrent ? 'accent' : 'quiet'],
    );
  if (number !== '') spans.push([` ${number}`, isCurrent ? 'strong' : 'quiet']);
  if (numbered && stage.held > 0) spans.push([` ${count(stage.held)}${glyphs.problem}`, 'warn']);
  return spans;
}

/** Done, running, something held back, something to do, or nothing yet; the current one is pointed at. */
function signOf(stage: StageCount, state: RailState, glyphs: Glyphs): Span {
  if (stage.stage === state.current) return [glyphs.cursor, 'accent'];
  if (stage.stage === state.running?.stage) return [glyphs.arrow, 'accent'];
  if (stage.held > 0) return [glyphs.problem, 'warn'];
  if (state.counts.photos > 0 && stage.passed === state.counts.photos)
    return [glyphs.accepted, 'good'];
  return [glyphs.open, 'quiet'];
}

function numberOf(stage: StageCount, state: RailState): string {
  if (state.running?.stage === stage.stage && state.running.part !== undefined)
    return `${Math.floor(state.running.part * 100)}%`;
  if (stage.stage === 'review')
    return state.review.photos === 0
      ? ''
      : `${count(state.review.decided)}/${count(state.review.photos)}`;
  return stage.passed === 0 ? '' : count(stage.passed);
}
