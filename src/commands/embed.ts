/** `proofsheet embed`: writes the accepted text into the photos, after asking. */

import { counted } from '../amounts.ts';
import { clearIssues } from '../catalog/issues.ts';
import { overviewOf } from '../catalog/overview.ts';
import { countReady } from '../catalog/photos.ts';
import { rehearsalCode } from '../catalog/review-to-write.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import { groupByReason } from '../pipeline/archive/group-by-reason.ts';
import { heldBackNote } from '../pipeline/archive/held-back.ts';
import { embeddingFacts } from '../pipeline/embed/describe.ts';
import { dryRun } from '../pipeline/embed/dry-run.ts';
import { embed } from '../pipeline/embed/embed.ts';
import { changeLines } from '../pipeline/embed/notes.ts';
import { type MadeUp, madeUpAt, noneMadeUp } from '../pipeline/sidecars/made-up.ts';
import { type CommandContext, type ExitCode, finish, printFacts } from './command.ts';
import { isAgreed } from './options.ts';

export function run(context: CommandContext): Promise<ExitCode> {
  const { options } = context;
  const embedRehearsal = options['embedRehearsal'] === true;
  return context.inArchive(async (archive) => {
    if (options['retry'] === true) clearIssues(archive.catalog, 'embed');
    if (embedRehearsal) clearIssues(archive.catalog, 'embed', rehearsalCode);
    const ready = countReady(archive.catalog, 'embed');
    if (ready === 0) sayWhatIsMissing(context, archive);
    if (options['dryRun'] === true) return listChanges(context, archive, embedRehearsal);
    const madeUp = embedRehearsal ? noneMadeUp(ready) : await madeUpAt(archive, 'embed', ready);
    if (options['yes'] !== true && !(await isConfirmed(context, archive, madeUp))) return 0;
    return finish(context, await embed(context.stages(archive), { embedRehearsal }));
  });
}

/** Accepted photos are embedded once they have their sidecars; without that, nobody knows why nothing is ready. */
function sayWhatIsMissing({ say }: CommandContext, { catalog }: Archive): void {
  const waiting = countReady(catalog, 'sidecars');
  const { held = 0 } =
    overviewOf(catalog, { chosen: true }).stages.find(({ stage }) => stage === 'sidecars') ?? {};
  if (waiting > 0)
    say(
      `${counted(waiting, 'photo waits for its sidecar', 'photos wait for their sidecars')}; run \`proofsheet sidecars\` first.`,
    );
  if (held > 0)
    say(
      `${counted(held, 'photo is', 'photos are')} held back at the sidecars; \`proofsheet status\` says why.`,
    );
}

async function isConfirmed(
  context: CommandContext,
  archive: Archive,
  madeUp: MadeUp,
): Promise<boolean> {
  const { ids, held, others } = madeUp;
  // Of texts that are made up nothing is written; that is said of each.
  if (others === 0 && ids.length > held) return true;
  if (others === 0) {
    context.print('Nothing is waiting to be embedded.');
    for (const note of heldBackNote(archive.catalog, 'embed')) context.print(note);
    return false;
  }
  printFacts(context.say, ...(await embeddingFacts(archive, madeUp, context.signal)));
  context.say('The old values are kept; `proofsheet undo` puts them back.');
  return isAgreed(context, `Embed in ${counted(others, 'photo')}?`, {
    nothing: 'Nothing was written',
    advice: 'Add --yes to embed without being asked, or --dry-run to see what would change.',
  });
}

async function listChanges(
  context: CommandContext,
  archive: Archive,
  embedRehearsal: boolean,
): Promise<ExitCode> {
  const problems: { path: string; reason: string }[] = [];
  let changed = 0;
  for await (const one of dryRun(context.stages(archive), { embedRehearsal })) {
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
