/** `proofsheet embed`: writes the accepted text into the photos, after asking. */

import { counted } from '../amounts.ts';
import { StopError } from '../errors.ts';
import { groupByReason } from '../pipeline/archive/group-by-reason.ts';
import { type CommandContext, type CommandDefinition, type ExitCode, finish } from './command.ts';
import { printFacts } from './print-facts.ts';

export const embedCommand: CommandDefinition = {
  name: 'embed',
  summary: 'write the accepted text into the JPEGs, proved and undoable',
  usage: '[archive]',
  options: [
    ['--yes', 'do not ask'],
    ['--dry-run', 'print what would change, photo by photo, and write nothing'],
    ['--retry', 'try photos again that were left before'],
    ['--embed-rehearsal', 'embed text of a rehearsal in real photos'],
  ],
  run,
};

async function run(context: CommandContext): Promise<ExitCode> {
  const { embed } = await import('../pipeline/embed/embed.ts');
  const { clearIssues, countReady } = await import('../catalog/photos.ts');
  const archive = await context.open();
  try {
    if (context.options['retry'] === true) clearIssues(archive.catalog, 'embed');
    if (countReady(archive.catalog, 'embed') === 0) await sayWhatIsMissing(context, archive);
    if (context.options['dryRun'] === true) return await dryRun(context, archive);
    if (context.options['yes'] !== true && !(await isConfirmed(context, archive))) return 0;
    const embedRehearsal = context.options['embedRehearsal'] === true;
    const summary = await embed(context.stages(archive), { embedRehearsal });
    return finish(context, summary);
  } finally {
    archive.close();
  }
}

type Archive = Awaited<ReturnType<CommandContext['open']>>;

/** Accepted photos are embedded once they have their sidecars; without that, nobody knows why nothing is ready. */
async function sayWhatIsMissing({ say }: CommandContext, { catalog }: Archive): Promise<void> {
  const { overviewOf } = await import('../catalog/overview.ts');
  const { waiting = 0, held = 0 } =
    overviewOf(catalog).stages.find(({ stage }) => stage === 'sidecars') ?? {};
  if (waiting > 0)
    say(
      `${counted(waiting, 'photo waits for its sidecar', 'photos wait for their sidecars')}; run \`proofsheet sidecars\` first.`,
    );
  if (held > 0)
    say(
      `${counted(held, 'photo is', 'photos are')} held back at the sidecars; \`proofsheet status\` says why.`,
    );
}

async function isConfirmed(context: CommandContext, archive: Archive): Promise<boolean> {
  const { embeddingFacts } = await import('../pipeline/embed/describe.ts');
  const { countsOf } = await import('../pipeline/stages.ts');
  const { countReady } = await import('../catalog/photos.ts');
  const ready = countReady(archive.catalog, 'embed');
  if (ready === 0) {
    context.print('Nothing is waiting to be embedded.');
    return false;
  }
  const facts = embeddingFacts({ archive, counts: countsOf(archive) });
  await printFacts(context.say, ...facts);
  context.say('The old values are kept; `proofsheet undo` puts them back.');
  if (!context.interactive)
    throw new StopError(
      'needs-confirmation',
      'Nothing was written: nobody is here to be asked.',
      'Say --yes to embed without being asked, or --dry-run to see what would change.',
    );
  if (await context.confirm(`Embed in ${counted(ready, 'photo')}?`)) return true;
  context.print('Nothing was written.');
  return false;
}

async function dryRun(context: CommandContext, archive: Archive): Promise<ExitCode> {
  const { dryRun: plan } = await import('../pipeline/embed/dry-run.ts');
  const { changeLines } = await import('../pipeline/embed/notes.ts');
  const embedRehearsal = context.options['embedRehearsal'] === true;
  const problems: { path: string; reason: string }[] = [];
  let changed = 0;
  for await (const one of plan(context.stages(archive), { embedRehearsal })) {
    if ('problem' in one) problems.push({ path: one.path, reason: `: ${one.problem.message}` });
    else if (one.changes.length > 0) changed++;
    if (context.json) context.printJson(one);
    else if (!('problem' in one)) {
      context.print(one.path);
      for (const line of one.changes.flatMap(changeLines)) context.print(`  ${line}`);
    }
  }
  if (context.json) return problems.length > 0 ? 1 : 0;
  for (const line of groupByReason(problems)) context.print(`! ${line}`);
  if (changed + problems.length === 0) context.print('Nothing would change.');
  return problems.length > 0 ? 1 : 0;
}
