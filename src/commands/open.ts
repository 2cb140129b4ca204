/** `proofsheet [archive]`: the screen. Without a terminal it says what it would do and which commands do it. */

import { join, resolve } from 'node:path';
import { counted } from '../amounts.ts';
import { shellWord } from '../files/shell-word.ts';
import type { CommandContext, CommandDefinition, ExitCode } from './command.ts';

export const openCommand: CommandDefinition = {
  name: 'open',
  summary: 'open an archive on the screen',
  usage: '[archive]',
  run: open,
};

async function open(context: CommandContext): Promise<ExitCode> {
  if (!context.interactive) return explain(context);
  const archive = await context.open({ scans: true });
  try {
    const { openScreen } = await import('../ui/open.ts');
    return await openScreen(archive, context.signal);
  } finally {
    archive.close();
  }
}

/** The road in commands; what stands ready is marked when the archive has a catalog. */
async function explain(context: CommandContext): Promise<ExitCode> {
  const root = context.arguments[0] ?? '.';
  const { existsSync } = await import('node:fs');
  const { assertFolder, catalogFolderOf } = await import('../pipeline/archive/archive.ts');
  await assertFolder(resolve(root));
  const given = context.options['catalog'];
  const folder = catalogFolderOf(root, typeof given === 'string' ? given : undefined);
  const waiting = new Map<string, number>();
  if (existsSync(join(folder, 'catalog.sqlite'))) {
    const { overviewOf } = await import('../catalog/overview.ts');
    const archive = await context.open({ readOnly: true });
    for (const stage of overviewOf(archive.catalog).stages) waiting.set(stage.stage, stage.waiting);
    archive.close();
  }
  context.print('This is not a terminal, so there is no screen. The same road in commands:');
  for (const [stage, words, meaning] of steps) {
    const count = waiting.get(stage) ?? 0;
    const note = count > 0 ? ` (${counted(count, 'photo is', 'photos are')} ready for it)` : '';
    context.print(`  proofsheet ${words.padEnd(21)} ${shellWord(root)}   ${meaning}${note}`);
  }
  context.print(`Or all at once: proofsheet run --yes ${shellWord(root)}`);
  return 0;
}

const steps = [
  ['scan', 'scan', 'read the photos'],
  ['prepare', 'prepare', 'make previews and requests, and the estimate'],
  ['submit', 'submit', 'send them'],
  ['collect', 'collect --wait', 'wait for the answers'],
  ['review', 'review --accept-clean', 'accept what has neither problems nor unsure names'],
  ['sidecars', 'sidecars', 'write the sidecars'],
  ['embed', 'embed --yes', 'write into the photos'],
] as const;
