/** What other programs wrote in the photo's sidecar, below our text. Pure. */

import type { ForeignValue } from '../../pipeline/sidecars/diff.ts';
import type { ShownSidecar, SidecarConflict } from '../../pipeline/sidecars/in-view.ts';
import { glyphs } from '../glyphs.ts';
import { whereTheyDiffer } from '../text/differ.ts';
import { cutLine, type Line, line, type Span, spread } from '../text/line.ts';
import { labelled } from '../text/paragraph.ts';
import { drawableLine, fitWidth } from '../text/width.ts';
import { answerSpans, type CheckStyle } from './check-lines.ts';

const labelWidth = 13;

/** At most `rows` lines, conflicts first; the head says how much more there is. */
export function sidecarPane(
  sidecar: ShownSidecar,
  width: number,
  rows: number,
  look: CheckStyle,
): readonly Line[] {
  if (rows < 1) return [];
  const { facts, conflicts } = sidecar;
  const entries = [
    ...conflicts.map((conflict) => conflictLines(conflict, width)),
    ...facts.filter(({ brief }) => !brief).map((fact) => [factLine(fact, width)]),
    ...briefLines(facts, width).map((one) => [one]),
  ];
  let shown = 0;
  let used = 1;
  while (shown < entries.length && used + (entries[shown]?.length ?? 0) <= rows)
    used += entries[shown++]?.length ?? 0;
  const head = headLine(sidecar, entries.length - shown, width, look);
  return [head, ...entries.slice(0, shown).flat()];
}

/** What the photo itself says, in at most `rows` lines. */
export function filePane(facts: readonly ForeignValue[], width: number, rows: number): Line[] {
  const lines = [
    ...facts.filter(({ brief }) => !brief).map((fact) => factLine(fact, width)),
    ...briefLines(facts, width),
  ];
  const shown = lines.slice(0, rows - 1);
  return [line([`In the file${moreText(lines.length - shown.length)}`, 'quiet']), ...shown];
}

/** How many have no room. */
function moreText(left: number): string {
  return left === 0 ? '' : ` ${glyphs.dot} ${glyphs.down} ${left} more`;
}

/** Says of a text that it is embedded instead of ours, for example after taking theirs. */
const holdsWord = 'holds';

function factLine(fact: ForeignValue, width: number): Line {
  const { label, value, ours = '', holds = false } = fact;
  const room = width - labelWidth - (holds ? holdsWord.length + 2 : 0);
  const [theirs] = whereTheyDiffer(value, ours, room);
  const left = line([fitWidth(label, labelWidth), 'quiet'], [theirs]);
  return holds ? spread(left, line([holdsWord, 'accent']), width) : left;
}

/** `rating 4 · label Red`, on one row. */
function briefLines(facts: readonly ForeignValue[], width: number): Line[] {
  const brief = facts.filter((fact) => fact.brief);
  if (brief.length === 0) return [];
  const spans = brief.flatMap(({ label, value }, index): Span[] => [
    [`${index === 0 ? '' : ` ${glyphs.dot} `}${label} `, 'quiet'],
    [drawableLine(value)],
  ]);
  return [cutLine({ spans }, width)];
}

function headLine(sidecar: ShownSidecar, left: number, width: number, { keys }: CheckStyle): Line {
  const more = moreText(left);
  const { conflicts, changedElsewhere, problem, name } = sidecar;
  const isOpen = conflicts.length > 0;
  const answers = answerSpans([
    [isOpen || sidecar.overruled.length > 0 ? keys.of('review.keepOurs') : undefined, 'keep ours'],
    isOpen
      ? [keys.of('review.keepTheirs'), 'take theirs']
      : [keys.of('review.sidecar'), 'all of it'],
  ]);
  const words =
    problem !== undefined
      ? line([`${glyphs.problem} `, 'warn'], [problem])
      : conflicts.length > 0
        ? line([`${glyphs.problem} `, 'warn'], ['Sidecar conflict'], [more, 'quiet'])
        : line([
            `Sidecar${changedElsewhere ? ` ${glyphs.dot} saved by another program` : ''}${more}`,
            'quiet',
          ]);
  return spread(words, { spans: problem === undefined || name === '' ? answers : [] }, width);
}

function conflictLines({ label, ours, theirs }: SidecarConflict, width: number): Line[] {
  const [our, their] = whereTheyDiffer(ours, theirs, width - labelWidth - 8);
  return [
    line([fitWidth(label, labelWidth), 'quiet'], ['ours    ', 'quiet'], [our]),
    line([fitWidth('', labelWidth)], ['theirs  ', 'quiet'], [their || '(nothing)']),
  ];
}

/** All of it, each text in full, ours above theirs. */
export function sidecarLines(
  { facts, conflicts, changedElsewhere, problem }: ShownSidecar,
  width: number,
): Line[] {
  return [
    ...(problem === undefined ? [] : [line([problem, 'warn'])]),
    ...(changedElsewhere ? [line(['Another program saved it after us.', 'quiet'])] : []),
    ...conflicts.flatMap(({ label, ours, theirs }) => [
      ...labelled(`${label}, ours`, ours, width, undefined, 22),
      ...labelled(`${label}, theirs`, theirs || '(nothing)', width, undefined, 22),
    ]),
    ...facts.flatMap(({ label, value, ours, holds }) => {
      const there = holds ? `${label}, ${holdsWord}` : `${label}, there`;
      return [
        ...(ours === undefined ? [] : labelled(`${label}, ours`, ours, width, 'quiet', 22)),
        ...labelled(ours === undefined ? label : there, value, width, undefined, 22),
      ];
    }),
  ];
}
