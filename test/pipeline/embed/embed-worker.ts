/** Embeds, or undoes, in the archive named on the command line, saying on stdout how far it is. To be killed by a test. */

import type { StageContext } from '../../../src/pipeline/archive/stage.ts';
import { embed } from '../../../src/pipeline/embed/embed.ts';
import { undo } from '../../../src/pipeline/embed/undo.ts';
import { contextOf, openAgain } from './ready-archive.ts';

const [root = '', work = 'embed'] = process.argv.slice(2);
const archive = await openAgain(root);
const context: StageContext = {
  ...contextOf(archive),
  report: ({ done }) => process.stdout.write(`${done}\n`),
};
const summary = await (work === 'undo' ? undo(context) : embed(context));
archive.close();
process.stdout.write(`${JSON.stringify(summary)}\n`);
