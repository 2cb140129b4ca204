/** `proofsheet doctor`: is everything in order before a run? */
import { assertFolder } from '../pipeline/archive/archive.ts';
import type { Finding } from '../pipeline/archive/finding.ts';
import { examine } from '../pipeline/doctor.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { changesOfRun, loginsOf, serviceAccess } from './context.ts';

/** What was found, and below it what to do. */
export function printFinding(context: CommandContext, found: Finding): void {
  context.print(`${marks[found.state]} ${found.check}: ${found.message}`);
  if (found.advice !== undefined) context.print(`     ${found.advice}`);
}

const marks: Record<Finding['state'], string> = {
  good: 'ok  ',
  warning: 'note',
  bad: 'BAD ',
  'not checked': '-   ',
};

export async function run(context: CommandContext): Promise<ExitCode> {
  const findings: Finding[] = [];
  const root = context.arguments[0];
  if (root !== undefined) await assertFolder(root);
  const patient = {
    root,
    settings: context.settings.read(changesOfRun(context.options['set'])),
    service: serviceAccess(context.settings, context.options['set']),
    logins: loginsOf(context.settings),
    outletsFolder: context.settings.outletsPath,
    online: context.options['offline'] !== true,
    signal: context.signal,
  };
  for await (const finding of examine(patient)) {
    findings.push(finding);
    if (!context.json) printFinding(context, finding);
  }
  if (context.json) context.printJson({ findings });
  return findings.some(({ state }) => state === 'bad') ? 1 : 0;
}
