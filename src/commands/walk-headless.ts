/** The rehearsal without a screen: the whole road, then what two photos said before and say now. */
import type { Archive } from '../pipeline/archive.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { walkAndPrint } from './run.ts';

/** Walks the road to the end and prints the metadata of one editorial and one commercial photo, before and after. */
export async function walkHeadless(context: CommandContext, archive: Archive): Promise<ExitCode> {
  context.say('Rehearsal: a stand-in on this machine answers; nothing is sent or spent.');
  const code = await walkAndPrint(context, archive, { accept: 'all', embedRehearsal: false });
  if (!context.json) await printExamples(context, archive);
  return code;
}

async function printExamples(context: CommandContext, archive: Archive): Promise<void> {
  const { embeddedExamples } = await import('../pipeline/examples.ts');
  for (const example of embeddedExamples(archive.catalog)) {
    context.print('');
    context.print(`${example.path} (${example.usage})`);
    for (const { field, before, after } of example.fields) {
      context.print(`  ${field}`);
      context.print(`    before: ${before === '' ? '(none)' : before}`);
      context.print(`    after:  ${after}`);
    }
  }
  context.print('');
  context.print(
    `The photos are in ${archive.root}. \`npx proofsheet undo ${archive.root}\` puts the old values back.`,
  );
  context.print('In a terminal, the same command opens the screen instead.');
}
