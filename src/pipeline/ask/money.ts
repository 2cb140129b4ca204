/** The money of an archive: what was spent against its estimate, what is under way, and what a photo costs. */
import { count, counted, dollarText } from '../../amounts.ts';
import { inFlight, type LedgerLine, ledgerLines } from '../../catalog/ledger.ts';
import { type LostCalls, lostCalls } from '../../catalog/lost-calls.ts';
import { countAccepted } from '../../catalog/photos.ts';
import type { Archive } from '../archive/archive.ts';
import { type Fact, factList } from '../archive/stage-view.ts';
import { dollarsWaiting } from './estimate.ts';

export type Money = {
  /** Dollars for what was answered, refused or cut off, by what the service billed in tokens. */
  readonly spent: number;
  /** What the same was estimated at before. */
  readonly estimated: number;
  /** Estimated dollars of batches that have not been collected. */
  readonly underWay: number;
  /** Estimated dollars of what is prepared and not sent. */
  readonly waiting: number;
  /** What a run may cost; 0 for no limit. */
  readonly budget: number;
  readonly answered: number;
  /** Photos that a person accepted. */
  readonly accepted: number;
  /** Dollars; absent before there is one. */
  readonly perAnswer?: number | undefined;
  readonly perAccepted?: number | undefined;
  /** Live calls without a reply, which may have been paid for; not part of what was spent. */
  readonly unknown: LostCalls;
  /** False when some of it was done by a model whose price nobody knows. */
  readonly complete: boolean;
  readonly byModel: readonly LedgerLine[];
};

/** The ledger of the archive, added up. */
export function moneyOf(archive: Archive): Money {
  const { catalog, settings } = archive;
  const byModel = ledgerLines(catalog);
  const sum = (pick: (line: LedgerLine) => number | null) =>
    byModel.reduce((total, line) => total + (pick(line) ?? 0), 0);
  const spent = sum((line) => line.dollars);
  const answered = sum((line) => line.answered);
  const accepted = countAccepted(catalog);
  return {
    spent,
    estimated: sum((line) => line.estimated),
    underWay: inFlight(catalog).dollars,
    waiting: dollarsWaiting(archive),
    budget: settings.budget,
    answered,
    accepted,
    perAnswer: answered > 0 ? spent / answered : undefined,
    perAccepted: accepted > 0 ? spent / accepted : undefined,
    unknown: lostCalls(catalog),
    complete: byModel.every((line) => line.dollars !== null),
    byModel,
  };
}

/** What was paid and what the same had been estimated at, what is still to come, and what is not known. */
export function moneyFacts(money: Money): readonly Fact[] {
  return [...costFact(money), ...furtherMoneyFacts(money)];
}

/** What was paid, in a sentence. */
export function costFact(money: Money): readonly Fact[] {
  const { spent, estimated, underWay, answered, unknown } = money;
  const isAny = answered > 0 || spent + underWay + unknown.calls > 0;
  return [
    {
      label: 'Cost',
      value: isAny
        ? `${dollarText(spent)}, where ${dollarText(estimated)} was the estimate`
        : 'nothing yet',
    },
  ];
}

/** What there is to say beside what was paid. */
export function furtherMoneyFacts(money: Money): readonly Fact[] {
  const { spent, underWay, waiting, perAccepted, unknown } = money;
  return factList(
    perAccepted !== undefined &&
      spent > 0 && { label: 'A photo', value: `${dollarText(perAccepted)} for each accepted one` },
    underWay > 0 && { label: 'Under way', value: `about ${dollarText(underWay)} more` },
    waiting > 0 && {
      label: 'Not sent',
      value: `about ${dollarText(waiting)} for what is prepared`,
    },
    unknown.calls > 0 && {
      warning: `${counted(unknown.calls, 'live call')} ended without a reply and may have been billed, too: about ${dollarText(unknown.dollars)}`,
    },
    !money.complete && {
      warning: 'The price of one of the models is not known, so the real cost is higher',
    },
  );
}

/** What each model was asked and what that cost; empty where none was. */
export function modelFacts({ byModel }: Money): readonly Fact[] {
  if (byModel.length === 0) return [];
  const right = (title: string) => ({ title, side: 'right' }) as const;
  return [
    {
      columns: [
        { title: 'Model' },
        { title: 'Way' },
        ...['Asked', 'Answered', 'Tokens in', 'Tokens out', 'Cost'].map(right),
      ],
      rows: byModel.map(({ model, way, asked, answered, input, output, dollars }) => [
        model,
        way,
        ...[asked, answered, input, output].map(count),
        dollars === null ? 'price not known' : dollarText(dollars),
      ]),
    },
  ];
}
