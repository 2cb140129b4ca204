/** `proofsheet status`: where every photo stands, what holds some back, and the money. Works beside a running one. */

import { counted } from '../amounts.ts';
import type { StageOverview } from '../catalog/overview.ts';
import type { CommandContext, CommandDefinition, ExitCode } from './command.ts';
import { printFacts } from './print-facts.ts';

export const statusCommand: CommandDefinition = {
  name: 'status',
  summary: 'show where every photo stands',
  usage: '[archive]',
  options: [['--issues', 'list every issue, not only the first ones']],
  run: status,
};

const shownIssues = 20;

async function status(context: CommandContext): Promise<ExitCode> {
  const { overviewOf } = await import('../catalog/overview.ts');
  const { listIssues } = await import('../catalog/photos.ts');
  const { hasPhotos } = await import('../catalog/scan-totals.ts');
  const { modelFacts, moneyFacts, moneyOf } = await import('../pipeline/ask/money.ts');
  const { notScanned } = await import('../pipeline/archive/archive.ts');
  const archive = await context.open({ readOnly: true });
  try {
    if (!hasPhotos(archive.catalog)) throw notScanned(context.arguments[0] ?? '.');
    const overview = overviewOf(archive.catalog);
    const money = moneyOf(archive);
    const issues = listIssues(archive.catalog);
    if (context.json) {
      context.printJson({ archive: archive.root, ...overview, money, issues });
    } else {
      context.print(`${archive.root}: ${counted(overview.photos, 'photo')}, ${overview.done} done`);
      for (const stage of overview.stages) context.print(stageLine(stage));
      await printFacts(context.print, moneyFacts(money), modelFacts(money));
      const shown = context.options['issues'] === true ? issues : issues.slice(0, shownIssues);
      for (const issue of shown)
        context.print(`  ! ${issue.path} (${issue.stage}): ${issue.message}`);
      if (shown.length < issues.length)
        context.print(`  and ${issues.length - shown.length} more; --issues lists them all`);
    }
    return issues.length > 0 ? 1 : 0;
  } finally {
    archive.close();
  }
}

/** `  review         80 through     115 waiting       5 rejected`; what there is none of is said only of the first two. */
function stageLine({ stage, passed, waiting, held, rejected }: StageOverview): string {
  const column = (photos: number, what: string) => `${String(photos).padStart(8)} ${what}`;
  return [
    `  ${stage.padEnd(9)}`,
    column(passed, 'through'),
    column(waiting, 'waiting'),
    ...(held > 0 ? [column(held, 'held back')] : []),
    ...(rejected > 0 ? [column(rejected, 'rejected')] : []),
  ].join('');
}
