/** deliver, as a stage: to the outlets in use, into the folder that was named. */
import { counted } from '../../amounts.ts';
import { deliveryFolder } from '../../catalog/outlets-in-use.ts';
import { groupByReason } from '../archive/group-by-reason.ts';
import { assertNoMistakes } from '../archive/own-outlets.ts';
import type { StageContext, StageSummary } from '../archive/stage.ts';
import { runDelivery } from './delivery.ts';
import { lookAtOutlets, usedOutlets } from './outlook.ts';

/**
 * @param again also what has left with another text
 * @throws StopError for what stops everything; InterruptedError
 */
export async function deliverInUse(context: StageContext, again: boolean): Promise<StageSummary> {
  const { archive } = context;
  const outlets = await usedOutlets(context);
  const folder = deliveryFolder(archive.catalog);
  if (outlets.length === 0 || folder === undefined)
    return { stage: 'deliver', done: 0, issues: 0, notes: [] };
  assertNoMistakes(await archive.outlets());
  const { plans } = await lookAtOutlets(context, outlets, folder, { again });
  const delivered = await runDelivery(context, { again, outlets: plans, blocked: [] });
  const made = delivered.reduce((sum, one) => sum + one.made, 0);
  const problems = delivered.flatMap((one) => one.problems);
  const lines = groupByReason(
    problems.map(({ path, reason }) => ({ path, reason: `: ${reason}` })),
  );
  return {
    stage: 'deliver',
    done: made,
    issues: problems.length,
    notes: [
      `${made === 0 ? 'Nothing new' : counted(made, 'copy', 'copies')} for ${counted(plans.length, 'outlet')}, in ${folder}.`,
      ...lines,
      ...delivered.flatMap(({ byHand, plan }) =>
        byHand.map((line) => `${plan.outlet.name}: ${line}`),
      ),
    ],
  };
}
