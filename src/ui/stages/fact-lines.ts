/** Facts of a stage as lines, for the screen and for commands. Pure. */

import { counted } from '../../amounts.ts';
import type { Fact, FactGroups } from '../../pipeline/archive/stage-view.ts';
import { printable } from '../../terminal-output.ts';
import { glyphs } from '../glyphs.ts';
import { whereTheyDiffer } from '../text/differ.ts';
import { emptyLine, type Line, line, type Span, textOf } from '../text/line.ts';
import { labelled, paragraph, signed } from '../text/paragraph.ts';
import { truncate, truncateStart } from '../text/width.ts';
import { barLines } from '../widgets/bar.ts';
import { tableLines } from '../widgets/table.ts';

/** All facts, with an empty line between groups. */
export function groupLines(groups: FactGroups, width: number): Line[] {
  return groups
    .filter((facts) => facts.length > 0)
    .flatMap((facts, index) => [...(index === 0 ? [] : [emptyLine]), ...factLines(facts, width)]);
}

export function factLines(facts: readonly Fact[], width: number): Line[] {
  return facts.flatMap((fact) => linesOf(fact, width));
}

/** Facts as plain text, a row each, however long. */
export function printedFacts(groups: FactGroups): string[] {
  return factLines(groups.flat(), Number.POSITIVE_INFINITY).map((row) => textOf(row).trimEnd());
}

function linesOf(fact: Fact, width: number): Line[] {
  if ('label' in fact) return labelled(fact.label, fact.value, width, fact.tone);
  if ('columns' in fact) return tableLines(fact.columns, fact.rows, width);
  if ('bars' in fact) return barLines(fact.bars, fact.of, width);
  if ('text' in fact) {
    const rows = fact.text.split('\n').flatMap((row) => paragraph(row, width, fact.tone));
    return noted(rows, fact.note);
  }
  if ('warning' in fact)
    return noted(signed([`${glyphs.problem} `, 'warn'], fact.warning, width), fact.note);
  // Every path once, then the reason that they share.
  if ('paths' in fact)
    return [
      ...fact.paths.map((path) => line(`  ${truncateStart(printable(path), width - 2)}`)),
      ...(fact.more > 0 ? [line([`  and ${counted(fact.more, 'photo')} more`, 'quiet'])] : []),
      ...signed(['    '], fact.reason, width, 'quiet'),
    ];
  if ('lines' in fact)
    return [
      line([truncateStart(printable(fact.name), width - 8)], [`  ${fact.note}`, 'quiet']),
      ...fact.lines.flatMap(({ sign, text }) => {
        const before: Span = [`  ${sign} `, signRoles[sign]];
        return fact.inFull === true
          ? signed(before, text, width, sign === ' ' ? 'quiet' : undefined)
          : [line(before, [truncate(printable(text), width - 4)])];
      }),
    ];
  const [ours, theirs] = whereTheyDiffer(fact.ours, fact.theirs, width - 12);
  return [
    line([`  ${truncateStart(printable(fact.name), width - 12)}  `], [fact.note, 'quiet']),
    line(['    ours    ', 'quiet'], [ours]),
    line(['    theirs  ', 'quiet'], [theirs]),
  ];
}

const signRoles = { '+': 'added', '-': 'removed', '?': 'warn', ' ': 'quiet' } as const;

/** A quiet note behind the last line. */
function noted(lines: Line[], note: string | undefined): Line[] {
  const last = lines.at(-1);
  if (last === undefined || note === undefined) return lines;
  return lines.with(-1, line(...last.spans, [`   ${note}`, 'quiet']));
}
