/**
 * Embeds, or undoes, in the archive named on the command line, saying on stdout how far it is. Stops where it is after so
 * many photos, if a third argument says so, until a test kills it: a test that is slow to notice kills it there all the same.
 */

import type { StageContext } from '../../../src/pipeline/archive/stage.ts';
import { embed } from '../../../src/pipeline/embed/embed.ts';
import { undo } from '../../../src/pipeline/embed/undo.ts';
import { contextOf, openAgain } from './ready-archive.ts';

const [root = '', work = 'embed', stopAfter = 'never'] = process.argv.slice(2);
const archive = await openAgain(root);
const context: StageContext = {
  ...contextOf(archive),
  report({ done }) {
    process.stdout.write(`${done}\n`);
    if (done >= Number(stopAfter)) process.kill(process.pid, 'SIGSTOP');
  },
};
const summary = await (work === 'undo' ? undo(context) : embed(context));
archive.close();
process.stdout.write(`${JSON.stringify(summary)}\n`);
