/** Every command, in the order of the help text. */
import { batchCommand } from './batch.ts';
import { collectCommand } from './collect.ts';
import type { CommandDefinition } from './command.ts';
import { configCommand } from './config.ts';
import { doctorCommand } from './doctor.ts';
import { embedCommand } from './embed.ts';
import { openCommand } from './open.ts';
import { prepareCommand } from './prepare.ts';
import { rehearseCommand } from './rehearse.ts';
import { reviewCommand } from './review.ts';
import { runCommand } from './run.ts';
import { scanCommand } from './scan.ts';
import { sidecarsCommand } from './sidecars.ts';
import { statusCommand } from './status.ts';
import { submitCommand } from './submit.ts';
import { undoCommand } from './undo.ts';

export const commands: readonly CommandDefinition[] = [
  scanCommand,
  prepareCommand,
  submitCommand,
  collectCommand,
  reviewCommand,
  sidecarsCommand,
  embedCommand,
  undoCommand,
  runCommand,
  statusCommand,
  batchCommand,
  doctorCommand,
  configCommand,
  rehearseCommand,
];

/** What runs when no command is named. */
export const defaultCommand: CommandDefinition = openCommand;
