/** `proofsheet review`: the screen at the review; or, for scripts, accepting what no check complains of. */
import type { CommandContext, CommandDefinition, ExitCode } from './command.ts';
import { finish } from './command.ts';

export const reviewCommand: CommandDefinition = {
  name: 'review',
  summary: 'accept or edit titles and keywords on the screen',
  usage: '[archive]',
  options: [
    ['--accept-clean', 'without the screen: accept every photo that no check complains of'],
    ['--accept-all', 'without the screen: accept every photo'],
  ],
  run: review,
};

async function review(context: CommandContext): Promise<ExitCode> {
  const { acceptClean, acceptAll } = context.options;
  const archive = await context.open();
  try {
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
