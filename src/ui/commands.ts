/** The one table of everything the screen can do. */
import { allReviewCommands } from './actions/review-commands.ts';
import type { App } from './app.ts';
import type { Command } from './keys/command.ts';
import { programCommands } from './program-commands.ts';
import { stageCommands } from './stages/commands.ts';
import { typingCommands } from './typing-commands.ts';

export const commandTable: readonly Command<App>[] = [
  ...allReviewCommands,
  ...stageCommands,
  ...programCommands,
  ...typingCommands,
];
