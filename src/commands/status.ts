/** `proofsheet status`: where every photo stands, what holds some back, and the money. Works beside a running one. */

import { counted } from '../amounts.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { countDeliveries, type DeliveryCount } from '../catalog/deliveries.ts';
import {
  outcomesOfPhotos,
  type RefusalReason,
  refusalReasons,
} from '../catalog/delivery-outcomes.ts';
import { type IssueOfPhoto, listIssues } from '../catalog/issues.ts';
import { overviewOf, type StageOverview } from '../catalog/overview.ts';
import { hasPhotos } from '../catalog/scan-totals.ts';
import { notScanned } from '../pipeline/archive/archive.ts';
import { modelFacts, moneyFacts, moneyOf } from '../pipeline/ask/money.ts';
import { printedFacts } from '../ui/stages/fact-lines.ts';
import { type CommandContext, type ExitCode, tell } from './command.ts';

const shownIssues = 20;

export function run(context: CommandContext): Promise<ExitCode> {
  return context.inArchive(
    async (archive) => {
      const { root, catalog } = archive;
      if (!hasPhotos(catalog)) throw notScanned(context.arguments[0] ?? '.');
      if (context.options['outcomes'] === true) return await printOutcomes(context, catalog);
      const overview = overviewOf(catalog, { chosen: true });
      const left = overview.excluded > 0 ? `, ${overview.excluded} left out` : '';
      const money = moneyOf(archive);
      const issues = listIssues(catalog);
      const deliveries = countDeliveries(catalog);
      tell(context, { archive: root, ...overview, deliveries, money, issues }, [
        `${root}: ${counted(overview.photos, 'photo')}, ${overview.done} done${left}`,
        ...overview.stages.filter(isToTell).map(stageLine),
        ...deliveryLines(deliveries),
        ...refusalReasons(catalog).map(refusalLine),
        ...printedFacts([moneyFacts(money), modelFacts(money)]),
        ...firstIssues(issues, context.options['issues'] === true),
      ]);
      return issues.length > 0 ? 1 : 0;
    },
    { readOnly: true },
  );
}

function refusalLine({ outlet, photos, reason }: RefusalReason): string {
  return `    ${outlet} refused ${counted(photos, 'photo')}: ${reason || 'no reason is known'}`;
}

const outcomeColumns = ['path', 'outlet', 'state', 'name', 'reason', 'at'] as const;

/** A row for each photo and outlet. */
async function printOutcomes(context: CommandContext, catalog: Catalog): Promise<ExitCode> {
  const { plainCsv } = await import('../rules/outlets/plain-csv.ts');
  const printRows = (rows: readonly (readonly string[])[]) => {
    for (const line of plainCsv(rows).trimEnd().split('\n')) context.print(line);
  };
  if (!context.json) printRows([outcomeColumns]);
  for (const page of outcomesOfPhotos(catalog))
    if (context.json) for (const one of page) context.printRecord(one);
    else printRows(page.map((one) => outcomeColumns.map((column) => one[column])));
  return 0;
}

/** Characters of the longest stage; outlets stand below stages, and may be longer. */
const nameWidth = 9;

/** `  adobe          80 delivered      12 refused`. */
function deliveryLines(deliveries: readonly DeliveryCount[]): readonly string[] {
  const width = Math.max(nameWidth, ...deliveries.map(({ outlet }) => outlet.length));
  return [...Map.groupBy(deliveries, ({ outlet }) => outlet)].map(([outlet, counts]) => {
    const columns = counts.map(({ photos, state }) => `${String(photos).padStart(8)} ${state}`);
    return `  ${outlet.padEnd(width)}${columns.join('')}`;
  });
}

function firstIssues(issues: readonly IssueOfPhoto[], areAll: boolean): readonly string[] {
  const shown = areAll ? issues : issues.slice(0, shownIssues);
  const lines = shown.map(({ path, stage, message }) => `  ! ${path} (${stage}): ${message}`);
  const left = issues.length - shown.length;
  return left === 0 ? lines : [...lines, `  and ${left} more; --issues lists them all`];
}

/** Whoever delivers nowhere need not read of it. */
function isToTell({ stage, passed, waiting }: StageOverview): boolean {
  return stage !== 'deliver' || passed + waiting > 0;
}

/** `  review         80 through     115 waiting       5 rejected`; what there is none of is said only of the first two. */
function stageLine({ stage, passed, waiting, held, rejected }: StageOverview): string {
  const column = (photos: number, what: string) => `${String(photos).padStart(8)} ${what}`;
  return [
    `  ${stage.padEnd(nameWidth)}`,
    column(passed, 'through'),
    column(waiting, 'waiting'),
    ...(held > 0 ? [column(held, 'held back')] : []),
    ...(rejected > 0 ? [column(rejected, 'rejected')] : []),
  ].join('');
}
