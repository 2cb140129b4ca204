/** The rehearsal without a screen: all stages, then what two photos said before and say now. */
import { embeddedExample } from '../catalog/journal.ts';
import { shellWord } from '../files/shell-word.ts';
import { fieldTable } from '../metadata/fields.ts';
import { textsOf } from '../metadata/metadata.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import type { RunAllOptions } from '../pipeline/run-all.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { runAndPrint } from './run.ts';

/**
 * Runs every stage, accepting what no check flagged, and prints the metadata of one editorial and one
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
  let shown = 0;
  for (const usage of ['editorial', 'commercial'] as const) {
    const example = embeddedExample(archive.catalog, usage);
    if (example === undefined) continue;
    shown++;
    context.print('');
    context.print(`${example.path} (${usage})`);
    for (const { field, before, after } of example.changes) {
      context.print(`  ${fieldTable[field].label}`);
      context.print(`    before: ${textsOf(before).join(', ') || '(none)'}`);
      context.print(`    after:  ${textsOf(after).join(', ')}`);
    }
  }
  if (shown === 0) return;
  context.print('');
  context.print(
    `The photos are in ${archive.root}. \`proofsheet undo ${shellWord(archive.root)}\` puts the old values back.`,
  );
  if (context.options['headless'] !== true)
    context.print('In a terminal, the same command opens the screen instead.');
}
