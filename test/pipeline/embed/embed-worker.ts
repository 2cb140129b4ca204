/** Embeds in the archive named on the command line, saying on stdout how far it is. To be killed by a test. */
import { embed } from '../../../src/pipeline/embed.ts';
import { contextOf, openAgain } from './ready-archive.ts';

const archive = await openAgain(process.argv[2] ?? '');
const context = contextOf(archive);
const summary = await embed({
  ...context,
  report: ({ done }) => process.stdout.write(`${done}\n`),
});
archive.close();
process.stdout.write(`${JSON.stringify(summary)}\n`);
