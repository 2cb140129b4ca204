/** Collect: the batches on their way, and when to look again. */

import { count, counted, dollarColumn } from '../../../amounts.ts';
import { durationText } from '../../../pipeline/archive/pace.ts';
import { Loader } from '../../app/loader.ts';
import type { AskedFacts, BatchRow } from '../../model/stage-facts.ts';
import { emptyLine, type Line, line } from '../../text/line.ts';
import { truncateStart } from '../../text/width.ts';
import type { Theme } from '../../theme.ts';
import { loadedLines } from './loaded-lines.ts';
import { countsOf, type StageScreen, type StageTools } from './stage-screen.ts';
import { type CellText, type Column, paragraph, tableLines } from './table-lines.ts';

export function collectScreen(tools: StageTools): StageScreen {
  const loader = new Loader(() => tools.ui.stages.asked());
  followRun(tools, () => void loader.refresh());
  return {
    stage: 'collect',
    about:
      'Takes the answers in as batches end. You may close the program: batches go on without it.',
    refresh: () => void loader.refresh(),
    subscribe: loader.state.subscribe,
    facts: (width, theme) =>
      loadedLines(loader, (asked) => askedLines(tools, asked, width, theme), width, theme),
    action: () => {
      const waiting = (stage: 'collect' | 'review' | 'submit') =>
        countsOf(tools, stage)?.waiting ?? 0;
      const open = loader.value?.batches.some(({ over }) => !over) ?? false;
      if (waiting('collect') > 0 || open)
        return { label: 'Wait for the answers and take them in', run: () => tools.run('collect') };
      if (waiting('review') > 0) return { label: 'Go on to Review', run: () => tools.go('review') };
      if (waiting('submit') > 0)
        return { label: 'Go back to Submit', run: () => tools.go('submit') };
      return { label: '', refused: 'Nothing is under way', run: () => undefined };
    },
    cancel: () => ({
      label: 'Cancel a batch',
      refused: loader.value?.batches.some(({ over }) => !over)
        ? undefined
        : 'No batch is under way.',
      run: () => cancelMenu(tools, loader.value?.batches ?? [], () => void loader.refresh()),
    }),
  };
}

/** Milliseconds between two looks at the batches while they are collected. */
const lookEvery = 2000;

/** While answers are collected, the batches change with every look at the service. */
function followRun({ runner }: StageTools, look: () => void): void {
  let lookedAt = Number.NEGATIVE_INFINITY;
  runner.state.subscribe(() => {
    const now = performance.now();
    if (runner.stage !== 'collect' || now - lookedAt < lookEvery) return;
    lookedAt = now;
    look();
  });
}

/** The batches, newest first, and what was asked live beside them; then what is odd about one. */
function askedLines(
  tools: StageTools,
  { batches, live }: AskedFacts,
  width: number,
  { glyphs }: Theme,
): Line[] {
  if (batches.length === 0 && live === undefined)
    return [line(['No batch has been sent yet.', 'quiet'])];
  const now = new Date();
  const room = { names: width >= 110, ages: width >= 90, columns: width >= 70 };
  const estimates = moneyCells([...batches.map(({ dollars }) => dollars), live?.estimated]);
  const costs = moneyCells([...batches.map(({ cost }) => cost), live?.dollars]);
  const money = (index: number): CellText[] => {
    const [estimate = '', cost = ''] = [estimates.at(index), costs.at(index)];
    if (room.columns) return [estimate, cost];
    return [cost !== '' || estimate === '' ? cost : `about ${estimate}`];
  };
  const rows: CellText[][] = batches.map((batch, index) => [
    `#${batch.number}`,
    batch.over ? [batch.state, 'quiet'] : batch.state,
    ...countCells(batch),
    ...money(index),
    ...(room.columns ? [timeText(batch, now, room.ages)] : []),
    ...(room.names ? ([[truncateStart(batch.name, 24, glyphs.cut), 'quiet']] as const) : []),
  ]);
  if (live !== undefined)
    rows.push([
      'live',
      ['one by one', 'quiet'],
      ...countCells({ ...live, photos: live.asked, failed: live.asked - live.answered }),
      ...money(-1),
    ]);
  const columns: Column[] = [
    { title: 'Batch' },
    { title: 'State' },
    { title: 'Photos', side: 'right' },
    { title: 'Answered', side: 'right' },
    { title: 'Failed', side: 'right' },
    ...(room.columns ? [{ title: 'Estimate', side: 'right' } as const] : []),
    { title: 'Cost', side: 'right' },
    ...(room.columns ? [{ title: 'Sent' }] : []),
    ...(room.names ? [{ title: 'Name' }] : []),
  ];
  return [...tableLines(columns, rows), ...remarkLines(tools, batches, width)];
}

