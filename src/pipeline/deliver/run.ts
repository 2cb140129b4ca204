/** deliver, as a stage: to the outlets in use, each in its own way or all into a folder. */
import { byteText, count, counted, listed } from '../../amounts.ts';
import { deliveryFolder } from '../../catalog/outlets-in-use.ts';
import { assertNoMistakes } from '../archive/own-outlets.ts';
import type { StageContext, StageSummary } from '../archive/stage.ts';
import { type Delivered, runDelivery } from './delivery.ts';
import { lookAtOutlets, usedOutlets } from './outlook.ts';
import { deliveredLines } from './tell.ts';

/**
 * Leaves out an outlet whose password would go unprotected while nobody has allowed that.
 * @param again also what has left with another text
 * @throws StopError for what stops everything; InterruptedError
 */
export async function deliverInUse(context: StageContext, again: boolean): Promise<StageSummary> {
  const { archive } = context;
  const outlets = await usedOutlets(context);
  if (outlets.length === 0) return { stage: 'deliver', done: 0, issues: 0, notes: [] };
  assertNoMistakes(await archive.outlets());
  const folder = deliveryFolder(archive.catalog);
  const { plan } = await lookAtOutlets(context, outlets, { again });
  const isAllowed = plan.outlets.filter((one) => one.unprotected === undefined);
  const delivered = await runDelivery(context, { ...plan, outlets: isAllowed });
  const sum = (amount: (one: Delivered) => number) =>
    delivered.reduce((all, one) => all + amount(one), 0);
  const unprotected = plan.outlets.flatMap((one) => one.unprotected ?? []);
  const blocked = plan.blocked.map(
    ({ outlet, error }) => `${outlet.name}: ${error.message} ${error.advice}`,
  );
  const problems = sum((one) => one.problems.length + (one.stopped === undefined ? 0 : 1));
  const byHand = delivered.flatMap((one) =>
    one.byHand.map((line) => `${one.plan.outlet.name}: ${line}`),
  );
  return {
    stage: 'deliver',
    done: sum(({ made }) => made),
    issues: problems + blocked.length + unprotected.length,
    notes: [
      doneText(sum, folder),
      ...delivered.flatMap((one) => linesOf(one, folder !== undefined)),
      ...[...blocked, ...unprotected].map((line) => `! ${line}`),
    ],
    ...(byHand.length > 0 && { byHand }),
  };
}

/** Where something went, unless all went to one folder, and what went wrong. */
function linesOf(done: Delivered, isOneFolder: boolean): readonly string[] {
  const isQuiet = isOneFolder || done.made + done.sent === 0;
  return deliveredLines({ ...done, byHand: [] }).filter((line) => !isQuiet || line.startsWith('!'));
}

function doneText(
  sum: (amount: (one: Delivered) => number) => number,
  folder: string | undefined,
): string {
  const made = sum((one) => one.made);
  const sent = sum((one) => one.sent);
  if (made + sent === 0) return 'Nothing new to deliver.';
  const parts = [
    ...(made > 0 ? [`${counted(made, 'copy', 'copies')} made`] : []),
    ...(sent > 0 ? [`${count(sent)} uploaded, ${byteText(sum((one) => one.sentBytes))}`] : []),
  ];
  return `${listed(parts)}${folder === undefined ? '' : `, in ${folder}`}.`;
}
