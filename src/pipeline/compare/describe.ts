/** A comparison in tables and sentences: before it is paid for, and what came of it. */
import { count, counted, dollarColumn, dollarText } from '../../amounts.ts';
import type { Archive } from '../archive/archive.ts';
import {
  type Column,
  type Fact,
  type FactGroups,
  factList,
  type TableCell,
} from '../archive/stage-view.ts';
import { destinationOf, notSent } from '../ask/sample.ts';
import type { Comparison } from './compare.ts';
import type { Compared } from './results.ts';

/** What is asked, of whom, and for how much. */
export function plannedFacts(archive: Archive, { sides, photos, toAsk }: Comparison): FactGroups {
  const rows = sides.map(({ name, toAsk: photosToAsk, dollars }): readonly TableCell[] => [
    name,
    count(photosToAsk),
    dollars === undefined ? 'unknown' : dollarText(dollars),
  ]);
  return [
    [{ columns: [{ title: 'Asked' }, right('Photos'), right('Price')], rows }],
    factList(
      toAsk > 0 && { label: 'Goes to', value: destinationOf(archive) },
      toAsk > 0 && { label: 'Stays here', value: notSent(archive).join(', ') },
      {
        text: `${counted(photos.length, 'accepted photo')}; their texts stay as they are.`,
        tone: 'quiet',
      },
    ),
  ];
}

const right = (title: string): Column => ({ title, side: 'right' });

/** Cells that the whole table takes; below, it is shown in two. */
const whole = 78;
const nameCells = 26;

/** A row for each way of asking. */
export function comparedFacts(all: readonly Compared[]): FactGroups {
  const dollars = new Map(
    dollarColumn(all.map((one) => one.dollarsPerThousand ?? 0)).map((text, index) => [
      all[index],
      all[index]?.dollarsPerThousand === undefined ? '-' : text,
    ]),
  );
  const cells: Readonly<Record<string, (one: Compared) => string>> = {
    Kept: ({ keywordsKept: share }) => shown(share, (value) => `${Math.round(value * 100)}%`),
    Order: ({ orderAgreement: tau }) => shown(tau, (value) => value.toFixed(2)),
    Edits: ({ titleEdits }) => shown(titleEdits, (value) => value.toFixed(1)),
    Names: ({ unverifiedNames }) => shown(unverifiedNames, (value) => value.toFixed(2)),
    Checks: ({ checksBroken }) => shown(checksBroken, (value) => value.toFixed(2)),
    'per 1,000': (one) => dollars.get(one) ?? '-',
    Photos: ({ answered, photos }) =>
      answered === photos ? count(photos) : `${count(answered)} of ${count(photos)}`,
  };
  const titles = Object.keys(cells);
  const table = (wanted: readonly string[], limits: Partial<Column>): Fact => ({
    columns: [
      { title: '', ...limits },
      ...wanted.map((title): Column => ({ title, side: 'right', ...limits })),
    ],
    rows: all.map((one) => [cut(one.name), ...wanted.map((title) => cells[title]?.(one) ?? '')]),
  });
  return [
    [table(titles, { from: whole })],
    [table(titles.slice(0, 3), { below: whole })],
    [table(titles.slice(3), { below: whole })],
    legend.map((text) => ({ text, tone: 'quiet' })),
  ];
}

const shown = (value: number | undefined, text: (known: number) => string): string =>
  value === undefined ? '-' : text(value);

const cut = (name: string): string =>
  [...name].length <= nameCells ? name : `${[...name].slice(0, nameCells - 1).join('')}…`;

const legend: readonly string[] = [
  'Kept: of the keywords that you accepted, how many the answer has. Order: whether they stand in your order (Kendall’s tau: 1 the same, 0 by chance). Edits: words of the title to change until it is yours.',
  'Names: unverified ones in a photo. Checks: problems in a photo. Means over the photos answered.',
  'Your texts were made from the first answers, which therefore agree with them most; a model named anew is asked as the others are.',
];

/** For scripts. */
export function comparedJson(all: readonly Compared[]): readonly object[] {
  return all.map((one) =>
    Object.fromEntries(
      Object.entries(one).map(([name, value]) => [
        name,
        typeof value === 'number' ? Number(value.toFixed(4)) : (value ?? null),
      ]),
    ),
  );
}
