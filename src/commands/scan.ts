/** `proofsheet scan`: finds the photos and reads what they say about themselves. */
import { type CommandContext, type CommandDefinition, type ExitCode, finish } from './command.ts';

export const scanCommand: CommandDefinition = {
  name: 'scan',
  summary: 'find the photos and read place, date and existing text',
  usage: '[archive]',
  options: [['--again', 'read every file again, changed or not']],
  run: scan,
};

async function scan(context: CommandContext): Promise<ExitCode> {
  const { scan: runScan } = await import('../pipeline/scan/scan.ts');
  const archive = await context.open({ scans: true });
  try {
    const again = context.options['again'] === true;
    return finish(context, await runScan(context.stages(archive), { again }));
  } finally {
    archive.close();
  }
}
