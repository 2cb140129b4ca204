/** The facts of a stage, or why they could not be found out. */
import type { Loader } from '../../app/loader.ts';
import type { Line } from '../../text/line.ts';
import type { Theme } from '../../theme.ts';
import { paragraph } from './table-lines.ts';

/** Draws what was found out; nothing while it is looked for the first time. */
export function loadedLines<T>(
  { state }: Loader<T>,
  draw: (value: T) => Line[],
  width: number,
  { glyphs }: Theme,
): Line[] {
  const loaded = state.get();
  if (loaded.kind === 'failed')
    return paragraph(
      `${glyphs.problem} What stands here could not be found out: ${loaded.message}`,
      width,
      'warn',
    );
  return loaded.kind === 'ready' ? draw(loaded.value) : [];
}