function countCells({
  photos,
  answered,
  failed,
}: Pick<BatchRow, 'photos' | 'answered' | 'failed'>): CellText[] {
  return [
    count(photos),
    answered === 0 ? '' : count(answered),
    failed === 0 ? '' : [count(failed), 'warn'],
  ];
}

/** Amounts of one column, empty where nothing is known. */
function moneyCells(amounts: readonly (number | undefined)[]): string[] {
  const texts = dollarColumn(amounts.filter((amount) => amount !== undefined)).values();
  return amounts.map((amount) => (amount === undefined ? '' : (texts.next().value ?? '')));
}

function remarkLines(tools: StageTools, batches: readonly BatchRow[], width: number): Line[] {
  const key = tools.shell.keys.say('collect.cancel');
  const lines = batches.flatMap(({ number, remark, stuck }) => {
    if (remark === undefined) return [];
    const way = stuck ? ` ${key} cancels it and sends its photos again.` : '';
    return paragraph(`#${number}: ${remark}${way}`, width, 'warn');
  });
  return lines.length === 0 ? [] : [emptyLine, ...lines];
}

/** How long ago it was sent, if that is wanted, and how long the service may still take. */
function timeText({ sentAt, dueBy, over }: BatchRow, now: Date, withAge: boolean): string {
  if (over || sentAt === undefined) return '';
  const seconds = (now.getTime() - sentAt.getTime()) / 1000;
  const age = `${durationText(Math.max(1, seconds))} ago`;
  if (dueBy === undefined) return age;
  const left = (dueBy.getTime() - now.getTime()) / 1000;
  const rest = left > 0 ? `${durationText(left)} left` : 'overdue';
  return withAge ? `${age}, ${rest}` : rest;
}

function cancelMenu(tools: StageTools, batches: readonly BatchRow[], refresh: () => void): void {
  const open = batches.filter(({ over }) => !over);
  const ways = open
    .flatMap((batch) =>
      (batch.stuck ? [true, false] : [false]).map((resend) => ({ batch, resend })),
    )
    .slice(0, 9);
  tools.shell.menu({
    title: 'Cancel a batch',
    body: (width) =>
      paragraph(
        'What it has answered is taken in and paid for; its other photos wait until they are sent again.',
        width,
        'quiet',
      ),
    first: ways.length,
    items: [
      ...ways.map(({ batch, resend }, index) => ({
        key: String(index + 1),
        label: `batch #${batch.number}${resend ? ', and send its photos again' : ''}`,
        note: counted(batch.photos, 'photo'),
        run: () => void cancel(tools, batch.number, resend, refresh),
      })),
      { key: 'n', label: 'none', run: () => undefined },
    ],
  });
}

async function cancel(
  tools: StageTools,
  number: number,
  resend: boolean,
  refresh: () => void,
): Promise<void> {
  try {
    const notes = await tools.ui.stages.cancelBatch(number, resend, new AbortController().signal);
    for (const note of notes) tools.shell.toast(note);
  } catch (error) {
    tools.shell.toast(error instanceof Error ? error.message : String(error), 'bad');
  }
  refresh();
}
