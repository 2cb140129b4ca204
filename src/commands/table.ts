/** Every command, in the order of the help text. */
import type { CommandDefinition } from './command.ts';
import { configCommand } from './config.ts';
import { statusCommand } from './status.ts';

export const commands: readonly CommandDefinition[] = [statusCommand, configCommand];

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
