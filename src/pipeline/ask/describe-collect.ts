/** Collect, described: the batches on their way, what they cost, and when to look again. */
import { count, counted, dollarColumn, durationText } from '../../amounts.ts';
import { ledgerLines } from '../../catalog/ledger.ts';
import type { Archive } from '../archive/archive.ts';
import {
  type Action,
  type Bar,
  type Choice,
  type Column,
  countsAt,
  type Fact,
  type Question,
  type Situation,
  type StageView,
  type TableCell,
} from '../archive/stage-view.ts';
import { type BatchView, batchViews } from './watch.ts';

export function describeCollect(situation: Situation): StageView {
  const batches = batchViews(situation.archive, situation.now);
  return {
    facts: [...batchFacts(situation, batches), timeFacts(situation, batches)],
    action: actionFor(situation, batches),
    cancel: batches.some(({ over }) => !over)
      ? { label: 'Cancel a batch', effect: { ask: whichBatch(batches) } }
      : { refused: 'No batch is under way.' },
    changing: true,
  };
}

function actionFor(situation: Situation, batches: readonly BatchView[]): Action {
  const waiting = (stage: 'collect' | 'review' | 'submit') => countsAt(situation, stage).waiting;
  if (waiting('collect') > 0 || batches.some(({ over }) => !over))
    return { label: 'Wait for the answers and take them in', effect: { run: 'collect' } };
  if (waiting('review') > 0) return { label: 'Go on to Review', effect: { go: 'review' } };
  if (waiting('submit') > 0) return { label: 'Go back to Submit', effect: { go: 'submit' } };
  return { refused: 'Nothing is under way' };
}

/** The batches, newest first, and what was asked live beside them; then what is odd about one. */
export function batchFacts(
  situation: Pick<Situation, 'archive' | 'now' | 'key'>,
  batches: readonly BatchView[],
): readonly (readonly Fact[])[] {
  const live = askedLive(situation.archive);
  if (batches.length === 0 && live === undefined)
    return [[{ text: 'No batch has been sent yet.', tone: 'quiet' }]];
  const asked = [...batches.map((batch) => rowOf(batch, situation.now)), ...(live ?? [])];
  const estimates = moneyCells(asked.map(({ dollars }) => dollars));
  const costs = moneyCells(asked.map(({ cost }) => cost));
  const rows = asked.map(({ name, state, photos, answered, failed, times, id }, index) => {
    const [estimate = '', cost = ''] = [estimates[index], costs[index]];
    return [
      ...[name, state, count(photos), answered === 0 ? '' : count(answered)],
      failed === 0 ? '' : ([count(failed), 'warn'] as const),
      ...[estimate, cost, cost !== '' || estimate === '' ? cost : `about ${estimate}`],
      ...times,
      id,
    ];
  });
  return [[{ columns, rows }], remarks(situation, batches)];
}

/** Batches that are drawn against time; the table has all. */
const batchesDrawn = 12;

/** The newest batches from left to right as time went: what has passed of each, and what it still has. */
function timeFacts({ now }: Situation, batches: readonly BatchView[]): readonly Fact[] {
  const spans = batches.slice(0, batchesDrawn).flatMap((batch) => {
    const { sentAt, endedAt, dueBy, over } = batch;
    if (sentAt === undefined) return [];
    const from = sentAt.getTime();
    const end = endedAt?.getTime() ?? (over ? from : now.getTime());
    const due = over || endedAt !== undefined ? end : (dueBy?.getTime() ?? end);
    return [{ batch, from, passed: Math.max(0, end - from), left: Math.max(0, due - end) }];
  });
  if (spans.length === 0) return [];
  const first = Math.min(...spans.map(({ from }) => from));
  const bars = spans.map(
    ({ batch: { number, photos, answered, over }, from, passed, left }): Bar => ({
      label: `#${number}`,
      parts: [
        [from - first, 'gap'],
        // A clock may have been set; what ended at once is seen all the same.
        [Math.max(1, passed), over ? 'good' : 'accent'],
        [left, 'rest'],
      ],
      value: `${durationText(Math.max(1, passed / 1000))}, ${count(answered)} of ${count(photos)}`,
    }),
  );
  return [{ text: 'From sending to the answers', tone: 'quiet' }, { bars }];
}

