/** What a person sees first in an archive that has never been scanned. */

import type { Archive } from '../pipeline/archive/archive.ts';
import { takeGuide } from '../pipeline/guide.ts';
import type { Shell } from './shell.ts';
import { groupLines } from './stages/fact-lines.ts';

/** The guide, once in every archive of one's own; else which keys lead on. */
export function welcome(archive: Archive, shell: Shell): void {
  const { say } = shell.keys;
  const guide = takeGuide(archive, say);
  if (guide !== undefined)
    shell.read({ title: 'Before you begin', lines: (width) => groupLines(guide, width) });
  else
    shell.greet(
      `${say('stage.act')} leads from stage to stage; ${say('program.help')} explains all keys and signs.`,
    );
}
