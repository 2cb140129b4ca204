/** `proofsheet deliver`: copies, names and CSVs for agencies, uploaded or in a folder that the user names. */
import { byteText, count, counted, listed } from '../amounts.ts';
import { type DeliveryState, deliveryStates } from '../catalog/deliveries.ts';
import { StopError } from '../errors.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import { groupByReason } from '../pipeline/archive/group-by-reason.ts';
import { assertNoMistakes } from '../pipeline/archive/own-outlets.ts';
import type { StageContext } from '../pipeline/archive/stage.ts';
import {
  type Delivered,
  type DeliveryPlan,
  planDelivery,
  runDelivery,
} from '../pipeline/deliver/delivery.ts';
import { neededBytes } from '../pipeline/deliver/make-copies.ts';
import { markAs } from '../pipeline/deliver/mark.ts';
import type { OutletPlan } from '../pipeline/deliver/plan.ts';
import { resultsInWords, takePortalResults } from '../pipeline/deliver/portal-results.ts';
import { deliveredLines } from '../pipeline/deliver/tell.ts';
import type { Outlet } from '../rules/outlets/schema.ts';
import { type CommandContext, type ExitCode, tell } from './command.ts';
import { oneNamed } from './did-you-mean.ts';
import { isAgreed, listOf, textOf } from './options.ts';

export function run(context: CommandContext): Promise<ExitCode> {
  const { options } = context;
  const [into, mark, list] = ['into', 'mark', 'results'].map((name) => textOf(context, name));
  return context.inArchive(async (archive) => {
    const outlets = await outletsNamed(archive, listOf(context, 'to'));
    const stages = context.stages(archive);
    if (mark !== undefined) {
      const marked = markAs(stages, outlets, stateNamed(mark), textOf(context, 'reason'));
      return tell(context, { marked }, marked);
    }
    if (list !== undefined) return takeResults(context, stages, outlets, list);
    const planned = (again: boolean) => planDelivery(stages, { outlets, into, again });
    const plan = await planned(options['again'] === true);
    if (options['dryRun'] === true) return tellPlan(context, plan);
    assertSomewhere(plan);
    const confirmed =
      options['yes'] === true
        ? agreed(context, plan)
        : await confirm(context, archive, plan, planned);
    if (confirmed === undefined) return 0;
    return tellDelivered(context, confirmed, await runDelivery(stages, confirmed));
  });
}

/** Writes down what the list of one portal says. @throws StopError `usage` where it is not clear whose list it is */
async function takeResults(
  context: CommandContext,
  stages: StageContext,
  [outlet, ...others]: readonly Outlet[],
  file: string,
): Promise<ExitCode> {
  if (outlet === undefined || others.length > 0)
    throw new StopError(
      'usage',
      'A list of results is that of one outlet.',
      'Name the one that gave it with --to, for example --to pond5.',
    );
  const results = await takePortalResults(stages, outlet, file);
  return tell(context, { outlet: outlet.id, ...results }, [`${resultsInWords(outlet, results)}.`]);
}

/** @throws StopError `usage` for a name that there is not, `settings-invalid` for a mistake in the user's own files */
async function outletsNamed(archive: Archive, ids: readonly string[]): Promise<readonly Outlet[]> {
  const outlets = await archive.outlets();
  assertNoMistakes(outlets);
  const advice =
    'Name outlets with --to, for example --to adobe,shutterstock; `proofsheet outlets` lists them.';
  return [...new Set(ids.length === 0 ? [''] : ids)].map((id) => {
    const message =
      id === '' ? 'Say where the photos go.' : `There is no outlet ${JSON.stringify(id)}.`;
    return oneNamed(id, outlets.all, { message, advice }, (outlet) => outlet.id);
  });
}

function stateNamed(word: string): DeliveryState {
  return oneNamed(word, deliveryStates, {
    message: `--mark cannot be ${word}.`,
    advice: `It must be one of ${deliveryStates.join(', ')}.`,
  });
}

/** @throws StopError where nothing can be delivered to any of the outlets */
function assertSomewhere({ blocked: [first], outlets }: DeliveryPlan): void {
  if (first !== undefined && outlets.length === 0) throw first.error;
}

function planLine({ outlet, counts, bytes, server, uploads, uploadBytes }: OutletPlan): string {
  const { changed, refused, same } = counts;
  const amounts: readonly (readonly [number, string])[] = [
    [counts.new, 'new'],
    [changed, 'changed'],
    [same, 'as they are'],
    [counts['sent-changed'], 'changed since they were delivered (--again sends them)'],
    [refused, 'refused'],
    [counts['not-chosen'], 'not chosen'],
  ];
  const parts = amounts.flatMap(([photos, what]) => (photos > 0 ? `${count(photos)} ${what}` : []));
  const room = bytes > 0 ? `; ${byteText(bytes)}` : '';
  const way =
    server === undefined || uploads === 0
      ? ''
      : `; ${counted(uploads, 'copy', 'copies')}, ${byteText(uploadBytes)}, to ${server}`;
  return `${outlet.name}: ${parts.length === 0 ? 'no embedded photos' : parts.join(', ')}${room}${way}`;
}

