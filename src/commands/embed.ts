/** `proofsheet embed`: writes the accepted text into the photos, after asking. */
import { StopError } from '../errors.ts';
import { type CommandContext, type CommandDefinition, type ExitCode, finish } from './command.ts';

export const embedCommand: CommandDefinition = {
  name: 'embed',
  summary: 'write the accepted text into the JPEGs, proved and undoable',
  usage: '[archive]',
  options: [
    ['--yes', 'do not ask'],
    ['--dry-run', 'print what would change, photo by photo, and write nothing'],
    ['--retry', 'try photos again that were left before'],
    ['--embed-rehearsal', 'embed text of a rehearsal in real photos'],
  ],
  run,
};

async function run(context: CommandContext): Promise<ExitCode> {
  const { embed } = await import('../pipeline/embed.ts');
  const { clearIssues } = await import('../catalog/photos.ts');
  const archive = await context.open();
  try {
    if (context.options['retry'] === true) clearIssues(archive.catalog, 'embed');
    if (context.options['dryRun'] === true) return await dryRun(context, archive);
    if (context.options['yes'] !== true && !(await isConfirmed(context, archive))) return 0;
    const embedRehearsal = context.options['embedRehearsal'] === true;
    const summary = await embed(context.stages(archive), { embedRehearsal });
    return finish(context, summary);
  } finally {
    archive.close();
  }
}

type Archive = Awaited<ReturnType<CommandContext['open']>>;

async function isConfirmed(context: CommandContext, archive: Archive): Promise<boolean> {
  const { embedFacts } = await import('../pipeline/embed/facts.ts');
  const facts = await embedFacts(archive, context.signal);
  if (facts.ready === 0) {
    context.print('Nothing is waiting to be embedded.');
    return false;
  }
  const lines = [
    `${facts.ready} photos are to be written: ${facts.fields.map(({ name, policy }) => `${name} (${policy})`).join(', ')}.`,
    `${facts.headlinesReplaced} of them have a headline and ${facts.keywordsReplaced} have keywords that would be replaced.`,
    'The old values are kept; `proofsheet undo` puts them back.',
  ];
  for (const line of lines) context.say(line);
  if (!context.interactive)
    throw new StopError(
      'needs-confirmation',
      'Nothing was written: nobody is here to be asked.',
      'Say --yes to embed without being asked, or --dry-run to see what would change.',
    );
  if (await context.confirm(`Embed in ${facts.ready} photos?`)) return true;
  context.print('Nothing was written.');
  return false;
}

async function dryRun(context: CommandContext, archive: Archive): Promise<ExitCode> {
  const { dryRun: plan } = await import('../pipeline/embed.ts');
  const embedRehearsal = context.options['embedRehearsal'] === true;
  let found = 0;
  let problems = 0;
  for await (const one of plan(context.stages(archive), { embedRehearsal })) {
    if ('problem' in one || one.changes.length > 0) found++;
    if ('problem' in one) problems++;
    if (context.json) context.print(JSON.stringify(one));
    else if ('problem' in one) context.print(`! ${one.path}: ${one.problem.message}`);
    else {
      context.print(one.path);
      for (const { field, before, after, cutInIptc } of one.changes) {
        context.print(`  - ${field}: ${[before ?? '(none)'].flat().join(', ')}`);
        context.print(
          `  + ${field}: ${[after].flat().join(', ')}${cutInIptc ? ' (cut in IPTC)' : ''}`,
        );
      }
    }
  }
  if (found === 0 && !context.json) context.print('Nothing would change.');
  return problems > 0 ? 1 : 0;
}
