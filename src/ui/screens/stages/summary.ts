/** The end of the road: what was done, and what it took. Pure. */

import { count, counted, dollarText } from '../../../amounts.ts';
import { durationText } from '../../../pipeline/archive/pace.ts';
import type { KeyNames } from '../../keys/key-names.ts';
import type { SummaryFacts } from '../../model/stage-facts.ts';
import { emptyLine, type Line } from '../../text/line.ts';
import { factLines, paragraph } from './table-lines.ts';

export function summaryLines(facts: SummaryFacts, width: number, keys: KeyNames): Line[] {
  const decided = facts.accepted + facts.rejected;
  const perPhoto = decided === 0 ? 0 : facts.reviewSeconds / decided;
  return [
    ...factLines('Photos', count(facts.photos), width),
    ...factLines('Accepted', count(facts.accepted), width),
    ...factLines('Rejected', count(facts.rejected), width),
    ...factLines('Embedded', count(facts.embedded), width),
    emptyLine,
    ...moneyLines(facts, width),
    ...factLines(
      'Your time',
      decided === 0
        ? 'none yet'
        : `${durationText(facts.reviewSeconds)} of reviewing, ${perPhoto.toFixed(1)} s a photo`,
      width,
    ),
    ...factLines(
      'Your edits',
      `${counted(facts.edited, 'photo')} with text, usage, place or date changed by you`,
      width,
    ),
    emptyLine,
    ...paragraph(
      `Every change can be taken back: ${keys.say('review.undo')} in the review, ${keys.say('embed.undo')} on the embed screen.`,
      width,
      'quiet',
    ),
  ];
}

/** What was paid, what the same had been estimated at, and the estimate of what is still under way. */
function moneyLines(facts: SummaryFacts, width: number): Line[] {
  const { dollars: cost, estimated, dollarsPerPhoto, underWay } = facts;
  if (cost + estimated + underWay === 0) return factLines('Cost', 'nothing yet', width);
  return [
    ...factLines(
      'Cost',
      `${dollarText(cost)}, where ${dollarText(estimated)} was the estimate`,
      width,
    ),
    ...(dollarsPerPhoto === 0
      ? []
      : factLines('A photo', `${dollarText(dollarsPerPhoto)} for each accepted one`, width)),
    ...(underWay === 0 ? [] : factLines('Under way', `about ${dollarText(underWay)} more`, width)),
  ];
}
