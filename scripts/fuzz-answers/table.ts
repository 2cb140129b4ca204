/** The table of a run, and examples of what failed. */
import type { AnswerClass } from './case.ts';
import type { Judged, Verdict } from './oracle.ts';

export type Row = {
  readonly of: AnswerClass;
  readonly judged: readonly Judged[];
};

const verdicts: readonly Verdict[] = ['right', 'held', 'again', 'wrong', 'held without need'];
const heads = [
  'right in the file',
  'left to a person',
  'asked again',
  'WRONG',
  'HELD WITHOUT NEED',
];

export function countOf({ judged }: Row, verdict: Verdict): number {
  return judged.filter((one) => one.verdict === verdict).length;
}

/** Whether something in a class is not as it should be. */
export function fails(row: Row): boolean {
  return (
    countOf(row, 'held without need') > 0 ||
    (row.of.undecidable === undefined && countOf(row, 'wrong') > 0)
  );
}

export function tableOf(rows: readonly Row[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const total = (verdict: Verdict) => rows.reduce((sum, row) => sum + countOf(row, verdict), 0);
  const answers = rows.reduce((sum, { judged }) => sum + judged.length, 0);
  return [
    line(['class', 'kind', 'answers', ...heads]),
    line(['---', '---', ...['answers', ...heads].map(() => '---:')]),
    ...rows.map((row) =>
      line([
        row.of.name,
        row.of.kind,
        row.judged.length,
        ...verdicts.map((verdict) => countOf(row, verdict)),
      ]),
    ),
    line(['**all**', '', answers, ...verdicts.map(total)]),
  ].join('\n');
}

/** What the tables leave out: classes in which some wrong texts are forgiven, and why. */
export function undecidableNotes(rows: readonly Row[]): string {
  return rows
    .filter(({ of }) => of.undecidable !== undefined)
    .map(({ of }) => `- \`${of.name}\`: ${of.undecidable}`)
    .join('\n');
}
