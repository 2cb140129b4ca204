/** Every command, in the order of the help text. */
import { batchCommand } from './batch.ts';
import { collectCommand } from './collect.ts';
import type { CommandDefinition } from './command.ts';
import { configCommand } from './config.ts';
import { prepareCommand } from './prepare.ts';
import { statusCommand } from './status.ts';
import { submitCommand } from './submit.ts';

export const commands: readonly CommandDefinition[] = [
  prepareCommand,
  submitCommand,
  collectCommand,
  batchCommand,
  statusCommand,
  configCommand,
];

/** What runs when no command is named. */
export const defaultCommand: CommandDefinition = {
  name: 'open',
  summary: 'open an archive on the screen',
  usage: '[archive]',
  run: async (context) => {
    context.print(context.arguments[0] ?? '.');
    return 0;
  },
};
