/** Errors become sentences and exit codes here. */
import { CommanderError } from 'commander';
import { InterruptedError } from '../errors.ts';
import { endingOf, giveBack } from '../last-words.ts';
import { messages, printJson, printLine, results } from '../terminal-output.ts';
import { asTyped } from './program-name.ts';

const saidByCommander = /^error: (.+)$/s;
/** What to do about words that commander does not take. */
export const usageAdvice = 'Add --help to see what is possible; put a name with spaces in quotes.';

/** Says why a command ended, and gives the code that it ends with. */
export function exitCodeOf(error: unknown, isInterrupted: boolean, json: boolean): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    // It has said so on stderr by itself; where help was shown instead, there is no message.
    const [, message] = saidByCommander.exec(error.message) ?? [];
    if (json && message !== undefined)
      printJson(results(), { error: { code: 'usage', message, advice: usageAdvice } });
    return 2;
  }
  if (error instanceof InterruptedError || isInterrupted) {
    printLine(
      messages(),
      'Interrupted. Everything done so far is kept; run the same command to continue.',
    );
    return 130;
  }
  const { code, message, advice } = endingOf(error);
  for (const line of [message, advice]) printLine(messages(), asTyped(line));
  if (json && code !== undefined) printJson(results(), { error: { code, message, advice } });
  return 2;
}

/** For what is thrown where nobody waits for it: the state of things is not known, so the program ends at once. */
export function endAtOnce(error: unknown): never {
  giveBack();
  process.exit(exitCodeOf(error, false, process.argv.includes('--json')));
}
