/** The rehearsal without a screen: all stages, then what two photos said before and say now. */
import { shellWord } from '../files/shell-word.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import { embeddedExamples } from '../pipeline/embed/examples.ts';
import type { RunAllOptions } from '../pipeline/run-all.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { runAndPrint } from './run.ts';

/**
 * Runs every stage, accepting what no check complains of, and prints the metadata of one editorial and one
 * commercial photo, before and after.
 */
export async function rehearseHeadless(
  context: CommandContext,
  archive: Archive,
  rehearsed: Pick<RunAllOptions, 'writeRehearsal' | 'embedRehearsal'>,
): Promise<ExitCode> {
  context.say('Rehearsal: a stand-in on this machine answers; nothing is sent or spent.');
  const code = await runAndPrint(context, archive, { accept: 'clean', ...rehearsed });
  if (!context.json) printExamples(context, archive);
  return code;
}

function printExamples(context: CommandContext, archive: Archive): void {
  const examples = embeddedExamples(archive.catalog);
  for (const example of examples) {
    context.print('');
    context.print(`${example.path} (${example.usage})`);
    for (const { field, before, after } of example.fields) {
      context.print(`  ${field}`);
      context.print(`    before: ${before === '' ? '(none)' : before}`);
      context.print(`    after:  ${after}`);
    }
  }
  if (examples.length === 0) return;
  context.print('');
  context.print(
    `The photos are in ${archive.root}. \`npx proofsheet undo ${shellWord(archive.root)}\` puts the old values back.`,
  );
  if (context.options['headless'] !== true)
    context.print('In a terminal, the same command opens the screen instead.');
}
