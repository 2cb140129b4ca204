/** `proofsheet scan`: finds the photos and reads what they say about themselves. */
import { scan } from '../pipeline/scan/scan.ts';
import { type CommandContext, type ExitCode, finish } from './command.ts';

export function run(context: CommandContext): Promise<ExitCode> {
  const again = context.options['again'] === true;
  return context.inArchive(
    async (archive) => finish(context, await scan(context.stages(archive), { again })),
    { scans: true, isMeant: context.options['yes'] === true },
  );
}
