/** The money of an archive: what was spent against its estimate, what is under way, and what a photo costs. */

import { counted, dollarText } from '../../amounts.ts';
import { inFlight, type LedgerLine, ledgerLines } from '../../catalog/ledger.ts';
import { type LostCalls, lostCalls } from '../../catalog/lost-calls.ts';
import type { Archive } from '../archive/archive.ts';
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
  readonly perAnswer?: number;
  readonly perAccepted?: number;
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
  const accepted = catalog.count(
    "SELECT count(*) FROM photo WHERE standing IN ('sidecars', 'embed', 'done') AND missing = 0",
  );
  return {
    spent,
    estimated: sum((line) => line.estimated),
    underWay: inFlight(catalog).dollars,
    waiting: dollarsWaiting(archive),
    budget: settings.budget,
    answered,
    accepted,
    ...(answered > 0 ? { perAnswer: spent / answered } : {}),
    ...(accepted > 0 ? { perAccepted: spent / accepted } : {}),
    unknown: lostCalls(catalog),
    complete: byModel.every((line) => line.dollars !== null),
    byModel,
  };
}

/** The money in sentences; none while nothing was asked and nothing waits. */
export function moneyNotes(money: Money): string[] {
  const { spent, estimated, underWay, waiting, answered, perAccepted } = money;
  const notes: string[] = [];
  if (answered > 0 || spent > 0)
    notes.push(
      `Spent ${dollarText(spent)} for ${counted(answered, 'answer')} (estimated ${dollarText(estimated)})${
        perAccepted === undefined ? '' : `, ${dollarText(perAccepted)} per accepted photo`
      }.`,
    );
  if (money.unknown.calls > 0)
    notes.push(
      `${counted(money.unknown.calls, 'live call')} ended without a reply and may have been billed too, about ${dollarText(money.unknown.dollars)}.`,
    );
  if (underWay > 0) notes.push(`Under way: about ${dollarText(underWay)}.`);
  if (waiting > 0) notes.push(`Prepared and not sent: about ${dollarText(waiting)}.`);
  if (!money.complete) notes.push('The price of a model is not known, so there is more than this.');
  for (const line of money.byModel)
    notes.push(
      `  ${line.model} (${line.way}): ${line.answered} of ${line.asked} answered, ${line.input} tokens in, ${line.output} out, ${
        line.dollars === null ? 'price not known' : dollarText(line.dollars)
      }`,
    );
  return notes;
}
