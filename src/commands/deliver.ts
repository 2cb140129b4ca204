/** `proofsheet deliver`: copies, names and CSVs for agencies, in a folder that the user names. */
import { byteText, count, counted, listed } from '../amounts.ts';
import { type DeliveryState, deliveryStates } from '../catalog/deliveries.ts';
import { StopError } from '../errors.ts';
import { pathInside } from '../files/inside.ts';
import { makeFolder } from '../files/make-folder.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import { groupByReason } from '../pipeline/archive/group-by-reason.ts';
import { assertNoMistakes } from '../pipeline/archive/own-outlets.ts';
import { byHandLines } from '../pipeline/deliver/by-hand.ts';
import {
  assertRoom,
  type Delivered,
  deliverTo,
  markAs,
  neededBytes,
} from '../pipeline/deliver/deliver.ts';
import { folderOutside } from '../pipeline/deliver/folder.ts';
import { type OutletPlan, planDelivery } from '../pipeline/deliver/plan.ts';
import type { Outlet } from '../rules/outlets/schema.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { didYouMean } from './did-you-mean.ts';

export function run(context: CommandContext): Promise<ExitCode> {
  const { options } = context;
  return context.inArchive(async (archive) => {
    const outlets = await outletsNamed(archive, options['to']);
    const stages = context.stages(archive);
    if (options['mark'] !== undefined) {
      const reason = typeof options['reason'] === 'string' ? options['reason'] : undefined;
      const marked = markAs(stages, outlets, stateNamed(String(options['mark'])), reason);
      if (context.json) context.printJson({ marked });
      else for (const line of marked) context.print(line);
      return 0;
    }
    const into = await folderFor(archive, options['into'], options['dryRun'] === true);
    const again = options['again'] === true;
    const to = outlets.map((outlet) => ({ outlet, folder: pathInside(into, outlet.id) }));
    const plans = await planDelivery(stages, to, { again });
    if (options['dryRun'] === true) return tellPlans(context, plans);
    if (options['yes'] !== true && !(await isConfirmed(context, plans))) return 0;
    for (const { folder } of plans) makeFolder(folder);
    await assertRoom(plans);
    const delivered: Delivered[] = [];
    for (const plan of plans) delivered.push(await deliverTo(stages, plan, { again }));
    return tellDelivered(context, plans, delivered);
  });
}

/** @throws StopError `usage` for a name that there is not, `settings-invalid` for a mistake in the user's own files */
async function outletsNamed(archive: Archive, to: unknown): Promise<readonly Outlet[]> {
  const outlets = await archive.outlets();
  assertNoMistakes(outlets);
  const ids = typeof to === 'string' ? to.split(',').map((id) => id.trim()) : [];
  const names = outlets.all.map(({ id }) => id);
  return [...new Set(ids.length === 0 ? [''] : ids)].map((id) => {
    const found = outlets.all.find((outlet) => outlet.id === id);
    if (found !== undefined) return found;
    throw new StopError(
      'usage',
      id === ''
        ? 'Say where the photos go.'
        : `There is no outlet ${JSON.stringify(id)}.${didYouMean(id, names)}`,
      'Name outlets with --to, for example --to adobe,shutterstock; `proofsheet outlets` lists them.',
    );
  });
}

function stateNamed(word: string): DeliveryState {
  const state = deliveryStates.find((known) => known === word);
  if (state !== undefined) return state;
  throw new StopError(
    'usage',
    `--mark cannot be ${word}.${didYouMean(word, deliveryStates)}`,
    `It can be ${listed(deliveryStates)}.`,
  );
}

/** @throws StopError `usage` without one, or for one among the photos */
function folderFor({ root }: Archive, into: unknown, isDry: boolean): Promise<string> {
  if (typeof into === 'string') return folderOutside(root, into, { isDry });
  throw new StopError(
    'usage',
    'Say which folder the copies go to.',
    'Name one outside the archive with --into, for example --into ~/Deliveries.',
  );
}