/** What is refused, what speaks against photos that go all the same, and where nothing can go. */
function doubtLines({ blocked, outlets }: DeliveryPlan): readonly string[] {
  return [
    ...outlets.flatMap(({ outlet, notes, refused }) => [
      ...groupByReason(
        refused.map(({ path, reason }) => ({ path, reason: `: ${outlet.name}: ${reason}` })),
      ).map((line) => `! ${line}`),
      ...[...notes].map(
        ([note, photos]) => `? ${outlet.name}, ${counted(photos, 'photo')}: ${note}`,
      ),
    ]),
    ...blocked.map(({ outlet, error }) => `! ${outlet.name}: ${error.message} ${error.advice}`),
  ];
}

const dangerLines = ({ outlets }: DeliveryPlan) =>
  outlets.flatMap(({ unprotected }) => (unprotected === undefined ? [] : [`? ${unprotected}`]));

function planData({ outlet, folder, counts, bytes, refused, ...plan }: OutletPlan) {
  const { server, uploadBytes, uploads } = plan;
  return {
    ...{ outlet: outlet.id, folder, ...counts, bytes, refusals: refused },
    ...(server === undefined ? {} : { server, uploads, uploadBytes }),
  };
}

const blockedData = ({ blocked }: DeliveryPlan) =>
  blocked.map(({ outlet, error }) => ({ outlet: outlet.id, stopped: stopData(error) }));

const stopData = ({ code, message, advice }: StopError) => ({ code, message, advice });

function tellPlan(context: CommandContext, plan: DeliveryPlan): ExitCode {
  const { blocked, outlets } = plan;
  const lines = [...outlets.map(planLine), ...doubtLines(plan), ...dangerLines(plan)];
  tell(context, { outlets: [...outlets.map(planData), ...blockedData(plan)] }, lines);
  return blocked.length > 0 || isRefusedEverywhere(outlets) ? 1 : 0;
}

/** The plan as it is, with what everybody should know of it. */
function agreed(context: CommandContext, plan: DeliveryPlan): DeliveryPlan {
  for (const line of dangerLines(plan)) context.say(line);
  return plan;
}

/** Asks what there is to ask. @returns what is to be done; undefined for nothing */
async function confirm(
  context: CommandContext,
  archive: Archive,
  first: DeliveryPlan,
  planned: (again: boolean) => Promise<DeliveryPlan>,
): Promise<DeliveryPlan | undefined> {
  const changed = first.outlets.reduce((sum, { counts }) => sum + counts['sent-changed'], 0);
  const asks = context.interactive && changed > 0 && !first.again;
  const question = `${counted(changed, 'text has', 'texts have')} changed since the photo was delivered. Deliver again?`;
  const plan = asks && (await context.confirm(question)) ? await planned(true) : first;
  const { outlets } = plan;
  for (const line of [...outlets.map(planLine), ...doubtLines(plan)]) context.say(line);
  const copies = outlets.reduce((sum, one) => sum + one.copies, 0);
  const uploads = outlets.reduce((sum, one) => sum + one.uploads, 0);
  if (copies + uploads === 0) return plan;
  if (copies > 0)
    context.say(`The copies take ${byteText(neededBytes(outlets))}. Your photos are only read.`);
  const make = copies > 0 ? [`Make ${counted(copies, 'copy', 'copies')}`] : [];
  const send = uploads > 0 ? [`${copies > 0 ? 'upload' : 'Upload'} ${count(uploads)}`] : [];
  const isWanted = await isAgreed(context, `${listed([...make, ...send])}?`, {
    nothing: 'Nothing was written',
    advice: 'Add --yes to deliver without being asked, or --dry-run to see what would be done.',
  });
  return isWanted ? allowed(context, archive, plan) : undefined;
}

/** The plan without the outlets that the password may not be sent to. */
async function allowed(
  context: CommandContext,
  { logins }: Archive,
  plan: DeliveryPlan,
): Promise<DeliveryPlan> {
  const outlets: OutletPlan[] = [];
  for (const one of plan.outlets) {
    if (one.unprotected !== undefined && one.uploads > 0) {
      context.say(one.unprotected);
      if (!(await context.confirm('Send it all the same?'))) {
        context.print(`Nothing was sent to ${one.outlet.name}.`);
        continue;
      }
      logins?.unprotected.allow(one.outlet.id);
    }
    outlets.push(one);
  }
  return { ...plan, outlets };
}

function tellDelivered(
  context: CommandContext,
  plan: DeliveryPlan,
  delivered: readonly Delivered[],
): ExitCode {
  const hasFailed = delivered.some(({ problems, stopped }) => problems.length > 0 || stopped);
  const code = hasFailed || plan.blocked.length > 0 || isRefusedEverywhere(plan.outlets) ? 1 : 0;
  const outlets = delivered.map(({ plan: one, stopped, ...done }) => ({
    ...{ ...planData(one), ...done },
    ...(stopped && { stopped: stopData(stopped) }),
  }));
  const lines = [...doubtLines(plan), ...delivered.flatMap(deliveredLines)];
  tell(context, { outlets: [...outlets, ...blockedData(plan)] }, lines);
  return code;
}

/** Whether a photo fits none of the outlets; one that fits some is delivered there, and no fault. */
function isRefusedEverywhere(plans: readonly OutletPlan[]): boolean {
  const [first, ...others] = plans.map(({ refused }) => new Set(refused.map(({ path }) => path)));
  return first !== undefined && [...first].some((path) => others.every((set) => set.has(path)));
}
