/** Collect: the batches on their way, and when to look again. */
import { durationText } from '../../../pipeline/pace.ts';
import { Loader } from '../../app/loader.ts';
import type { BatchRow } from '../../model/stage-facts.ts';
import { emptyLine, type Line, line } from '../../text/line.ts';
import { truncateStart } from '../../text/width.ts';
import type { Theme } from '../../theme.ts';
import { count, counted, dollars } from '../../widgets/amounts.ts';
import type { StageScreen, StageTools } from './stage-screen.ts';
import { paragraph, tableLines } from './table-lines.ts';

export function collectScreen(tools: StageTools): StageScreen {
  const loader = new Loader(() => tools.ui.stages.batches());
  const waiting = () =>
    tools.counts.get().stages.find(({ stage }) => stage === 'collect')?.waiting ?? 0;
  return {
    stage: 'collect',
    about:
      'Takes the answers in as batches end. You may close the program: batches go on without it.',
    refresh: () => void loader.refresh(),
    subscribe: loader.state.subscribe,
    facts: (width, theme) =>
      loader.value === undefined ? [] : batchLines(loader.value, new Date(), width, theme),
    action: () => {
      const left = waiting();
      const open = loader.value?.some(({ over }) => !over) ?? false;
      if (left > 0 || open)
        return { label: 'Wait for the answers and take them in', run: () => tools.run('collect') };
      const review = tools.counts.get().stages.find(({ stage }) => stage === 'review');
      if ((review?.waiting ?? 0) > 0)
        return { label: 'Go on to Review', run: () => tools.go('review') };
      return { label: '', refused: 'Nothing is under way', run: () => undefined };
    },
    cancel: () => ({
      label: 'Cancel a batch',
      refused: loader.value?.some(({ over }) => !over) ? undefined : 'No batch is under way.',
      run: () => cancelMenu(tools, loader.value ?? [], () => void loader.refresh()),
    }),
  };
}

function batchLines(batches: readonly BatchRow[], now: Date, width: number, theme: Theme): Line[] {
  if (batches.length === 0) return [line(['No batch has been sent yet.', 'quiet'])];
  const rows = batches.map((batch) => [
    `#${batch.number}`,
    batch.over ? ([batch.state, 'quiet'] as const) : batch.state,
    count(batch.photos),
    batch.answered === 0 ? '' : count(batch.answered),
    batch.failed === 0 ? '' : ([count(batch.failed), 'warn'] as const),
    costText(batch, width),
    timeText(batch, now),
    ...(width >= 110 ? [[truncateStart(batch.name, 24, theme.glyphs.cut), 'quiet'] as const] : []),
  ]);
  const remarks = batches.flatMap(({ number, remark }) =>
    remark === undefined ? [] : paragraph(`#${number}: ${remark}`, width, 'warn'),
  );
  const columns = [
    { title: 'Batch' },
    { title: 'State' },
    { title: 'Photos', side: 'right' as const },
    { title: 'Answered', side: 'right' as const },
    { title: 'Failed', side: 'right' as const },
    { title: 'Cost', side: 'right' as const },
    { title: 'Sent' },
    ...(width >= 110 ? [{ title: 'Name' }] : []),
  ];
  return [...tableLines(columns, rows), ...(remarks.length > 0 ? [emptyLine, ...remarks] : [])];
}

/** What a batch costs; where there is room, also how much of it so far. */
function costText({ dollars: whole, soFar, answered, over }: BatchRow, width: number): string {
  if (whole === undefined) return '';
  if (over || answered === 0 || soFar === undefined || width < 90) return dollars(whole);
  return `${dollars(soFar)} of ${dollars(whole)}`;
}

function timeText({ sentAt, dueBy, over }: BatchRow, now: Date): string {
  if (over || sentAt === undefined) return '';
  const seconds = (now.getTime() - sentAt.getTime()) / 1000;
  const age = `${durationText(Math.max(1, seconds))} ago`;
  if (dueBy === undefined) return age;
  const left = (dueBy.getTime() - now.getTime()) / 1000;
  return left > 0 ? `${age}, ${durationText(left)} left` : `${age}, overdue`;
}

function cancelMenu(tools: StageTools, batches: readonly BatchRow[], refresh: () => void): void {
  const open = batches.filter(({ over }) => !over);
  const ways = open
    .flatMap((batch) =>
      (batch.stuck ? [true, false] : [false]).map((resend) => ({ batch, resend })),
    )
    .slice(0, 9);
  tools.desk.menu({
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
    for (const note of notes) tools.desk.say(note);
  } catch (error) {
    tools.desk.say(error instanceof Error ? error.message : String(error), 'bad');
  }
  refresh();
}
