/** Every key of the review. */
import type { Session } from '../../app/session.ts';
import type { Command } from '../../keys/command.ts';
import { askingCommands } from './asking.ts';
import { correctingCommands } from './correcting.ts';
import { decidingCommands } from './deciding.ts';
import { editingCommands } from './editing.ts';
import { findingCommands } from './finding.ts';
import { framesCommands } from './frames.ts';
import { keywordingCommands } from './keywording.ts';
import { lookingCommands } from './looking.ts';
import { manyCommands } from './many.ts';
import { mendingCommands } from './mending.ts';
import { movingCommands } from './moving.ts';
import { selectingCommands } from './selecting.ts';
import { sidecarCommands } from './sidecar.ts';
import { spellingCommands } from './spelling.ts';

export const allReviewCommands: readonly Command<Session>[] = [
  ...decidingCommands,
  ...movingCommands,
  ...editingCommands,
  ...correctingCommands,
  ...mendingCommands,
  ...sidecarCommands,
  ...spellingCommands,
  ...askingCommands,
  ...keywordingCommands,
  ...selectingCommands,
  ...manyCommands,
  ...framesCommands,
  ...findingCommands,
  ...lookingCommands,
];
