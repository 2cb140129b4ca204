/** The screen, as commands open it. */
import type { Archive } from '../pipeline/archive/archive.ts';
import { whatWaits } from '../pipeline/what-waits.ts';
import type { CommandContext, ExitCode } from './command.ts';

type Opening = Omit<
  NonNullable<Parameters<typeof import('../ui/open.tsx')['openScreen']>[2]>,
  'isReadOut'
>;

/** Opens the screen, and says on leaving what waits, where that stays to be read. */
export async function showScreen(
  context: CommandContext,
  archive: Archive,
  opening?: Opening,
): Promise<ExitCode> {
  const { openScreen } = await import('../ui/open.tsx');
  const isReadOut = context.options['screenReader'] === true;
  const code = await openScreen(archive, context.signal, { ...opening, isReadOut });
  const waits = whatWaits(archive.catalog);
  if (waits !== undefined) context.say(waits);
  return code;
}
