/** The words of `--help` that are not in the table of commands, and how commander lays them out. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import type { CommandDefinition } from './command.ts';
import { programName } from './program-name.ts';

type Line = readonly [line: string, meaning: string];

export const about =
  'Titles and keywords for thousands of stock photos. A vision model suggests them in half-price batches; you accept or ' +
  'edit each one by keyboard, with the picture in view; proofsheet writes XMP sidecars and, when you say so, IPTC and ' +
  'XMP into the JPEGs. Pictures are proved unchanged, and every write can be undone.';

export const firstSteps: readonly Line[] = [
  ['proofsheet rehearse', 'try it on a sample archive, without a key'],
  ['proofsheet config key', 'store your API key'],
  ['proofsheet doctor ~/Photos', 'see whether everything is in order'],
  ['proofsheet ~/Photos', 'go through every stage on the screen'],
];

/** What every command that opens an archive or prints something takes. */
export const commonOptions = [
  ['--catalog <folder>', 'keep the catalog there instead of in the archive'],
  [
    '--set <name=value>',
    'a setting for this run, for example --set preview.edge=1024; may be repeated',
    'repeated',
  ],
  ['--json', 'results as JSON on stdout'],
  ['--quiet', 'no progress on stderr'],
] as const;

export const exitCodes: readonly Line[] = [
  ['0', 'done'],
  ['1', 'some photos have issues'],
  ['2', 'could not run'],
  ['130', 'interrupted'],
];

const headings = {
  stage: 'The stages of every photo, a command for each:',
  other: 'Other commands:',
};

/** Gives the program its introduction, and the place of its documentation. */
export function introduce(program: Command): Command {
  return program
    .description([about, '', 'Begin here:', ...linesOf(firstSteps)].join('\n'))
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .commandsGroup(headings.other)
    .addHelpCommand(new Command('help').argument('[command]').description('explain a command'))
    .addHelpText('after', `\n${documentation().join('\n')}`);
}

/** Gives a command its place in the list of commands, and its examples. */
export function explain(command: Command, definition: CommandDefinition): Command {
  if (definition.isStage === true) command.helpGroup(headings.stage);
  const { examples = [] } = definition;
  if (examples.length === 0) return command;
  return command.addHelpText('after', `\nExamples:\n${linesOf(examples).join('\n')}`);
}

/** Commands as they are typed here, their meanings in a column. */
function linesOf(lines: readonly Line[]): string[] {
  const typed = lines.map(([line]) => line.replace(/^proofsheet\b/, programName()));
  const width = Math.max(...typed.map((line) => line.length));
  return lines.map(([, meaning], at) => `  ${typed[at]?.padEnd(width)}  ${meaning}`);
}

function documentation(): string[] {
  const page = join(import.meta.dirname, '../README.md');
  const codes = exitCodes.map(([code, meaning]) => `${code} ${meaning}`).join(', ');
  return [
    `Exit codes: ${codes}.`,
    `More about a command: ${programName()} help <command>.`,
    `Documentation: ${packageJson.homepage}`,
    ...(existsSync(page) ? [`and here: ${page}`] : []),
  ];
}
