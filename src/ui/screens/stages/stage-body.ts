/** The body of a stage's screen, from its parts. Pure. */
import type { Outcome, Run } from '../../app/runner.ts';
import type { KeyNames } from '../../keys/key-names.ts';
import type { HeldPhoto } from '../../model/stages.ts';
import { emptyLine, type Line, line } from '../../text/line.ts';
import { oneLine, truncateStart } from '../../text/width.ts';
import type { Theme } from '../../theme.ts';
import { count } from '../../widgets/amounts.ts';
import { progressLine } from '../../widgets/bar.ts';
import type { StageAction } from './stage-screen.ts';
import { paragraph } from './table-lines.ts';

export type StageBody = {
  readonly heading: string;
  readonly about: string;
  readonly facts: readonly Line[];
  readonly held: readonly HeldPhoto[];
  readonly heldCount: number;
  readonly run: Run | undefined;
  /** Another stage is running, so this one has to wait. */
  readonly busyWith: string | undefined;
  readonly outcome: Outcome | undefined;
  readonly action: StageAction;
  /** Only the first sentence of the outcome; the facts below say the rest. */
  readonly brief: boolean;
  readonly keys: KeyNames;
  /** Where the facts are scrolled to. */
  readonly top: number;
};

/** The lines of the body, and how far the facts can be scrolled. */
export function stageBody(
  body: StageBody,
  width: number,
  height: number,
  theme: Theme,
): { readonly lines: readonly Line[]; readonly scrollable: number } {
  const head = [
    line([body.heading, 'strong']),
    ...paragraph(body.about, width, 'quiet'),
    emptyLine,
    actionLine(body, width, theme),
    ...outcomeLines(body, width, theme),
    emptyLine,
  ];
  const room = Math.max(1, height - head.length);
  const facts = [...body.facts, ...heldLines(body, width, theme)];
  const scrollable = Math.max(0, facts.length - room);
  const top = Math.min(body.top, scrollable);
  const shown = facts.slice(top, top + room);
  if (top + room < facts.length)
    shown[room - 1] = line([
      `${theme.glyphs.down} ${facts.length - top - room + 1} more lines`,
      'quiet',
    ]);
  return { lines: [...head, ...shown], scrollable };
}

function heldLines(body: StageBody, width: number, theme: Theme): Line[] {
  if (body.heldCount === 0) return [];
  const head = line(
    [`${theme.glyphs.problem} `, 'warn'],
    [`${count(body.heldCount)} held back`],
    [`   ${body.keys.say('stage.retry')} lets them be tried again`, 'quiet'],
  );
  const rows = body.held.flatMap(({ path, message }) => [
    line([`  ${truncateStart(oneLine(path), width - 2, theme.glyphs.cut)}`]),
    ...paragraph(oneLine(message), width - 4, 'quiet').map(indented),
  ]);
  const more = body.heldCount - body.held.length;
  return [
    emptyLine,
    head,
    ...rows,
    ...(more > 0 ? [line([`  and ${count(more)} more`, 'quiet'])] : []),
  ];
}

function indented(one: Line): Line {
  return { spans: [['    '], ...one.spans] };
}

function outcomeLines(body: StageBody, width: number, theme: Theme): Line[] {
  const { run, outcome, busyWith } = body;
  if (run !== undefined) {
    const bar =
      run.progress === undefined
        ? line(['Starting', 'quiet'])
        : progressLine(run.progress, run.speed, width, theme);
    const note = run.progress?.note;
    return note === undefined ? [bar] : [bar, line([oneLine(note), 'quiet'])];
  }
  if (busyWith !== undefined) return [line([busyWith, 'quiet'])];
  if (outcome === undefined) return [];
  if (outcome.kind === 'interrupted')
    return [line(['Interrupted. Everything done so far is kept.'])];
  if (outcome.kind === 'stopped')
    return [
      ...paragraph(`${theme.glyphs.problem} ${outcome.message}`, width, 'warn'),
      ...paragraph(outcome.advice, width),
    ];
  const { issues } = outcome.ended;
  const notes = body.brief ? outcome.ended.notes.slice(0, 1) : outcome.ended.notes;
  const sign = issues > 0 ? theme.glyphs.problem : theme.glyphs.accepted;
  return notes.flatMap((note, index) => {
    const rows = paragraph(note, width - 2);
    return rows.map((row, at) => ({
      spans: [
        [index === 0 && at === 0 ? `${sign} ` : '  ', issues > 0 ? 'warn' : 'good'] as const,
        ...row.spans,
      ],
    }));
  });
}

function actionLine({ action, run, keys }: StageBody, width: number, theme: Theme): Line {
  if (run !== undefined)
    return line(
      [`${keys.say('program.interrupt')} `, 'accent'],
      ['stops after the photo in hand; everything done is kept', 'quiet'],
    );
  if (action.refused !== undefined)
    return line([`${theme.glyphs.dot} ${action.refused}`.slice(0, width), 'quiet']);
  return line([`${keys.say('stage.act')} `, 'accent'], [action.label, 'strong']);
}
