/** The one table of everything the screen can do. */
import { allReviewCommands } from './actions/review-commands.ts';
import { programCommands } from './app/program-commands.ts';
import type { Session } from './app/session.ts';
import { typingCommands } from './app/typing-commands.ts';
import type { Command } from './keys/command.ts';
import { stageCommands } from './stages/commands.ts';

export const commandTable: readonly Command<Session>[] = [
  ...allReviewCommands,
  ...stageCommands,
  ...programCommands,
  ...typingCommands,
];