function planLine({ outlet, counts, bytes }: OutletPlan): string {
  const { changed, refused, same } = counts;
  const parts = [
    ...(counts.new > 0 ? [`${count(counts.new)} new`] : []),
    ...(changed > 0 ? [`${count(changed)} changed`] : []),
    ...(same > 0 ? [`${count(same)} as they are`] : []),
    ...(counts['sent-changed'] > 0
      ? [`${count(counts['sent-changed'])} changed since they were delivered (--again sends them)`]
      : []),
    ...(refused > 0 ? [`${count(refused)} refused`] : []),
    ...(counts['not-chosen'] > 0 ? [`${count(counts['not-chosen'])} not chosen`] : []),
  ];
  const room = bytes > 0 ? `; ${byteText(bytes)}` : '';
  return `${outlet.name}: ${parts.length === 0 ? 'no embedded photos' : parts.join(', ')}${room}`;
}

/** What is refused, and what speaks against photos that go all the same. */
function doubtLines(plans: readonly OutletPlan[]): readonly string[] {
  return plans.flatMap(({ outlet, notes, refused }) => [
    ...groupByReason(
      refused.map(({ path, reason }) => ({ path, reason: `: ${outlet.name}: ${reason}` })),
    ).map((line) => `! ${line}`),
    ...[...notes].map(([note, photos]) => `? ${outlet.name}, ${counted(photos, 'photo')}: ${note}`),
  ]);
}

function planData({ outlet, folder, counts, bytes, refused }: OutletPlan) {
  return { outlet: outlet.id, folder, ...counts, bytes, refusals: refused };
}

function tellPlans(context: CommandContext, plans: readonly OutletPlan[]): ExitCode {
  if (context.json) context.printJson({ outlets: plans.map(planData) });
  else for (const line of [...plans.map(planLine), ...doubtLines(plans)]) context.print(line);
  return isRefusedEverywhere(plans) ? 1 : 0;
}

async function isConfirmed(
  context: CommandContext,
  plans: readonly OutletPlan[],
): Promise<boolean> {
  for (const line of [...plans.map(planLine), ...doubtLines(plans)]) context.say(line);
  const copies = plans.reduce((sum, plan) => sum + plan.copies, 0);
  if (copies === 0) return true;
  context.say(`The copies take ${byteText(neededBytes(plans))}. Your photos are only read.`);
  if (!context.interactive)
    throw new StopError(
      'needs-confirmation',
      'Nothing was written: there is no terminal to ask on.',
      'Add --yes to deliver without being asked, or --dry-run to see what would be done.',
    );
  if (await context.confirm(`Make ${counted(copies, 'copy', 'copies')}?`)) return true;
  context.print('Nothing was written.');
  return false;
}

function tellDelivered(
  context: CommandContext,
  plans: readonly OutletPlan[],
  delivered: readonly Delivered[],
): ExitCode {
  const hasProblems = delivered.some(({ problems }) => problems.length > 0);
  const code = hasProblems || isRefusedEverywhere(plans) ? 1 : 0;
  if (context.json) {
    const outlets = plans.map((plan, at) => ({ ...planData(plan), ...delivered[at] }));
    context.printJson({ outlets });
    return code;
  }
  for (const line of doubtLines(plans)) context.print(line);
  for (const [at, { csv, folder, made, problems }] of delivered.entries()) {
    const outlet = plans[at]?.outlet;
    if (outlet === undefined) continue;
    context.print(
      `${outlet.name}: ${made === 0 ? 'nothing new' : counted(made, 'copy', 'copies')}, in ${folder}`,
    );
    for (const line of groupByReason(
      problems.map(({ path, reason }) => ({ path, reason: `: ${reason}` })),
    ))
      context.print(`! ${line}`);
    if (made > 0) for (const line of byHandLines(outlet, csv)) context.print(`  ${line}`);
  }
  return code;
}

/** Whether a photo fits none of the outlets; one that fits some is delivered there, and no fault. */
function isRefusedEverywhere(plans: readonly OutletPlan[]): boolean {
  const [first, ...others] = plans.map(({ refused }) => new Set(refused.map(({ path }) => path)));
  return first !== undefined && [...first].some((path) => others.every((set) => set.has(path)));
}