const columns: readonly Column[] = [
  { title: 'Batch' },
  { title: 'State' },
  { title: 'Photos', side: 'right' },
  { title: 'Answered', side: 'right' },
  { title: 'Failed', side: 'right' },
  { title: 'Estimate', side: 'right', from: 70 },
  { title: 'Cost', side: 'right', from: 70 },
  { title: 'Cost', side: 'right', below: 70 },
  { title: 'Sent', from: 90 },
  { title: 'Due', from: 70 },
  { title: 'Name', from: 110 },
];

type Row = {
  readonly name: string;
  readonly state: TableCell;
  readonly photos: number;
  readonly answered: number;
  readonly failed: number;
  /** Estimated, and what it cost. */
  readonly dollars: number | undefined;
  readonly cost: number | undefined;
  readonly times: readonly [sent: string, due: string];
  readonly id: TableCell;
};

function rowOf(batch: BatchView, now: Date): Row {
  const { number, state, over, age, dueBy, name } = batch;
  const left = dueBy === undefined ? undefined : (dueBy.getTime() - now.getTime()) / 1000;
  const due = left === undefined ? '' : left > 0 ? `${durationText(left)} left` : 'overdue';
  return {
    ...batch,
    name: `#${number}`,
    state: over ? [state, 'quiet'] : state,
    times:
      over || age === undefined ? ['', ''] : [`${durationText(Math.max(1, age / 1000))} ago`, due],
    id: [name, 'quiet'],
  };
}

/** What was asked one photo at a time, of all models together, as a row; undefined where nothing was. */
function askedLive({ catalog }: Archive): readonly [Row] | undefined {
  const lines = ledgerLines(catalog).filter(({ way }) => way === 'live');
  if (lines.length === 0) return undefined;
  const sum = (pick: (line: (typeof lines)[number]) => number | null) =>
    lines.reduce<number | undefined>((total, line) => {
      const more = pick(line);
      return total === undefined || more === null ? undefined : total + more;
    }, 0);
  const photos = sum(({ asked }) => asked) ?? 0;
  const answered = sum(({ answered: some }) => some) ?? 0;
  return [
    {
      name: 'live',
      state: ['one by one', 'quiet'],
      photos,
      answered,
      failed: photos - answered,
      dollars: sum(({ estimated }) => estimated),
      cost: sum(({ dollars }) => dollars),
      times: ['', ''],
      id: '',
    },
  ];
}

/** Amounts of one column, empty where nothing is known. */
function moneyCells(amounts: readonly (number | undefined)[]): string[] {
  const texts = dollarColumn(amounts.filter((amount) => amount !== undefined)).values();
  return amounts.map((amount) => (amount === undefined ? '' : (texts.next().value ?? '')));
}

function remarks({ key }: Pick<Situation, 'key'>, batches: readonly BatchView[]): readonly Fact[] {
  return batches.flatMap(({ number, remark, stuck }) => {
    if (remark === undefined) return [];
    const remedy = stuck ? ` ${key('collect.cancel')} cancels it and sends its photos again.` : '';
    return [{ text: `#${number}: ${remark}${remedy}`, tone: 'warn' } as const];
  });
}

function whichBatch(batches: readonly BatchView[]): Question {
  const ways = batches
    .filter(({ over }) => !over)
    .flatMap((batch) =>
      (batch.stuck ? [true, false] : [false]).map((resend) => ({ batch, resend })),
    )
    .slice(0, 9);
  return {
    title: 'Cancel a batch',
    facts: [
      {
        text: 'What it has answered is taken in and paid for; its other photos wait until they are sent again.',
        tone: 'quiet',
      },
    ],
    choices: [
      ...ways.map(
        ({ batch: { number, photos }, resend }, index): Choice => ({
          key: String(index + 1),
          label: `batch #${number}${resend ? ', and send its photos again' : ''}`,
          note: counted(photos, 'photo'),
          effect: {
            call: async (context) => {
              const { cancelBatches } = await import('./cancel.ts');
              return cancelBatches(context, String(number), { resend });
            },
          },
        }),
      ),
      { key: 'n', label: 'none' },
    ],
  };
}
