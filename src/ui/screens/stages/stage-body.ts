/** The body of a stage's screen, from its parts. Pure. */

import { count, counted } from '../../../amounts.ts';
import type { Outcome, Run } from '../../app/runner.ts';
import type { KeyNames } from '../../keys/key-names.ts';
import type { HeldBack } from '../../model/stages.ts';
import { emptyLine, type Line, line } from '../../text/line.ts';
import { oneLine, truncateStart } from '../../text/width.ts';
import type { Role, Theme } from '../../theme.ts';
import { progressLine } from '../../widgets/bar.ts';
import type { StageAction } from './stage-screen.ts';
import { paragraph } from './table-lines.ts';

export type StageBody = {
  readonly heading: string;
  readonly about: string;
  readonly facts: readonly Line[];
  readonly held: readonly HeldBack[];
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
    ...actionLines(body, width, theme),
    ...outcomeLines(body, width, theme),
    emptyLine,
  ];
  const room = Math.max(1, height - head.length);
  const facts = [...body.facts, ...heldLines(body, width, theme)];
  const { lines, scrollable } = scrolled(facts, room, body.top, theme);
  return { lines: [...head, ...lines], scrollable };
}

/** The lines from `top` on that have room, and how far they can be scrolled. */
export function scrolled(
  all: readonly Line[],
  room: number,
  wanted: number,
  { glyphs }: Theme,
): { readonly lines: readonly Line[]; readonly scrollable: number } {
  const scrollable = Math.max(0, all.length - room);
  const top = Math.min(wanted, scrollable);
  const lines = all.slice(top, top + room);
  if (top + room < all.length)
    lines[room - 1] = line([`${glyphs.down} ${all.length - top - room + 1} more lines`, 'quiet']);
  return { lines, scrollable };
}

/** Every reason once, with the photos that it holds back. */
function heldLines(body: StageBody, width: number, theme: Theme): Line[] {
  const { held, heldCount, keys } = body;
  if (heldCount === 0) return [];
  const canRetry = held.some(({ stays }) => !stays);
  const told = held.reduce((sum, { photos }) => sum + photos, 0);
  return [
    emptyLine,
    line(
      [`${theme.glyphs.problem} `, 'warn'],
      [`${count(heldCount)} held back`],
      [canRetry ? `   ${keys.say('stage.retry')} lets them be tried again` : '', 'quiet'],
    ),
    ...held.flatMap((reason) => reasonLines(reason, width, theme)),
    ...(heldCount > told ? [line([`  and ${count(heldCount - told)} more`, 'quiet'])] : []),
  ];
}

function reasonLines({ message, photos, paths }: HeldBack, width: number, theme: Theme): Line[] {
  const more = photos - paths.length;
  return [
    ...paths.map((path) =>
      line([`  ${truncateStart(oneLine(path), width - 2, theme.glyphs.cut)}`]),
    ),
    ...(more > 0 ? [line([`  and ${counted(more, 'photo')} more`, 'quiet'])] : []),
    ...paragraph(oneLine(message), width - 4, 'quiet').map(indented),
  ];
}

function indented(one: Line): Line {
  return { spans: [['    '], ...one.spans] };
}

/** How far it is, and what is done or waited for just now; only that, while nothing can be counted. */
function runLines({ progress, speed }: Run, width: number, theme: Theme): Line[] {
  if (progress === undefined) return [line(['Starting', 'quiet'])];
  const { done, total, note } = progress;
  const isCounting = done > 0 || total !== undefined || note === undefined;
  return [
    ...(isCounting ? [progressLine(progress, speed, width, theme)] : []),
    ...(note === undefined ? [] : paragraph(oneLine(note), width, 'quiet')),
  ];
}

function outcomeLines(body: StageBody, width: number, theme: Theme): Line[] {
  const { run, outcome, busyWith } = body;
  if (run !== undefined) return runLines(run, width, theme);
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

/** What a key does now: `Enter  Send 31 photos`. */
export function actionLine(label: string, key: string, role: Role = 'strong'): Line {
  return line([`${key} `, 'accent'], [label, role]);
}

function actionLines({ action, run, keys }: StageBody, width: number, theme: Theme): Line[] {
  if (run !== undefined)
    return [
      actionLine(
        'stops after the photo in hand; everything done is kept',
        keys.say('program.interrupt'),
        'quiet',
      ),
    ];
  if (action.refused !== undefined)
    return paragraph(`${theme.glyphs.dot} ${action.refused}`, width, 'quiet');
  return [actionLine(action.label, keys.say('stage.act'))];
}
