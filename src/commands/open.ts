/** `proofsheet [archive]`: the screen. Without a terminal it says what it would do and which commands do it. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { counted } from '../amounts.ts';
import { overviewOf } from '../catalog/overview.ts';
import { shellWord } from '../files/shell-word.ts';
import { assertFolder, catalogFolderOf } from '../pipeline/archive/archive.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { textOf } from './options.ts';
import { programName } from './program-name.ts';
import { showScreen } from './show-screen.ts';

export function run(context: CommandContext): Promise<ExitCode> {
  if (!context.interactive) return explain(context);
  return context.inArchive((archive) => showScreen(context, archive), {
    scans: true,
    isMeant: context.options['yes'] === true,
  });
}

/** The stages as commands, with how many photos are ready for each when the archive has a catalog. */
async function explain(context: CommandContext): Promise<ExitCode> {
  const root = context.arguments[0] ?? '.';
  await assertFolder(root);
  const folder = catalogFolderOf(root, textOf(context, 'catalog'));
  const waiting = new Map<string, number>();
  if (existsSync(join(folder, 'catalog.sqlite')))
    await context.inArchive(
      async ({ catalog }) => {
        for (const stage of overviewOf(catalog).stages) waiting.set(stage.stage, stage.waiting);
      },
      { readOnly: true },
    );
  context.print('This is not a terminal, so there is no screen. The same stages as commands:');
  for (const [stage, words, meaning] of steps) {
    const count = waiting.get(stage) ?? 0;
    const note = count > 0 ? ` (${counted(count, 'photo is', 'photos are')} ready for it)` : '';
    context.print(`  ${programName()} ${words.padEnd(21)} ${shellWord(root)}   ${meaning}${note}`);
  }
  context.print(`Or all at once: ${programName()} run --yes ${shellWord(root)}`);
  return 0;
}

const steps = [
  ['scan', 'scan', 'read the photos'],
  ['prepare', 'prepare', 'make previews and requests, and the estimate'],
  ['submit', 'submit', 'send them'],
  ['collect', 'collect --wait', 'wait for the answers'],
  ['review', 'review --accept-clean', 'accept what has neither problems nor doubts'],
  ['sidecars', 'sidecars', 'write the sidecars'],
  ['embed', 'embed --yes', 'write into the photos'],
] as const;
