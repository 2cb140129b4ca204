/** Facts of a stage as lines, for the screen and for commands. Pure. */

import { counted } from '../../amounts.ts';
import type {
  Column,
  Fact,
  FactGroups,
  TableCell,
  Tone,
} from '../../pipeline/archive/stage-view.ts';
import { printable } from '../../terminal-output.ts';
import { glyphs } from '../glyphs.ts';
import { whereTheyDiffer } from '../text/differ.ts';
import { emptyLine, type Line, line, type Span, textOf } from '../text/line.ts';
import { labelled, paragraph, signed } from '../text/paragraph.ts';
import { fitWidth, truncate, truncateStart, widthOf } from '../text/width.ts';

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
  if ('text' in fact)
    return noted(
      fact.text.split('\n').flatMap((row) => paragraph(row, width, fact.tone)),
      fact.note,
    );
  if ('warning' in fact)
    return noted(signed([`${glyphs.problem} `, 'warn'], fact.warning, width), fact.note);
  if ('paths' in fact) return reasonLines(fact, width);
  if ('lines' in fact)
    return [
      line([truncateStart(printable(fact.name), width - 8)], [`  ${fact.note}`, 'quiet']),
      ...fact.lines.map(({ sign, text }) =>
        line([`  ${sign} `, signRoles[sign]], [truncate(printable(text), width - 4)]),
      ),
    ];
  const [ours, theirs] = whereTheyDiffer(fact.ours, fact.theirs, width - 12);
  return [
    line([`  ${truncateStart(printable(fact.name), width - 12)}  `], [fact.note, 'quiet']),
    line(['    ours    ', 'quiet'], [ours]),
    line(['    theirs  ', 'quiet'], [theirs]),
  ];
}

const signRoles = { '+': 'added', '-': 'removed', '?': 'warn' } as const;

/** Every path once, then the reason that they share. */
function reasonLines(
  { paths, more, reason }: Extract<Fact, { readonly paths: readonly string[] }>,
  width: number,
): Line[] {
  return [
    ...paths.map((path) => line([`  ${truncateStart(printable(path), width - 2)}`])),
    ...(more > 0 ? [line([`  and ${counted(more, 'photo')} more`, 'quiet'])] : []),
    ...signed(['    '], reason, width, 'quiet'),
  ];
}

/** A quiet note behind the last line. */
function noted(lines: Line[], note: string | undefined): Line[] {
  const last = lines.pop();
  if (last === undefined) return [];
  const spans: readonly Span[] = note === undefined ? [] : [[`   ${note}`, 'quiet']];
  return [...lines, { spans: [...last.spans, ...spans] }];
}

/** A table as wide as its contents, its titles quiet; columns that no row has anything in are left out. */
function tableLines(
  allColumns: readonly Column[],
  allRows: readonly (readonly TableCell[])[],
  width: number,
): Line[] {
  const kept = allColumns.map(
    ({ from = 0, below = Number.POSITIVE_INFINITY }, index) =>
      width >= from &&
      (width < below || below === Number.POSITIVE_INFINITY) &&
      allRows.some((row) => textIn(row[index]) !== ''),
  );
  const columns = allColumns.filter((_, index) => kept[index]);
  const rows = allRows.map((row) => row.filter((_, index) => kept[index]));
  const widths = columns.map(({ title }, index) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(textIn(row[index])))),
  );
  const cell = (text: TableCell | undefined, index: number): Span => {
    const fitted = fitWidth(textIn(text), widths[index] ?? 0, columns[index]?.side ?? 'left');
    return [`${index === 0 ? '' : '   '}${fitted}`, toneIn(text)];
  };
  const head = columns.map(({ title }, index): Span => [cell(title, index)[0], 'quiet']);
  const hasTitles = columns.some(({ title }) => title !== '');
  return [
    ...(hasTitles ? [{ spans: head }] : []),
    ...rows.map((row) => ({ spans: columns.map((_, index) => cell(row[index], index)) })),
  ];
}

function textIn(cell: TableCell | undefined): string {
  return printable(cell === undefined ? '' : typeof cell === 'string' ? cell : cell[0]);
}

function toneIn(cell: TableCell | undefined): Tone | undefined {
  return cell === undefined || typeof cell === 'string' ? undefined : cell[1];
}
