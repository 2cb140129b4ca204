/** The command line as commander sees it, made from the table of commands. */
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { InterruptedError, StopError } from '../errors.ts';
import { messages, printText, results } from '../terminal-output.ts';
import type { CommandDefinition, ExitCode } from './command.ts';
import { didYouMean } from './did-you-mean.ts';
import { exitCodeOf, usageAdvice } from './exit-code.ts';
import { commonOptions, explain, introduce } from './help.ts';
import { programName } from './program-name.ts';
import { commands, defaultCommand } from './table.ts';
import { typedWords } from './typed-words.ts';

/** Runs the command that `words` name. Resolves to the exit code: 0, 1, 2 or 130. */
export async function runCommandLine(given: readonly string[]): Promise<number> {
  const words = typedWords(given);
  if (words[0] === 'complete') {
    const { answer } = await import('./completion.ts');
    const { wholeProgram } = await import('./completions.ts');
    answer(words.slice(1), wholeProgram(commands, defaultCommand));
    return 0;
  }
  const abort = new AbortController();
  const stopListening = listenForInterrupts(abort);
  let exitCode: ExitCode = 0;
  const run: Runner = async (definition, command) => {
    assertNoneEmpty(command);
    const { commandContext } = await import('./context.ts');
    const context = commandContext(definition.name, command.args, command.opts(), abort.signal);
    if (definition.run !== undefined) exitCode = await definition.run(context);
  };
  try {
    assertCurrentFolder();
    assertKnown(words);
    await programOf(run).parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    return exitCodeOf(error, abort.signal.aborted, words.includes('--json'));
  } finally {
    stopListening();
  }
}

/** It may have been removed under the shell; every path is looked for from there. @throws StopError `archive-missing` */
function assertCurrentFolder(): void {
  try {
    process.cwd();
  } catch (error) {
    throw new StopError(
      'archive-missing',
      'The folder that you are in is gone.',
      'Change to one that is there (`cd ~`), then run the same command again.',
      { cause: error },
    );
  }
}

/**
 * Nobody means nothing by `--only "$FOLDER"`: where the shell knows no such variable, all photos would be meant, or this folder.
 * @throws StopError `usage`
 */
function assertNoneEmpty(command: Command): void {
  const isEmpty = (value: unknown) => typeof value === 'string' && value.trim() === '';
  const empty = command.options.find((option) => {
    const given: unknown = command.getOptionValue(option.attributeName());
    return Array.isArray(given) ? given.some(isEmpty) : isEmpty(given);
  });
  if (empty !== undefined)
    throw new StopError(
      'usage',
      `There is nothing behind ${empty.long}.`,
      'Write what is meant behind it, or leave it out; a variable that the shell does not know is empty.',
    );
}

type Runner = (definition: CommandDefinition, command: Command) => Promise<void>;

/**
 * The first word may be a folder to open, so commander takes any word for one. Where it is none, and like a command or
 * followed by a folder, it is a command mistyped. So is the second behind a command that takes no words itself.
 * @throws StopError `usage`
 */
function assertKnown([word, ...others]: readonly string[]): void {
  if (word === undefined || word.startsWith('-') || /[\\/]/.test(word)) return;
  const all = [...commands, defaultCommand];
  if (word === 'help') assertOneOf(all, others[0]);
  const command = all.find(({ name }) => name === word);
  if (command?.run !== undefined && command.usage === undefined)
    assertOneOf(command.commands ?? [], others[0], command.name);
  if (command !== undefined || word === 'help' || existsSync(word)) return;
  const suggestion = didYouMean(word, namesOf(commands));
  if (suggestion === '' && others.every((other) => other.startsWith('-'))) return;
  throw new StopError(
    'usage',
    `\`${word}\` is neither a command nor a folder here.${suggestion}`,
    'Run `proofsheet --help` to see the commands.',
  );
}

/**
 * A word behind a command that takes no words but the names of these; behind none, or `help`, those of all commands.
 * @throws StopError `usage`
 */
function assertOneOf(known: readonly CommandDefinition[], word?: string, behind = ''): void {
  if (known.length === 0 || word === undefined || word.startsWith('-')) return;
  if (word === 'help' || known.some(({ name }) => name === word)) return;
  throw new StopError(
    'usage',
    `There is no command \`${`${behind} ${word}`.trim()}\`.${didYouMean(word, namesOf(known))}`,
    behind === ''
      ? 'Run `proofsheet --help` to see the commands.'
      : `Run \`proofsheet ${behind} --help\` to see what there is.`,
  );
}

function namesOf(definitions: readonly CommandDefinition[]): string[] {
  return definitions.filter(({ hidden }) => hidden !== true).map(({ name }) => name);
}

function programOf(run: Runner): Command {
  const name = programName();
  const program = introduce(newCommand(name))
    .usage(
      `[archive]                      open the screen\n       ${name} <command> [options] [archive]`,
    )
    .version(packageJson.version, '-v, --version');
  for (const definition of commands)
    program.addCommand(commandOf(definition, run), { hidden: definition.hidden ?? false });
  program.addCommand(commandOf(defaultCommand, run), { isDefault: true, hidden: true });
  return program;
}

/** Options behind the name of a command below belong to that one, also where the one above has them too. */
function newCommand(name: string): Command {
  return new Command(name)
    .exitOverride()
    .enablePositionalOptions()
    .configureOutput({
      writeOut: (text) => printText(results(), text.trimEnd()),
      writeErr: (text) => printText(messages(), text.trimEnd()),
    })
    .showHelpAfterError(usageAdvice);
}

function commandOf(definition: CommandDefinition, run: Runner): Command {
  const command = explain(newCommand(definition.name), definition).description(definition.summary);
  for (const below of definition.commands ?? []) command.addCommand(commandOf(below, run));
  if (definition.run === undefined) return command;
  for (const argument of definition.usage?.split(' ') ?? []) command.argument(argument);
  for (const [flags, meaning, repeated] of [...(definition.options ?? []), ...commonOptions])
    if (repeated === undefined) command.option(flags, meaning);
    else command.option(flags, meaning, collected);
  return command.action(() => run(definition, command));
}

/** Commander calls it for each value of an option that may be repeated. */
function collected(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** The first interrupt asks the command to finish what it has in hand; the second ends the process. */
function listenForInterrupts(abort: AbortController): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    // On a line of its own, behind `^C`; the screen has the terminal to itself and says so there.
    const say = (text: string) => {
      if (messages().isTTY && process.stdin.isRaw !== true) printText(messages(), `\n${text}`);
    };
    if (abort.signal.aborted) {
      say('Ended at once. The next run finishes what was in hand.');
      process.exit(130);
    }
    if (signal === 'SIGINT') say('Finishing what is in hand; Ctrl-C again ends at once.');
    abort.abort(new InterruptedError());
  };
  // On Windows, Ctrl-Break is the third, and a window that is closed the last.
  const signals = ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}
