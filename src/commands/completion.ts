/** `proofsheet completion`: the script for a shell. `proofsheet complete`: what that script asks. */
import { printable, printLine, printText, results, sequence } from '../terminal-output.ts';
import type { CommandContext, CommandDefinition, ExitCode } from './command.ts';
import { completionScripts, shells } from './completion-scripts.ts';
import { completionsFor } from './completions.ts';
import { oneNamed } from './did-you-mean.ts';

export async function run(context: CommandContext): Promise<ExitCode> {
  const [name = ''] = context.arguments;
  const shell = oneNamed(name.toLowerCase(), shells, {
    message: `There is no completion for ${JSON.stringify(name)}.`,
    advice: `There is one for ${shells.join(', ')}.`,
  });
  printText(results(), completionScripts[shell].trimEnd());
  return 0;
}

/** Answers a shell. @param words the last one has a sign in front, so that it is never empty */
export function answer(words: readonly string[], program: CommandDefinition): void {
  const current = words.at(-1)?.slice(1) ?? '';
  const { kind, words: found } = completionsFor(words.slice(0, -1), current, program);
  printLine(results(), kind);
  for (const [value, meaning] of found)
    results().write(sequence`${printable(value)}\t${printable(meaning)}\n`);
}
