/**
 * `proofsheet review`: the screen at the review; or, without it, accepting what no check complains of, and texts as lines
 * of JSON for scripts and other programs.
 */
import { messageOf, StopError } from '../errors.ts';
import type { CommandContext, CommandDefinition, ExitCode } from './command.ts';
import { finish } from './command.ts';

export const reviewCommand: CommandDefinition = {
  name: 'review',
  summary: 'accept or edit titles and keywords on the screen',
  usage: '[archive]',
  options: [
    [
      '--accept-clean',
      'without the screen: accept every photo that has neither a problem nor an unsure name',
    ],
    ['--accept-all', 'without the screen: accept every photo'],
    ['--export', 'without the screen: print the texts, one line of JSON a photo'],
    ['--import <file>', 'without the screen: take such lines in, as one step that can be undone'],
  ],
  run: review,
};

type Archive = Awaited<ReturnType<CommandContext['open']>>;

async function review(context: CommandContext): Promise<ExitCode> {
  const { acceptClean, acceptAll, export: isExport, import: file } = context.options;
  const tasks = [acceptClean, acceptAll, isExport, file].filter((task) => task !== undefined);
  if (tasks.length > 1)
    throw new StopError(
      'usage',
      '--accept-clean, --accept-all, --export and --import do not go together.',
      'Give one of them, or none to review on the screen.',
    );
  const archive = await context.open({ readOnly: isExport === true });
  try {
    if (isExport === true) return await printTexts(context, archive);
    if (typeof file === 'string') return await takeTexts(context, archive, file);
    if (acceptClean === true || acceptAll === true) {
      const { acceptSuggestions } = await import('../pipeline/review/accept.ts');
      const which = acceptAll === true ? 'all' : 'clean';
      return finish(context, await acceptSuggestions(context.stages(archive), which));
    }
    const { openScreen } = await import('../ui/open.ts');
    return await openScreen(archive, context.signal, { at: 'review' });
  } finally {
    archive.close();
  }
}

async function printTexts(context: CommandContext, { catalog }: Archive): Promise<ExitCode> {
  const { photosByPath } = await import('../catalog/sidecars.ts');
  const { exportTexts } = await import('../pipeline/review/texts.ts');
  catalog.snapshot(() => {
    for (const page of photosByPath(catalog))
      for (const line of exportTexts(catalog, page)) context.printJson(line);
  });
  return 0;
}

async function takeTexts(
  context: CommandContext,
  { catalog, settings }: Archive,
  file: string,
): Promise<ExitCode> {
  const { importTexts } = await import('../pipeline/review/texts.ts');
  const { openChecker } = await import('../pipeline/review/checker.ts');
  const { counted } = await import('../amounts.ts');
  const lines = await linesOf(file);
  const imported = importTexts(catalog, openChecker(catalog, settings), lines);
  const { changed, unchanged, refused, faulty } = imported;
  if (context.json) context.printJson(imported);
  else {
    for (const { line, message } of [...refused, ...faulty].sort((a, b) => a.line - b.line))
      context.print(`${file}, line ${line}: ${message}`);
    const parts = [
      `${changed} changed`,
      `${unchanged} as they were`,
      ...(faulty.length > 0
        ? [`${faulty.length} accepted with problems or names nobody gave`]
        : []),
      ...(refused.length > 0 ? [`${counted(refused.length, 'line')} not taken`] : []),
    ];
    context.print(`Texts: ${parts.join(', ')}.`);
  }
  return refused.length > 0 ? 1 : 0;
}

/** Every line, also empty ones, so that their numbers are those of an editor. */
async function linesOf(file: string): Promise<readonly string[]> {
  const { readFile } = await import('node:fs/promises');
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '').split(/\r?\n/);
  } catch (cause) {
    throw new StopError(
      'usage',
      `${file} cannot be read: ${messageOf(cause)}.`,
      'Give a file of lines as `proofsheet review --export` prints them.',
      { cause },
    );
  }
}
